"""Renders the rows of a table: in columns, or where there is no room a line for each cell with its column's name."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from bot.terminal.screen import Mark, Screen, Style
from bot.wording.direction import isolating

__all__ = ["Cell", "cells_text", "row_text", "widths"]

GAP = "  "
HANG = 2
"""Cells by which the further lines of a long cell are indented."""

Cell = tuple[str, list[Mark]]
"""The text of a cell, and its marks."""


def widths(rows: Sequence[Sequence[Cell]], screen: Screen) -> list[int]:
    """Return the width of each column of some rows, in cells of the screen."""
    columns = zip_longest(*rows, fillvalue=("", []))
    return [max(screen.cells(text) for text, _ in column) for column in columns]


def row_text(row: Sequence[Cell], wide: Sequence[int], screen: Screen) -> str:
    """Return a row as one line, its cells under one another in columns of these widths, each in its own direction."""
    plain, begins, ends = replace(screen, width=None), *isolating(" ".join(words for words, _ in row))
    text = ""
    for at, (words, marks) in enumerate(row):
        last = at + 1 == len(row)
        shown = "".join(plain.lines(words.replace("\n", " ").rstrip() if last else words.replace("\n", " "), marks))
        text += f"{begins}{shown}{ends}" + ("" if last else " " * (wide[at] - screen.cells(words)) + GAP)
    return text.rstrip()


def cells_text(names: Sequence[Cell], row: Sequence[Cell], screen: Screen, indent: int) -> Iterator[str]:
    """Yield the lines of a row with a line for each cell that is not empty, behind the name of its column."""
    for (name, _), (words, marks) in zip_longest(names, row, fillvalue=("", [])):
        if words.strip():
            label = f"{name}: " if name else ""
            shifted = [(start + len(label), end + len(label), style) for start, end, style in marks]
            named: list[Mark] = [(0, len(label), Style.FAINT)]
            for at, line in enumerate(screen.lines(label + words, named + shifted, indent + HANG)):
                yield " " * HANG * bool(at) + line
