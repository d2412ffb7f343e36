"""Fits the weights that ship for a model, ``index/data/semantic-NAME.json``, from the development questions.

    python -m tests.benchmarks.semantic_fitting [MODEL [NAME]]

MODEL is the folder of the model, by default that of all-MiniLM-L6-v2 in ``../shared/models``. The weights of the
ranking are fitted on `xquad-dev` and `wikiqa-dev` together, as ``pullquote semantic fit`` does it, around those of
``index/ranking/weights.py``; cross-validated figures are printed, five folds by source. What a model adds to relevance,
and the weights of confidence and of support, are logistic regressions on what becomes of these questions, of the same
with their source left out, and of those that nothing answers. Vectors are kept in the user's cache; the first run takes
ten minutes.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from index.documents.passages import Passage
from index.library.semantics import opened
from index.query.question import understand
from index.ranking import ranker, support
from index.ranking.confidence import PLAIN, THRESHOLD, Calibration, Signals, linear
from index.ranking.logit import Example, logistic_regression
from index.ranking.meaning import BY_WORDS, Meaning
from index.ranking.meaning_features import IN_PLACE, SENTENCE
from index.ranking.meaning_fitting import AS_IT_IS, KnownAnswer, by_name, example, refitted, scores_of
from index.ranking.scoring import Scored
from index.ranking.weights import CONFIDENCE, SUPPORT, WEIGHTS, WEIGHTS_TYPED
from index.retrieval.engine import Engine
from index.semantic.fitted_weights import SHIPPED, FittedWeights, probe
from index.semantic.text_scorer import TextScorer, scorer_of
from tests.benchmarks.development import FOLDER, FOLDS, WIKIQA, Asked, Development, figures_of
from tests.benchmarks.fitting import rank
from tests.benchmarks.semantic_sets import MODEL, kept_of

__all__ = ["main"]

SAID = (SENTENCE, IN_PLACE)
BEGIN = FittedWeights(
    "",
    AS_IT_IS,
    {**WEIGHTS, SENTENCE: 1.0, IN_PLACE: 1.0},
    {},
    {name: weight - WEIGHTS[name] for name, weight in WEIGHTS_TYPED.items()},
    dict.fromkeys((*SAID, BY_WORDS, "bias"), 0.0),
    {**CONFIDENCE, **dict.fromkeys(SAID, 0.0)},
    {**SUPPORT, **dict.fromkeys(SAID, 0.0)},
)
"""What the fit begins with."""

LENIENT = 0.35
"""Added to the bias of support, since there are more questions without an answer here than people ask: with it, no more
of these are claimed falsely than without a model. Set by hand."""

MOST = 6.9
"""The highest log odds of a confidence; see ``index.ranking.support``."""

ALWAYS = Calibration(-99.0)
"""Has every question answered, so that the support of each is known."""


@dataclass
class Told:
    """What became of a question: the signs of each regression, and whether the first passage is right."""

    right: bool
    by_words: float
    nearest: Mapping[str, float]
    sure: Mapping[str, float]
    signs: Mapping[str, float] = field(default_factory=dict)


class Watching(Meaning):
    """A model in whose rankings the signs of each regression are noted."""

    def __init__(self, scorer: TextScorer, weights: FittedWeights) -> None:
        super().__init__(scorer, weights)
        self.noted: dict[str, Any] = {}

    def added(self, scored: Sequence[Scored], by_words: float) -> float:
        nearest = {name: max(one.features[name] for one in scored) for name in SAID}
        self.noted |= {"by_words": by_words, "nearest": {**nearest, BY_WORDS: by_words}}
        return super().added(scored, by_words)

    def confidence(self, found: Signals, first: Scored, reached: float) -> float:
        self.noted["sure"] = {**asdict(found), "relevance": min(reached, PLAIN), **self.said(first)}
        return super().confidence(found, first, reached)


def told(asked: Asked, engine: Engine, watching: Watching) -> Told | None:
    """Rank the passages for a question and note the signs; None if nothing was found."""
    watching.noted.clear()
    plain = support.support

    def noting(*args: Any, **options: Any) -> support.Support:
        said = options["said"]
        signs = support.signs(*args, lacks=options["lacks"], confidence=options["confidence"])
        watching.noted["signs"] = {**signs, **said}
        return plain(*args, **options)

    ranker.support = noting
    try:
        found = ranker.rank(understand(asked.text, engine), engine, 1, ALWAYS, meaning=watching)
    finally:
        ranker.support = plain
    return Told(asked.is_right(found.evidence[0].passage), **watching.noted) if found.evidence else None


def known(asked: Asked, engine: Engine) -> KnownAnswer:
    """A question in the form that is fitted to."""

    def is_right(passage: Passage) -> bool:
        return asked.is_right(passage)

    return KnownAnswer(understand(asked.text, engine), engine, is_right)


def without(development: Development) -> Iterator[tuple[Asked, Engine]]:
    """Each question with a collection that lacks a fifth of the sources, its own among them."""
    homes = sorted({one.name for one in development.sources})
    for fold in range(FOLDS):
        left = set(homes[fold::FOLDS])
        engine = development.engine.restricted([one for one in homes if one not in left])
        yield from ((one, engine) for one in development.questions if one.home in left)


def regressed(
    columns: Sequence[str], rows: Sequence[Mapping[str, float]], right: Sequence[bool]
) -> Mapping[str, float]:
    """The weights of these signs for telling what is right."""
    held = np.array([[one[column] for column in columns] for one in rows])
    return by_name([*columns, "bias"], logistic_regression(held, np.array(right, dtype=float)))


def cross_validated(sets: Mapping[str, Development], found: Mapping[str, list[Example]]) -> None:
    """Print how often the first passage is right by weights that were fitted without its source."""
    folds = {name: development.folds(0) for name, development in sets.items()}
    pairs = {name: list(zip(found[name], folds[name], strict=True)) for name in sets}
    ranks: dict[str, list[int | None]] = {name: [] for name in sets}
    for held in range(FOLDS):
        weights = refitted([one for some in pairs.values() for one, fold in some if fold != held], BEGIN)
        for name, some in pairs.items():
            ranks[name] += [rank(scores_of(weights, rows), right) for (rows, right), fold in some if fold == held]
    for name, some in ranks.items():
        print(
            name, "cross-validated:", ", ".join(f"{key} {one:.3f}" for key, one in figures_of(some).items()), flush=True
        )


def _of_premises() -> list[Asked]:
    path = FOLDER.with_name("premise-dev") / "questions.jsonl"
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [Asked(one["question"], one["home"], tuple((a, b, c) for a, b, c in one["gold"])) for one in lines]


def _unanswered() -> list[Asked]:
    """Questions of a search engine whose article does not answer them."""
    lines = [json.loads(line) for line in (WIKIQA / "questions.jsonl").read_text("utf-8").splitlines()]
    return [Asked(one["question"], one["home"], ()) for one in lines if not one["gold"]]


def fit_all(scorer: TextScorer, name: str) -> FittedWeights:
    """Fit all weights: those of the ranking, then what rests on it."""
    sets = {folder.name: Development(folder) for folder in (FOLDER, WIKIQA)}
    raw = Meaning(scorer, BEGIN)
    found = {
        key: [example(known(one, development.engine), raw) for one in development.questions]
        for key, development in sets.items()
    }
    cross_validated(sets, found)
    weights = replace(refitted([one for some in found.values() for one in some], BEGIN), name=name)
    print("the ranking is fitted", flush=True)
    asked = [(one, each.engine) for each in sets.values() for one in each.questions]
    away = [pair for each in sets.values() for pair in without(each)]
    others = [(one, sets[FOLDER.name].engine) for one in _of_premises()]
    others += [(one, sets[WIKIQA.name].engine) for one in _unanswered()]
    present, absent, rest = (_all(some, scorer, weights) for some in (asked, away, others))
    return with_support(with_confidence(with_relevance(weights, present, absent), present + absent), present + rest)


def _all(asked: Sequence[tuple[Asked, Engine]], scorer: TextScorer, weights: FittedWeights) -> list[Told]:
    watching = Watching(scorer, weights)
    return [one for question, engine in asked if (one := told(question, engine, watching))]


def with_relevance(weights: FittedWeights, present: Sequence[Told], absent: Sequence[Told]) -> FittedWeights:
    """What a model adds to the relevance by words: to tell questions from those whose source was left out."""
    some, columns = [*present, *absent], (*SAID, BY_WORDS)
    rows = np.array([[one.nearest[name] for name in columns] for one in some])
    right = np.array([1.0] * len(present) + [0.0] * len(absent))
    found = logistic_regression(rows, right, offset=np.array([one.by_words for one in some]))
    return replace(weights, relevance=by_name([*columns, "bias"], found))


def with_confidence(weights: FittedWeights, some: Sequence[Told]) -> FittedWeights:
    """The weights of confidence, by what is answered at all."""
    for one in some:
        one.sure = {**one.sure, "relevance": min(_relevance(one, weights), PLAIN)}
    near = [one for one in some if _relevance(one, weights) >= THRESHOLD]
    columns = [*(name for name in CONFIDENCE if name != "bias"), *SAID]
    return replace(weights, confidence=regressed(columns, [one.sure for one in near], [one.right for one in near]))


def with_support(weights: FittedWeights, some: Sequence[Told]) -> FittedWeights:
    """The weights of support, by what is answered at all."""
    near = [one for one in some if one.signs and _relevance(one, weights) >= THRESHOLD]
    for one in near:
        sure = {**one.sure, "relevance": min(_relevance(one, weights), PLAIN)}
        one.signs = {**one.signs, "confidence": min(max(linear(weights.confidence, sure), -MOST), MOST)}
    columns = [*(name for name in SUPPORT if name != "bias"), *SAID]
    found = regressed(columns, [one.signs for one in near], [one.right for one in near])
    return replace(weights, support={**found, "bias": round(found["bias"] + LENIENT, 4)})


def _relevance(one: Told, weights: FittedWeights) -> float:
    return one.by_words + max(0.0, linear(weights.relevance, one.nearest))


def main() -> None:
    """Fit, print and write."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else MODEL
    if not (folder.is_dir() and FOLDER.is_dir() and WIKIQA.is_dir()):
        sys.exit(f"nothing was fitted: {folder}, {FOLDER} and {WIKIQA} must be there")
    model, name = opened(folder), sys.argv[2] if sys.argv[2:] else "all-MiniLM-L6-v2"
    scorer = scorer_of(model, kept_of(model, [FOLDER, WIKIQA]))
    weights = replace(fit_all(scorer, name), probe=probe(model))
    weights.write(SHIPPED / f"semantic-{name}.json")
    print(weights)


if __name__ == "__main__":
    main()
