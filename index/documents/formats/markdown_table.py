"""Tables, from HTML to the pipe tables of Markdown."""

import re
from collections.abc import Iterator
from itertools import takewhile

from index.documents.formats.marked_words import Element, flat

__all__ = ["is_layout", "pipe_table"]

MOST_COLUMNS = 100
MOST_ROWS_SPANNED = 100
_BLOCKS = ("table", "h1", "h2", "h3", "h4", "p", "ul", "ol", "pre", "blockquote", "dl", "section", "article")
_LONGEST_NAME = 40  # characters of the name of a column
_LONGEST_REPEATED = 200  # characters of a cell that is repeated in each row or column over which it goes
_PAIR = 2  # columns of a table that tells of one thing, whose rows are a name and a value each
_FIGURE = re.compile(r"\d")
_MANY = 2  # blocks in one cell that make it a place on a page


def pipe_table(table: Element) -> str:
    """Return a table's rows, the head first (empty if it has none), or "" for a table without words.

    A cell over several rows stands in each; a head of several rows is joined to one.
    """
    rows = list(_rows(table))
    if not rows:
        return ""
    head = list(takewhile(lambda row: row[0], rows)) or rows[: _is_likely_head([cells for _, cells in rows])]
    body = [cells for _, cells in rows[len(head) :]]
    width = max(len(cells) for _, cells in rows)
    title = [
        " ".join(dict.fromkeys(filter(None, column)))
        for column in zip(*(_wide(c, width) for _, c in head), strict=True)
    ]
    lines = [title or [""] * width, ["---"] * width, *(_wide(cells, width) for cells in body)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def is_layout(table: Element) -> bool:
    """True if a table only places what it holds on a page."""
    if table.get("role") in {"presentation", "none"}:
        return True
    if next(table.iter("th", "caption"), None) is not None:
        return False
    cells = list(table.iter("td"))
    nested = any(_blocks_within(cell) >= _MANY for cell in cells)
    rows = list(table.iter("tr"))
    return nested or all(len(row.findall("td")) <= 1 for row in rows)


def _is_likely_head(rows: list[list[str]]) -> bool:
    """True if the first row names columns without being marked so: short words, three or more, or bold."""
    first = rows[0]
    short = all(cell and len(cell) <= _LONGEST_NAME and not _FIGURE.search(cell) for cell in first)
    bold = all(cell.startswith("**") for cell in first)
    return len(rows) > 1 and short and len(set(first)) == len(first) and (len(first) > _PAIR or bold)


def _blocks_within(cell: Element) -> int:
    return sum(2 if one.tag == "table" else 1 for one in cell.iter(*_BLOCKS))


def _rows(table: Element) -> Iterator[tuple[bool, list[str]]]:
    """Yield the rows with words, each with True if it belongs to the head."""
    spanned: dict[int, tuple[int, str]] = {}
    for row in _own(table):
        cells: list[str] = []
        head = row.getparent().tag == "thead" or _all_heads(row)
        for cell in row.iterchildren("td", "th"):
            _take_spanned(cells, spanned)
            words = flat(cell, emphasis=not head).replace("|", r"\|")
            columns, rows = _span(cell, "colspan", MOST_COLUMNS), _span(cell, "rowspan", MOST_ROWS_SPANNED)
            for number in range(min(columns, MOST_COLUMNS - len(cells))):
                shown = words if not number or (head and len(words) <= _LONGEST_REPEATED) else ""
                if rows > 1:
                    spanned[len(cells)] = rows - 1, shown if len(shown) <= _LONGEST_REPEATED else ""
                cells.append(shown)
        _take_spanned(cells, spanned)
        if any(cells):
            yield head, cells


def _own(table: Element) -> Iterator[Element]:
    """Yield the rows of a table itself, not of one within it."""
    for child in table.iterchildren("tr", "thead", "tbody", "tfoot"):
        yield from [child] if child.tag == "tr" else child.iterchildren("tr")


def _all_heads(row: Element) -> bool:
    cells = list(row.iterchildren("td", "th"))
    return len(cells) > 1 and all(cell.tag == "th" for cell in cells)


def _take_spanned(cells: list[str], spanned: dict[int, tuple[int, str]]) -> None:
    """Add the cells of rows above that reach down to the next place of this one."""
    while len(cells) in spanned:
        left, words = spanned.pop(at := len(cells))
        if left > 1:
            spanned[at] = left - 1, words
        cells.append(words)


def _wide(cells: list[str], width: int) -> list[str]:
    return cells + [""] * (width - len(cells))


def _span(cell: Element, key: str, most: int) -> int:
    value = (cell.get(key) or "").strip()
    return max(1, min(most, int(value))) if value.isascii() and value.isdigit() and len(value) < 6 else 1  # noqa: PLR2004 - digits
