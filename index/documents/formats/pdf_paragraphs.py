"""Paragraphs: the lines of a PDF's columns joined, so that every sentence is whole, also over columns and pages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from index.documents.formats.hyphens import HYPHEN, Dehyphenator
from index.documents.formats.pdf_pieces import TextPiece

__all__ = ["paragraphs"]

_LOOSE = 1.3  # times the usual distance of lines, beyond which a paragraph begins
_FEW, _APART = 4, 1.6  # lines, and times their height that so few are apart at most
_OTHER_SIZE = 0.12  # share by which the height of a heading differs
_SHORT, _SHORTER = 0.85, 0.6  # share of a column's width that a last line fills at most: at its end, and without one
_SPACE = 0.3  # of a line's height: a space
_INDENTED = 0.5  # of a line's height: an indentation
_ITEM = re.compile(r"[•▪◦‣●■□–—*-]\s|(?:\d{1,3}[.)]|\(?[a-z\d]{1,2}\))\s")
_LEADERS = re.compile(r"(?:\s?\.){5,}\s*(?=\S{1,6}\Z)")  # in a table of contents
_ENDED = re.compile(r"[.!?:;。！？]['\"”’»)\]]*\Z")


@dataclass(slots=True)
class _Paragraph:
    """A paragraph being made; ``breaks`` are the pages that begin within it, each with the offset of that place."""

    text: str
    page: int
    last: TextPiece
    full: bool
    breaks: list[tuple[int, int]]


def paragraphs(pages: Sequence[list[list[TextPiece]]]) -> tuple[str, tuple[int, ...]]:
    """Return the text of the lines of all pages, a paragraph a line, and the offsets at which the pages begin.

    Lines come in groups, which are columns or parts of them.
    """
    words = Dehyphenator(line.text for page in pages for group in page for line in group)
    made: list[_Paragraph] = []
    for number, page in enumerate(pages):
        for group in page:
            _read(group, number, made, words)
    text, starts = "", [-1] * len(pages)
    for one in made:
        for begun, offset in [(one.page, 0), *one.breaks]:
            if starts[begun] < 0:
                starts[begun] = len(text) + offset
        text += _LEADERS.sub(" … ", one.text.replace(HYPHEN, "-")) + "\n\n"
    text = text.rstrip("\n") + "\n"
    return text, _filled(starts, len(text))


def _filled(starts: list[int], end: int) -> tuple[int, ...]:
    """Let a page without words begin where the next one does."""
    for number in range(len(starts) - 1, -1, -1):
        end = starts[number] = end if starts[number] < 0 else starts[number]
    return tuple(starts)


def _read(group: list[TextPiece], page: int, made: list[_Paragraph], words: Dehyphenator) -> None:
    """Add the lines of a group to the paragraphs, of which the last may go on in it."""
    left, right = min(line.left for line in group), max(line.right for line in group)
    usual = _usual(group)
    for number, line in enumerate(group):
        goes_on = _within(group[number - 1], line, left, right, usual) if number else _over(made, line)
        full = line.right >= left + _SHORT * (right - left)
        if goes_on:
            _append(made[-1], line, page, words)
            made[-1].last, made[-1].full = line, full
        else:
            made.append(_Paragraph(line.text, page, line, full, []))


def _append(paragraph: _Paragraph, line: TextPiece, page: int, words: Dehyphenator) -> None:
    before = paragraph.text
    joined = words.joined(before, line.text) if before.endswith(HYPHEN) else f"{before} {line.text}"
    shown = paragraph.breaks[-1][0] if paragraph.breaks else paragraph.page
    if page != shown:
        paragraph.breaks.append((page, len(joined) - len(line.text)))
    paragraph.text = joined


def _usual(group: list[TextPiece]) -> float:
    """Return the usual distance of lines: that of the closer half of them; few lines are not far apart."""
    distances = sorted(above.middle - below.middle for above, below in pairwise(group))
    close = distances[: len(distances) // 2 + 1]
    most = _APART * median(line.height for line in group) if len(group) < _FEW else float("inf")
    return min(most, median(close)) if close else 0.0


def _within(above: TextPiece, line: TextPiece, left: float, right: float, usual: float) -> bool:
    """True if a line goes on with the paragraph of the line above it in its column."""
    if above.middle - line.middle > _LOOSE * usual or _other_size(above, line) or _ITEM.match(line.text):
        return False
    if _LEADERS.search(above.text) or (above.cells > 1 and line.cells > 1):
        return False
    if above.text.endswith(HYPHEN):
        return True
    ended, width = bool(_ENDED.search(above.text)), right - left
    if above.right < left + width * (_SHORT if ended else _SHORTER) and _fits(above, line, right):
        return False
    indented = line.left - left > _INDENTED * line.height and above.left - left < _INDENTED * line.height
    return not (ended and indented)


def _fits(above: TextPiece, line: TextPiece, right: float) -> bool:
    """True if the first word of a line would have fitted at the end of the line above."""
    first = len(line.text.split(maxsplit=1)[0]) / len(line.text) * (line.right - line.left)
    return above.right + first + _SPACE * line.height <= right


def _over(made: list[_Paragraph], line: TextPiece) -> bool:
    """True if the first line of a column goes on with what the column before ended with."""
    if not made or _other_size(made[-1].last, line):
        return False
    last = made[-1]
    if last.text.endswith(HYPHEN):
        return line.text[0].islower()
    return last.full and not _ENDED.search(last.text) and line.text[0].islower()


def _other_size(one: TextPiece, other: TextPiece) -> bool:
    return abs(one.height - other.height) > _OTHER_SIZE * max(one.height, other.height)
