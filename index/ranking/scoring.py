"""Scores candidates by a weighted sum of features; passages of the same words become one with several places."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from index.deadline import keep_time
from index.documents.article import Candidate
from index.documents.passages import Passage
from index.ranking.features import FeatureExtractor
from index.ranking.weights import WEIGHTS, WEIGHTS_ELSEWHERE, WEIGHTS_TYPED
from index.retrieval.bm25 import PRECISION

__all__ = ["Scored", "as_calibrated", "score"]

FORMED = 12
"""Candidates whose sentence is inspected for the answer type, the best by their words; set by hand."""

FORMED_BY_WORDS = 4
"""Candidates that are inspected beside them where a model has its say, the best by their words alone."""

_PARTS = 10.0**PRECISION
_OF_WORDS = {id(one) for one in (WEIGHTS, WEIGHTS_ELSEWHERE)}


@dataclass(slots=True)  # not frozen, which takes five times as long to make, and many are made
class Scored:
    """A candidate with its features, its score, and the other places where the same words stand (``also``).

    ``weights`` are those of the features; ``by_words`` is the score by which collections are calibrated: without what a
    model says, and however the question was typed.
    """

    candidate: Candidate
    features: Mapping[str, float]
    score: float
    by_words: float
    weights: Mapping[str, float] = field(default_factory=lambda: WEIGHTS, repr=False, compare=False)
    also: tuple[Passage, ...] = ()

    @property
    def coverage(self) -> float:
        """The share of the question that the sentence itself holds, from 0 to 1."""
        return self.features["coverage"]

    @property
    def answer_value(self) -> float:
        """The extent to which the sentence has the answer type, from -1.0 to 1.0; -1.0 if it was not inspected."""
        known = self.features
        return known["kind of answer"] if "kind of answer" in known else -1.0  # noqa: SIM401 - faster where it is not

    @property
    def contributions(self) -> Mapping[str, float]:
        """The part of the score that each feature added, the greatest first, without those that added nothing."""
        return Contributions(self.features, self.weights)


class Contributions(Mapping[str, float]):
    """The part of a score that each feature added, worked out when somebody looks at it.

    The parts are rounded before they are sorted, so that equal ones stand in the same order on every Python.
    """

    def __init__(self, features: Mapping[str, float], weights: Mapping[str, float]) -> None:
        self._features, self._weights = features, weights

    @cached_property
    def _parts(self) -> dict[str, float]:
        weights = self._weights
        parts = _rounded([weights[name] * value for name, value in self._features.items()])
        added = [pair for pair in zip(self._features, parts, strict=True) if pair[1]]
        return dict(sorted(added, key=lambda pair: -abs(pair[1])))

    def __getitem__(self, name: str) -> float:
        return self._parts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)

    def __repr__(self) -> str:
        return repr(self._parts)


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
    table = extractor.word_features(candidates).joined(said)
    calibrated = weights if id(weights) in _OF_WORDS else WEIGHTS
    scores = table.weighed(weights)
    by_words = table.weighed(calibrated) if calibrated is not weights else scores
    in_order = _best_first(candidates, _rounded(scores), range(len(candidates)))
    inspected, rest = in_order[:FORMED], in_order[FORMED:]
    if said:
        words_alone = _rounded(by_words)
        inspected += sorted(rest, key=lambda at: -words_alone[at])[:FORMED_BY_WORDS]
        rest = [at for at in rest if at not in inspected]
    features: dict[int, Mapping[str, float]] = {at: table.looked_up(at) for at in rest}
    for at, row in zip(inspected, table.rows(inspected), strict=True):
        keep_time()
        form = extractor.form_features(candidates[at])
        features[at] = row | form
        scores[at] += _weighed(form, weights)
        if by_words is not scores:
            by_words[at] += _weighed(form, calibrated)
    reached = _rounded(scores)
    alone = reached if by_words is scores else _rounded(by_words)
    return _merged(
        [
            Scored(candidates[at], features[at], reached[at], alone[at], weights)
            for at in (*_best_first(candidates, reached, inspected), *rest)
        ]
    )


def _weighed(form: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in form.items() if value)


def _rounded(values: Sequence[float]) -> list[float]:
    """Return figures to PRECISION decimals."""
    figures: list[float] = (np.floor(np.array(values) * _PARTS + 0.5) / _PARTS).tolist()
    return figures


def _best_first(candidates: Sequence[Candidate], scores: Sequence[float], places: Iterable[int]) -> list[int]:
    """Return places of candidates by their scores; ties by source name, then position."""
    passages = [(at, candidates[at].passage) for at in places]
    return [at for *_, at in sorted([(-scores[at], one.source, one.ordinal, at) for at, one in passages])]


def _of_words(extractor: FeatureExtractor) -> Mapping[str, float]:
    """Return the weights of the features where no model adds to them."""
    if not extractor.in_english:
        return WEIGHTS_ELSEWHERE
    return WEIGHTS_TYPED if extractor.is_typed else WEIGHTS


def as_calibrated(scored: Sequence[Scored]) -> Sequence[Scored]:
    """Return what was scored in the order that it has by the weights by which collections are calibrated."""
    if all(id(one.weights) in _OF_WORDS for one in scored):
        return scored
    return sorted(scored, key=lambda one: (-one.by_words, one.candidate.passage.source, one.candidate.passage.ordinal))


def _merged(scored: Sequence[Scored]) -> list[Scored]:
    """Merge passages of the same words into the best of them, the other places in the order of the sources.

    Few have the same terms, and only those are compared.
    """
    alike = Counter([one.candidate.terms for one in scored])
    if len(alike) == len(scored):
        return list(scored)
    groups = dict[object, list[Scored]]()
    for one in scored:
        terms = one.candidate.terms
        groups.setdefault(_words(one) if alike[terms] > 1 else terms, []).append(one)
    return [replace(first, also=_in_order(others)) if others else first for first, *others in groups.values()]


def _words(one: Scored) -> str:
    return " ".join(one.candidate.passage.plain.split()).casefold()


def _in_order(others: Sequence[Scored]) -> tuple[Passage, ...]:
    return tuple(sorted((one.candidate.passage for one in others), key=lambda one: (one.source, one.ordinal)))
