"""Quotes: the places in the sources where given words stand, word for word or nearly.

Words are looked for in the text of the sources, then in what a page made of it shows, then piece by piece if an editor
shortened them, and only then for what is like them. A place is a span of the text, however it was found; differences
name words as a reader of the page sees them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from index.citations.elision import ElidedPlace, elided, pieces, unedited
from index.citations.glance import likely_pages
from index.citations.nearness import near as near_places
from index.citations.pasted import Pasted, off_screen, without_isolates
from index.citations.quote_places import MOST_PLACES, Difference, Finding, QuotePlace, QuotePlaces
from index.citations.rendered import Purse, Rendered
from index.citations.standing_words import Spots, meant, same_words, stand, unquoted
from index.documents.source import Source

__all__ = ["Difference", "Finding", "QuotePlace", "QuotePlaces", "find", "standing"]

NEAR = 0.7
"""The least similarity, from 0 to 1, of words that nearly are the quote."""

_WORD = re.compile(r"[^\W_]+")

_Span = tuple[int, int]


def find(quote: str, sources: Iterable[Source], near: float = NEAR, at: _Span | None = None) -> QuotePlaces:
    """Find the places of a quote in some sources, or else the near places, with a similarity of ``near`` or more.

    Near places are looked for only if the same words stand nowhere, for quotes of at least three words and at most
    LONGEST_NEAR characters. Places that overlap ``at``, a span of a single source, come first.
    """
    words = off_screen(quote).strip()
    if not _WORD.search(words):
        return QuotePlaces(cause="there are no words in this quote; give some words of the sources")
    purse = Purse()
    pages = [Rendered(source, purse) for source in sources]
    whole, part = Spots(at), Spots(at)
    stand(words, pages, whole, part)
    if whole.total:
        return whole.listed(Finding.VERBATIM)
    words = unquoted(without_isolates(words))
    if shortened := _elided(words, pages):
        return shortened
    if part.total:
        return part.listed(Finding.PART_OF_WORD)
    return replace(near_places(unedited(words), pages, near), unread=purse.refused)


def standing(words: str, source: Source) -> Iterator[list[_Span]]:
    """Yield the spans of a source where the same words are written, and then those where a page shows them."""
    wanted, page = meant(words.strip()), Rendered(source)
    yield [spot.span for one in wanted for spot in same_words(one, [page])]
    yield [span for one in wanted for span in page.spans(Pasted(one))]


def _elided(quote: str, pages: Sequence[Rendered]) -> QuotePlaces | None:
    """Return the places of a quote with ellipses or brackets, the shortest in each source, if it has any."""
    parts = pieces(quote)
    longest = max((one.words for one in parts), key=len, default="")
    likely = likely_pages(Pasted(longest), pages) if parts else ()
    found = [(page, place) for page in likely if page.affordable and (place := elided(parts, page))]
    if not found:
        return None
    found.sort(key=lambda one: (one[1].hides, one[1].width, one[0].source.name))
    finding = Finding.CONTRADICTS if found[0][1].hides else Finding.ELIDED
    return QuotePlaces(tuple(_shortened(*one) for one in found[:MOST_PLACES]), len(found), finding=finding)


def _shortened(page: Rendered, place: ElidedPlace) -> QuotePlace:
    start, end = page.reading.raw_span(place.start, place.end)
    plain = page.reading.plain
    gaps = tuple(
        ("bracketed" if _WORD.search(mark) else "elided", mark, plain[low:high].strip())
        for mark, low, high in place.gaps
    )
    return QuotePlace(
        page.source.name, start, end, page.source.text[start:end], 1.0, gaps, plain[place.start : place.end]
    )
