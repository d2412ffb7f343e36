"""Where a line that is too long for the screen is broken: between words, in Chinese and Japanese between characters.

There no row begins with a mark that closes something, such as a full stop, none ends with one that opens something,
and no number or Latin word is broken.
"""

import re
from collections.abc import Iterator

__all__ = ["wrapped"]

_CHARACTER = "\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff"
_OPENING = "（〔「『【〈《“‘(\\["
_CLOSING = "、。，．：；？！）〕」』】〉》”’%％…‥・ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ)\\]"
_UNSPACED = re.compile(f"[{_CHARACTER}]")
_PIECE = re.compile(
    rf"\s+|[{_OPENING}]*(?:[{_CHARACTER}]|[^\s{_CHARACTER}{_OPENING}{_CLOSING}]+|[{_OPENING}{_CLOSING}])[{_CLOSING}]*"
)


def wrapped(line: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of a line that fill one row of ``width`` cells each; only white space lies between them."""
    if not _UNSPACED.search(line):
        yield from _by_words(line, width)
        return
    from wcwidth import width as cells  # noqa: PLC0415 - only other scripts need it

    start = end = taken = 0
    for piece in _PIECE.finditer(line):
        blank, needed = piece[0].isspace(), cells(piece[0])
        if taken + needed > width and end > start:
            yield start, end
            start, taken = piece.end() if blank else piece.start(), 0
            needed = 0 if blank else needed
        if needed > width:
            *rows, (first, last) = _by_words(piece[0], width)
            yield from ((piece.start() + low, piece.start() + high) for low, high in rows)
            start, needed = piece.start() + first, cells(piece[0][first:last])
        taken += needed
        end = end if blank and needed else piece.end()
    if end > start or not line:
        yield start, end


def _by_words(line: str, width: int) -> Iterator[tuple[int, int]]:
    from wcwidth import wrap  # noqa: PLC0415 - only a line that is too long needs it

    at = 0
    for row in wrap(line, width, break_on_hyphens=False) or [line]:
        at = line.index(row, at)
        yield at, at + len(row)
        at += len(row)
