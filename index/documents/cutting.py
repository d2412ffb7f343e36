"""Cutting: a stretch of text that never ends, such as a transcript without full stops, in parts that can be quoted.

A sentence with a mark at its end is quoted whole up to LONGEST_SENTENCE characters, a stretch without one up to
LONGEST. What is longer is hardly a sentence, and as an answer it would fill many screens; so it is cut, where it can be
at the end of a clause or a line, or else between words.
"""

import re
import unicodedata
from collections.abc import Iterator

from index.documents.lines import ended

__all__ = ["LONGEST", "LONGEST_SENTENCE", "PART", "parts"]

LONGEST = 6_000
"""Characters of the longest stretch without a mark at its end that is left whole."""

LONGEST_SENTENCE = 20_000
"""Characters of the longest sentence that is left whole."""

PART = 500
"""Characters of the longest part that a longer one is cut into; a part has half as many at least, but for the last."""

_ENDS = (
    re.compile(r"[;:；：。](?=\s|[^\x00-\x7f])|[\r\n]"),
    re.compile(r"[,，、](?=\s|[^\x00-\x7f])"),
    re.compile(r"\s"),
)


def parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of the parts of ``text[start:end]``, without the white space between them; one for a short stretch."""
    if end - start > (LONGEST_SENTENCE if ended(text[end - 1 : end]) else LONGEST):
        while end - start > PART:
            at = _cut(text, start)
            stop = at
            while stop > start and text[stop - 1].isspace():
                stop -= 1
            if stop > start:
                yield start, stop
            start = at
            while start < end and text[start].isspace():
                start += 1
    if start < end:
        yield start, end


def _cut(text: str, start: int) -> int:
    """Where to cut what begins at ``start``: behind the last end of a clause, or else of a word, in reach."""
    low, high = start + PART // 2, start + PART
    for pattern in _ENDS:
        if found := max((match.end() for match in pattern.finditer(text, low, high)), default=0):
            return found
    while high > low and (unicodedata.combining(text[high]) or text[high] == "\u200d" or text[high - 1] == "\u200d"):
        high -= 1
    return high
