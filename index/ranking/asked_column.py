"""The cell of a table's row that a question asks for: that of the column whose name it says."""

from collections.abc import Set as AbstractSet

from index.documents.passages import Passage
from index.text.analyzer import Analyzer

__all__ = ["asked_cell"]


def asked_cell(row: Passage, asked: AbstractSet[str], analyzer: Analyzer) -> tuple[int, int] | None:
    """Return the span in a row, as it is shown, of the cell whose column's name has most of the terms ``asked``.

    Offsets are in characters, the end exclusive; None if no column or more than one has most, or if it is no row.
    """
    cells = row.plain.split("\t")
    held = [len(asked & set(analyzer.terms(name))) for name in row.columns[: len(cells)]]
    if len(cells) == 1 or not any(held) or held.count(max(held)) > 1:
        return None
    at = held.index(max(held))
    start = sum(len(cell) + 1 for cell in cells[:at])
    return start, start + len(cells[at])
