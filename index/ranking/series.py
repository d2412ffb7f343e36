"""Articles of a series: passages about the first, the second or the next that a question asks for."""

from collections.abc import Collection, Sequence

from index.documents.article import Candidate
from index.query.ordinals import FOLLOWING, ORDINALS, PRECEDING, also_known_as

__all__ = ["Series", "agreement"]

_ORDINALS = frozenset(ORDINALS)
_SERIES = _ORDINALS | FOLLOWING | PRECEDING


class Series:
    """The ordinals, "next" and "previous" of one question; made once a question and held against every candidate."""

    def __init__(self, terms: Sequence[str]) -> None:
        self._asked = [(at, term) for at, term in enumerate(terms) if term in _SERIES]
        self._ordinals = _ORDINALS.intersection(terms)

    @property
    def is_asked(self) -> bool:
        """True if the question has one of these words."""
        return bool(self._asked)

    def said_otherwise(self, candidate: Candidate) -> list[int]:
        """The places of the terms that a sentence says by another word.

        In an article on the first meeting, "the next" is the second one.
        """
        if not self._asked:
            return []
        title, sentence = candidate.title, candidate.terms
        return [at for at, asked in self._asked if not also_known_as(asked, title).isdisjoint(sentence)]

    def agreement(self, candidate: Candidate) -> float:
        """1.0 if a sentence or its title is of the one asked for, -1.0 if the title is of another, 0.0 otherwise."""
        if not self._asked:
            return 0.0
        if self.said_otherwise(candidate) or not self._ordinals.isdisjoint(candidate.terms):
            return 1.0
        return agreement(self._ordinals, _ORDINALS.intersection(candidate.title))


def agreement(asked: Collection[str], found: Collection[str]) -> float:
    """1.0 if anything asked for is found, -1.0 if only something else is, 0.0 if either is empty."""
    if not asked or not found:
        return 0.0
    return -1.0 if set(asked).isdisjoint(found) else 1.0
