"""The development questions in ``../shared/eval``, and how ranked passages are scored against their places.

English XQuAD (Artetxe, Ruder and Yogatama, 2020; CC BY-SA 4.0): 32 articles, 838 questions, the place of each answer.
WikiQA (Yang, Yih and Meek, 2015): 1,940 leads of articles, 843 questions of a search engine, the sentences that answer.
"""

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.citations.citation import Citation, resolve
from index.documents.folder import Folder
from index.documents.passages import Passage
from index.documents.source import Source
from index.retrieval.memory import MemoryEngine

__all__ = ["FOLDER", "FOLDS", "WIKIQA", "Asked", "Development", "figures_of"]

FOLDER = Path(__file__).parents[3] / "shared" / "eval" / "xquad-dev"
WIKIQA = FOLDER.with_name("wikiqa-dev")
FOLDS = 5
DEPTH = 10


@dataclass(frozen=True)
class Asked:
    """A question, the article that it was asked of, and its answer's places: source, start, end in characters."""

    text: str
    home: str
    gold: tuple[tuple[str, int, int], ...]

    def is_right(self, passage: Passage) -> bool:
        """Whether a passage overlaps the answer."""
        return any(
            passage.source == name and passage.start < end and start < passage.end for name, start, end in self.gold
        )

    def rank(self, passages: Sequence[Passage]) -> int | None:
        """The rank of the first right passage, from 1."""
        return next((at for at, one in enumerate(passages, start=1) if self.is_right(one)), None)


class Development:
    """The sources and the questions that they answer, read once.

    Raises FileNotFoundError where the set is not there.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        if not folder.is_dir():
            raise FileNotFoundError(f"{folder} is not there: the quality of the ranking cannot be measured without it")
        self.sources = [one for one in Folder(folder / "sources").scan() if isinstance(one, Source)]
        lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
        named = {one.name: one for one in self.sources}
        self.questions = [one for line in lines if (one := _asked(json.loads(line), named)).gold]
        self.engine = MemoryEngine(self.sources)

    def without(self, home: str) -> MemoryEngine:
        """The collection with one article left out: what was asked of it is a question from elsewhere."""
        return MemoryEngine(one for one in self.sources if one.name != home)

    def folds(self, seed: int) -> list[int]:
        """The fold of each question: all those of an article are in one."""
        homes = sorted({one.home for one in self.questions})
        random.Random(seed).shuffle(homes)  # noqa: S311 - repeatable, and no secret
        fold = {home: at % FOLDS for at, home in enumerate(homes)}
        return [fold[one.home] for one in self.questions]


def figures_of(ranks: Sequence[int | None]) -> Mapping[str, float]:
    """P@1, MRR@10 and R@5 of the ranks of the first right passages."""
    found = [rank for rank in ranks if rank is not None]
    return {
        "P@1": sum(rank == 1 for rank in found) / len(ranks),
        "MRR@10": sum(1 / rank for rank in found if rank <= DEPTH) / len(ranks),
        "R@5": sum(rank <= DEPTH // 2 for rank in found) / len(ranks),
    }


def _asked(line: Mapping[str, object], sources: Mapping[str, Source]) -> Asked:
    gold = line["gold"]
    places = tuple(_place(one, sources) for one in gold) if isinstance(gold, list) else ()
    return Asked(str(line["question"]), str(line.get("home") or (places[0][0] if places else "")), places)


def _place(told: Any, sources: Mapping[str, Source]) -> tuple[str, int, int]:
    if isinstance(told, str):
        citation = Citation.parse(told)
        return citation.source, *resolve(citation, sources[citation.source])
    name, start, end = told
    return str(name), int(start), int(end)
