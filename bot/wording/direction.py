"""Sets apart text that is read from right to left, so that it cannot turn around what stands beside it.

Unicode's isolates (UAX 9) mark where such a text begins and ends. Only text that holds a letter or a number of such a
script gets them.
"""

import re
from unicodedata import bidirectional

__all__ = [
    "ISOLATES",
    "Spoken",
    "direction",
    "from_right",
    "isolated",
    "isolating",
    "left_to_right",
    "without_isolates",
]

ISOLATES = "\u2066\u2067\u2068\u2069"
_BY_FIRST_LETTER, _FROM_LEFT, _FROM_RIGHT_ON, _END = "\u2068", "\u2066", "\u2067", "\u2069"
_FROM_RIGHT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_DROPPED = dict.fromkeys(map(ord, ISOLATES))


class Spoken(str):
    """Words of our own, in which what is read from right to left is set apart already."""

    __slots__ = ()


def direction(text: str) -> str:
    """Return "rtl" for a text whose first letter is read from right to left, else "ltr", as HTML calls them."""
    first = next((kind for kind in map(bidirectional, text) if kind in {"L", "R", "AL"}), "L")
    return "ltr" if first == "L" else "rtl"


def isolated(text: str) -> str:
    """Return a text as a stretch of its own, in the direction of its first letter; bare without such letters."""
    return _within(text, _BY_FIRST_LETTER)


def isolating(text: str) -> tuple[str, str]:
    """Return what sets a text apart, before and behind it, if it needs that; the text itself is left as it is."""
    return (_BY_FIRST_LETTER, _END) if _FROM_RIGHT.search(text) else ("", "")


def from_right(*parts: str) -> str:
    """Return a line of parts, each in the direction of its first letter and the first of them at the right."""
    return _FROM_RIGHT_ON + "".join(f"{_BY_FIRST_LETTER}{part}{_END}" for part in parts) + _END


def left_to_right(text: str) -> str:
    """Return a text that begins at the left whatever its letters, such as a citation, as a stretch of its own."""
    return _within(text, _FROM_LEFT)


def without_isolates(text: str) -> str:
    """Return a text without the marks of `isolated` and `left_to_right`."""
    return text if text.isascii() else text.translate(_DROPPED)


def _within(text: str, begin: str) -> str:
    if text.isascii():
        return text
    bare = text.translate(_DROPPED)
    return f"{begin}{bare}{_END}" if _FROM_RIGHT.search(bare) else bare
