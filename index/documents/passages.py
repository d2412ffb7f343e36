"""Passages, the unit of retrieval: one sentence each, with its exact place in the source."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

from index.documents.blocks import Block, Kind, Structure
from index.documents.boilerplate import boilerplate
from index.documents.bylines import LONGEST, dateline, is_credit, opening_credit
from index.documents.cutting import parts
from index.documents.reading import Mark, Reading, marks_within, plain
from index.documents.sentences import sentences
from index.documents.source import Source
from index.documents.structure import structure
from index.documents.wholes import Piece, Whole, wholes

__all__ = ["Paragraph", "Passage", "divide", "excerpt", "split"]

Span = tuple[int, int]

_LINE_END = re.compile(r"[\r\n]")
_ITEM_MARK = re.compile(r"[^\w\s]{0,3}[ \t]*(?:\(?\w{1,3}[.)]\)?)?[ \t]*(?:\[[ xX]\][ \t]*)?")


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
    ``columns`` the names of the columns of a row. ``unit`` is the span around it that can be read alone, ``block`` that
    of the list, the steps or the short section that it belongs to; both hold the passage.
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
    unit: Span = (0, 0)
    block: Span = (0, 0)

    @property
    def fills_lines(self) -> bool:
        """True if nothing but white space stands beside it on its lines."""
        return self.opens_line and self.closes_line

    @property
    def plain(self) -> str:
        """The text as a reader of the rendered page sees it."""
        return plain(self.text, self.marks, self.start)

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
        marked = first.unit[0] < first.start and not _LINE_END.search(text, first.unit[0], first.start)
        start = first.unit[0] if marked else first.start
        return cls(passages, start, text[start:end], marks_within(marks, start, end))


def split(source: Source, left_out: Collection[int] | None = None) -> Iterator[Passage]:
    """Yield the passages of a source in the order of its text.

    ``left_out`` holds the lines (from 1) that are not the article's own words, by default its boilerplate.
    """
    skipped = boilerplate(source) if left_out is None else left_out
    yield from divide(source, structure(source, skipped))


def divide(source: Source, read: Structure) -> Iterator[Passage]:
    """Yield the passages of a source whose structure was read."""
    pieces = list(_pieces_of(source, read.blocks, read.marks))
    for ordinal, (piece, whole) in enumerate(zip(pieces, wholes(pieces), strict=True)):
        yield _passage(source, ordinal, piece, whole, marks_within(read.marks, piece.start, piece.end))


def excerpt(passage: Passage, span: Span, paragraph: Paragraph) -> Passage:
    """Return a passage made wider, to a span around it as far as its paragraph goes: its unit or its block."""
    first, last = paragraph.passages[0], paragraph.passages[-1]
    start, end = max(span[0], paragraph.start), min(span[1], last.end)
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


def _pieces_of(source: Source, blocks: Sequence[Block], marks: Sequence[Mark]) -> Iterator[Piece]:
    """Yield the pieces of all blocks; what a byline opens is a paragraph of its own."""
    paragraph, last = -1, -1
    columns: tuple[str, ...] = ()
    for block in blocks:
        columns = _columns(source, block, marks) if block.kind is Kind.COLUMNS else columns
        for start, end, quotable, opens in _pieces(source, block, marks):
            if block.paragraph != last or opens:
                paragraph, last = paragraph + 1, block.paragraph
            named = columns if block.kind is Kind.ROW else ()
            text, mark = source.text[start:end], _item_start(source, block) if start == block.start else start
            yield Piece(start, end, paragraph, block, quotable and block.kind.quotable, text, mark, named)


def _item_start(source: Source, block: Block) -> int:
    """Return where an item's mark stands, if the block is the first of an item, or else where the block does."""
    if block.item is None:
        return block.start
    start = source.words_span(source.place(block.start)[0])[0]
    return start if _ITEM_MARK.fullmatch(source.text, start, block.start) else block.start


def _columns(source: Source, block: Block, marks: Sequence[Mark]) -> tuple[str, ...]:
    shown = plain(source.text[block.start : block.end], marks_within(marks, block.start, block.end), block.start)
    return tuple(" ".join(name.split()) for name in shown.split("\t"))


def _pieces(source: Source, block: Block, marks: Sequence[Mark]) -> Iterator[tuple[int, int, bool, bool]]:
    """Yield the spans of a block as (start, end, quotable, opens a paragraph).

    A credit ends the caption above it, and a dateline opens a report.
    """
    text = source.text
    if block.kind is not Kind.TEXT:
        yield from ((start, end, True, False) for start, end in _spans(text, block, marks))
        return
    if block.end - block.start <= LONGEST and is_credit(text[block.start : block.end]):
        yield block.start, block.end, False, False
        return
    after_credit = False
    for start, end in _spans(text, block, marks):
        at = start
        while byline := (text[at] in "([" or text[at : at + 2].isupper()) and _byline(text, at, end):
            length, opens = byline
            yield at, at + length, False, after_credit or opens
            after_credit = not opens
            at += length
            while at < end and text[at].isspace():
                at += 1
            if at == end:
                break
        if at < end:
            yield at, end, True, after_credit
            after_credit = False


def _spans(text: str, block: Block, marks: Sequence[Mark]) -> Iterator[Span]:
    """Yield the spans of the sentences of a block, overlong ones in parts."""
    within = marks_within(marks, block.start, block.end)
    if block.whole:
        uncut: Iterator[Span] | list[Span] = [(block.start, block.end)]
    elif within:
        uncut = _marked_sentences(text, block, within)
    else:
        uncut = sentences(text, block.start, block.end)
    for start, end in uncut:
        yield from parts(text, start, end)


def _marked_sentences(text: str, block: Block, marks: Sequence[Mark]) -> Iterator[Span]:
    """Yield the spans of the sentences that a reader sees; a mark beside the space between two goes with its word."""
    reading = Reading(text[block.start : block.end], [Mark(a - block.start, b - block.start, c) for a, b, c in marks])
    ends = [reading.raw_span(start, end)[1] for start, end in sentences(reading.plain, 0, len(reading.plain))]
    at = 0
    for end in ends[:-1]:
        cut = _after_marks(reading, end)
        yield block.start + at, block.start + cut
        at = cut
        while at < len(reading.text) and (reading.text[at].isspace() or _breaks(reading, at)):
            at = at + 1 if reading.text[at].isspace() else next(one.end for one in reading.marks if one.start == at)
    if at < len(reading.text):
        yield block.start + at, block.end


def _after_marks(reading: Reading, at: int) -> int:
    """Return the offset behind the hidden marks that follow an offset at once."""
    for mark in reading.marks:
        if mark.start == at and not mark.shown:
            at = mark.end
    return at


def _breaks(reading: Reading, at: int) -> bool:
    """True if a mark begins at an offset that is shown as space."""
    return any(mark.start == at and mark.shown.isspace() for mark in reading.marks)


def _byline(text: str, start: int, end: int) -> tuple[int, bool] | None:
    """Return the length of the byline that opens a sentence, and True for a dateline; None without a byline."""
    words = text[start : min(end, start + LONGEST)]
    if credit := opening_credit(words):
        return credit, False
    length = dateline(words)
    return (length, True) if length else None


def _passage(source: Source, ordinal: int, piece: Piece, whole: Whole, marks: tuple[Mark, ...]) -> Passage:
    line, column = source.place(piece.start)
    end_line, end_column = source.place(piece.end - 1)
    return Passage(
        source.name, ordinal, whole.paragraph, piece.start, piece.end, line, column, end_line, end_column, piece.text,
        *_beside(source.text, piece.start, piece.end), quotable=piece.quotable, kind=piece.block.kind,
        marks=marks, path=piece.block.path, columns=piece.columns, unit=whole.unit, block=whole.block,
    )  # fmt: skip


def _beside(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Tell whether nothing but white space stands before ``text[start:end]`` on its line, and whether behind it."""
    while start and text[start - 1].isspace() and text[start - 1] not in "\r\n":
        start -= 1
    while end < len(text) and text[end].isspace() and text[end] not in "\r\n":
        end += 1
    return start == 0 or text[start - 1] in "\r\n", end == len(text) or text[end] in "\r\n"
