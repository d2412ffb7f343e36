"""Fits the weights of a ranking with a model to questions of which it is known where their answers stand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.documents.passages import Passage
from index.query.expansion import expand
from index.query.question import Question
from index.ranking.features import FeatureExtractor
from index.ranking.logit import Array, Example, conditional_logit
from index.ranking.meaning import Meaning, manner
from index.ranking.meaning_features import IN_PLACE, MEANING, SENTENCE
from index.ranking.ranker import proposed
from index.ranking.weights import FEATURES
from index.retrieval.engine import Engine
from index.semantic.fitted_weights import FittedWeights

__all__ = ["AS_IT_IS", "COLUMNS", "KnownAnswer", "by_name", "example", "refitted", "scores_of"]

COLUMNS = (*FEATURES, *MEANING)
"""The features that have weights, in the order of an example's columns: first as they are, then by how the
question is asked (see ``manner``)."""

DIGITS = 4
"""Decimals of a figure that are kept."""

AS_IT_IS = (0.0, 1.0)
"""The scale by which what a model says stays as it is."""


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """A question, understood, the collection that it is asked of, and which passages are right."""

    question: Question
    engine: Engine
    is_right: Callable[[Passage], bool]


def example(known: KnownAnswer, meaning: Meaning) -> Example:
    """Return all features of the candidates of a question, and which of them are right."""
    query = expand(known.question, known.engine)
    candidates = proposed(known.question, query, known.engine, meaning)
    extractor = FeatureExtractor(known.question, query, known.engine)
    words = extractor.word_features(candidates).rows()
    said = meaning.features(known.question.text, candidates, known.engine)
    measured = [
        {**own, **extractor.form_features(one), **further}
        for one, own, further in zip(candidates, words, said, strict=True)
    ]
    rows = np.array([[one[name] for name in COLUMNS] for one in measured]).reshape(-1, len(COLUMNS))
    rows = np.hstack([rows, *(how * rows for how in manner(known.question, query))])
    return rows, np.array([known.is_right(one.passage) for one in candidates], dtype=bool)


def refitted(examples: Sequence[Example], before: FittedWeights) -> FittedWeights:
    """Fit the scale and the weights of the ranking to examples in which what a model says stands as it is.

    Its mean is the same for all candidates of a question, so that it is no matter to the ranking.
    """
    said = [rows[:, [COLUMNS.index(SENTENCE), COLUMNS.index(IN_PLACE)]].ravel() for rows, _ in examples]
    found = np.concatenate(said) if said else np.zeros(0)
    mean, spread = (float(found.mean()), float(found.std())) if len(found) else before.scale
    spread = round(spread, DIGITS) or 1.0
    units = _units(spread)
    prior = np.array([part.get(name, 0.0) for part in _parts(before) for name in COLUMNS])
    weights = conditional_logit([(rows / units, right) for rows, right in examples], prior)
    ranking, short, typed = (by_name(COLUMNS, part) for part in np.split(weights, len(_parts(before))))
    return replace(before, scale=(round(mean, DIGITS), spread), ranking=ranking, short=short, typed=typed)


def scores_of(weights: FittedWeights, rows: Array) -> Array:
    """Return the scores of an example's candidates, of which only the differences matter."""
    row = [part.get(name, 0.0) for part in _parts(weights) for name in COLUMNS]
    scores: Array = (rows / _units(weights.scale[1])) @ np.array(row)
    return scores


def _parts(weights: FittedWeights) -> tuple[Mapping[str, float], ...]:
    return weights.ranking, weights.short, weights.typed


def _units(spread: float) -> Array:
    return np.array(3 * [spread if name in MEANING else 1.0 for name in COLUMNS])


def by_name(names: Sequence[str], weights: Array) -> Mapping[str, float]:
    """Return weights by name, rounded."""
    return {name: round(float(one), DIGITS) for name, one in zip(names, weights, strict=True)}
