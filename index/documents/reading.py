"""A text as a reader of the rendered page sees it: without the marks of its markup, offset by offset.

A mark is a stretch of the text that is shown as something else, mostly as nothing: the stars around a bold word, the
address of a link, the line break within a paragraph. What no mark covers is shown as it stands.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

__all__ = ["Mark", "Reading", "marks_within", "plain"]


class Mark(NamedTuple):
    """``text[start:end]`` is shown as ``shown``, "" if it is hidden; offsets in characters, end exclusive."""

    start: int
    end: int
    shown: str = ""


def plain(text: str, marks: Sequence[Mark], offset: int = 0) -> str:
    """Return a text as it is shown, given its marks in order; ``text`` begins at ``offset`` in what they count."""
    if not marks:
        return text
    parts: list[str] = []
    at = 0
    for start, end, shown in marks:
        parts += (text[at : start - offset], shown)
        at = end - offset
    return "".join([*parts, text[at:]])


def marks_within(marks: Sequence[Mark], start: int, end: int) -> tuple[Mark, ...]:
    """Return the marks that lie within a span, given all of a text's in order."""
    if not marks:
        return ()
    first = bisect_left(marks, start, key=lambda mark: mark.start)
    last = bisect_right(marks, end, key=lambda mark: mark.end)
    return tuple(marks[first:last])


class Reading:
    """A text with its marks in order, as it is shown (``plain``), and the way from an offset in one to the other."""

    def __init__(self, text: str, marks: Iterable[Mark] = ()) -> None:
        self.text = text
        self.marks = tuple(marks)
        self.plain = plain(text, self.marks)

    @cached_property
    def _stretches(self) -> tuple[list[int], list[int]]:
        """The offsets in ``plain`` and in ``text`` at which each stretch begins that is shown as it stands."""
        shown, raw, at = [0], [0], 0
        for mark in self.marks:
            at += mark.start - raw[-1] + len(mark.shown)
            shown.append(at)
            raw.append(mark.end)
        return shown, raw

    def raw(self, offset: int) -> int:
        """Return the offset in ``text`` of the character at ``offset`` in ``plain``."""
        shown, raw = self._stretches
        at = bisect_right(shown, offset) - 1
        place = raw[at] + offset - shown[at]
        return min(place, self.marks[at].start) if at < len(self.marks) else place

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the least span of ``text`` that shows ``plain[start:end]``, which is not empty."""
        if not self.marks:
            return start, end
        last = self.raw(end - 1)
        covering = bisect_right(self.marks, last, key=lambda mark: mark.start) - 1
        covered = covering >= 0 and last < self.marks[covering].end
        return self.raw(start), self.marks[covering].end if covered else last + 1

    def shown(self, offset: int) -> int:
        """Return the offset in ``plain`` of the character at ``offset`` in ``text``, or of what is shown next."""
        shown, raw = self._stretches
        at = bisect_right(raw, offset) - 1
        place = shown[at] + offset - raw[at]
        return min(place, shown[at + 1] - len(self.marks[at].shown)) if at < len(self.marks) else place
