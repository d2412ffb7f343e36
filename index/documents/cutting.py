"""Cutting of text without sentence ends, such as a transcript without full stops, into parts that can be quoted.

A sentence that ends in a mark stays whole up to LONGEST_SENTENCE characters, a stretch without one up to LONGEST.
Anything longer is hardly a sentence and would fill many screens as an answer, so it is cut: at the end of a clause or a
line if possible, or else between words.
"""

import re
import unicodedata
from collections.abc import Iterator

from index.documents.plain import ended

__all__ = ["LONGEST", "LONGEST_SENTENCE", "PART", "parts"]

LONGEST = 6_000
"""Characters of the longest stretch without a mark at its end that stays whole."""

LONGEST_SENTENCE = 20_000
"""Characters of the longest sentence that stays whole."""

PART = 500
"""Characters of the longest part; all but the last have at least half as many."""

_ENDS = (  # of clauses and lines, of shorter clauses, of words
    re.compile(r"[;:；：。](?=\s|[^\x00-\x7f])|[\r\n]"),
    re.compile(r"[,，、](?=\s|[^\x00-\x7f])"),
    re.compile(r"\s"),
)


def parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the parts of ``text[start:end]``, without white space around them; a short one is one part."""
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
    """Return the offset behind the last end of a clause, or else of a word, within reach of ``start``."""
    low, high = start + PART // 2, start + PART
    for pattern in _ENDS:
        if last := max((match.end() for match in pattern.finditer(text, low, high)), default=0):
            return last
    while high > low and (unicodedata.combining(text[high]) or text[high] == "\u200d" or text[high - 1] == "\u200d"):
        high -= 1
    return high
