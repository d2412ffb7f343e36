"""What each rule of the ranking brings: questions with known answers, with and without it.

Run it from the repository's root, with the extra ``bench``; it prints a table, and needs the development questions in
``../shared/eval``. Names of ablations measure only those:

    python -m tests.benchmarks.ablation [NAME...]

Each ablation runs in a process of its own, forked from one that has read the articles, and puts something simpler in
the place of one rule. "+" counts the questions that have a right passage first only without the rule, "-" those only
with it; p is that of a two-sided sign test (Dixon and Mood, 1946). "declined" is the share of these questions, which
all have an answer, that is refused.
"""

import math
import multiprocessing
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from index.query import expansion, question
from index.query.answer_type import AnswerType, Classification
from index.query.spelling import Corrected
from index.ranking import answer_span, confidence, features, ranker, scoring, series
from index.ranking.weights import WEIGHTS
from tests.benchmarks.development import FOLDER, WIKIQA, Asked, Development, figures_of

Rows = list[tuple[int | None, bool]]


def _setting(module: Any, **values: object) -> Callable[[], None]:
    """Puts other values in the place of a module's own."""
    return lambda: vars(module).update(values)


def _weightless(feature: str) -> Callable[[], None]:
    return _setting(scoring, WEIGHTS=MappingProxyType({**WEIGHTS, feature: 0.0}))


def _formless(kind: AnswerType) -> Callable[[], None]:
    return _setting(answer_span, _FORMS={one: find for one, find in answer_span._FORMS.items() if one is not kind})  # noqa: SLF001 - what is taken away


def _nothing(*_: object) -> tuple[()]:
    return ()


ABLATIONS: Mapping[str, Callable[[], None]] = {
    **{f"feature: {name}": _weightless(name) for name in WEIGHTS},
    **{f"form: {kind.name.lower()}": _formless(kind) for kind in answer_span._FORMS},  # noqa: SLF001 - the same
    "kinds of answer": _setting(question, classify=lambda _: Classification(AnswerType.OTHER)),
    "spelling": _setting(question, correct=lambda _, tokens, __: Corrected(tuple(tokens))),
    "synonyms": _setting(expansion, synonyms=_nothing),
    "families": _setting(expansion, inflections=_nothing),
    "compounds: joined": _setting(expansion, _compounds=_nothing),
    "compounds: parted": _setting(expansion, _splits=_nothing),
    "acronyms": _setting(expansion, _long_forms=_nothing),
    "lighter focus": _setting(expansion, FOCUS=1.0),
    "lighter light words": _setting(expansion, LIGHT=1.0, UNKNOWN_LIGHT=expansion.UNKNOWN),
    "the next is the second": _setting(series, also_known_as=lambda *_: frozenset()),
    "milder lack of why and how": _setting(features, LACKING={}),
    "answers behind questions": _setting(ranker, answers=_nothing),
    "names behind “called”": _setting(answer_span, _NAMING=re.compile(r"(?!)")),
}


def measured(development: Development, threshold: float) -> Rows:
    """For each question the rank of the first right passage, and whether it is answered."""
    return [_answered(development, one, threshold) for one in development.questions]


def _answered(development: Development, one: Asked, threshold: float) -> tuple[int | None, bool]:
    engine = development.engine
    parsed = question.understand(one.text, engine)
    query = expansion.expand(parsed, engine)
    candidates = ranker.proposed(parsed, query, engine, None)
    scored = scoring.score(features.FeatureExtractor(parsed, query, engine), candidates)
    found = confidence.signals(query, scored)
    answered = found is not None and confidence.relevance(found) >= threshold
    return one.rank([each.candidate.passage for each in scored]), answered


def sign_test(better: int, worse: int) -> float:
    """The chance of so uneven a split, or one more so, where each side is as likely."""
    trials, least = better + worse, min(better, worse)
    return min(1.0, sum(math.comb(trials, one) for one in range(least + 1)) / 2.0 ** (trials - 1))


def compared(rows: Rows, base: Rows) -> str:
    """The columns of the table for one set: the change, in points, from the ranking as it is."""
    now, was = (figures_of([rank for rank, _ in some]) for some in (rows, base))
    better = sum(new[0] == 1 != old[0] for new, old in zip(rows, base, strict=True))
    worse = sum(new[0] != 1 == old[0] for new, old in zip(rows, base, strict=True))
    declined = sum(old[1] - new[1] for new, old in zip(rows, base, strict=True)) / len(rows)
    changes = (100 * (now[name] - was[name]) for name in ("MRR@10", "R@5"))
    told = [f"{one:+.2f}" for one in (100 * (now["P@1"] - was["P@1"]), *changes, 100 * declined)]
    return f"{told[0]} (+{better} -{worse}, p {sign_test(better, worse):.2f}) | {told[1]} | {told[2]} | {told[3]}"


class Measuring:
    """The sets, read once, and what is measured of them as they are."""

    def __init__(self) -> None:
        self.sets = [Development(folder) for folder in (FOLDER, WIKIQA)]
        self.thresholds = [confidence.calibrate(one.engine).threshold for one in self.sets]
        self.base = self.rows()

    def rows(self) -> list[Rows]:
        """What is measured of each set, with whatever was taken away."""
        return [measured(one, threshold) for one, threshold in zip(self.sets, self.thresholds, strict=True)]

    def ablated(self, name: str, results: Any) -> None:
        """Put the row of one ablation; for a process of its own, which it leaves changed."""
        ABLATIONS[name]()
        cells = (compared(rows, base) for rows, base in zip(self.rows(), self.base, strict=True))
        results.put(f"| {name} | {' | '.join(cells)} |")


def main(names: Sequence[str]) -> None:
    """Print the table, a row at a time."""
    if unknown := set(names) - set(ABLATIONS):
        sys.exit(f"no such ablation: {', '.join(sorted(unknown))}; there are: {', '.join(ABLATIONS)}")
    try:
        measuring = Measuring()
    except FileNotFoundError as error:
        sys.exit(f"nothing was measured: {error}")
    for one, rows in zip(("XQuAD", "WikiQA"), measuring.base, strict=True):
        shares = ", ".join(f"{name} {value:.4f}" for name, value in figures_of([rank for rank, _ in rows]).items())
        print(f"{one}: {len(rows)} questions, {shares}, declined {1 - sum(found for _, found in rows) / len(rows):.4f}")
    print("\n| without | XQuAD P@1 | MRR@10 | R@5 | declined | WikiQA P@1 | MRR@10 | R@5 | declined |")
    print("|---|---|---|---|---|---|---|---|---|")
    context = multiprocessing.get_context("fork")
    for name in names or ABLATIONS:
        results = context.SimpleQueue()
        process = context.Process(target=measuring.ablated, args=(name, results))
        process.start()
        process.join()
        print(results.get() if process.exitcode == 0 else f"| {name} | failed |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
