"""The lines of a quote in the markdown of Discord: bold, italics and code as they are meant, lists, code, tables.

What stands in a source is escaped; the only markup is what is written here. A link is its words. A row by itself is a
line for each cell, behind the name of its column; the rows of a table are items of a list, below the names of all
columns: either can be read on a phone. `words_of` is the way back to the words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from bot.discord.cards.escaping import Span, escape
from bot.discord.cards.styling import Weight, styled, unstyled
from bot.wording.direction import direction, from_right, isolated, isolating, without_isolates
from bot.wording.invisible import conceal, revealed
from index.documents.shown_lines import Layout, ShownLine
from index.documents.styles import Look, StyledRun

__all__ = ["apart", "quote_markdown", "within", "words_of"]

FENCE = "```"
BETWEEN = " │ "
"""Between the cells of a row."""

_NUMBER = re.compile(r"\d{1,3}\.")
_BULLETS = frozenset("-*+•‣◦▪●·–—")
_LABEL = re.compile(r"_(?!_)(?:\\.|[^\\_])+:_ ")
_ITEM = re.compile(r"( *)- ")
_MARK = re.compile(r" *(?:- |\d{1,3}\. )")
_DEEPEST = 4


def quote_markdown(
    lines: Sequence[ShownLine], columns: Sequence[str], matches: Sequence[Span], answer: Span | None
) -> str:
    """Return markdown that shows these lines; ``columns`` are the names of those of a row by itself."""
    writer = _LineWriter(matches, answer)
    written: list[str] = []
    for kind, some in groupby(lines, key=lambda line: _GROUPS.get(line.layout, line.layout)):
        group = list(some)
        if kind is Layout.CODE:
            written += _fenced([line.text.rstrip("\r") for line in group])
        elif kind is Layout.ROW:
            written += writer.rows(group, columns)
        else:
            written += map(writer.line, group)
    return "\n".join(_loose(written))


_GROUPS = {Layout.HEAD: Layout.ROW}


def apart(markdown: str) -> str:
    """Return markdown with each of its lines in the direction of its first letter, behind the mark of an item."""
    lines = markdown.split("\n")
    coded = [sum(one == FENCE for one in lines[: at + 1]) % 2 for at in range(len(lines))] if FENCE in lines else ()
    return "\n".join(one if coded and coded[at] else _apart(one) for at, one in enumerate(lines))


def _apart(line: str) -> str:
    begin, end = isolating(line)
    mark = _MARK.match(line)
    at = mark.end() if mark else 0
    return f"{line[:at]}{begin}{line[at:]}{end}"


def words_of(markdown: str) -> str:
    """Return the words that a quote's markdown shows, with the cells of a table's row parted by tabs."""
    words: list[str] = []
    fenced = False
    for line in without_isolates(markdown).split("\n"):
        if line == FENCE:
            fenced = not fenced
        else:
            words.append(conceal(line) if fenced else _words(line))
    return "\n".join(words)


def within(lines: Sequence[ShownLine], start: int, end: int) -> tuple[ShownLine, ...]:
    """Return what of some lines stands at ``[start:end]`` of their text; the mark of an item with its first word."""
    return tuple(part for line in lines if (part := _part(line, start, end)))


def _part(line: ShownLine, start: int, end: int) -> ShownLine | None:
    if start <= line.start and line.end <= end:
        return line
    if line.end <= start or end <= line.start:
        return None
    runs, cells = _cut(line.runs, start, end), tuple(_cut(cell, start, end) for cell in line.cells)
    if not runs and not any(cells):
        return None
    begins = start <= line.start
    layout = Layout.TEXT if line.layout is Layout.ITEM and not begins else line.layout
    return replace(line, runs=runs, cells=cells, layout=layout, marker=line.marker if begins else "")


def _cut(runs: Sequence[StyledRun], start: int, end: int) -> tuple[StyledRun, ...]:
    return tuple(
        run.cut(max(start - run.start, 0), min(end, run.end) - run.start) if run.exact else run
        for run in runs
        if (run.start < end and start < run.end if run.exact else start <= run.start < end)
    )


def _words(line: str) -> str:
    line = _LABEL.sub("", line, count=1) if line.startswith("_") else line
    item, row = _ITEM.match(line), BETWEEN in line
    if item:
        line = line[item.end() :] if row else f"{item[1]}• {line[item.end() :]}"
    shown = unstyled(line)
    tabular = row and (item or (line.startswith("**") and line.endswith("**")))
    return shown.replace(BETWEEN, "\t") if tabular else shown


def _fenced(lines: Sequence[str]) -> list[str]:
    """Return code as a block, or line by line if something in it would end the block."""
    if any(FENCE in line for line in lines) or lines[-1:] == [""]:
        return [escape(line) for line in lines]
    return [FENCE, *map(revealed, lines), FENCE]


def _loose(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines without those empty ones that stand beside a block of code, which has space of its own."""
    for at, line in enumerate(lines):
        if line or FENCE not in {*lines[at - 1 : at], *lines[at + 1 : at + 2]}:
            yield line


class _LineWriter:
    """Writes single lines, with the spans of a quote emphasised."""

    def __init__(self, matches: Sequence[Span], answer: Span | None) -> None:
        self._matches, self._answer = matches, answer

    def line(self, line: ShownLine) -> str:
        """Write a line of words."""
        shown = self._inline(line.runs, bold=line.layout is Layout.HEADING)
        if not line.marker or not shown:
            return shown or escape(line.marker)
        bullet, _, box = line.marker.partition(" ")
        shown = f"{box} {shown}" if box else shown
        lead = "  " * min(line.indent // 2, _DEEPEST)
        if bullet in _BULLETS:
            return f"{lead}- {shown}"
        return f"{lead}{bullet} {shown}" if _NUMBER.fullmatch(bullet) else f"{escape(bullet)} {shown}"

    def rows(self, rows: Sequence[ShownLine], columns: Sequence[str]) -> Iterator[str]:
        """Write the rows of a table."""
        if len(rows) == 1 and len(columns) >= len(rows[0].cells):
            for name, cell in zip(columns, rows[0].cells, strict=False):
                label = f"_{isolated(escape(f'{name.strip()}:'))}_ " if name.strip() else ""
                if any(run.text.strip() for run in cell):
                    shown = self._apart(cell) if label else self._inline(cell)
                    yield from_right(label, shown) if direction(name) == "rtl" else label + shown
            return
        for row in rows:
            head = row.layout is Layout.HEAD
            turned = any(isolating(run.text) != ("", "") for cell in row.cells for run in cell)
            cells = BETWEEN.join(self._apart(cell, bold=head) for cell in row.cells)
            shown = cells if turned else self._inline(_beside(row.cells), bold=head)
            yield shown if head else f"- {shown}"

    def _apart(self, cell: Sequence[StyledRun], *, bold: bool = False) -> str:
        """Write a cell, set apart from what stands beside it."""
        begin, end = isolating("".join(run.text for run in cell))
        return f"{begin}{self._inline(cell, bold=bold)}{end}"

    def _inline(self, runs: Sequence[StyledRun], *, bold: bool = False) -> str:
        text = "".join(run.text for run in runs)
        weights: list[Weight] = []
        coded: list[bool] = []
        struck: list[bool] = []
        for run in runs:
            is_bold = bold or Look.BOLD in run.look
            weights += [Weight.BOLD if is_bold else Weight(Look.ITALIC in run.look)] * len(run.text)
            coded += [Look.CODE in run.look] * len(run.text)
            struck += [Look.STRUCK in run.look] * len(run.text)
        for start, end, weight in self._emphasis(runs):
            weights[start:end] = [max(weight, one) for one in weights[start:end]]
        return styled(text, weights, coded, struck)

    def _emphasis(self, runs: Sequence[StyledRun]) -> Iterator[tuple[int, int, Weight]]:
        """Yield the spans within the text of some runs that are emphasised."""
        spans = [
            *((span, Weight.BOLD) for span in self._matches),
            *([(self._answer, Weight.STRONG)] if self._answer else []),
        ]
        at = 0
        for run in runs:
            for (start, end), weight in spans:
                first, last = max(start - run.start, 0), min(end, run.end) - run.start
                if run.start + first < min(end, run.end):
                    yield (at + first, at + last, weight) if run.exact else (at, at + len(run.text), weight)
            at += len(run.text)


def _beside(cells: Sequence[Sequence[StyledRun]]) -> list[StyledRun]:
    """Return the runs of cells with what stands between them."""
    runs: list[StyledRun] = []
    for at, cell in enumerate(cells):
        if at:
            runs.append(StyledRun(BETWEEN, 0, 0, exact=False))
        runs += cell
    return runs
