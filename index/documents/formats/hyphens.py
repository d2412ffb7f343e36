"""Hyphens at the ends of lines: undone where a word was broken, kept where it is written with one."""

import gzip
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

__all__ = ["HYPHEN", "Dehyphenator"]

HYPHEN = "\u2010"
"""Stands for a hyphen at the end of a line, whichever it was."""

_BEFORE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*\Z")
_BEHIND = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Dehyphenator:
    """Joins words broken at the ends of lines, knowing the words of a text and those of English.

    A hyphen stays unless the whole word is known without one, or a part of it is no word.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._words = {word.lower() for line in lines for word in _WORD.findall(line.removesuffix(HYPHEN))[:-1]}

    def joined(self, before: str, behind: str) -> str:
        """Return two lines as one, of which the first ends with HYPHEN."""
        words = before.removesuffix(HYPHEN)
        left, right = _BEFORE.search(words, words.rfind(" ") + 1), _BEHIND.match(behind)
        keeps = not (left and right and right[0][0].islower()) or self._is_written(left[0], right[0])
        return f"{words}-{behind}" if keeps else words + behind

    def _is_written(self, left: str, right: str) -> bool:
        """True if a word is written with a hyphen between its parts."""
        whole, last = f"{left}{right}".lower(), left.rpartition("-")[2].lower()
        if f"{left}-{right}".lower() in self._words:
            return True
        if whole in self._words or whole in _english():
            return False
        return self._is_word(last) and self._is_word(right.lower())

    def _is_word(self, word: str) -> bool:
        return word in self._words or word in _english()


@lru_cache(maxsize=1)
def _english() -> frozenset[str]:
    data = Path(__file__).parents[2].joinpath("data", "english.txt.gz").read_bytes()
    return frozenset(gzip.decompress(data).decode("ascii", "ignore").split())
