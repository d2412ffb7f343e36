"""Excerpts: the lines of a source around a cited place."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from index.documents.source import Source

__all__ = ["WIDTH", "Excerpt", "ExcerptLine", "excerpt"]

WIDTH = 300
"""Characters shown of a long line, unless the cited span alone is longer."""

LONGEST_SPAN = 1_500
"""Characters of a span in one line that are shown; of a longer one, the first."""

MOST_LINES = 60
"""Lines of a span that are shown; of a longer one, the first."""

WORD = 24
"""Characters by which a window is narrowed at most, so that it does not begin or end within a word."""


@dataclass(frozen=True, slots=True)
class ExcerptLine:
    """A line of a source with its number; ``marked`` is the cited span within ``text``, end exclusive, if any.

    ``text`` may be a window of a long line: ``offset`` counts the characters of the line before it, and ``cut_end`` is
    True if some follow it.
    """

    number: int
    text: str
    marked: tuple[int, int] | None = None
    offset: int = 0
    cut_end: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The lines of a source around a cited place, with the metadata of the source as read.

    ``converted`` marks lines of the text that was made of a file, ``page`` the page of it on which the place begins.
    """

    citation: str
    source: str
    title: str
    publisher: str | None
    date: dt.date | None
    url: str | None
    sha256: str
    lines: tuple[ExcerptLine, ...]
    page: int | None = None
    converted: bool = False


def excerpt(source: Source, citation: str, span: tuple[int, int], *, context: int = 1, width: int = WIDTH) -> Excerpt:
    """Return the lines of a span of a source, with ``context`` lines before and after it.

    ``span`` is in characters of the text, end exclusive. A line of more than ``width`` characters becomes a window of
    about that width around the span, which is whole but for LONGEST_SPAN and MOST_LINES.
    """
    lines = tuple(_lines(source, span, max(context, 0), max(width, 1)))
    data = source.metadata
    told = source.title, data.publisher, data.date, data.url, source.sha256
    return Excerpt(citation, source.name, *told, lines, source.page(span[0]), source.converted)


def _lines(source: Source, span: tuple[int, int], context: int, width: int) -> Iterator[ExcerptLine]:
    start, end = span
    first, last = source.place(start)[0], source.place(max(start, end - 1))[0]
    if last - first >= MOST_LINES:
        last = first + MOST_LINES - 1
        context, end = min(context, 0), source.line_span(last)[1]
    for number in range(max(1, first - context), min(len(source.line_starts), last + context) + 1):
        begin, line_end = source.line_span(number)
        text = source.text[begin:line_end]
        marked = (max(start - begin, 0), min(end - begin, len(text)))
        yield _window(number, text, marked if first <= number <= last and marked[0] < marked[1] else None, width)


def _window(number: int, text: str, marked: tuple[int, int] | None, width: int) -> ExcerptLine:
    """Return a line, or the part of a long one around its marked span."""
    if len(text) <= width:
        return ExcerptLine(number, text, marked)
    start, end = marked or (0, 0)
    end = min(end, start + max(width, LONGEST_SPAN))
    spare = max(width - (end - start), 0)
    left = max(0, min(start - spare // 2, len(text) - width))
    right = min(len(text), max(end, left + width))
    left, right = _whole_words(text, left, right, (start, max(end, start + 1)))
    shown = (start - left, end - left) if marked else None
    return ExcerptLine(number, text[left:right], shown, left, right < len(text))


def _whole_words(text: str, left: int, right: int, inner: tuple[int, int]) -> tuple[int, int]:
    """Narrow a window to whole words, without cutting the inner span."""
    if left and (space := text.find(" ", left - 1, min(left + WORD, inner[0]))) >= 0:
        left = space + 1
    if right < len(text) and (space := text.rfind(" ", max(right - WORD, inner[1]), right + 1)) >= 0:
        right = space
    return left, right
