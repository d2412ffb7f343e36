"""Candidates scored and in order, the same words in several places as one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from index.documents.article import Candidate
from index.documents.passages import Passage
from index.ranking.features import FeatureExtractor
from index.ranking.weights import WEIGHTS

__all__ = ["Scored", "ordered"]

PRECISION = 9
"""Scores are compared rounded to so many decimals, so that the order of a sum does not decide between two passages."""

FORMED = 12
"""Candidates whose sentence is looked at for what is asked for; the answer is hardly ever further down."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its measured ``figures``, its ``score``, and the other places where the same words stand."""

    candidate: Candidate
    figures: Mapping[str, float]
    score: float
    also: tuple[Passage, ...] = ()

    @property
    def parts(self) -> dict[str, float]:
        """What each figure added to the score, the greatest first; figures that added nothing are left out."""
        parts = {name: WEIGHTS[name] * value for name, value in self.figures.items()}
        return dict(sorted(((name, part) for name, part in parts.items() if part), key=lambda one: -abs(one[1])))


def ordered(measures: FeatureExtractor, candidates: Sequence[Candidate]) -> list[Scored]:
    """The candidates by score, best first; ties by source name, then position.

    The form of a sentence is costly to tell, so only the best by their words are looked at, and keep their place before
    the others.
    """
    by_words = _sorted(
        Scored(one, figures, _score(figures))
        for one, figures in zip(candidates, measures.words(candidates), strict=True)
    )
    formed = _sorted(_with_form(measures, one) for one in by_words[:FORMED])
    return _merged([*formed, *by_words[FORMED:]])


def _with_form(measures: FeatureExtractor, one: Scored) -> Scored:
    figures = {**one.figures, **measures.form(one.candidate)}
    return Scored(one.candidate, figures, _score(figures))


def _score(figures: Mapping[str, float]) -> float:
    return round(sum(WEIGHTS[name] * value for name, value in figures.items()), PRECISION)


def _sorted(scored: Iterable[Scored]) -> list[Scored]:
    return sorted(scored, key=lambda one: (-one.score, one.candidate.passage.source, one.candidate.passage.ordinal))


def _merged(scored: Sequence[Scored]) -> list[Scored]:
    """The same words in several places as one, at the best place, the others in the order of the sources."""
    places: dict[str, list[Scored]] = {}
    for one in scored:
        places.setdefault(" ".join(one.candidate.passage.text.split()).casefold(), []).append(one)
    return [replace(first, also=_in_order(others)) if others else first for first, *others in places.values()]


def _in_order(others: Sequence[Scored]) -> tuple[Passage, ...]:
    return tuple(sorted((one.candidate.passage for one in others), key=lambda one: (one.source, one.ordinal)))
