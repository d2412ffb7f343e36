"""Quotes: the places in the sources where given words stand, word for word or nearly."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from index.citations.alignment import Difference, align, likely_regions, spelling
from index.documents.source import Source
from index.text.normalize import occurrences, repeats

__all__ = ["Difference", "QuotePlace", "QuotePlaces", "find"]

MOST_PLACES = 100
"""The most places listed; all are counted."""

NEAR = 0.7
"""The least similarity, from 0 to 1, of words that nearly are the quote."""

LONGEST_NEAR = 20_000
"""Characters of the longest quote for which near places are looked for; alignment takes quadratic time."""

MOST_COMPARED = 40
"""The most regions of the sources that are aligned with one quote."""

_WORD = re.compile(r"[^\W_]+")
_PAIRS = frozenset({'""', "''", "“”", "‘’", "«»", "„“", "「」"})
_NEAR_WORDS = 3  # the fewest words of a quote for which near places are looked for


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """A place where a quote stands: ``source.text[start:end] == text``; offsets in characters, end exclusive.

    ``differences`` are distinct triples (kind, in the quote, in the source); kinds are "replaced", "missing" (from the
    quote), "added" (to the quote), "quotes" (the shape of quotation marks) and "space". A place without differences is
    verbatim; one with only "quotes" and "space" has the same words. ``similarity`` is from 0 to 1.
    """

    source: str
    start: int
    end: int
    text: str
    similarity: float = 1.0
    differences: tuple[Difference, ...] = ()

    @property
    def verbatim(self) -> bool:
        """True if the quote stands here character for character."""
        return not self.differences


@dataclass(frozen=True, slots=True)
class QuotePlaces:
    """The places of a quote: verbatim ones first, by source and position, or else near ones by similarity.

    ``total`` counts all places, listed or not. ``cause`` explains in plain words why none were looked for.
    """

    places: tuple[QuotePlace, ...] = ()
    total: int = 0
    cause: str | None = None


def find(quote: str, sources: Iterable[Source], near: float = NEAR) -> QuotePlaces:
    """Find the places of a quote in some sources, or else the near places, with a similarity of ``near`` or more.

    Near places are looked for only if the same words stand nowhere, for quotes of at least three words and at most
    LONGEST_NEAR characters.
    """
    words = quote.strip()
    if not _WORD.search(words):
        return QuotePlaces(cause="there are no words in this quote; give some words of the sources")
    sources = list(sources)
    inner = words[1:-1].strip() if words[0] + words[-1] in _PAIRS else words
    for wanted in dict.fromkeys((words, inner)):
        places = sorted(_same_words(wanted, sources), key=lambda place: not place.verbatim)
        if places:
            return QuotePlaces(tuple(places[:MOST_PLACES]), len(places))
    places = sorted(
        _near_places(inner, sources, near), key=lambda place: (-place.similarity, place.source, place.start)
    )
    return QuotePlaces(tuple(places[:MOST_PLACES]), len(places))


def _same_words(quote: str, sources: Iterable[Source]) -> Iterator[QuotePlace]:
    """Yield every place with these words, whatever its white space and the shape of its quotation marks.

    Places do not overlap; of two that would, the verbatim one is kept.
    """
    longest = max(_WORD.findall(quote), key=len)
    for source in sources:
        if longest not in source.text:
            continue
        verbatim = list(repeats(quote, source.text))
        starts = [start for start, _ in verbatim]
        for start, end in verbatim:
            yield QuotePlace(source.name, start, end, quote)
        for start, end in occurrences(quote, source.text):
            before = bisect_left(starts, end) - 1
            if before < 0 or verbatim[before][1] <= start:
                text = source.text[start:end]
                yield QuotePlace(source.name, start, end, text, 1.0, spelling(quote, text))


def _near_places(quote: str, sources: Iterable[Source], near: float) -> Iterator[QuotePlace]:
    """Yield the near places of a quote; what lies beside one in its region is searched again."""
    few = len(_WORD.findall(quote)) < _NEAR_WORDS and len(quote) < 4 * _NEAR_WORDS
    if few or len(quote) > LONGEST_NEAR:
        return
    by_name = {source.name: source for source in sources}
    regions = likely_regions(quote, by_name.values())
    for region in islice(regions, MOST_COMPARED):  # which grows meanwhile
        source = by_name[region.source]
        match = align(quote, source.text, region)
        if match and match.similarity >= near:
            text = source.text[match.start : match.end]
            yield QuotePlace(source.name, match.start, match.end, text, match.similarity, match.differences)
            rest = replace(region, end=match.start), replace(region, start=match.end)
            regions.extend(part for part in rest if part.end - part.start >= near * len(quote))
