"""Standing words: the places where the same words are written, or where pages show them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.citations.alignment import spelling
from index.citations.glance import likely_pages
from index.citations.pasted import Pasted, without_isolates
from index.citations.quote_places import MOST_COUNTED, MOST_PLACES, Finding, QuotePlace, QuotePlaces
from index.citations.rendered import Rendered
from index.deadline import keep_time
from index.text.normalize import repeats, spaced

__all__ = ["Spots", "meant", "same_words", "stand", "unquoted"]

_WORD = re.compile(r"[^\W_]+")
_PAIRS = frozenset({'""', "''", "“”", "‘’", "«»", "„“", "「」"})

_Span = tuple[int, int]


class Spot(NamedTuple):
    """A span of a page's source where ``words`` are written, or are shown if they are None."""

    page: Rendered
    span: _Span
    words: str | None = None

    @property
    def place(self) -> QuotePlace:
        """The place, with what differs there."""
        if self.words is None:
            return QuotePlace.of(self.page, self.span)
        text = self.page.source.text[slice(*self.span)]
        told = () if text == self.words else spelling(self.words, text)
        return QuotePlace(self.page.source.name, *self.span, text, 1.0, told, text)


class Spots:
    """Places as they are found; the first ones are kept, verbatim ones before others, and all are counted."""

    def __init__(self, at: _Span | None) -> None:
        self.total, self._at = 0, at
        self._seen: set[tuple[str, _Span]] = set()
        self._kept: tuple[list[Spot], ...] = ([], [], [])

    @property
    def full(self) -> bool:
        """True if no more are to be counted."""
        return self.total >= MOST_COUNTED and not self._at

    def add(self, spot: Spot) -> None:
        """Take up a place."""
        start, end = spot.span
        if (spot.page.source.name, spot.span) in self._seen:
            return
        verbatim = spot.words == spot.page.source.text[start:end]
        self.total += 1
        cited = self._at and start < self._at[1] and self._at[0] < end
        kept = self._kept[0 if cited else 1 if verbatim else 2]
        if len(kept) < MOST_PLACES:
            kept.append(spot)
            self._seen.add((spot.page.source.name, spot.span))

    def listed(self, finding: Finding) -> QuotePlaces:
        """Return the first places, with what differs there."""
        spots = [spot for kept in self._kept for spot in kept][:MOST_PLACES]
        return QuotePlaces(tuple(spot.place for spot in spots), self.total, finding=finding)


def stand(words: str, pages: Sequence[Rendered], whole: Spots, part: Spots) -> None:
    """Find the places where the same words are written, or else where pages show them: as whole words, and as parts."""
    for search in (same_words, _shown_words):
        for one in meant(words):
            for spot in search(one, pages):
                (part if spot.page.cuts(*spot.span) else whole).add(spot)
                if whole.full or part.full:
                    break
            if whole.total:
                return


def meant(words: str) -> list[str]:
    """Return some words, and those within what may stand around them, without those that hold no word."""
    bare = without_isolates(words)
    return [one for one in dict.fromkeys((words, bare, unquoted(words), unquoted(bare))) if _WORD.search(one)]


def unquoted(words: str) -> str:
    """Return some words without the quotation marks around them, which may be the asker's own."""
    return words[1:-1].strip() if words[:1] + words[-1:] in _PAIRS else words


def same_words(quote: str, pages: Sequence[Rendered]) -> Iterator[Spot]:
    """Yield every place with these words, whatever its white space and the shape of its quotation marks.

    Places do not overlap; of two that would, the verbatim one is kept.
    """
    longest = max(_WORD.findall(quote), key=len)
    for page in pages:
        keep_time()
        if longest not in page.source.text:
            continue
        verbatim: list[_Span] = []
        for span in repeats(quote, page.source.text):
            verbatim.append(span)
            yield Spot(page, span, quote)
        for start, end in spaced(quote, page.source.text):
            before = bisect_left(verbatim, (end, 0)) - 1
            if before < 0 or verbatim[before][1] <= start:
                yield Spot(page, (start, end), quote)


def _shown_words(quote: str, pages: Sequence[Rendered]) -> Iterator[Spot]:
    """Yield every place where a page shows these words, with or without the bullets and bars beside them."""
    pasted = Pasted(quote)
    for page in likely_pages(pasted, pages):
        if page.affordable:
            yield from (Spot(page, page.widened(*span)) for span in page.spans(pasted))
