"""Running heads and page numbers: lines that stand at the same place of many pages of a PDF."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from index.documents.formats.page_numbers import shown_number
from index.documents.formats.pdf_pieces import TextPiece, rows

__all__ = ["without_furniture"]

MARGIN = 0.13
"""Share of a page's height at its top and at its bottom in which furniture stands."""

_OUTERMOST = 2  # lines at each end of a page
_FEWEST = 3  # pages on which the same line stands
_SHARE = 0.25  # of all pages, the same
_GRID = 12.0  # points within which a place is the same
_LONGEST = 100  # characters
_AT_AN_END = re.compile(r"\A\d{1,4}(?=\s)|(?<=\s)\d{1,4}\Z")
_FIGURES = re.compile(r"\d+|\b[ivxlc]{1,7}\b")

_Key = tuple[str, int]


def without_furniture(pages: Sequence[list[TextPiece]], heights: Sequence[float]) -> list[list[TextPiece]]:
    """Return the pieces of each page without running heads and page numbers; ``heights`` are those of the pages."""
    margins = [list(_margin(found, height)) for found, height in zip(pages, heights, strict=True)]
    keys = Counter(key for page in margins for key in {_key(row) for row in page})
    wanted = max(_FEWEST, _SHARE * len(pages))
    numbered = _numbered(margins)
    kept = []
    for number, (found, page) in enumerate(zip(pages, margins, strict=True)):
        gone = {id(p) for row in page if keys[_key(row)] >= wanted or _counts(row, number, numbered) for p in row}
        kept.append([piece for piece in found if id(piece) not in gone])
    return kept


def _margin(found: list[TextPiece], height: float) -> Iterator[list[TextPiece]]:
    """Yield the outermost lines of a page."""
    lines = rows(found)
    for row in lines[:_OUTERMOST]:
        if row[0].middle > height * (1 - MARGIN):
            yield row
    for row in lines[max(_OUTERMOST, len(lines) - _OUTERMOST) :]:
        if row[0].middle < height * MARGIN:
            yield row


def _key(row: list[TextPiece]) -> _Key:
    """Return what a line has in common with those of its kind: its words without figures, and how high it stands."""
    text = " ".join(piece.text for piece in row)
    return _FIGURES.sub("#", text[:_LONGEST].lower()), round(row[0].middle / _GRID)


def _numbered(margins: Sequence[list[list[TextPiece]]]) -> frozenset[int]:
    """Return by how much page numbers differ from the position of a page, where enough pages agree."""
    offsets = Counter(
        value - number
        for number, page in enumerate(margins)
        for value in {value for row in page for value in _values(row)}
    )
    wanted = max(2, _SHARE * len(margins))
    return frozenset(offset for offset, count in offsets.items() if count >= wanted)


def _counts(row: list[TextPiece], number: int, numbered: frozenset[int]) -> bool:
    """True if a line is the number of its page, or ends or begins with it."""
    return any(value - number in numbered for value in _values(row))


def _values(row: list[TextPiece]) -> list[int]:
    """Return the page numbers that a line can be, or end or begin with."""
    text = " ".join(piece.text for piece in row)
    if len(text) > _LONGEST:
        return []
    if figures := shown_number(text):
        return [int(figures) if figures.isdecimal() else _roman(figures.lower())]
    return [int(match[0]) for match in _AT_AN_END.finditer(text)]


def _roman(figures: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[one] for one in figures]
    following = [*values[1:], 0]
    return sum(-one if one < after else one for one, after in zip(values, following, strict=True))
