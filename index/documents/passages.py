"""Passages, the unit of retrieval: one sentence each, with its exact place in the source."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

from index.documents.blocks import Kind, Structure
from index.documents.boilerplate import boilerplate
from index.documents.reading import Mark, Reading, marks_within, plain
from index.documents.source import Source
from index.documents.stretches import stretches
from index.documents.structure import structure
from index.documents.wholes import Spans, Stretch, wholes

__all__ = ["Paragraph", "Passage", "divide", "excerpt", "split"]

Span = tuple[int, int]

_LINE_END = re.compile(r"[\r\n]")


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a source, word for word: ``source.text[start:end] == text``; or an item, a row, some code.

    Thousands of characters without an end make several passages; see ``index.documents.cutting``.

    ``ordinal`` counts the passages of a source from 0, ``paragraph`` its paragraphs from 0. ``start`` and ``end`` are
    offsets in characters of the decoded text, end exclusive. Lines and columns count from 1; ``end_column`` is the
    column of the last character. ``opens_line`` and ``closes_line`` mark a passage with nothing but white space before
    it on its first line and behind it on its last. ``quotable`` is False for what is never an answer: a photo credit, a
    dateline, a heading.

    ``marks`` (offsets in the source) say what a reader sees of the text. ``path`` are the headings above it and
    ``columns`` the names of the columns of a row. ``whole`` is the span around it that can be read alone,
    ``group`` that of the list, the steps or the short section that it belongs to; both hold the passage.
    """

    source: str
    ordinal: int
    paragraph: int
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    opens_line: bool = False
    closes_line: bool = False
    quotable: bool = True
    kind: Kind = Kind.TEXT
    marks: tuple[Mark, ...] = ()
    path: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    whole: Span = (0, 0)
    group: Span = (0, 0)

    @property
    def fills_lines(self) -> bool:
        """True if nothing but white space stands beside it on its lines."""
        return self.opens_line and self.closes_line

    @property
    def is_group(self) -> bool:
        """True if it is all of its group."""
        return self.group == (self.start, self.end)

    @property
    def plain(self) -> str:
        """The text as a reader of the rendered page sees it."""
        return plain(self.text, self.marks, self.start) if self.marks else self.text

    @property
    def reading(self) -> Reading:
        """The text as it is shown, and the way from one to the other; offsets are those within the text."""
        return Reading(self.text, [Mark(one.start - self.start, one.end - self.start, one.shown) for one in self.marks])


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Passages that belong together, the text that holds them, which begins at ``start``, and all of its marks."""

    passages: Sequence[Passage]
    start: int
    text: str
    marks: tuple[Mark, ...]

    @classmethod
    def of(cls, passages: Sequence[Passage], text: str, marks: Sequence[Mark]) -> Self:
        """Return the paragraph of some passages of a text, given all of its marks; it begins with an item's mark."""
        first, end = passages[0], passages[-1].end
        marked = first.whole[0] < first.start and not _LINE_END.search(text, first.whole[0], first.start)
        start = first.whole[0] if marked else first.start
        return cls(passages, start, text[start:end], marks_within(marks, start, end))


def split(source: Source, left_out: Collection[int] | None = None) -> Iterator[Passage]:
    """Yield the passages of a source in the order of its text.

    ``left_out`` holds the lines (from 1) that are not the article's own words, by default its boilerplate.
    """
    skipped = boilerplate(source) if left_out is None else left_out
    yield from divide(source, structure(source, skipped))


def divide(source: Source, read: Structure) -> Iterator[Passage]:
    """Yield the passages of a source whose structure was read."""
    cut = list(stretches(source, read))
    for ordinal, (stretch, whole) in enumerate(zip(cut, wholes(cut), strict=True)):
        yield _passage(source, ordinal, stretch, whole, marks_within(read.marks, stretch.start, stretch.end))


def excerpt(passage: Passage, span: Span, paragraph: Paragraph) -> Passage:
    """Return a passage made wider, to a span around it as far as its paragraph goes: its whole or its group."""
    start, end = max(span[0], paragraph.start), min(span[1], paragraph.passages[-1].end)
    if (start, end) == (passage.start, passage.end):
        return passage
    opening = next(one for one in paragraph.passages if one.end > start)
    closing = next(one for one in reversed(paragraph.passages) if one.start < end)
    mark = opening.start - start
    return replace(
        passage,
        start=start,
        end=end,
        line=opening.line,
        column=opening.column - mark,
        end_line=closing.end_line,
        end_column=closing.end_column,
        text=paragraph.text[start - paragraph.start : end - paragraph.start],
        opens_line=opening.opens_line or mark > 0,
        closes_line=closing.closes_line,
        marks=marks_within(paragraph.marks, start, end),
    )


def _passage(source: Source, ordinal: int, stretch: Stretch, spans: Spans, marks: tuple[Mark, ...]) -> Passage:
    start, end, block = stretch.start, stretch.end, stretch.block
    return Passage(
        source.name,
        ordinal,
        spans.paragraph,
        *(start, end, *source.place(start), *source.place(end - 1)),
        stretch.text,
        *_beside(source.text, start, end),
        stretch.quotable,
        block.kind,
        marks,
        block.path,
        stretch.columns,
        spans.whole,
        spans.group,
    )


def _beside(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Tell whether nothing but white space stands before ``text[start:end]`` on its line, and whether behind it."""
    while start and text[start - 1].isspace() and text[start - 1] not in "\r\n":
        start -= 1
    while end < len(text) and text[end].isspace() and text[end] not in "\r\n":
        end += 1
    return start == 0 or text[start - 1] in "\r\n", end == len(text) or text[end] in "\r\n"
