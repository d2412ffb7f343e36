"""A text as the lines of a rendered page: paragraphs, items with their marks, code as it stands, rows with their cells.

A line of a paragraph is the whole paragraph, since a screen breaks it where it likes; a line of code is one line.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from itertools import pairwise

from index.documents.blocks import Kind
from index.documents.reading import Mark
from index.documents.styles import Look, StyledRun, styled_runs

__all__ = ["Layout", "ShownLine", "shown_lines"]

TAB = 4
"""Cells of a tab at the start of a line, and of the indentation that makes code."""

_SPACE = re.compile(r"[ \t]*")
_PREFIX = re.compile(r"[ \t]*(?:>[ \t]?)+")
_RULE = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*\|?[ \t]*")
_HEADING = re.compile(r"[ \t>]*#{1,6}[ \t]")
_MARKER = re.compile(r"(?:[-*+•‣◦▪●·–—]|\(?[a-zA-Z\d]{1,3}[.)])(?=[ \t]+\S)")


class Layout(Enum):
    """What a line is laid out as."""

    TEXT = auto()
    HEADING = auto()
    ITEM = auto()
    CODE = auto()
    HEAD = auto()
    ROW = auto()
    BLANK = auto()


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of a rendered page: ``source[start:end]``, offsets in characters, end exclusive.

    ``indent`` counts the cells before it, ``marker`` is the bullet or the number of an item and not in ``runs``.
    ``cells`` are those of a row of a table, whose column names are a line of the layout HEAD.
    """

    layout: Layout
    start: int
    end: int
    runs: tuple[StyledRun, ...] = ()
    indent: int = 0
    marker: str = ""
    cells: tuple[tuple[StyledRun, ...], ...] = field(default=())

    @property
    def text(self) -> str:
        """The words of the line; the cells of a row have a tab between them."""
        if self.cells:
            return "\t".join("".join(run.text for run in cell) for cell in self.cells)
        return "".join(run.text for run in self.runs)


def shown_lines(
    text: str, marks: Sequence[Mark] = (), kind: Kind = Kind.TEXT, column: int = 1
) -> tuple[ShownLine, ...]:
    """Return the lines of a quote, without blank ones at its ends or in a row.

    ``column``, from 1, is where it begins in its line: what is indented so far is not indented within the quote.
    """
    runs = styled_runs(text, marks)
    fenced = any(run.look & Look.FENCED for run in runs)
    stands = (kind is Kind.CODE or (kind is Kind.ROW and not marks)) and not fenced and "\n\n" not in text
    least = TAB + column - 1 if marks else None
    lines: list[ShownLine] = []
    for row in _unquoted(list(_rows(runs, text))):
        read = _read(row, text, lines, stands=stands, least=least)
        if read is None:
            _head(lines)
        elif read.layout is not Layout.BLANK or (lines and lines[-1].layout is not Layout.BLANK):
            lines.append(read)
    while lines and lines[-1].layout is Layout.BLANK:
        del lines[-1]
    return tuple(_aligned(lines, column - 1))


@dataclass(slots=True)
class _Row:
    """The runs between two line ends of what is shown, and the span of the source that they and what is hidden fill."""

    runs: list[StyledRun]
    start: int
    end: int
    soft: bool = False


def _rows(runs: Iterable[StyledRun], text: str) -> Iterator[_Row]:
    """Part runs at the line ends in them."""
    row = _Row([], 0, 0)
    for run in runs:
        at = 0
        while (end := run.text.find("\n", at)) >= 0:
            place = run.start + end if run.exact else run.start
            if at < end or run.look & Look.FENCED:
                row.runs.append(run.cut(at, end) if run.exact else run._replace(text=run.text[at:end]))
            row.end = place
            yield row
            at = end + 1
            row = _Row([], place + 1 if run.exact else run.end, place + 1, soft=not run.exact)
        if at < len(run.text):
            row.runs.append(run.cut(at, len(run.text)) if run.exact else run._replace(text=run.text[at:]))
    row.end = len(text)
    yield row


def _unquoted(rows: list[_Row]) -> list[_Row]:
    """Take away the angle brackets before the lines of a block quote: all lines but perhaps the first have them."""
    later = [row for row in rows[1:] if row.runs and "".join(run.text for run in row.runs).strip()]
    if later and all(_PREFIX.match(row.runs[0].text) for row in later):
        for row in rows:
            if row.runs and (match := _PREFIX.match(row.runs[0].text)):
                row.runs[0] = row.runs[0].cut(match.end(), len(row.runs[0].text))
    return rows


def _read(row: _Row, text: str, before: Sequence[ShownLine], *, stands: bool, least: int | None) -> ShownLine | None:
    """Return a row as a line; None for the rule below the names of columns.

    ``stands`` is True if all is code, ``least`` the cells of indentation that make code, None in a text without marks.
    """
    runs = _ended(row.runs)
    raw = text[row.start : row.end]
    if not any(run.text.strip() for run in runs):
        return _blank(row, raw, stands=stands)
    if stands or any(run.look & Look.FENCED for run in runs):
        return _code(row, runs, stands=stands)
    indent, runs = _dedented(runs)
    if any(run.look & Look.CELL for run in runs):
        return ShownLine(Layout.ROW, row.start, row.end, indent=indent, cells=tuple(_cells(runs)))
    if row.soft and before:
        hang = before[-1].indent + (len(before[-1].marker) + 1 if before[-1].marker else 0)
        return ShownLine(Layout.TEXT, row.start, row.end, tuple(runs), hang)
    if least is not None and all(run.look is Look.PLAIN for run in runs) and _is_code(raw, before, least):
        further = indent - least if indent >= least else indent
        space = (StyledRun(" " * further, row.start, row.start),) if further else ()
        return ShownLine(Layout.CODE, row.start, row.end, (*space, *runs))
    marker, runs = _marked(runs, written=least is None)
    heading = least is not None and _HEADING.match(raw)
    layout = Layout.ITEM if marker else Layout.HEADING if heading else Layout.TEXT
    return ShownLine(layout, row.start, row.end, tuple(runs), indent, marker)


def _blank(row: _Row, raw: str, *, stands: bool) -> ShownLine | None:
    if stands or any(run.look & Look.FENCED for run in row.runs):
        return ShownLine(Layout.CODE, row.start, row.end)
    rule = "-" in raw and _RULE.fullmatch(raw.rstrip("\r"))
    return None if rule else ShownLine(Layout.BLANK, row.start, row.end)


def _code(row: _Row, runs: list[StyledRun], *, stands: bool) -> ShownLine:
    """Return a line of code; what stands before its fence is how far it is indented."""
    first = 0 if stands else next(at for at, run in enumerate(runs) if run.look & Look.FENCED)
    indent = len("".join(run.text for run in runs[:first]).expandtabs(TAB))
    return ShownLine(Layout.CODE, row.start, row.end, tuple(runs[first:]), indent)


def _is_code(raw: str, before: Sequence[ShownLine], least: int) -> bool:
    """True for a line that its indentation makes code: behind other such code, or an empty line and no list."""
    last = next((one for one in reversed(before) if one.layout is not Layout.BLANK), None)
    if last is None or _width(raw) < least or any(one.layout is Layout.ITEM for one in before):
        return False
    if last.layout is Layout.CODE:
        return not any(run.look & Look.FENCED for run in last.runs)
    return before[-1].layout is Layout.BLANK and last.indent < TAB


def _width(raw: str) -> int:
    match = _SPACE.match(raw)
    return len(match[0].expandtabs(TAB)) if match else 0


def _ended(runs: Sequence[StyledRun]) -> list[StyledRun]:
    """Return runs without the white space at their end."""
    kept = [run for run in runs if run.text]
    while kept and not kept[-1].text.rstrip():
        kept.pop()
    if kept and kept[-1].exact:
        kept[-1] = kept[-1].cut(0, len(kept[-1].text.rstrip()))
    return kept


def _dedented(runs: list[StyledRun]) -> tuple[int, list[StyledRun]]:
    """Return the cells of white space before the first word, and the runs without it."""
    indent = 0
    while runs:
        first, space = runs[0], len(runs[0].text) - len(runs[0].text.lstrip())
        indent += len(first.text[:space].expandtabs(TAB))
        if space < len(first.text):
            return indent, [first.cut(space, len(first.text)) if first.exact else first, *runs[1:]]
        runs = runs[1:]
    return indent, runs


def _marked(runs: list[StyledRun], *, written: bool) -> tuple[str, list[StyledRun]]:
    """Return the bullet or the number before an item, or "", and the runs behind it; a plain text just writes it."""
    first = runs[0]
    if first.look & Look.MARKER:
        rest = _dedented(runs[1:])[1]
        box = rest[0].text.strip() if rest and rest[0].look & Look.MARKER else ""
        return first.text + f" {box}" * bool(box), _dedented(rest[1:])[1] if box else rest
    match = _MARKER.match(first.text) if written else None
    if match is None:
        return "", runs
    return match[0], _dedented([first.cut(match.end(), len(first.text)), *runs[1:]])[1]


def _cells(runs: Iterable[StyledRun]) -> Iterator[tuple[StyledRun, ...]]:
    cell: list[StyledRun] = []
    for run in runs:
        if run.look & Look.CELL:
            yield tuple(cell)
            cell = []
        else:
            cell.append(run)
    yield tuple(cell)


def _head(lines: list[ShownLine]) -> None:
    """Make the last line the names of the columns below it."""
    if lines and lines[-1].layout is Layout.ROW:
        lines[-1] = replace(lines[-1], layout=Layout.HEAD)


def _aligned(lines: Sequence[ShownLine], most: int) -> Iterator[ShownLine]:
    """Indent lines of code as the first of them, and all lines less by what all but the first have in common."""
    known = [one.indent for one in lines[1:] if one.layout is not Layout.BLANK and one.layout is not Layout.CODE]
    fenced = [one.indent for before, one in pairwise(lines) if _begins_code(before, one)]
    common = min([most, *known, *fenced])
    code = 0
    for at, line in enumerate(lines):
        if line.layout is Layout.CODE:
            code = line.indent if at == 0 or _begins_code(lines[at - 1], line) else code
            yield replace(line, indent=max(code - common, 0))
        else:
            yield replace(line, indent=max(line.indent - common, 0)) if at else line


def _begins_code(before: ShownLine, line: ShownLine) -> bool:
    return line.layout is Layout.CODE and before.layout is not Layout.CODE
