"""Scores candidates by a weighted sum of features; passages of the same words become one with several places."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import mul

from index.deadline import keep_time
from index.documents.article import Candidate
from index.documents.passages import Passage
from index.ranking.features import FeatureExtractor
from index.ranking.weights import WEIGHTS, WEIGHTS_ELSEWHERE, WEIGHTS_TYPED
from index.retrieval.bm25 import PRECISION

__all__ = ["Scored", "as_calibrated", "score"]

FORMED = 12
"""Candidates whose sentence is inspected for the answer type, the best by their words; set by hand."""

BY_WORDS = 4
"""Candidates that are inspected beside them where a model has its say, the best by their words alone."""

_OF_WORDS = {id(one) for one in (WEIGHTS, WEIGHTS_ELSEWHERE)}


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its features, its score, and the other places where the same words stand (``also``).

    ``weights`` are those of the features.
    """

    candidate: Candidate
    features: Mapping[str, float]
    score: float
    also: tuple[Passage, ...] = ()
    weights: Mapping[str, float] = field(default_factory=lambda: WEIGHTS, repr=False, compare=False)

    @property
    def by_words(self) -> float:
        """The score by which collections are calibrated: without what a model says, and however it was typed."""
        return self.score if id(self.weights) in _OF_WORDS else _weighted_sum(self.features, WEIGHTS)

    @property
    def coverage(self) -> float:
        """The share of the question that the sentence itself holds, from 0 to 1."""
        return self.features["coverage"]

    @property
    def answer_value(self) -> float:
        """The extent to which the sentence has the answer type, from -1.0 to 1.0; -1.0 if it was not inspected."""
        return self.features.get("kind of answer", -1.0)

    @property
    def contributions(self) -> dict[str, float]:
        """The part of the score that each feature added, the greatest first, without those that added nothing.

        They are rounded before they are sorted, so that equal ones stand in the same order on every Python.
        """
        weights = self.weights
        parts = {name: round(weights[name] * value, PRECISION) for name, value in self.features.items() if value}
        return dict(sorted(((name, part) for name, part in parts.items() if part), key=lambda pair: -abs(pair[1])))


def score(
    extractor: FeatureExtractor,
    candidates: Sequence[Candidate],
    said: Sequence[Mapping[str, float]] = (),
    weights: Mapping[str, float] | None = None,
) -> list[Scored]:
    """Score candidates and return them best first; ties by source name, then position.

    ``said`` are further features of each that a model gives, with the ``weights`` that go with it. Inspecting a
    sentence for the answer type is costly, so only the best by their words (and by the model) are inspected; they stay
    ahead of the others. Raises TimeoutError once the time of the work is up.
    """
    weights = weights or _of_words(extractor)
    measured = extractor.word_features(candidates)
    if said:
        measured = [{**own, **further} for own, further in zip(measured, said, strict=True)]
    at_first = _sorted(_weighted(candidates, measured, weights))
    inspected, rest = at_first[:FORMED], at_first[FORMED:]
    if said:
        by_words = sorted(rest, key=lambda one: -one.by_words)[:BY_WORDS]
        inspected, rest = [*inspected, *by_words], [one for one in rest if one not in by_words]
    return _merged([*_sorted(_with_form(extractor, inspected, weights)), *rest])


def _of_words(extractor: FeatureExtractor) -> Mapping[str, float]:
    """Return the weights of the features where no model adds to them."""
    if not extractor.in_english:
        return WEIGHTS_ELSEWHERE
    return WEIGHTS_TYPED if extractor.is_typed else WEIGHTS


def as_calibrated(scored: Sequence[Scored]) -> Sequence[Scored]:
    """Return what was scored as it would be by the weights by which collections are calibrated, best first."""
    if all(id(one.weights) in _OF_WORDS for one in scored):
        return scored
    return _sorted(replace(one, score=one.by_words, weights=WEIGHTS) for one in scored)


def _with_form(extractor: FeatureExtractor, some: Sequence[Scored], weights: Mapping[str, float]) -> Iterator[Scored]:
    measured = []
    for one in some:
        keep_time()
        measured.append({**one.features, **extractor.form_features(one.candidate)})
    return _weighted([one.candidate for one in some], measured, weights)


def _weighted(
    candidates: Sequence[Candidate], measured: Sequence[Mapping[str, float]], weights: Mapping[str, float]
) -> Iterator[Scored]:
    """Yield candidates with their scores, given the features of each, in the same order for all."""
    in_order = [weights.get(name, 0.0) for name in measured[0]] if measured else []
    for candidate, features in zip(candidates, measured, strict=True):
        score = round(sum(map(mul, in_order, features.values())), PRECISION)
        yield Scored(candidate, features, score, weights=weights)


def _weighted_sum(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return round(sum(weights[name] * value for name, value in features.items() if name in weights), PRECISION)


def _sorted(scored: Iterable[Scored]) -> list[Scored]:
    return sorted(scored, key=lambda one: (-one.score, one.candidate.passage.source, one.candidate.passage.ordinal))


def _merged(scored: Sequence[Scored]) -> list[Scored]:
    """Merge passages of the same words into the best of them, the other places in the order of the sources."""
    groups: dict[str, list[Scored]] = {}
    for one in scored:
        groups.setdefault(" ".join(one.candidate.passage.plain.split()).casefold(), []).append(one)
    return [replace(first, also=_in_order(others)) if others else first for first, *others in groups.values()]


def _in_order(others: Sequence[Scored]) -> tuple[Passage, ...]:
    return tuple(sorted((one.candidate.passage for one in others), key=lambda one: (one.source, one.ordinal)))
