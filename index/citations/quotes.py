"""Quotes: whether given words stand in the sources, word for word, nearly, or not at all."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from index.citations.alignment import Difference, aligned, likely_regions, spelling
from index.documents.source import Source
from index.text.normalize import occurrences, repeats

__all__ = ["Difference", "QuotePlace", "QuotePlaces", "find"]

MOST_PLACES = 100
"""The most places that are listed; all are counted."""

NEAR = 0.7
"""From this similarity on, words that differ are nearly the quote."""

LONGEST_NEAR = 20_000
"""Characters of the longest quote that is looked for nearly; a longer one is only looked for word for word."""

MOST_COMPARED = 40
"""How many stretches of the sources are compared word by word with one quote."""

_WORD = re.compile(r"[^\W_]+")
_PAIRS = frozenset({'""', "''", "“”", "‘’", "«»", "„“", "「」"})
_NEAR_WORDS = 3


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """A place where a quote stands: ``source.text[start:end] == text``; offsets in characters, end exclusive.

    ``differences`` are (kind, in the quote, in the source), each told once: "replaced", "missing" (the quote lacks it),
    "added" (the source lacks it), "quotes" (the shape of quotation marks) or "space". A place without differences is
    verbatim; one with no other than "quotes" and "space" says the same words. ``similarity`` is from 0 to 1.
    """

    source: str
    start: int
    end: int
    text: str
    similarity: float = 1.0
    differences: tuple[Difference, ...] = ()

    @property
    def verbatim(self) -> bool:
        """Whether the quote stands here character for character."""
        return not self.differences


@dataclass(frozen=True, slots=True)
class QuotePlaces:
    """Where a quote stands. Verbatim places come first, by source and position; near ones by similarity.

    ``total`` counts all places, also those above the most that are listed. ``cause`` says in plain words why nothing
    was looked for.
    """

    places: tuple[QuotePlace, ...] = ()
    total: int = 0
    cause: str | None = None


def find(quote: str, sources: Iterable[Source], near: float = NEAR) -> QuotePlaces:
    """Find the places where a quote stands in some sources, or nearly stands, down to a similarity of ``near``.

    Near places are looked for only where the same words stand nowhere, and only for quotes of three words or more and
    of at most LONGEST_NEAR characters.
    """
    words = quote.strip()
    if not _WORD.search(words):
        return QuotePlaces(cause="there are no words in this quote; give some words of the sources")
    kept = list(sources)
    inner = words[1:-1].strip() if words[0] + words[-1] in _PAIRS else words
    for wanted in dict.fromkeys((words, inner)):
        found = sorted(_same(wanted, kept), key=lambda place: not place.verbatim)
        if found:
            return QuotePlaces(tuple(found[:MOST_PLACES]), len(found))
    nearly = sorted(_nearly(inner, kept, near), key=lambda place: (-place.similarity, place.source, place.start))
    return QuotePlaces(tuple(nearly[:MOST_PLACES]), len(nearly))


def _same(quote: str, sources: Iterable[Source]) -> Iterator[QuotePlace]:
    """Every place with these words, whatever the white space and the shape of quotation marks.

    Places do not overlap, and where they could, the verbatim ones are kept.
    """
    longest = max(_WORD.findall(quote), key=len)
    for source in sources:
        if longest in source.text:
            verbatim = list(repeats(quote, source.text))
            starts = [start for start, _ in verbatim]
            for start, end in verbatim:
                yield QuotePlace(source.name, start, end, quote)
            for start, end in occurrences(quote, source.text):
                nearest = bisect_left(starts, end) - 1
                if nearest < 0 or verbatim[nearest][1] <= start:
                    text = source.text[start:end]
                    yield QuotePlace(source.name, start, end, text, 1.0, spelling(quote, text))


def _nearly(quote: str, sources: Iterable[Source], near: float) -> Iterator[QuotePlace]:
    few = len(_WORD.findall(quote)) < _NEAR_WORDS and len(quote) < 4 * _NEAR_WORDS
    if few or len(quote) > LONGEST_NEAR:
        return
    by_name = {source.name: source for source in sources}
    regions = likely_regions(quote, by_name.values())
    for _ in range(MOST_COMPARED):
        if not regions:
            break
        region = regions.pop(0)
        source = by_name[region.source]
        found = aligned(quote, source.text, region)
        if found and found.similarity >= near:
            text = source.text[found.start : found.end]
            yield QuotePlace(source.name, found.start, found.end, text, found.similarity, found.differences)
            rest = replace(region, end=found.start), replace(region, start=found.end)
            regions.extend(one for one in rest if one.end - one.start >= near * len(quote))
