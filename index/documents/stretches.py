"""Stretches: the blocks of a source cut into the sentences that it is retrieved by, with their bylines apart."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile

from index.documents.blocks import Block, Kind, Structure
from index.documents.bylines import LONGEST, dateline, is_credit, opening_credit
from index.documents.cutting import parts
from index.documents.reading import Mark, Reading, marks_within, plain
from index.documents.sentences import sentences
from index.documents.source import Source
from index.documents.wholes import Stretch

__all__ = ["stretches"]

Span = tuple[int, int]

_ITEM_MARK = re.compile(r"[^\w\s]{0,3}[ \t]*(?:\(?\w{1,3}[.)]\)?)?[ \t]*(?:\[[ xX]\][ \t]*)?")


def stretches(source: Source, read: Structure) -> Iterator[Stretch]:
    """Yield the stretches of a source in the order of its text; what a byline opens is a paragraph of its own."""
    paragraph, last, marks = -1, -1, read.marks
    columns: tuple[str, ...] = ()
    for block in read.blocks:
        columns = _columns(source, block, marks) if block.kind is Kind.COLUMNS else columns
        for start, end, quotable, opens in _stretches_of(source, block, marks):
            if block.paragraph != last or opens:
                paragraph, last = paragraph + 1, block.paragraph
            named = columns if block.kind is Kind.ROW else ()
            text, mark = source.text[start:end], _item_start(source, block) if start == block.start else start
            yield Stretch(start, end, paragraph, block, quotable and block.kind.quotable, text, mark, named)


def _item_start(source: Source, block: Block) -> int:
    """Return where an item's mark stands, if the block is the first of an item, or else where the block does."""
    if block.item is None:
        return block.start
    start = source.words_span(source.place(block.start)[0])[0]
    return start if _ITEM_MARK.fullmatch(source.text, start, block.start) else block.start


def _columns(source: Source, block: Block, marks: Sequence[Mark]) -> tuple[str, ...]:
    shown = plain(source.text[block.start : block.end], marks_within(marks, block.start, block.end), block.start)
    return tuple(" ".join(name.split()) for name in shown.split("\t"))


def _stretches_of(source: Source, block: Block, marks: Sequence[Mark]) -> Iterator[tuple[int, int, bool, bool]]:
    """Yield the spans of a block as (start, end, quotable, opens a paragraph).

    A credit ends the caption above it, and a dateline opens a report.
    """
    text = source.text
    if block.kind is not Kind.TEXT:
        yield from ((start, end, True, False) for start, end in _spans(text, block, marks, source.language))
        return
    if block.end - block.start <= LONGEST and is_credit(text[block.start : block.end], source.language):
        yield block.start, block.end, False, False
        return
    after_credit = False
    for start, end in _spans(text, block, marks, source.language):
        at = start
        while byline := (text[at] in "([（" or text[at : at + 2].isupper()) and _byline(source, at, end):
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


def _spans(text: str, block: Block, marks: Sequence[Mark], language: str) -> Iterator[Span]:
    """Yield the spans of the sentences of a block, overlong ones in parts."""
    within = marks_within(marks, block.start, block.end)
    if block.whole:
        uncut: Iterator[Span] | list[Span] = [(block.start, block.end)]
    elif within:
        uncut = _marked_sentences(text, block, within, language)
    else:
        uncut = sentences(text, block.start, block.end, language)
    for start, end in uncut:
        yield from parts(text, start, end)


def _marked_sentences(text: str, block: Block, marks: Sequence[Mark], language: str) -> Iterator[Span]:
    """Yield the spans of the sentences that a reader sees; a mark beside the space between two goes with its word."""
    reading = Reading(text[block.start : block.end], [Mark(a - block.start, b - block.start, c) for a, b, c in marks])
    ends = [reading.raw_span(start, end)[1] for start, end in sentences(reading.plain, 0, len(reading.plain), language)]
    at = 0
    for end in ends[:-1]:
        cut = _after_marks(reading, end)
        yield block.start + at, block.start + cut
        at = cut
        while at < len(reading.text) and (behind := _behind_space(reading, at)) > at:
            at = behind
    if at < len(reading.text):
        yield block.start + at, block.end


def _after_marks(reading: Reading, at: int) -> int:
    """Return the offset behind the hidden marks that follow an offset at once."""
    for mark in _marks_from(reading, at):
        if mark.start > at:
            break
        if mark.start == at and not mark.shown:
            at = mark.end
    return at


def _behind_space(reading: Reading, at: int) -> int:
    """Return the offset behind white space, or behind a mark that is shown as such, or else the same offset."""
    beginning = takewhile(lambda mark: mark.start == at, _marks_from(reading, at))
    shown = next((mark.end for mark in beginning if mark.shown.isspace()), at)
    return shown if shown > at else at + reading.text[at].isspace()


def _marks_from(reading: Reading, at: int) -> Iterator[Mark]:
    """Yield the marks that begin at an offset or behind it."""
    for number in range(bisect_left(reading.marks, at, key=lambda mark: mark.start), len(reading.marks)):
        yield reading.marks[number]


def _byline(source: Source, start: int, end: int) -> tuple[int, bool] | None:
    """Return the length of the byline that opens a sentence, and True for a dateline; None without a byline."""
    words = source.text[start : min(end, start + LONGEST)]
    if credit := opening_credit(words, source.language):
        return credit, False
    length = dateline(words)
    return (length, True) if length else None
