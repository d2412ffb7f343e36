"""How well the sentence that answers is found, what each figure brings, and how honest refusals and confidence are.

Run it from the repository's root, with the extra ``bench``; it writes RESULTS-quality.md and confidence.png beside this
file. It takes some minutes, and needs the development questions in ``../shared/eval/xquad-dev``:

    python -m tests.benchmarks.quality

"Cross-validated" weights were fitted without the articles of the questions that they rank (five folds by article, two
seeds). "Shipped" weights were fitted on all of these questions, so that their figures flatter them a little.
"""

import math
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from rank_bm25 import BM25Okapi

from index.documents.passages import Passage, split
from index.query.expansion import expand
from index.query.question import understand
from index.ranking.confidence import THRESHOLD, Calibration, calibrate, certainty, relevance
from index.ranking.features import FeatureExtractor
from index.ranking.ranker import rank
from index.ranking.scoring import ordered
from index.retrieval.memory import InvertedBM25, MemoryEngine
from index.text.analyzer import terms
from tests.benchmarks.development import Asked, Development, figures_of
from tests.benchmarks.fitting import NAMES, Examples, cross_validated, examples, signals_of

RESULTS = Path(__file__).with_name("RESULTS-quality.md")
PLOT = Path(__file__).with_name("confidence.png")
SEEDS = (0, 1)
BINS = 10
POOL = 50
ROUNDS = 5

Ranks = list[int | None]


def main() -> None:
    """Measure, print and write the tables."""
    try:
        development = Development()
    except FileNotFoundError as error:
        sys.exit(f"nothing was measured: {error}")
    some = examples(development)
    sections = [_methods(development, some), _ablation(development, some), _refusals(development), _speed(development)]
    sections.insert(3, _reliability(development))
    text = "\n\n".join(["# Finding the sentence that answers", str(__doc__).strip(), *sections]) + "\n"
    RESULTS.write_text(text, encoding="utf-8")
    print(text)


def _methods(development: Development, some: Examples) -> str:
    passages = [one for source in development.sources for one in split(source) if one.quotable]
    rows = [
        ("rank-bm25 as its README has it", _peer(development, passages, _readme(passages))),
        ("BM25, k1 = 0.9, b = 0.4, stems and stop words", _peer(development, passages, _tuned(passages))),
        ("the engine's proposals, unranked", [_proposed(development.engine, one) for one in development.questions]),
    ]
    lower = [replace(one, text=one.text.lower().rstrip("?")) for one in development.questions]
    shipped = [
        ("this ranking, shipped weights", [_ranked(development.engine, one) for one in development.questions]),
        ("the same, typed in small letters without “?”", [_ranked(development.engine, one) for one in lower]),
    ]
    told = [
        *(_row(name, figures_of(ranks)) for name, ranks in rows),
        _row("this ranking, cross-validated", _over_seeds(development, some)),
        *(_row(name, figures_of(ranks)) for name, ranks in shipped),
    ]
    head = f"## Against BM25 ({len(development.questions)} questions, {len(passages)} passages)"
    return "\n".join([head, "", "| method | P@1 | MRR@10 | R@5 |", "|---|---|---|---|", *told])


def _row(name: str, figures: Mapping[str, float]) -> str:
    return f"| {name} | " + " | ".join(f"{value:.3f}" for value in figures.values()) + " |"


def _peer(development: Development, passages: Sequence[Passage], scores: Callable[[str], Sequence[float]]) -> Ranks:
    ranks: Ranks = []
    for asked in development.questions:
        scored = scores(asked.text)
        best = sorted(range(len(passages)), key=lambda at: -scored[at])[:50]
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
    return asked.rank([one.passage for one in engine.candidates(boosts, 50)])


def _ranked(engine: MemoryEngine, asked: Asked) -> int | None:
    return asked.rank([one.passage for one in rank(understand(asked.text, engine), engine, 50).evidence])


def _over_seeds(development: Development, some: Examples, columns: Sequence[int] | None = None) -> Mapping[str, float]:
    runs = [figures_of(cross_validated(development, some, seed, columns)) for seed in SEEDS]
    return {name: statistics.fmean(run[name] for run in runs) for name in runs[0]}


def _ablation(development: Development, some: Examples) -> str:
    whole = _over_seeds(development, some)
    rows = []
    for at, name in enumerate(NAMES):
        without = _over_seeds(development, some, [other for other in range(len(NAMES)) if other != at])
        rows.append((name, {key: whole[key] - without[key] for key in whole}))
    rows.sort(key=lambda row: -row[1]["MRR@10"])
    told = [f"| {name} | " + " | ".join(f"{value:+.4f}" for value in lost.values()) + " |" for name, lost in rows]
    head = (
        "## What each figure brings\n\nThe loss when it alone is left out and the others are fitted again; one question"
        f" is {1 / len(some):.4f} of P@1. “first or second” and “date” need titles and dates that this set lacks."
    )
    return "\n".join([head, "", "| figure | P@1 | MRR@10 | R@5 |", "|---|---|---|---|", *told])


def _refusals(development: Development) -> str:
    homes = {one.home for one in development.questions}
    without = {home: development.without(home) for home in homes}
    calibrations = {home: calibrate(engine) for home, engine in without.items()}
    whole = calibrate(development.engine)
    present = [signals_of(development.engine, one)[0] for one in development.questions]
    absent = [signals_of(without[one.home], one)[0] for one in development.questions]
    fixed = Calibration()
    rows = [
        (
            f"threshold {THRESHOLD}, uncalibrated",
            _share(one is not None and relevance(one) >= fixed.threshold for one in present),
            _share(one is not None and relevance(one) >= fixed.threshold for one in absent),
        ),
        (
            f"calibrated on the sources ({whole.threshold:.2f} for all of them)",
            _share(one is not None and relevance(one) >= whole.threshold for one in present),
            _share(
                one is not None and relevance(one) >= calibrations[asked.home].threshold
                for one, asked in zip(absent, development.questions, strict=True)
            ),
        ),
    ]
    told = [f"| {name} | {answered:.3f} | {wrongly:.3f} |" for name, answered, wrongly in rows]
    head = "## Refusals\n\nEach question with its article among the sources, and again with that article left out."
    return "\n".join([head, "", "| | answered, of the answerable | answered, from elsewhere |", "|---|---|---|", *told])


def _share(some: Iterator[bool]) -> float:
    return statistics.fmean(some)


def _reliability(development: Development) -> str:
    """Confidence against the share that is right, of the questions that were answered; draws the plot."""
    threshold = calibrate(development.engine).threshold
    pairs = []
    for asked in development.questions:
        found, right = signals_of(development.engine, asked)
        if found is not None and relevance(found) >= threshold:
            pairs.append((certainty(found), right))
    bins = [[one for one in pairs if at <= BINS * min(one[0], 0.9999) < at + 1] for at in range(BINS)]
    rows = [
        (statistics.fmean(chance for chance, _ in one), statistics.fmean(right for _, right in one), len(one))
        for one in bins
        if one
    ]
    error = sum(number * abs(chance - right) for chance, right, number in rows) / len(pairs)
    _draw(rows)
    told = [f"| {chance:.2f} | {right:.2f} | {number} |" for chance, right, number in rows]
    head = (
        f"## Confidence\n\nOf the questions answered, with their articles: expected calibration error {error:.3f}"
        " (Naeini, Cooper and Hauskrecht, 2015). The weights were fitted on these questions and on the same ones with"
        " their article left out, so that it doubts a little more than these need.\n\n![confidence](confidence.png)"
    )
    return "\n".join([head, "", "| confidence, mean | right | questions |", "|---|---|---|", *told])


def _draw(rows: Sequence[tuple[float, float, int]]) -> None:
    import matplotlib as mpl  # noqa: PLC0415 - only for the plot

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415 - after the choice of what draws

    figure, axes = plt.subplots(figsize=(4.5, 4.5))
    axes.plot([0, 1], [0, 1], color="0.7")
    chances, shares, numbers = (list(one) for one in zip(*rows, strict=True))
    axes.scatter(chances, shares, s=numbers)
    axes.set(xlabel="confidence", ylabel="share right", xlim=(0, 1), ylim=(0, 1), title="Answers by confidence")
    figure.savefig(PLOT, dpi=120, bbox_inches="tight")


def _speed(development: Development) -> str:
    """The processor's time of the ranking, alone and with the engine's proposals; medians over the questions."""
    engine = development.engine
    ranking, whole = [], []
    for asked in development.questions:
        question = understand(asked.text, engine)
        sought = expand(question, engine)
        candidates = engine.candidates(sought.boosts, POOL)
        ranking.append(_least(lambda: ordered(FeatureExtractor(question, sought, engine), candidates)))  # noqa: B023 - called here
        whole.append(_least(lambda: rank(question, engine)))  # noqa: B023 - the same
    ms = [1000 * statistics.median(times) for times in (ranking, whole)]
    return (
        f"## Time\n\nRanking {POOL} candidates takes {ms[0]:.1f} ms of the processor (median over the questions of the"
        f" best of {ROUNDS} rounds), and {ms[1]:.1f} ms with their proposal by the memory engine, the choice of what is"
        f" quoted and the marks: {math.ceil(1000 / ms[1])} questions a second on one core."
    )


def _least(work: Callable[[], object]) -> float:
    """The least of some rounds: what others do on the machine only ever adds."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


if __name__ == "__main__":
    main()
