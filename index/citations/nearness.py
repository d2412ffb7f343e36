"""Nearness: the places in the sources whose words are like those of a quote."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from index.citations.alignment import align
from index.citations.contradiction import contradicts
from index.citations.glance import glance
from index.citations.pasted import Pasted
from index.citations.quote_places import MOST_PLACES, Finding, QuotePlace, QuotePlaces
from index.citations.regions import Region, likely_regions
from index.citations.rendered import Rendered
from index.deadline import keep_time
from index.documents.source import Source

__all__ = ["LONGEST_NEAR", "near"]

LONGEST_NEAR = 20_000
"""Characters of the longest quote for which near places are looked for; alignment takes quadratic time."""

MOST_COMPARED = 40
"""The most regions of the sources that are aligned with one quote."""

BEFORE = 500
"""Characters of a line before a region that are looked at, to see if it begins an item."""

_WORD = re.compile(r"[^\W_]+")
_DOUBT = 0.15  # by which a glance may take a text for less like a quote than it is
_NEAR_WORDS = 3  # the fewest words of a quote for which near places are looked for


def near(quote: str, pages: Sequence[Rendered], least: float) -> QuotePlaces:
    """Return the places with like words, the likest first; the first one tells if the quote contradicts it."""
    places = sorted(_near_places(quote, pages, least), key=lambda place: (-place.similarity, place.source, place.start))
    if not places:
        return QuotePlaces()
    best = places[0]
    source = next(page.source for page in pages if page.source.name == best.source)
    turned = contradicts(quote, best.plain, best.differences, source.text, source.language)
    finding = Finding.CONTRADICTS if turned else Finding.NEARLY
    return QuotePlaces(tuple(places[:MOST_PLACES]), len(places), finding=finding)


def _near_places(quote: str, pages: Sequence[Rendered], near: float) -> Iterator[QuotePlace]:
    """Yield the near places of a quote; what lies beside one in its region is searched again."""
    few = len(_WORD.findall(quote)) < _NEAR_WORDS and len(quote) < 4 * _NEAR_WORDS
    if few or len(quote) > LONGEST_NEAR:
        return
    pasted, by_name = Pasted(quote), {page.source.name: page for page in pages}
    regions = likely_regions(pasted.reading.plain, (page.source for page in pages))
    for region in islice(regions, MOST_COMPARED):  # which grows meanwhile
        keep_time()
        page = by_name[region.source]
        if page.source.markdown and _glanced(pasted, page.source, region) < near - _DOUBT:
            continue
        if not page.affordable:
            continue
        shown = page.region(region)
        low = max(page.reading.plain.rfind("\n", 0, shown.start) + 1, shown.start - BEFORE, 0)
        within = replace(shown, start=shown.start - low, end=shown.end - low)
        match = align(page.compared(pasted), page.text(pasted, low, shown.end + 1), within)
        if match and match.similarity >= near:
            start, end = page.reading.raw_span(match.start + low, match.end + low)
            yield QuotePlace.of(page, page.widened(start, end), match)
            rest = replace(region, end=start), replace(region, start=end)
            regions.extend(part for part in rest if part.end - part.start >= near * len(quote))


def _glanced(pasted: Pasted, source: Source, region: Region) -> float:
    """Return about how similar to a quote the words of a region are, without parsing its source."""
    text = glance(source.text[region.start : region.end])
    match = align(pasted.reading.plain, text, Region(source.name, 0, len(text)))
    return match.similarity if match else 0.0
