"""Passages, the unit of retrieval: one sentence each, with its exact place in the source."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from index.documents.blocks import LineRun, runs
from index.documents.boilerplate import boilerplate
from index.documents.bylines import LONGEST, dateline, is_credit, opening_credit
from index.documents.cutting import parts
from index.documents.sentences import sentences
from index.documents.source import Source

__all__ = ["Passage", "split"]


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a source, word for word: ``source.text[start:end] == text``.

    Thousands of characters without an end make several passages; see ``index.documents.cutting``.

    ``ordinal`` counts the passages of a source from 0, ``paragraph`` its paragraphs from 0. ``start`` and ``end`` are
    offsets in characters of the decoded text, end exclusive. Lines and columns count from 1; ``end_column`` is the
    column of the last character. ``fills_line`` marks a sentence with nothing but white space beside it on its one
    line. ``quotable`` is False for photo credits and datelines, which are never an answer.
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
    fills_line: bool = False
    quotable: bool = True


def split(source: Source, left_out: Collection[int] | None = None) -> Iterator[Passage]:
    """Yield the passages of a source in the order of its text.

    ``left_out`` holds the lines (from 1) that are not the article's own words, by default its boilerplate.
    """
    skipped = boilerplate(source) if left_out is None else left_out
    paragraph, last, ordinal = -1, -1, 0
    for run in runs(source, skipped):
        for start, end, quotable, opens in _pieces(source, run):
            if run.paragraph != last or opens:
                paragraph, last = paragraph + 1, run.paragraph
            yield _passage(source, (ordinal, paragraph), start, end, quotable=quotable)
            ordinal += 1


def _pieces(source: Source, run: LineRun) -> Iterator[tuple[int, int, bool, bool]]:
    """Yield the spans of a run as (start, end, quotable, opens a paragraph).

    A credit ends the caption above it, and a dateline opens a report.
    """
    text = source.text
    if run.end - run.start <= LONGEST and is_credit(text[run.start : run.end]):
        yield run.start, run.end, False, False
        return
    after_credit = False
    for start, end in _spans(text, run):
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


def _spans(text: str, run: LineRun) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of a run, overlong ones in parts."""
    uncut = [(run.start, run.end)] if run.whole else sentences(text, run.start, run.end)
    for start, end in uncut:
        yield from parts(text, start, end)


def _byline(text: str, start: int, end: int) -> tuple[int, bool] | None:
    """Return the length of the byline that opens a sentence, and True for a dateline; None without a byline."""
    words = text[start : min(end, start + LONGEST)]
    if credit := opening_credit(words):
        return credit, False
    length = dateline(words)
    return (length, True) if length else None


def _passage(source: Source, number: tuple[int, int], start: int, end: int, *, quotable: bool) -> Passage:
    line, column = source.place(start)
    end_line, end_column = source.place(end - 1)
    fills = line == end_line and _fills(source.text, start, end)
    text = source.text[start:end]
    return Passage(source.name, *number, start, end, line, column, end_line, end_column, text, fills, quotable)


def _fills(text: str, start: int, end: int) -> bool:
    """True if nothing but white space stands beside ``text[start:end]`` on its line."""
    while start and text[start - 1].isspace() and text[start - 1] not in "\r\n":
        start -= 1
    while end < len(text) and text[end].isspace() and text[end] not in "\r\n":
        end += 1
    return (start == 0 or text[start - 1] in "\r\n") and (end == len(text) or text[end] in "\r\n")
