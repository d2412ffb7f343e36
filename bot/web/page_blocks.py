"""Lines of a rendered page as blocks of HTML: paragraphs, headings, lists, code, tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from markupsafe import Markup

from bot.web.run_markup import RunWriter
from index.documents.shown_lines import Layout, ShownLine

__all__ = ["BlockRow", "PageBlock", "laid_out"]

DEEPEST = 6
"""The levels of indentation that are told apart."""
_STEP = 2


@dataclass(slots=True)
class BlockRow:
    """A row of a block: its words, or the cells of a table, and the number of its line, 0 for none.

    ``anchored`` is True if it bears the anchor of its line. ``level`` is that of its indentation from 0, ``marker`` the
    bullet or number of an item, and ``blocks`` what stands below its words within it. ``tight`` rows follow one another
    in the file without a blank line. ``note`` says why a line is skipped.
    """

    html: Markup = field(default_factory=Markup)
    line: int = 0
    anchored: bool = False
    level: int = 0
    marker: str = ""
    cells: tuple[Markup, ...] = ()
    blocks: "list[PageBlock]" = field(default_factory=list)
    tight: bool = False
    note: str = ""


@dataclass(slots=True)
class PageBlock:
    """A block: ``kind`` is "text", "bold", "heading", "list", "code", "table", "rule", "skipped", "page" or "cut".

    ``level`` is that of a heading (2 to 6), ``head`` the row with the names of a table's columns, ``page`` the number
    of a page that begins, ``cut`` what is left out of a long line: the key of what is said of it, the line and column
    from which to go on, and how many characters it has. ``quoted`` is True for a block quote.
    """

    kind: str
    rows: list[BlockRow] = field(default_factory=list)
    level: int = 0
    head: BlockRow | None = None
    page: int = 0
    quoted: bool = False
    cut: tuple[str, str, int] = ("", "", 0)


def laid_out(lines: Sequence[ShownLine], writer: RunWriter, *, heading: int = 0) -> list[PageBlock]:
    """Return some lines as blocks; all of them are a heading of the level ``heading`` unless that is 0."""
    if heading:
        return [PageBlock("heading", [_row(one, writer) for one in lines], heading)] if lines else []
    blocks: list[PageBlock] = []
    items: list[BlockRow] = []
    for layout, group in groupby(lines, key=_laid):
        if layout is Layout.BLANK:
            continue
        made = list(_blocks(layout, list(group), writer))
        if layout is Layout.ITEM:
            items = [row for block in made for row in block.rows]
            _add_list(blocks, made)
        elif items and layout is not Layout.HEADING:
            items[-1].blocks += made
        else:
            items, blocks = [], [*blocks, *made]
    return blocks


def _laid(line: ShownLine) -> Layout:
    """Return the layout of a line, the same for all rows of a table."""
    return Layout.ROW if line.layout is Layout.HEAD else line.layout


_KINDS = {Layout.CODE: "code", Layout.ITEM: "list", Layout.HEADING: "bold"}


def _blocks(layout: Layout, lines: list[ShownLine], writer: RunWriter) -> Iterator[PageBlock]:
    if layout is Layout.ROW:
        yield _table(lines, writer)
        return
    rows = [_row(one, writer) for one in lines]
    for before, row in pairwise(rows):
        row.tight = row.line == before.line + 1
    yield PageBlock(_KINDS.get(layout, "text"), rows)


def _add_list(blocks: list[PageBlock], made: list[PageBlock]) -> None:
    """Add a list, or its items to the list before it."""
    if blocks and blocks[-1].kind == "list":
        blocks[-1].rows += made[0].rows
    else:
        blocks += made


def _table(lines: list[ShownLine], writer: RunWriter) -> PageBlock:
    rows = [_row(one, writer) for one in lines]
    head = rows.pop(0) if lines[0].layout is Layout.HEAD else None
    return PageBlock("table", rows, head=head)


def _row(line: ShownLine, writer: RunWriter) -> BlockRow:
    """Return a line as a row; blank code keeps its place."""
    runs = line.runs or next(filter(None, line.cells), ())
    number = writer.line(runs[0].start if runs else line.start)
    level = 0 if line.layout is Layout.CODE else min(line.indent // _STEP, DEEPEST)
    first = bool(number) and writer.numbered(number)
    anchored = first and writer.claim(number)
    cells = tuple(writer.html(cell) for cell in line.cells)
    return BlockRow(writer.html(line.runs), number if first else 0, anchored, level, line.marker, cells)
