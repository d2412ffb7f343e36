"""HTML within Markdown: the lines of a block that show words, and what opens and closes a folded part."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from index.documents.headings import Headings
from index.documents.reading import Mark, plain

__all__ = ["read_folds", "shown_lines"]

_WORD = re.compile(r"\w")
_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|template)\b.*?(?:</\1>|\Z)|<[^<>]*>", re.DOTALL | re.IGNORECASE)
_FOLD = re.compile(r"<(?P<close>/?)details\b[^>]*>|<summary\b[^>]*>(?P<title>.*?)</summary>", re.DOTALL | re.IGNORECASE)


def read_folds(html: str, headings: Headings) -> None:
    """Enter and leave the folded parts (``<details>``) that a block opens and closes; a summary is their title."""
    for match in _FOLD.finditer(html):
        if match["close"]:
            headings.leave()
        elif match["title"] is not None:
            headings.name(" ".join(_HIDDEN.sub("", match["title"]).split()))
        else:
            headings.enter("")


def shown_lines(html: str) -> Iterator[tuple[int, int, list[Mark]]]:
    """Yield the spans of the lines of a block that show words, each with the tags in it; offsets in the block."""
    shown = _FOLD.sub(lambda match: " " * len(match[0]), html)
    hidden = [Mark(*match.span()) for match in _HIDDEN.finditer(shown)]
    for line in re.finditer(r"[^\r\n]+", shown):
        first, last = line.span()
        begin = bisect_right(hidden, first, key=lambda one: one.end)
        behind = bisect_left(hidden, last, key=lambda one: one.start)
        within = [Mark(max(one.start, first), min(one.end, last)) for one in hidden[begin:behind]]
        if _WORD.search(plain(line[0], within, first)):
            yield (*_trimmed(shown, first, last, within), within)


def _trimmed(text: str, first: int, last: int, marks: list[Mark]) -> tuple[int, int]:
    """Return a span without the marks and the white space at its ends."""
    for one in marks:
        first = one.end if not text[first : one.start].strip() else first
    for one in reversed(marks):
        last = one.start if not text[one.end : last].strip() else last
    words = text[first:last].strip()
    start = text.find(words, first, last)
    return start, start + len(words)
