"""Similar terms: which known terms a word may have been meant for that no source has."""

import heapq
from collections.abc import Iterable

__all__ = ["LETTERS", "SIMILAR", "beginnings", "nearest"]

LETTERS = 2
"""By how many letters at most a similar term differs: Damerau's slips (1964), of which none is at the beginning."""

SIMILAR = 10
"""How many similar terms are offered."""


def beginnings(term: str) -> tuple[str, ...]:
    """How a similar term begins: with the same letter, or with the first two exchanged; words seldom slip otherwise."""
    first, exchanged = term[:1], term[1::-1]
    return (first,) if exchanged.startswith(first) else (first, exchanged)


def nearest(term: str, known: Iterable[tuple[str, int]]) -> list[str]:
    """The known terms, given with their frequencies, that differ by a letter or two and begin alike.

    The nearest come first, then the most frequent, then by letters; at most SIMILAR.
    """
    from rapidfuzz import process  # noqa: PLC0415 - only a word that no source has needs it
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - the same

    begins = beginnings(term)
    frequencies = {one: frequency for one, frequency in known if one.startswith(begins)}
    found = process.extract(term, frequencies.keys(), scorer=OSA.distance, score_cutoff=LETTERS, limit=None)
    ranked = ((distance, -frequencies[one], one) for one, distance, _ in found)
    return [one for _, _, one in heapq.nsmallest(SIMILAR, ranked)]
