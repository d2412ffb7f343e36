"""The lines of a Markdown text, and the marks that are noted while it is read."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.documents.markdown_inline import inline_marks
from index.documents.reading import Mark, marks_within, plain
from index.documents.source import Source

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["MarkedLines", "by_line"]

_CELL = re.compile(r"(?:\\.|[^|\\])+")
_QUOTED = re.compile(r"[ \t]*>(?:[ \t]*>)*[ \t]?")
_PREFIX = re.compile(r"[ \t>]*")
_RECENT = 40  # marks, the last ones, among which those of the block that was read last are


class MarkedLines:
    """The lines of a source, counted from 0 as the parser does, and the ``marks`` noted so far."""

    def __init__(self, source: Source) -> None:
        self._source, self.text = source, source.text
        self.spans = [source.line_span(number) for number in range(1, len(source.line_starts) + 1)]
        self.marks: list[Mark] = []

    def trimmed(self, line: int) -> tuple[int, int]:
        """Return the span of a line without the white space around it."""
        return self._source.words_span(line + 1)

    def words(self, start: int, end: int) -> tuple[int, int]:
        """Return a span without the white space at its ends."""
        return self._source.trimmed(start, end)

    def line_of(self, offset: int) -> int:
        """Return the line on which an offset lies."""
        return self._source.place(offset)[0] - 1

    def mark(self, start: int, end: int, shown: str = "") -> None:
        """Note that ``text[start:end]`` is shown as something else."""
        if start < end or shown:
            self.marks.append(Mark(start, end, shown))

    def hide(self, line: int) -> None:
        """Note that a line is not shown."""
        if line < len(self.spans):
            self.mark(*self.spans[line])

    def unquote(self, first: int, end: int) -> None:
        """Hide the marks of a quotation before the lines from ``first`` on, before ``end``."""
        for start, last in self.spans[first:end]:
            if prefix := _QUOTED.match(self.text, start, last):
                self.mark(*prefix.span())

    def inline(self, start: int, end: int, tokens: "list[Token]") -> str:
        """Note the marks within a run of inline tokens; returns what is shown of it."""
        marks = inline_marks(tokens, self.text, start, end)
        self.marks += marks
        return plain(self.text[start:end], marks, start)

    def shown(self, start: int, end: int) -> str:
        """Return what is shown of a block that was read just now, on one line."""
        marks = marks_within(sorted(self.marks[-_RECENT:]), start, end)
        return " ".join(plain(self.text[start:end], marks, start).split())

    def settled(self, start: int) -> int:
        """Return an offset, or the end of the last mark if that lies behind it."""
        return max(start, self.marks[-1].end) if self.marks else start

    def found(self, row: str, line: int) -> tuple[int, int]:
        """Return the span of what the parser took of a line."""
        start, end = self.spans[min(line, len(self.spans) - 1)]
        words = row.strip()
        at = self.text.find(words, start, end)
        return (at, at + len(words)) if at >= 0 else self.trimmed(line)

    def row(self, line: int, cells: "list[Token]") -> tuple[int, int]:
        """Note the marks of a table's row, a tab between its cells; returns its span."""
        start, end = self.trimmed(line)
        at, between = start, ""
        for match, cell in zip(_CELL.finditer(self.text, start, end), cells, strict=False):
            first, last = self._source.trimmed(*match.span()) if match[0].strip() else (match.end(), match.end())
            self.mark(at, first, between)
            self.marks += inline_marks(cell.children or [], self.text, first, last)
            at, between = last, "\t"
        self.mark(at, end)
        return start, end

    def dedent(self, first: int, end: int, content: str) -> None:
        """Hide the indentation that a container adds to the lines of code from ``first`` on, before ``end``."""
        for number, row in zip(range(first, end), content.split("\n"), strict=False):
            start, last = self.spans[number]
            added = last - start - len(row)
            within = added > 0 and self.text.endswith(row, start, last)
            if within and _PREFIX.fullmatch(self.text, start, start + added):
                self.mark(start, start + added)

    def apart(self) -> Iterator[Mark]:
        """Yield the marks in order, without those that overlap one before."""
        end = 0
        for mark in sorted(self.marks):
            if mark.start >= end:
                yield mark
                end = mark.end


def by_line(tokens: "list[Token]") -> "list[list[Token]]":
    """Part inline tokens by the lines that they stand on; a break ends its line."""
    lines: list[list[Token]] = [[]]
    for token in tokens:
        lines[-1].append(token)
        if token.type in {"softbreak", "hardbreak"}:
            lines.append([])
        elif token.type in {"code_inline", "image", "html_inline"}:
            lines += [[] for _ in range(token.content.count("\n"))]
    return lines
