"""Quotes: the places in the sources where given words stand, word for word or nearly.

Words are looked for in the text of the sources, then in what a page made of it shows, and only then for what is like
them. A place is a span of the text, however it was found; differences name words as a reader of the page sees them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from index.citations.alignment import Alignment, Difference, Region, align, likely_regions, spelling
from index.citations.glance import Glance, glance
from index.citations.pasted import Pasted, off_screen
from index.citations.rendered import Rendered
from index.documents.source import Source
from index.text.normalize import occurrences, repeats

__all__ = ["Difference", "QuotePlace", "QuotePlaces", "find", "standing"]

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
_DOUBT = 0.15  # by which a glance may take a text for less like a quote than it is
_NEAR_WORDS = 3  # the fewest words of a quote for which near places are looked for


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """A place where a quote stands: ``source.text[start:end] == text``; offsets in characters, end exclusive.

    ``plain`` is the text as a reader of the rendered page sees it, or as the quote has it. ``differences`` are distinct
    triples (kind, in the quote, in the source); kinds are "replaced", "missing" (from the quote), "added" (to the
    quote), "quotes" (the shape of quotation marks), "space" and "marks" (of the source's markup, which a page does not
    show). A place without differences is verbatim; one with only the last three has the same words. ``similarity`` is
    from 0 to 1.
    """

    source: str
    start: int
    end: int
    text: str
    similarity: float = 1.0
    differences: tuple[Difference, ...] = ()
    plain: str = ""

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
    words = off_screen(quote).strip()
    if not _WORD.search(words):
        return QuotePlaces(cause="there are no words in this quote; give some words of the sources")
    pages = [Rendered(source) for source in sources]
    places = _standing(words, pages) or sorted(
        _near_places(_unquoted(words), pages, near), key=lambda place: (-place.similarity, place.source, place.start)
    )
    return QuotePlaces(tuple(places[:MOST_PLACES]), len(places))


def standing(words: str, source: Source) -> Iterator[list[tuple[int, int]]]:
    """Yield the spans of a source where the same words are written, and then those where a page shows them."""
    wanted, page = _meant(words.strip()), Rendered(source)
    yield [(place.start, place.end) for one in wanted for place in _same_words(one, [page])]
    yield [span for one in wanted for span in page.spans(Pasted(one))]


def _standing(words: str, pages: Sequence[Rendered]) -> list[QuotePlace]:
    """Return the places where the same words are written, verbatim ones first, or else where pages show them."""
    for search in (_same_words, _shown_words):
        for one in _meant(words):
            if places := list(search(one, pages)):
                return sorted(places, key=lambda place: not place.verbatim)
    return []


def _meant(words: str) -> list[str]:
    """Return some words, and those within the quotation marks around them, without those that hold no word."""
    return [one for one in dict.fromkeys((words, _unquoted(words))) if _WORD.search(one)]


def _unquoted(words: str) -> str:
    """Return some words without the quotation marks around them, which may be the asker's own."""
    return words[1:-1].strip() if words[:1] + words[-1:] in _PAIRS else words


def _same_words(quote: str, pages: Iterable[Rendered]) -> Iterator[QuotePlace]:
    """Yield every place with these words, whatever its white space and the shape of its quotation marks.

    Places do not overlap; of two that would, the verbatim one is kept.
    """
    longest = max(_WORD.findall(quote), key=len)
    for page in pages:
        source = page.source
        if longest not in source.text:
            continue
        verbatim = list(repeats(quote, source.text))
        starts = [start for start, _ in verbatim]
        for start, end in verbatim:
            yield QuotePlace(source.name, start, end, quote, plain=quote)
        for start, end in occurrences(quote, source.text):
            before = bisect_left(starts, end) - 1
            if before < 0 or verbatim[before][1] <= start:
                text = source.text[start:end]
                yield QuotePlace(source.name, start, end, text, 1.0, spelling(quote, text), text)


def _shown_words(quote: str, pages: Iterable[Rendered]) -> Iterator[QuotePlace]:
    """Yield every place where a page shows these words, with or without the bullets and bars beside them."""
    pasted = Pasted(quote)
    words = Glance(pasted)
    for page in pages:
        if words.finds(page.source):
            yield from (_place(page, page.widened(*span)) for span in page.spans(pasted))


def _near_places(quote: str, pages: Sequence[Rendered], near: float) -> Iterator[QuotePlace]:
    """Yield the near places of a quote; what lies beside one in its region is searched again."""
    few = len(_WORD.findall(quote)) < _NEAR_WORDS and len(quote) < 4 * _NEAR_WORDS
    if few or len(quote) > LONGEST_NEAR:
        return
    pasted, by_name = Pasted(quote), {page.source.name: page for page in pages}
    regions = likely_regions(pasted.reading.plain, (page.source for page in pages))
    for region in islice(regions, MOST_COMPARED):  # which grows meanwhile
        page = by_name[region.source]
        if page.source.markdown and _glanced(pasted, page.source, region) < near - _DOUBT:
            continue
        match = align(page.compared(pasted), page.text(pasted), page.region(region))
        if match and match.similarity >= near:
            start, end = page.reading.raw_span(match.start, match.end)
            yield _place(page, page.widened(start, end), match)
            rest = replace(region, end=start), replace(region, start=end)
            regions.extend(part for part in rest if part.end - part.start >= near * len(quote))


def _glanced(pasted: Pasted, source: Source, region: Region) -> float:
    """Return about how similar to a quote the words of a region are, without parsing its source."""
    text = glance(source.text[region.start : region.end])
    match = align(pasted.reading.plain, text, Region(source.name, 0, len(text)))
    return match.similarity if match else 0.0


def _place(page: Rendered, span: tuple[int, int], match: Alignment | None = None) -> QuotePlace:
    """Return the place of a span of a source, with what differs there: if no word does, the marks do."""
    marks: tuple[Difference, ...] = tuple(("marks", "", mark) for mark in page.hidden(*span))
    similarity, differences = (match.similarity, match.differences or marks) if match else (1.0, marks)
    return QuotePlace(
        page.source.name, *span, page.source.text[slice(*span)], similarity, differences, page.shown(*span)
    )
