"""Search that ignores white space and the shape of quotation marks, with offsets in the original text."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

__all__ = ["SPACE", "SpacelessText", "occurrences", "repeats", "straight"]

_MARKS = dict.fromkeys("“”„‟«»＂", '"') | dict.fromkeys("‘’‚‛`´ʼ＇", "'")
SPACE = re.compile(r"\s{2,}|[^\S ]")
"""White space that is not a single space."""


def straight(text: str) -> str:
    """Replace typographic quotation marks by straight ones; no offset changes."""
    for mark, plain in _MARKS.items():
        text = text.replace(mark, plain)
    return text


def occurrences(words: str, text: str, blank: re.Pattern[str] = SPACE) -> Iterator[tuple[int, int]]:
    """Yield the spans of ``text`` that hold some words; see ``SpacelessText.spans``."""
    return SpacelessText(text, blank).spans(words)


class SpacelessText:
    """A text that is searched for words, ignoring white space and the shape of quotation marks.

    ``blank`` matches what counts as one space in the text, at least all that SPACE does.
    """

    def __init__(self, text: str, blank: re.Pattern[str] = SPACE) -> None:
        self._plain, self._blank = straight(text), blank
        self._single = blank.sub(" ", self._plain)

    def spans(self, words: str) -> Iterator[tuple[int, int]]:
        """Yield the spans of the text that hold some words; spans do not overlap.

        Offsets are in characters of the text, end exclusive. Takes time linear in the text's length.
        """
        for start, end in repeats(straight(" ".join(words.split())), self._single):
            yield self._original.offset(start), self._original.offset(end - 1) + 1

    @cached_property
    def _original(self) -> "_OriginalOffsets":
        return _OriginalOffsets(self._plain, self._blank)


def repeats(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of ``text`` that equal ``words`` character for character; spans do not overlap."""
    at = text.find(words)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + len(words))


class _OriginalOffsets:
    """A map from offsets in a text with single spaces to offsets in the original text."""

    def __init__(self, text: str, blank: re.Pattern[str]) -> None:
        self._places: list[int] = []
        self._removed = [0]
        for run in blank.finditer(text):
            self._places.append(run.start() - self._removed[-1])
            self._removed.append(self._removed[-1] + run.end() - run.start() - 1)

    def offset(self, at: int) -> int:
        """Return the offset in the original text of the character at ``at``."""
        return at + self._removed[bisect_left(self._places, at)]
