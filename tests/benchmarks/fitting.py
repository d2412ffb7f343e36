"""Fits the weights of ``index/ranking/weights.py`` again, from the development questions.

Run it from the repository's root, with the extra ``bench``; it prints the weights to put there:

    python -m tests.benchmarks.fitting

The ranking's weights are those of a conditional logit (``index.ranking.logit``) over the candidates of each question,
as many as the ranking is given. All of them have form features here, where the ranking extracts those of the best
twelve; fitted on the best twelve alone, the weights find as much. A Gaussian prior around PRIOR,
weights that held on other question sets (search queries over leads of encyclopedia articles, and crowd-made questions
on other articles), keeps what is known of a feature that few of these questions touch. Confidence and relevance are
logistic regressions. The folds are seeded, the rest has no chance in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

import numpy as np

from index.query.expansion import expand
from index.query.question import understand
from index.ranking.confidence import PLAIN, THRESHOLD, Signals, relevance, signals
from index.ranking.features import FeatureExtractor
from index.ranking.logit import STRENGTH, Array, Example, Flags, conditional_logit, logistic_regression
from index.ranking.ranker import proposed
from index.ranking.scoring import score
from index.ranking.weights import FEATURES
from index.retrieval.memory import MemoryEngine
from tests.benchmarks.development import FOLDS, Asked, Development

__all__ = ["NAMES", "PRIOR", "Examples", "cross_validated", "example", "examples", "fit", "signals_of"]

NAMES = list(FEATURES)
PRIOR: Mapping[str, float] = {
    "words": 9.3,
    "paragraph": 3.7,
    "long paragraph": -0.8,
    "names": 2.0,
    "title fills in": 2.5,
    "source fills in": 2.5,
    "title asked for": 2.6,
    "whole title": 1.0,
    "after": -1.7,
    "in sequence": 0.5,
    "kind of answer": 1.5,
    "near": 1.0,
    "counted": 1.9,
    "by name": 0.95,
    "definition": 1.2,
    "length": 0.7,
    "early": -1.5,
    "no sentence": -1.4,
    "first or second": 2.0,
    "date": 1.0,
}

Examples = list[Example]


def examples(development: Development) -> Examples:
    """For each question the features of its candidates (a row each), and which of them are right."""
    return [example(development.engine, asked) for asked in development.questions]


def example(engine: MemoryEngine, asked: Asked) -> Example:
    """The features of the candidates of a question, proposed as when it is asked, and which of them are right."""
    question = understand(asked.text, engine)
    query = expand(question, engine)
    candidates = proposed(question, query, engine, None)
    extractor = FeatureExtractor(question, query, engine)
    words = extractor.word_features(candidates).rows()
    measured = [some | extractor.form_features(one) for one, some in zip(candidates, words, strict=True)]
    rows = np.array([[one[name] for name in NAMES] for one in measured]).reshape(len(measured), len(NAMES))
    return rows, np.array([asked.is_right(one.passage) for one in candidates], dtype=bool)


def fit(some: Sequence[Example], columns: Sequence[int] | None = None, strength: float = STRENGTH) -> Array:
    """The weights of the conditional logit with the highest posterior; of the left-out features 0.0."""
    kept = list(range(len(NAMES))) if columns is None else list(columns)
    weights = np.zeros(len(NAMES))
    prior = np.array([PRIOR.get(NAMES[at], 0.0) for at in kept])
    weights[kept] = conditional_logit([(rows[:, kept], right) for rows, right in some], prior, strength)
    return weights


def cross_validated(
    development: Development, some: Examples, seed: int = 0, columns: Sequence[int] | None = None
) -> list[int | None]:
    """The rank of the first right candidate of each question by weights that were fitted without its article."""
    folds = development.folds(seed)
    weights = [
        fit([one for one, fold in zip(some, folds, strict=True) if fold != held], columns) for held in range(FOLDS)
    ]
    return [rank(x @ weights[fold], y) for (x, y), fold in zip(some, folds, strict=True)]


def rank(scores: Array, right: Flags) -> int | None:
    """The rank of the best right candidate, ties in the order of the candidates."""
    order = np.argsort(-scores, kind="stable")
    found = np.flatnonzero(right[order])
    return int(found[0]) + 1 if len(found) else None


def signals_of(engine: MemoryEngine, asked: Asked) -> tuple[Signals | None, bool]:
    """The signals of a question's ranking, and whether its first passage is right."""
    question = understand(asked.text, engine)
    query = expand(question, engine)
    candidates = proposed(question, query, engine, None)
    scored = score(FeatureExtractor(question, query, engine), candidates)
    return signals(query, scored), bool(scored) and asked.is_right(scored[0].candidate.passage)


def _told(names: Sequence[str], weights: Array) -> str:
    return "\n".join(f'    "{name}": {weight:.2f},' for name, weight in zip(names, weights, strict=True))


def _regressed(columns: Sequence[str], some: Sequence[tuple[Signals | None, bool]]) -> str:
    """The weights of these signals for telling what is right."""
    held = [(_signs(one), right) for one, right in some if one is not None]
    rows = np.array([[one[column] for column in columns] for one, _ in held])
    return _told([*columns, "bias"], logistic_regression(rows, np.array([float(right) for _, right in held])))


def _signs(one: Signals) -> Mapping[str, float]:
    return {**asdict(one), "relevance": min(relevance(one), PLAIN)}


def main() -> None:
    """Print the weights; those of confidence rest on the relevance, so put that there first and run it again."""
    development = Development()
    print("WEIGHTS", _told(NAMES, fit(examples(development))), sep="\n")
    without = {home: development.without(home) for home in {one.home for one in development.questions}}
    present = [signals_of(development.engine, one) for one in development.questions]
    absent = [signals_of(without[one.home], one) for one in development.questions]
    known = [(one, True) for one, _ in present] + [(one, False) for one, _ in absent]
    answered = [(one, right) for one, right in [*present, *absent] if one is not None and relevance(one) >= THRESHOLD]
    print("RELEVANCE", _regressed(["score", "context", "unknown"], known), sep="\n")
    print("CONFIDENCE", _regressed(["share", "margin", "length", "relevance"], answered), sep="\n")


if __name__ == "__main__":
    main()
