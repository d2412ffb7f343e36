"""Fuzzy look-up: the known terms that are spelled much like a word which no source has."""

import heapq
from collections.abc import Iterable

__all__ = ["LETTERS", "SIMILAR", "beginnings", "nearest"]

LETTERS = 2
"""Letters by which a similar term differs at most: slips as Damerau (1964) counts them, none at the beginning."""

SIMILAR = 10
"""Similar terms that are offered at most."""


def beginnings(term: str) -> tuple[str, ...]:
    """Return the letters with which similar terms begin: the first one, or the first two exchanged."""
    first, exchanged = term[:1], term[1::-1]
    return (first,) if exchanged.startswith(first) else (first, exchanged)


def nearest(term: str, known: Iterable[tuple[str, int]]) -> list[str]:
    """Return the known terms, given with their frequencies, that differ by a letter or two and begin alike.

    The nearest come first, then the most frequent, then by letters; at most SIMILAR.
    """
    from rapidfuzz import process  # noqa: PLC0415 - only a word that no source has needs it
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - the same

    begins = beginnings(term)
    frequencies = {one: frequency for one, frequency in known if one.startswith(begins)}
    found = process.extract(term, frequencies.keys(), scorer=OSA.distance, score_cutoff=LETTERS, limit=None)
    ranked = ((distance, -frequencies[one], one) for one, distance, _ in found)
    return [one for _, _, one in heapq.nsmallest(SIMILAR, ranked)]
