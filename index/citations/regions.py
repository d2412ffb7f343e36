"""Regions: the stretches of sources that hold most of a quote's longest words close together."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from index.deadline import keep_time
from index.documents.source import Source

__all__ = ["WIDE", "Region", "likely_regions"]

ANCHORS = 10
"""The most words of the quote, the longest ones, that are searched for to find likely regions."""

ANCHOR_SHARE = 0.5
"""The least share of the anchors in a likely region."""

REGIONS = 20
"""The most regions that are aligned, the likeliest first."""

MOST_HITS = 60_000
"""The most places of anchors that are looked at; words that stand in too many tell regions from one another least."""

LEAST_HITS = 200
"""Places of the anchors that are looked at in each source, however many sources there are."""

SHORT = 3
"""Letters of words that are anchors only where a quote has too few longer ones."""

WIDE = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Characters of scripts that set no spaces between words, for a class of a pattern."""

_ANCHOR = re.compile(rf"[{WIDE}]{{2,3}}|[^\W{WIDE}]+")


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a source, wider than the quote, that may hold it; offsets in characters, end exclusive."""

    source: str
    start: int
    end: int


def likely_regions(quote: str, sources: Iterable[Source]) -> list[Region]:
    """Return the regions that hold most of the quote's longest words close together, the fullest first."""
    listed = list(sources)
    words = sorted(set(_ANCHOR.findall(quote.lower())), key=lambda word: (-len(word), word))[:ANCHORS]
    long = [word for word in words if len(word) > SHORT]
    anchors = long if len(long) * 2 >= len(words) else words
    reach = len(quote) + len(quote) // 4 + 20
    total = sum(len(source.text) for source in listed) or 1
    windows = [
        (-count, source.name, start, end)
        for source in listed
        for count, start, end in _full_windows(
            source.text, anchors, reach, max(LEAST_HITS, MOST_HITS * len(source.text) // total)
        )
    ]
    return [Region(name, start, end) for _, name, start, end in sorted(windows)[:REGIONS]]


def _full_windows(text: str, anchors: list[str], reach: int, most: int) -> Iterator[tuple[int, int, int]]:
    """Yield the stretches with enough anchors within ``reach`` characters as (distinct anchors, start, end).

    Of windows that overlap, the fullest is kept. At most so many places of anchors are looked at.
    """
    hits, needed = _hits(text, anchors, most)
    counts: Counter[str] = Counter()
    distinct, first, best, start, end = 0, 0, 0, 0, 0
    for at, anchor in hits:
        keep_time()
        counts[anchor] += 1
        distinct += counts[anchor] == 1
        while at - hits[first][0] > reach:
            counts[hits[first][1]] -= 1
            distinct -= not counts[hits[first][1]]
            first += 1
        if best and hits[first][0] > end:
            yield best, start, end
            best = 0
        if distinct >= max(needed, best + 1):
            best, start, end = distinct, max(0, hits[first][0] - reach), min(len(text), at + reach)
    if best:
        yield best, start, end


def _hits(text: str, anchors: list[str], most: int) -> tuple[list[tuple[int, str]], int]:
    """Return every occurrence of every anchor in order, and how many distinct ones a region needs.

    None are returned if too few anchors occur in the text; those that occur too often are left out.
    """
    lower = text.lower()
    lower = lower if len(lower) == len(text) else text
    needed = max(1, round(ANCHOR_SHARE * len(anchors)))
    missing = (anchor for anchor in anchors if anchor not in lower)
    if len(list(islice(missing, len(anchors) - needed + 1))) > len(anchors) - needed:
        return [], needed
    hits: list[tuple[int, str]] = []
    kept = len(anchors)
    for anchor in anchors:
        found = [(at, anchor) for at in islice(_places(lower, anchor), most // 4 + 1)]
        common = len(found) > most // 4 or len(hits) + len(found) > most
        kept -= common
        hits += [] if common else found
    return sorted(hits), max(1, round(ANCHOR_SHARE * kept))


def _places(text: str, word: str) -> Iterator[int]:
    """Yield where a word stands in a text."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))
