"""The page of a source: a window of it, and how the words stand that a link cites."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.page_link import PageLink
from bot.web.answer_view import PlaceView
from bot.web.citing_forms import CitedWords
from bot.web.pages import Pages
from bot.web.read_source import ReadSource, Window
from bot.web.source_blocks import source_blocks
from bot.web.standing import LinkedPlace, WordsStanding, standing_of
from bot.wording.page_words import page_counted
from bot.wording.speaking import date_text
from index.citations.citation import Citation
from index.documents.reading import marks_within, plain
from index.documents.source import Source

__all__ = ["source_page"]

_MORE = frozenset({WordsStanding.STANDS, WordsStanding.WORDS, WordsStanding.MOVED, WordsStanding.GONE})
_SHOWN = frozenset({WordsStanding.STANDS, WordsStanding.WORDS, WordsStanding.PLACE, WordsStanding.MOVED})
_FROM = re.compile(r"([0-9]{1,9})(?::([0-9]{1,9}))?")
LONGEST = 1_000
"""Characters of cited words that are repeated to be copied."""


def source_page(pages: Pages, name: str, fields: Mapping[str, str], base: str) -> str:
    """Return the page of a source, at the place that the fields of a link name; ``base`` is the part's whole address.

    ``fields`` may also hold the line ``from`` which to show it. Raises SourceError if there is no such source.
    """
    read, link = pages.part.shelf.read(name), PageLink.of(name, fields)
    place = standing_of(link, read) if link.citation or link.sha or link.words else None
    cited = place.span if place and place.standing in _SHOWN else None
    line, column = _from(fields) or (read.source.place(place.span[0]) if place and place.span else (1, 1))
    window = read.window(line)
    return pages.templates.render(
        "source",
        path=pages.path,
        source=read.source,
        **_told_of(read.source),
        lines=len(read.source.line_starts),
        window=window,
        windows=_windows(read, window, pages.link(name)),
        blocks=source_blocks(read, window, cited, _offset(read.source, line, column)),
        standing=_Standing(pages, read, link, base).view(place) if place else None,
    )


def _told_of(source: Source) -> Mapping[str, Any]:
    """Return what is said of a source below its title, and to where it is shared."""
    known = source.metadata
    parts = list(filter(None, (known.publisher, date_text(known.date) if known.date else None)))
    lines = page_counted("line_count", len(source.line_starts))
    web = known.url if (known.url or "").startswith(("https://", "http://")) else None
    return {"parts": parts, "address": web, "described": " · ".join([*parts, lines])}


def _from(fields: Mapping[str, str]) -> tuple[int, int] | None:
    """Return the line and the column from which to show a source, if a link says so."""
    said = _FROM.fullmatch(fields.get("from", ""))
    return (int(said[1]), int(said[2] or 1)) if said else None


def _offset(source: Source, line: int, column: int) -> int:
    if not 1 <= line <= len(source.line_starts):
        return 0
    start, end = source.line_span(line)
    return min(start + column - 1, end)


def _windows(read: ReadSource, window: Window, page: str) -> Mapping[str, str] | None:
    """Return the addresses of the windows before and after one, "" for none; None if it shows everything."""
    if len(read.windows) == 1:
        return None
    at = read.windows.index(window)
    before = f"{page}?from={read.windows[at - 1].first}" if at else ""
    after = f"{page}?from={read.windows[at + 1].first}" if at + 1 < len(read.windows) else ""
    return {"before": before, "after": after}


@dataclass(frozen=True, slots=True)
class _Standing:
    """Tells how the words of a link stand."""

    pages: Pages
    read: ReadSource
    link: PageLink
    base: str

    def view(self, place: LinkedPlace) -> Mapping[str, Any]:
        """Return what the page says of a place."""
        source = self.read.source
        cited = str(self.link.citation or source.name)
        now = self._place(place) if place.span and place.standing is WordsStanding.MOVED else None
        words = self._words(place)
        return {
            "kind": place.standing.value,
            "citation": cited,
            "link": "",
            "more": f"standing_{place.standing.value}_more" if place.standing in _MORE else "",
            "cause": place.cause,
            "now": now,
            "words": words,
            "forms": self._forms(now.citation if now else cited, place, words) if words else {},
        }

    def _words(self, place: LinkedPlace) -> str:
        """Return the cited words as the page shows them, "" if they are not there."""
        if place.span is None or place.standing not in _SHOWN:
            return ""
        start, end = place.span
        return plain(self.read.source.text[start:end], marks_within(self.read.marks, start, end), start)

    def _place(self, place: LinkedPlace) -> PlaceView:
        source = self.read.source
        start, end = place.span or (0, 1)
        citation = str(Citation.at(source, start, end))
        return PlaceView.of(self.pages.path, citation, source.sha256, source.text[start:end])

    def _forms(self, citation: str, place: LinkedPlace, words: str) -> Mapping[str, str]:
        source = self.read.source
        raw = source.text[slice(*place.span)] if place.span else ""
        address = PlaceView.of(self.base, citation, source.sha256, raw).link
        shown = words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(None, 1)[0]} …"
        known = source.metadata
        return CitedWords(shown, source.title, known.publisher, known.date, citation, address).forms()
