"""The blocks of a window of a source, with the numbers of lines, what is skipped, and the words that are cited."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.web.page_blocks import BlockRow, PageBlock, laid_out
from bot.web.read_source import ReadSource, Segment, Window
from bot.web.run_markup import Emphasis, MarkedSpan, RunWriter
from bot.wording.of_sources import of_sources
from bot.wording.speaking import voice
from index.deadline import keep_time
from index.documents.blocks import Kind
from index.documents.reading import Mark
from index.documents.shown_lines import Layout, ShownLine, shown_lines
from index.documents.source import Markup, Source
from index.documents.styles import StyledRun

__all__ = ["source_blocks"]

Span = tuple[int, int]

_RULE = re.compile(r"(?:[-*_][ \t]*){3,}")
_MARKS = 3
"""Signs without a word that are marks of the file, not shown."""
LONGEST = 50_000
"""Characters of a line that are shown at once."""
BEFORE_CITED = 5_000
"""Characters before cited words that are shown of a longer line."""
_VERSE = 80
"""Characters of the longest line that stands close to the next, as in a poem."""


def source_blocks(read: ReadSource, window: Window, cited: Span | None = None, focus: int = 0) -> list[PageBlock]:
    """Return the blocks of a window; ``cited`` is the span of the source (offsets, end exclusive) that is marked.

    Of a very long line only a part is shown: that with the cited words, or from the offset ``focus`` on.
    """
    focus = max(cited[0] - BEFORE_CITED, 0) if cited else focus
    return list(_joined(_SourceLayout(read, window, cited, focus).blocks()))


class _SourceLayout:
    """Lays a window of a source out."""

    def __init__(self, read: ReadSource, window: Window, cited: Span | None, focus: int) -> None:
        self._focus = focus
        self._read, self._source, self._window = read, read.source, window
        spans = [MarkedSpan(*cited, Emphasis.CITED)] if cited else []
        self._writer = RunWriter(spans, self._source.line_starts)
        self._headed = False
        self._page = self._source.page(self._source.line_starts[window.first - 1]) if window.first > 1 else None

    def blocks(self) -> Iterator[PageBlock]:
        for segment in self._read.segments:
            if segment.last < self._window.first or segment.first > self._window.last:
                continue
            keep_time()
            yield from self._new_page(segment)
            if segment.blocks:
                yield from self._segment(segment)
            elif segment.first in self._read.skipped:
                yield self._skipped(segment.first)
            else:
                yield from self._beside(segment)

    def _new_page(self, segment: Segment) -> Iterator[PageBlock]:
        """Yield the number of a page where one begins."""
        page = self._source.page(self._source.words_span(segment.first)[0])
        if page != self._page:
            self._page = page
            yield PageBlock("page", page=page or 0)

    def _skipped(self, number: int) -> PageBlock:
        start, end = self._source.line_span(number)
        html = self._writer.html([StyledRun(self._source.text[start:end], start, end)])
        row = BlockRow(html, number, self._writer.claim(number), note=of_sources(self._read.skipped[number], voice()))
        return PageBlock("skipped", [row])

    def _beside(self, segment: Segment) -> Iterator[PageBlock]:
        """Yield what is in no block: a rule, or a line without words, as a fence or an underline is."""
        words = self._source.text[slice(*self._source.words_span(segment.first))]
        if _RULE.fullmatch(words) and not self._headed:
            yield PageBlock("rule")
        elif any(map(str.isalnum, words)) or len(words) < _MARKS:
            yield from self._segment(segment)

    def _segment(self, segment: Segment) -> Iterator[PageBlock]:
        lines = [one for one in self._lines(segment) if self._within(one)]
        cut = next((one for one in lines if one.end - one.start > LONGEST), None)
        lines = [self._part(one) if one is cut else one for one in lines]
        blocks = laid_out(lines, self._writer, heading=segment.level)
        self._headed = bool(segment.level)
        raw = self._source.text[slice(*self._source.words_span(segment.first))]
        named = segment.kind is Kind.TERM or (self._source.markdown and not segment.blocks)
        for block in blocks:
            block.kind = "bold" if named and block.kind == "text" else block.kind
            block.quoted = raw.startswith(">") and block.kind != "code"
        yield from self._between(cut, blocks) if cut else blocks

    def _part(self, line: ShownLine) -> ShownLine:
        """Return the part of a long line that is shown."""
        start, end = self._stretch(line)
        runs = [one for one in line.runs if one.start < end and start < one.end]
        cut = (one.cut(max(start - one.start, 0), end - one.start) if one.exact else one for one in runs)
        return replace(line, start=start, end=end, runs=tuple(cut))

    def _between(self, line: ShownLine, blocks: list[PageBlock]) -> Iterator[PageBlock]:
        """Yield the blocks of a line of which a part is shown, with the ways to what stands before and behind it."""
        start, end = self._stretch(line)
        if start > line.start:
            yield self._cut(max(line.start, start - LONGEST), start - line.start, "cut_before")
        yield from blocks
        if end < line.end:
            yield self._cut(end, line.end - end, "cut_after")

    def _stretch(self, line: ShownLine) -> Span:
        start = self._focus if line.start < self._focus < line.end else line.start
        return start, min(start + LONGEST, line.end)

    def _cut(self, offset: int, count: int, key: str) -> PageBlock:
        number, column = self._source.place(offset)
        return PageBlock("cut", cut=(key, f"{number}:{column}", count))

    def _within(self, line: ShownLine) -> bool:
        runs = line.runs or next(filter(None, line.cells), ())
        number = self._source.place(runs[0].start if runs else line.start)[0]
        return self._window.first <= number <= self._window.last

    def _lines(self, segment: Segment) -> Sequence[ShownLine]:
        """Return the lines of a segment as a page shows them, with offsets in the whole source."""
        if _share_lines(segment, self._source):
            return [line for one in segment.blocks for line in self._shown(one.start, one.end, one.kind)]
        start, end = self._source.line_span(segment.first)[0], self._source.line_span(segment.last)[1]
        lines = self._shown(start, end, segment.kind)
        if segment.kind is Kind.COLUMNS and lines and lines[0].layout is Layout.ROW:
            lines[0] = replace(lines[0], layout=Layout.HEAD)
        return _flowing(lines, segment) if self._source.markup is Markup.PLAIN else lines

    def _shown(self, start: int, end: int, kind: Kind) -> list[ShownLine]:
        marks = list(_overlapping(self._read.marks, start, end))
        kind = kind if kind in {Kind.CODE, Kind.ROW} else Kind.TEXT
        return [_moved(one, start) for one in shown_lines(self._source.text[start:end], marks, kind)]


def _overlapping(marks: Sequence[Mark], start: int, end: int) -> Iterator[Mark]:
    """Yield the marks in a span, or the part of them that is, with offsets from its start."""
    first = bisect_right(marks, start, key=lambda mark: mark.end)
    for mark in marks[first : bisect_left(marks, end, key=lambda mark: mark.start)]:
        whole = start <= mark.start and mark.end <= end
        yield Mark(max(mark.start, start) - start, min(mark.end, end) - start, mark.shown if whole else "")


def _share_lines(segment: Segment, source: Source) -> bool:
    """True if two paragraphs of a segment are on one line, as in HTML."""
    if segment.kind is not Kind.TEXT:
        return False
    pairs = pairwise(segment.blocks)
    return any(source.place(before.end - 1)[0] == source.place(after.start)[0] for before, after in pairs)


def _moved(line: ShownLine, by: int) -> ShownLine:
    """Return a line with offsets that count from further before."""

    def moved(runs: Sequence[StyledRun]) -> tuple[StyledRun, ...]:
        return tuple(run._replace(start=run.start + by, end=run.end + by) for run in runs)

    cells = tuple(moved(cell) for cell in line.cells)
    return replace(line, start=line.start + by, end=line.end + by, runs=moved(line.runs), cells=cells)


def _flowing(lines: Sequence[ShownLine], segment: Segment) -> Sequence[ShownLine]:
    """Return the lines of a plain text with those joined that run on into one another."""
    joined: list[ShownLine] = []
    starts = [one.start for one in segment.blocks]
    for line in lines:
        block = segment.blocks[max(bisect_left(starts, line.start) - 1, 0)] if starts else None
        runs_on = block and block.start < line.start < block.end and not block.whole
        if joined and runs_on and line.layout is Layout.TEXT and joined[-1].runs:
            last = joined[-1]
            space = StyledRun(" ", last.end, line.start, exact=False)
            joined[-1] = replace(last, end=line.end, runs=(*last.runs, space, *line.runs))
        else:
            joined.append(line)
    return joined


def _joined(blocks: Iterator[PageBlock]) -> Iterator[PageBlock]:
    """Yield blocks with neighbouring tables and lists as one."""
    last: PageBlock | None = None
    for block in blocks:
        if last and last.kind == block.kind and (block.kind == "skipped" or (block.kind == "table" and not block.head)):
            last.rows += block.rows
            continue
        if last and last.kind == block.kind == "text":
            _set_close(last.rows[-1], block.rows[0])
        if last:
            yield last
        last = block
    if last:
        yield last


def _set_close(above: BlockRow, below: BlockRow) -> None:
    """Set short lines that follow one another close, as those of a poem."""
    below.tight = below.line == above.line + 1 and max(len(above.html), len(below.html)) <= _VERSE
