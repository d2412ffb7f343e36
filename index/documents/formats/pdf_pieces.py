"""The text of a PDF's pages as pieces: words that stand side by side on one line, each with its place."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pypdfium2 import raw

from index.documents.formats.hyphens import HYPHEN

__all__ = ["TextPiece", "line_of_pieces", "pieces", "rows"]

GAP = 0.7
"""White space within a line, as a share of its height, that parts it into pieces."""

CELL_GAP = 2.0
"""The same, beyond which the parts are cells of a table rather than words of justified text."""

_SPACE_GAP = 0.22  # share of the height that is a space, where none is written
_SAME_LINE = 0.5  # share of the height by which characters of one line may be raised or lowered
_BACK = 0.5  # share of the height by which a character may stand before the one before it
_END = re.compile(r"(?<=\w)[-\u00ad\u2010\x02]\Z")
_FORMS = str.maketrans(
    {
        "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st",
        "\ufb06": "st", "\x02": "-", "\ufffe": "-", "\u00a0": " ", "\u00ad": None, "\u200b": None, "\ufeff": None,
        "\uf0b7": "•",
    }
)  # fmt: skip


@dataclass(slots=True)
class TextPiece:
    """Words on one line and the box around them, in points from the lower left corner of the page as it is shown.

    A hyphen at its end is HYPHEN. ``cells`` counts the parts of a line with much white space between them.
    """

    left: float
    bottom: float
    right: float
    top: float
    text: str
    cells: int = 1

    @property
    def height(self) -> float:
        """The height of its box: about that of its font."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """How high the middle of its box is."""
        return (self.top + self.bottom) / 2


def pieces(text_page: Any, count: int, rotation: int, size: tuple[float, float]) -> list[TextPiece]:  # noqa: ANN401 - a handle
    """Return the pieces of a page of ``count`` characters, in the order in which the file draws them.

    ``rotation`` is in degrees clockwise, ``size`` the width and height in points before it.
    """
    found: list[TextPiece] = []
    words: list[str] = []
    for character, left, bottom, right, top in _characters(text_page, count, rotation, size):
        last = found[-1] if found else None
        if character.isspace():
            words.append(" ")
        elif last and _goes_on(last, left, bottom, right, top):
            if left - last.right > _SPACE_GAP * last.height:
                words.append(" ")
            words.append(character)
            last.right, last.bottom, last.top = max(last.right, right), min(last.bottom, bottom), max(last.top, top)
        else:
            _close(last, words)
            words = [character]
            found.append(TextPiece(left, bottom, right, top, ""))
    _close(found[-1] if found else None, words)
    return [one for one in found if one.text]


def rows(found: list[TextPiece]) -> list[list[TextPiece]]:
    """Group pieces by the line on which they stand, from the top down, and from left to right."""
    grouped: list[list[TextPiece]] = []
    for piece in sorted(found, key=lambda one: (-one.middle, one.left)):
        last = grouped[-1][0] if grouped else None
        if last and abs(last.middle - piece.middle) <= _SAME_LINE * min(last.height, piece.height):
            grouped[-1].append(piece)
        else:
            grouped.append([piece])
    return [sorted(row, key=lambda one: one.left) for row in grouped]


def line_of_pieces(row: list[TextPiece]) -> TextPiece:
    """Return the pieces of a row as one."""
    text = " ".join(piece.text.replace(HYPHEN, "-") for piece in row[:-1])
    gaps = sum(after.left - one.right > CELL_GAP * one.height for one, after in pairwise(row))
    edges = min(p.left for p in row), min(p.bottom for p in row), max(p.right for p in row), max(p.top for p in row)
    return TextPiece(*edges, f"{text} {row[-1].text}".strip(), gaps + 1)


def _goes_on(last: TextPiece, left: float, bottom: float, right: float, top: float) -> bool:
    height = max(last.height, top - bottom)
    level = abs(last.middle - (bottom + top) / 2) <= _SAME_LINE * height
    return level and left - last.right <= GAP * height and right > last.right - _BACK * height


def _close(piece: TextPiece | None, words: list[str]) -> None:
    """Give a piece its words."""
    if piece is not None:
        text = _END.sub("\u2010", " ".join("".join(words).split()))
        end = HYPHEN if text.endswith(HYPHEN) else ""
        piece.text = text.removesuffix(HYPHEN).translate(_FORMS) + end


def _characters(
    text_page: Any,  # noqa: ANN401 - a handle
    count: int,
    rotation: int,
    size: tuple[float, float],
) -> Iterator[tuple[str, float, float, float, float]]:
    """Yield each character with the box around it."""
    box = raw.FS_RECTF()
    pointer, unicode, measure = ctypes.byref(box), raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    high = 0
    for number in range(count):
        code = unicode(text_page, number)
        if 0xD800 <= code < 0xDC00:  # noqa: PLR2004 - the first half of a pair
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:  # noqa: PLR2004 - the second half
            code = 0x10000 + (high - 0xD800 << 10) + (code - 0xDC00)
        high = 0
        if not measure(text_page, number, pointer) or not code or 0xD800 <= code < 0xE000:  # noqa: PLR2004 - the same
            continue
        if rotation:
            yield chr(code), *_turned(rotation, size, (box.left, box.bottom, box.right, box.top))
        else:
            yield chr(code), box.left, box.bottom, box.right, box.top


def _turned(
    rotation: int, size: tuple[float, float], box: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    """Return a box as it is on the page that is shown."""
    (width, height), (left, bottom, right, top) = size, box
    if rotation == 90:  # noqa: PLR2004 - degrees
        return bottom, width - right, top, width - left
    if rotation == 180:  # noqa: PLR2004 - degrees
        return width - right, height - top, width - left, height - bottom
    if rotation == 270:  # noqa: PLR2004 - degrees
        return height - top, left, height - bottom, right
    raise ValueError(rotation)
