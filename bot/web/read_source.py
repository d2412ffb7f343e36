"""A source as it is read for its page: its segments (a paragraph, a list, a table, some code) and its windows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from index.deadline import keep_time
from index.documents.blocks import Block, Kind, Structure
from index.documents.boilerplate import boilerplate
from index.documents.reading import Mark
from index.documents.source import Source
from index.documents.structure import structure

__all__ = ["ReadSource", "Segment", "Window"]

MOST_LINES = 400
"""Lines of a window, at most."""
MOST_CHARACTERS = 60_000
"""Characters of a window, at most, unless one line has more."""
DEEPEST = 6
"""The level of the lowest heading."""


class Segment(NamedTuple):
    """Lines ``first`` to ``last`` (from 1) that belong together, and their blocks; none for what is no part of a text.

    ``level`` is that of a heading, from 2, and else 0.
    """

    first: int
    last: int
    blocks: tuple[Block, ...] = ()
    level: int = 0

    @property
    def kind(self) -> Kind:
        """The kind of its first block."""
        return self.blocks[0].kind if self.blocks else Kind.TEXT


class Window(NamedTuple):
    """Lines ``first`` to ``last`` of a source, from 1, that one page shows."""

    first: int
    last: int


@dataclass(frozen=True)
class ReadSource:
    """A source with its structure, read when first used."""

    source: Source

    @cached_property
    def skipped(self) -> Mapping[int, str]:
        """The lines (from 1) that are no part of the article, each with the reason."""
        return boilerplate(self.source)

    @cached_property
    def structure(self) -> Structure:
        """The blocks and the marks of its markup, without what is skipped."""
        return structure(self.source, self.skipped)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks of its markup, in order."""
        return self.structure.marks

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The segments in order; blank lines are in none."""
        return tuple(self._segments())

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """The windows, at least one, which begin where a segment does if that is not too long."""
        return tuple(self._windows())

    def window(self, line: int) -> Window:
        """Return the window that a line (from 1) is in, or else the first or the last."""
        return next((one for one in self.windows if line <= one.last), self.windows[-1])

    def _segments(self) -> Iterator[Segment]:
        owners, by_owner = self._owners()
        level = 1
        numbers = range(1, len(self.source.line_starts) + 1)
        for owner, group in groupby(numbers, key=lambda number: owners.get(number, -number)):
            keep_time()
            lines = list(group)
            start, end = self.source.words_span(lines[0])
            if owner < 0:
                if start < end:
                    yield Segment(lines[0], lines[0])
                continue
            first, last = self.source.line_span(lines[0])[0], self.source.line_span(lines[-1])[1]
            blocks = tuple(one for one in by_owner[owner] if first <= one.start and one.end <= last)
            heading = bool(blocks) and blocks[0].kind is Kind.HEADING and blocks[0].item is None
            if heading:
                level = min(level + 1, max(2, 1 + len(blocks[0].path)), DEEPEST)
            yield Segment(lines[0], lines[-1], blocks, level if heading else 0)

    def _owners(self) -> tuple[dict[int, int], dict[int, list[Block]]]:
        """Return the construct of each line, and the blocks of each construct; two that share a line are one."""
        owners: dict[int, int] = {}
        by_owner: dict[int, list[Block]] = {}
        spans: dict[int, tuple[int, int]] = {}
        for block in self.structure.blocks:
            first, last = self.source.place(block.start)[0], self.source.place(max(block.start, block.end - 1))[0]
            owner = owners.get(first, block.construct)
            by_owner.setdefault(owner, []).append(block)
            began, _ = spans.get(owner, (first, last))
            for number in range(spans.get(owner, (first, first - 1))[1] + 1, last + 1):
                if number not in self.skipped:
                    owners[number] = owner
            spans[owner] = began, last
        return owners, by_owner

    def _windows(self) -> Iterator[Window]:
        total, first, size = len(self.source.line_starts), 1, 0
        starts = {one.first for one in self.segments if one.last - one.first < MOST_LINES}
        within = {
            number for one in self.segments if one.first in starts for number in range(one.first + 1, one.last + 1)
        }
        for number in range(1, total + 1):
            begin, end = self.source.line_span(number)
            full = size + end - begin > MOST_CHARACTERS or number - first >= MOST_LINES
            if full and number > first and number not in within:
                yield Window(first, number - 1)
                first, size = number, 0
            size += end - begin
        yield Window(first, total)
