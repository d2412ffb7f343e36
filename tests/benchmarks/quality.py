"""How well the sentence that answers is found, what each feature brings, and how honest refusals and confidence are.

    python -m tests.benchmarks.quality

It takes some minutes, and needs the development questions in ``../shared/eval/xquad-dev``.
"""

import statistics
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from rank_bm25 import BM25Okapi

from index.documents.passages import Passage, split
from index.query.question import understand
from index.ranking.confidence import THRESHOLD, Calibration, Signals, calibrate, confidence, relevance
from index.ranking.ranker import rank
from index.retrieval.memory import InvertedBM25, MemoryEngine
from index.text.analyzer import terms
from tests.benchmarks.development import Asked, Development, figures_of
from tests.benchmarks.fitting import NAMES, Examples, cross_validated, examples, signals_of
from tests.benchmarks.report import publish
from tests.benchmarks.runs import Row, Run, Table, provenance

__all__ = ["main"]

SEEDS = (0, 1)
BINS = 10
DEPTH = 50
HEAD = ["P@1", "MRR@10", "R@5"]
TEXT = """\
Passages of English XQuAD (development articles), beside BM25. “Cross-validated” weights were fitted without the
articles of the questions that they rank (five folds by article, two seeds); “shipped” weights were fitted on all of
these questions, so that their figures flatter them a little.
"""

Ranks = list[int | None]


def main() -> None:
    """Measure, keep and print; ends with 1 where the questions are not there."""
    try:
        development = Development()
    except FileNotFoundError as error:
        sys.exit(f"nothing was measured: {error}")
    some = examples(development)
    tables = [
        _methods(development, some),
        _refusals(development),
        _reliability(development),
        _ablation(development, some),
    ]
    made = provenance(["rank-bm25", "numpy"])
    publish(Run(name="quality", title="Finding the sentence", text=TEXT, provenance=made, tables=tables))


def _methods(development: Development, some: Examples) -> Table:
    passages = [one for source in development.sources for one in split(source) if one.quotable]
    lower = [replace(one, text=one.text.lower().rstrip("?")) for one in development.questions]
    engine = development.engine
    figures = {
        "rank-bm25 as its README has it": figures_of(_peer(development, passages, _readme(passages))),
        "BM25, k1 = 0.9, b = 0.4, stems and stop words": figures_of(_peer(development, passages, _tuned(passages))),
        "the engine's proposals, unranked": figures_of([_proposed(engine, one) for one in development.questions]),
        "this ranking, cross-validated": _over_seeds(development, some),
        "this ranking, shipped weights": figures_of([_ranked(engine, one) for one in development.questions]),
        "the same, typed in small letters without “?”": figures_of([_ranked(engine, one) for one in lower]),
    }
    return Table(
        title=f"{len(development.questions)} questions, {len(passages)} passages",
        head=["method", *HEAD],
        rows=[[name, *_decimals(found.values(), ".3f")] for name, found in figures.items()],
    )


def _decimals(values: Iterable[float], form: str) -> Row:
    return [format(value, form) for value in values]


def _peer(development: Development, passages: Sequence[Passage], scores: Callable[[str], Sequence[float]]) -> Ranks:
    ranks: Ranks = []
    for asked in development.questions:
        scored = scores(asked.text)
        best = sorted(range(len(passages)), key=lambda at: -scored[at])[:DEPTH]
        ranks.append(asked.rank([passages[at] for at in best]))
    return ranks


def _readme(passages: Sequence[Passage]) -> Callable[[str], Sequence[float]]:
    index = BM25Okapi([one.text.split(" ") for one in passages])
    return lambda question: list(index.get_scores(question.split(" ")))


def _tuned(passages: Sequence[Passage]) -> Callable[[str], Sequence[float]]:
    index = InvertedBM25([terms(one.text) for one in passages])
    return lambda question: list(index.get_scores(terms(question)))


def _proposed(engine: MemoryEngine, asked: Asked) -> int | None:
    boosts = {token.term: 1.0 for token in understand(asked.text, engine).tokens}
    return asked.rank([one.passage for one in engine.candidates(boosts, DEPTH)])


def _ranked(engine: MemoryEngine, asked: Asked) -> int | None:
    return asked.rank([one.passage for one in rank(understand(asked.text, engine), engine, DEPTH).evidence])


def _over_seeds(development: Development, some: Examples, columns: Sequence[int] | None = None) -> Mapping[str, float]:
    runs = [figures_of(cross_validated(development, some, seed, columns)) for seed in SEEDS]
    return {name: statistics.fmean(run[name] for run in runs) for name in runs[0]}


def _ablation(development: Development, some: Examples) -> Table:
    whole = _over_seeds(development, some)
    lost: dict[str, list[float]] = {}
    for at, name in enumerate(NAMES):
        without = _over_seeds(development, some, [other for other in range(len(NAMES)) if other != at])
        lost[name] = [whole[key] - without[key] for key in whole]
    ranked = sorted(lost.items(), key=lambda item: -item[1][1])
    return Table(
        title="Loss without a feature",
        text=(
            "It alone is left out, and the others are fitted again; cross-validated. One question is"
            f" {1 / len(some):.4f} of P@1. “first or second” and “date” need titles and dates that this set lacks."
        ),
        head=["feature", *HEAD],
        rows=[[name, *_decimals(losses, "+.4f")] for name, losses in ranked],
    )


def _refusals(development: Development) -> Table:
    without = {home: development.without(home) for home in {one.home for one in development.questions}}
    calibrations = {home: calibrate(engine).threshold for home, engine in without.items()}
    fixed, whole = Calibration().threshold, calibrate(development.engine).threshold
    present = [signals_of(development.engine, one)[0] for one in development.questions]
    absent = [signals_of(without[one.home], one)[0] for one in development.questions]
    own = [calibrations[one.home] for one in development.questions]
    shares = {
        f"threshold {THRESHOLD}, uncalibrated": (_share(present, fixed), _share(absent, fixed)),
        f"calibrated on the sources ({whole:.2f} for all of them)": (
            _share(present, whole),
            statistics.fmean(_passes(one, threshold) for one, threshold in zip(absent, own, strict=True)),
        ),
    }
    return Table(
        title="Refusals",
        text="Each question with its article among the sources, and again with that article left out.",
        head=["", "answered, of the answerable", "answered, from elsewhere"],
        rows=[[name, *_decimals(one, ".3f")] for name, one in shares.items()],
    )


def _share(some: Sequence[Signals | None], threshold: float) -> float:
    return statistics.fmean(_passes(one, threshold) for one in some)


def _passes(one: Signals | None, threshold: float) -> bool:
    return one is not None and relevance(one) >= threshold


def _reliability(development: Development) -> Table:
    """Confidence against the share that is right, of the questions that were answered."""
    threshold = calibrate(development.engine).threshold
    found = [signals_of(development.engine, asked) for asked in development.questions]
    pairs = [
        (confidence(one, relevance(one)), right)
        for one, right in found
        if one is not None and relevance(one) >= threshold
    ]
    bins = [[one for one in pairs if at <= BINS * min(one[0], 0.9999) < at + 1] for at in range(BINS)]
    rows = [
        (statistics.fmean(chance for chance, _ in one), statistics.fmean(right for _, right in one), len(one))
        for one in bins
        if one
    ]
    error = sum(number * abs(chance - right) for chance, right, number in rows) / len(pairs)
    return Table(
        title="Confidence",
        text=(
            f"Of the questions answered, with their articles: expected calibration error {error:.3f} (Naeini, Cooper"
            " and Hauskrecht, 2015). The weights were fitted on these questions and on the same ones with their"
            " article left out, so that it doubts a little more than these need."
        ),
        head=["confidence, mean", "right", "questions"],
        rows=[[f"{chance:.2f}", f"{right:.2f}", str(number)] for chance, right, number in rows],
    )


if __name__ == "__main__":
    main()
