"""Folding: text with straight quotation marks and single spaces, and the way back to the offsets of the original."""

import re
from bisect import bisect_left
from collections.abc import Iterator

__all__ = ["occurrences", "repeats", "straight"]

_MARKS = dict.fromkeys("“”„‟«»＂", '"') | dict.fromkeys("‘’‚‛`´ʼ＇", "'")
_SPACE = re.compile(r"\s{2,}|[^\S ]")


def straight(text: str) -> str:
    """The same text, character for character, with straight quotation marks for typographic ones."""
    for mark, plain in _MARKS.items():
        text = text.replace(mark, plain)
    return text


def occurrences(words: str, text: str) -> Iterator[tuple[int, int]]:
    """The spans of a text at which some words stand, whatever the white space and the shape of quotation marks.

    Offsets are those of ``text``; spans do not overlap. Takes time in proportion to the text, whatever the words.
    """
    wanted = straight(" ".join(words.split()))
    plain = straight(text)
    single = _SPACE.sub(" ", plain)
    back: _Back | None = None
    for start, end in repeats(wanted, single):
        back = back or _Back(plain)
        yield back.offset(start), back.offset(end - 1) + 1


def repeats(words: str, text: str) -> Iterator[tuple[int, int]]:
    """The spans at which some words stand in a text character for character; spans do not overlap."""
    at = text.find(words)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + len(words))


class _Back:
    """From an offset in a text whose white space was made single to the offset in the text as it was."""

    def __init__(self, text: str) -> None:
        self._places: list[int] = []
        self._removed = [0]
        for run in _SPACE.finditer(text):
            self._places.append(run.start() - self._removed[-1])
            self._removed.append(self._removed[-1] + run.end() - run.start() - 1)

    def offset(self, at: int) -> int:
        return at + self._removed[bisect_left(self._places, at)]
