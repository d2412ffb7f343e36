"""What a model brings: the development sets with it and without, beside the model alone and BM25 alone; and its speed.

    python -m tests.benchmarks.meaning [MODEL]

MODEL is the folder of an encoder, by default that of all-MiniLM-L6-v2 in ``../shared/models``; where it is not there,
nothing is measured. Vectors of the sets are made once and kept in the user's cache, which takes ten minutes. The
collection of ``scale`` of 100,000 passages is given vectors at random: what they say is no matter to the time.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from bot.answers import Answerer
from bot.discord.operation.pauses import settle
from bot.settings.model import Settings
from index.documents.folder import Folder
from index.documents.passages import Passage
from index.library.evaluation import GoldQuestion, evaluate, read
from index.library.semantics import opened
from index.query.question import understand
from index.retrieval.disk import DiskEngine
from index.retrieval.store.generations import Generations
from index.retrieval.store.kept import KeptState
from index.retrieval.store.updating import update
from index.semantic.filling import is_of
from index.semantic.passage_texts import texts_of
from index.semantic.sentence_models import Encoder
from index.semantic.vectors import similarities
from tests.benchmarks.collection import prepare
from tests.benchmarks.development import FOLDER, figures_of
from tests.benchmarks.report import publish
from tests.benchmarks.runs import Row, Run, Table, in_turns, over, provenance
from tests.benchmarks.semantic_sets import MODEL, filled

__all__ = ["main"]

SETS = ("wikiqa-dev", "xquad-dev", "premise-dev", "community-dev", "docs-uv")
ASKED_OF = {"premise-dev": "xquad-dev"}
"""Sets that are asked of the sources of another."""

DEPTH = 10
PASSAGES, ROUNDS, ASKED = 100_000, 24, 12
WITHOUT = "the whole answer, without"
DRAWN = 10_000
"""Vectors that are drawn at once."""

TEXT = """\
“With the model” is this product with the setting `semantic_model`, “without” without it; “the model alone” ranks all
passages of a set by the cosine of question and sentence, with what it stands under; “BM25 alone” by the engine's
formula. Weights were fitted on `wikiqa-dev` and `xquad-dev`, so that their figures flatter a little; cross-validated
ones are printed by `semantic_fitting`. “Claimed falsely” is the share of the questions without an answer of which one
is claimed, “claimed” that of the others, “rightly” how many of the claimed have the right quote first.
"""
HEAD = ["", "P@1", "MRR@10", "R@5", "claimed", "rightly", "declined wrongly", "claimed falsely"]


def _table(name: str, model: Encoder) -> Table:
    folder = FOLDER.with_name(name)
    sources = FOLDER.with_name(ASKED_OF.get(name, name))
    index, _ = filled(sources, model)
    engine, asked = DiskEngine.open(index), read(folder / "questions.jsonl")
    rows: list[Row] = []
    for title, path in (("without", None), ("with the model", model.folder.path)):
        chosen = Settings(sources=sources / "sources", engine="disk", index_path=index.path, semantic_model=path)
        with Answerer(chosen) as answerer:
            found = evaluate(answerer, folder / "questions.jsonl")
        shares = [found.first, found.reciprocal_rank, found.among_first, found.claimed, found.claimed_rightly]
        shares.append(found.declined_wrongly)
        rows.append([title, *_decimals([*shares, *([found.claimed_falsely] if found.unanswerable else [])])])
    answerable = [one for one in asked if one.gold]
    alone = _Alone(index, model)
    rows.append(
        ["the model alone", *_decimals(figures_of([_rank(alone.best(one), one) for one in answerable]).values())]
    )
    plain = figures_of([_rank(_bm25(engine, one), one) for one in answerable])
    rows.append(["BM25 alone", *_decimals(plain.values())])
    title = f"{name}: {len(answerable)} questions with an answer, {len(asked) - len(answerable)} without"
    return Table(title=title, head=HEAD, rows=[[*row, *[None] * (len(HEAD) - len(row))] for row in rows])


def _decimals(values: Sequence[float]) -> list[str]:
    return [f"{one:.3f}" for one in values]


def _rank(passages: Sequence[Passage], asked: GoldQuestion) -> int | None:
    right = (at for at, one in enumerate(passages, start=1) if any(place.overlaps(one) for place in asked.gold))
    return next(right, None)


def _bm25(engine: DiskEngine, asked: GoldQuestion) -> list[Passage]:
    boosts = {token.term: 1.0 for token in understand(asked.question, engine).tokens}
    return [one.passage for one in engine.candidates(boosts, DEPTH)]


class _Alone:
    """All passages of an index by what the model says."""

    def __init__(self, index: Generations, model: Encoder) -> None:
        pairs = list(_passages(index.current()))
        keys = [model.key(texts_of(one, title)[1]) for one, title in pairs]
        known = index.vectors().found(keys)
        self._passages, self._vectors, self._model = [one for one, _ in pairs], [known[key] for key in keys], model

    def best(self, asked: GoldQuestion) -> list[Passage]:
        """The best passages for a question."""
        scores = np.array(similarities(self._model.asked(asked.question), self._vectors))
        return [self._passages[at] for at in np.argsort(-scores, kind="stable")[:DEPTH]]


def _passages(state: KeptState) -> Iterator[tuple[Passage, str]]:
    """All passages that can be quoted, each with the title of its source."""
    with closing(state.rows()) as rows:
        for record in rows.records():
            _, article = rows.article(record.name)
            found = (one for row in article.paragraphs for one in row.unpacked(record.name).passages if one.quotable)
            yield from ((one, record.title) for one in found)


def _speed(model: Encoder) -> Table:
    """The time of a text, of a question, and of a whole answer with vectors that are kept and without a model."""
    folder = prepare(PASSAGES)
    index = Generations(folder / "semantic-index", folder / "sources")
    state = update(Folder(folder / "sources"), index).generation
    _fill_at_random(state, index, model)
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["text"] for line in lines]
    sentences = [one.plain for at, (one, _) in enumerate(_passages(state)) if at < ASKED]
    chosen = Settings(sources=folder / "sources", engine="disk", index_path=index.path)
    with_model = chosen.model_copy(update={"semantic_model": model.folder.path})
    rounds = [questions[at : at + ASKED] for at in range(0, (ROUNDS + 1) * ASKED, ASKED)]

    with Answerer(chosen) as without, Answerer(with_model) as ranked:
        tasks = {
            "a sentence, as it is indexed": _timed(model.vector, [sentences] * len(rounds)),
            "a question": _timed(model.asked, rounds),
            WITHOUT: _timed(without.ask, rounds),
            "the whole answer, with the model": _timed(ranked.ask, rounds),
        }
        settle()  # as the bot does, or the searches for garbage look at all that the sets have left
        found = in_turns(tasks, ROUNDS)
    rows: list[Row] = [
        [name, times, [1000 / one for one in times], over(times, found[WITHOUT]) if "answer" in name else None]
        for name, times in found.items()
    ]
    return Table(
        title=f"{PASSAGES:,} passages, one question after the other",
        head=["", "ms", "in a second", "beside without"],
        text=f"Times on the clock, {ASKED} other questions each round. A question is read while passages are sought.",
        rows=rows,
    )


def _timed(work: Callable[[str], object], rounds: Sequence[Sequence[str]]) -> Callable[[], float]:
    """The milliseconds that a text takes, at each call those of the next round."""
    turns = iter(rounds)

    def milliseconds() -> float:
        given, began = next(turns), time.perf_counter()
        for text in given:
            work(text)
        return (time.perf_counter() - began) / len(given) * 1000

    return milliseconds


def _fill_at_random(state: KeptState, index: Generations, model: Encoder) -> None:
    """Keep a vector for each passage, drawn at random."""
    kept, draw = index.vectors(), np.random.default_rng(0)
    if is_of(kept, model):
        return
    keys = [model.key(text) for one, title in _passages(state) for text in texts_of(one, title)]
    for first in range(0, len(keys), DRAWN):
        some = keys[first : first + DRAWN]
        drawn = draw.integers(-127, 128, (len(some), model.width), np.int8)
        kept.add(dict(zip(some, (one.tobytes() for one in drawn), strict=True)))
    kept.mark(model.folder.digest)


def main() -> None:
    """Measure, keep and print; ends with 1 where something that is measured is not there."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else MODEL
    for needed in (folder, *(FOLDER.with_name(name) for name in SETS)):
        if not needed.is_dir():
            sys.exit(f"nothing was measured: {needed} is not there")
    model = opened(folder)
    if not isinstance(model, Encoder):
        sys.exit(f"nothing was measured: {folder} holds no encoder")
    tables = [*(_table(name, model) for name in SETS), _speed(model)]
    made = provenance(["onnxruntime", "tokenizers", "numpy"])
    publish(Run(name="meaning", title=f"With a model: {folder.name}", text=TEXT, provenance=made, tables=tables))


if __name__ == "__main__":
    main()
