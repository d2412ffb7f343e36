"""Finding the sentence in other languages, beside BM25 as people use it and as it does best.

    python -m tests.benchmarks.languages [CODE …]

XQuAD in each language in ``../shared/eval``: rank-bm25 on words between spaces, as its README has it; BM25 over the
stems of Snowball without stop words (in Chinese: characters and their pairs), with the k1 and b that do best on these
very questions; and Pullquote. Of the languages that have no such set, the small texts in ``tests/data`` tell at least
that nothing is lost against BM25. It takes ten minutes, and some of it goes to the questions whose article is left out.
"""

import sys
import tomllib
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path

from rank_bm25 import BM25Okapi

from index.documents.passages import Passage
from index.documents.source import Source
from index.library.evaluation import Evaluation, evaluate
from index.library.library import Library
from index.query.question import understand
from index.ranking.ranker import rank
from index.ranking.support import Outcome
from index.retrieval.memory import InvertedBM25, MemoryEngine
from index.text.analyzer import analyzer
from tests.benchmarks.development import FOLDER, Asked, Development, figures_of
from tests.benchmarks.outcomes import left_out, lines_of
from tests.benchmarks.report import publish
from tests.benchmarks.runs import ROOT, Row, Run, Table, provenance

__all__ = ["SMALL", "main", "small_texts"]

CODES = ("en", "de", "es", "ru", "tr", "ar", "zh")
SMALL = ROOT / "tests" / "data" / "small-languages.toml"
GRID = tuple(product((0.6, 0.9, 1.2, 1.6), (0.2, 0.4, 0.6, 0.8)))
"""The k1 and b that are tried."""
HEAD = [
    *("", "split words: P@1", "MRR@10", "Snowball: P@1", "MRR@10", "k1, b"),
    *("ours: P@1", "MRR@10", "claimed", "rightly", "declined", "left out: claimed", "left out: declined"),
]
TEXT = """\
“Split words” is rank-bm25 as its README has it, “Snowball” BM25 over stems without stop words, with the k1 and b that
do best on these questions, which flatters it. “Left out” is asked of the half of the articles that lacks the
question's own.
"""


def main() -> None:
    """Measure, keep and print; ends with 1 where no set is there."""
    there = [code for code in sys.argv[1:] or CODES if _folder_of(code).is_dir()]
    if not there:
        sys.exit(f"nothing was measured: {FOLDER} and those beside it are not there")
    tables = [Table(title="XQuAD, 838 questions a language", head=HEAD, rows=[_row(code) for code in there])]
    tables.append(
        Table(
            title="Small texts", head=["", "Snowball: first", "ours: first", "of"], rows=[*map(_small, small_texts())]
        )
    )
    made = provenance(["rank-bm25", "PyStemmer"])
    publish(Run(name="languages", title="Languages", text=TEXT, provenance=made, tables=tables))


def _folder_of(code: str) -> Path:
    return FOLDER if code == "en" else FOLDER.with_name(f"xquad-{code}-dev")


def _row(code: str) -> Row:
    folder, development = _folder_of(code), Development(_folder_of(code))
    passages = [one for name in development.engine.records() for one in _passages(development.engine, name.name)]
    split, (stemmed, k1, b) = _split_words(development, passages), _snowball(code, development, passages)
    with Library(folder / "sources", engine="memory") as library:
        ours = evaluate(library, folder / "questions.jsonl")
    away = [one.outcome for one in left_out(folder / "sources", lines_of(folder))]
    shares = [away.count(outcome) / len(away) for outcome in (Outcome.ANSWERED, Outcome.DECLINED)]
    return [code, *split, *stemmed, f"{k1:g}, {b:g}", *_figures(ours), *(f"{one:.3f}" for one in shares)]


def _figures(ours: Evaluation) -> list[str]:
    figures = (ours.first, ours.reciprocal_rank, ours.claimed, ours.claimed_rightly, ours.declined_wrongly)
    return [f"{one:.3f}" for one in figures]


def _passages(engine: MemoryEngine, name: str) -> list[Passage]:
    return [one for one in engine.passages(name, 0, sys.maxsize) if one.quotable]


def _split_words(development: Development, passages: Sequence[Passage]) -> list[str]:
    index = BM25Okapi([one.text.split(" ") for one in passages])
    return _told(_ranks(development.questions, passages, lambda asked: list(index.get_scores(asked.split(" ")))))


def _snowball(code: str, development: Development, passages: Sequence[Passage]) -> tuple[list[str], float, float]:
    """Return the best figures of BM25 over stems, and the k1 and b that made them."""
    terms = analyzer(code).terms
    index, best = InvertedBM25([terms(one.text) for one in passages]), (-1.0, 0.0, 0.0, [""])
    for index.k1, index.b in GRID:
        ranks = _ranks(development.questions, passages, lambda asked: _scores(index, terms(asked), len(passages)))
        first = figures_of(ranks)["P@1"]
        best = max(best, (first, -index.k1, -index.b, _told(ranks)))
    return best[3], -best[1], -best[2]


def _scores(index: InvertedBM25, asked: Sequence[str], passages: int) -> list[float]:
    scores = [0.0] * passages
    for term in asked:
        for at, score in zip(*index.scores(term), strict=True):
            scores[at] += score
    return scores


def _ranks(
    questions: Sequence[Asked], passages: Sequence[Passage], scored: Callable[[str], Sequence[float]]
) -> list[int | None]:
    """Return the rank of the first right passage of each question, None beyond the first ten."""
    ranks = []
    for one in questions:
        scores = scored(one.text)
        best = sorted(range(len(passages)), key=lambda at: -scores[at])[:10]
        ranks.append(one.rank([passages[at] for at in best]))
    return ranks


def _told(ranks: Sequence[int | None]) -> list[str]:
    figures = figures_of(ranks)
    return [f"{figures[name]:.3f}" for name in ("P@1", "MRR@10")]


def small_texts() -> list[tuple[str, int, int, int]]:
    """Return of each small text its language, the questions that BM25 and this ranking get right first, and all."""
    return [_small_text(code, **of) for code, of in tomllib.loads(SMALL.read_text("utf-8")).items()]


def _small_text(code: str, text: str, questions: Sequence[tuple[str, str]]) -> tuple[str, int, int, int]:
    paragraphs = text.strip().split("\n\n")
    engine = MemoryEngine(Source(f"{at}.txt", f"{one}\n", "") for at, one in enumerate(paragraphs))
    lines, terms = text.split("\n"), analyzer(code).terms
    index = InvertedBM25([terms(one) for one in lines])
    plain = ours = 0
    for asked, answer in questions:
        scores = _scores(index, terms(asked), len(lines))
        plain += lines[scores.index(max(scores))].startswith(answer)
        found = rank(understand(asked, engine), engine).evidence
        ours += bool(found) and found[0].passage.plain.startswith(answer)
    return code, plain, ours, len(questions)


def _small(of: tuple[str, int, int, int]) -> Row:
    return [of[0], *map(float, of[1:])]


if __name__ == "__main__":
    main()
