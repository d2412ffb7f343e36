"""Makes invisible characters visible, and back, because they can hide, reverse or break the words of a quote.

A right-to-left override turns a sentence around, a zero-width space splits a word that one searches for. Such a
character is shown as ``⟦U+202E⟧``. Joiners that a script or an emoji needs stay as they are.
"""

import re
import sys
import unicodedata

__all__ = ["conceal", "reveal", "revealed", "without_invisible"]

_OPEN, _CLOSE = "⟦", "⟧"
_SHOWN = re.compile(r"⟦U\+([0-9A-F]{4,6})⟧")
# The categories of controls, formats, surrogates and separators that end a line without looking like it.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Letters and marks that show nothing although their category says otherwise (Unicode: Default_Ignorable_Code_Point).
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
_JOINERS = frozenset("\u200c\u200d")
_SELECTORS = frozenset(chr(code) for code in range(0xFE00, 0xFE10))
# UAX 15 lets a sequence carry 30 marks; no script stacks more than this many on one letter, and more run over.
_MARKS = 8


def reveal(text: str, at: int) -> str:
    """Return the character of ``text`` at an offset, or its number if it is invisible.

    A literal ``⟦U+`` is shown by number as well, so that `conceal` can tell the two apart.
    """
    one = text[at]
    hidden = text.startswith("⟦U+", at) or _hides(text, at)
    return f"{_OPEN}U+{ord(one):04X}{_CLOSE}" if hidden else one


def revealed(text: str) -> str:
    """Return a text with the number of each invisible character in its place."""
    return "".join(reveal(text, at) for at in range(len(text)))


def conceal(shown: str) -> str:
    """Return the text of which `reveal` gave each character."""
    return _SHOWN.sub(lambda match: chr(code) if (code := int(match[1], 16)) <= sys.maxunicode else match[0], shown)


def without_invisible(text: str) -> str:
    """Remove the characters that `reveal` would number."""
    return "".join(one for at, one in enumerate(text) if not _hides(text, at) or one.isspace())


def _hides(text: str, at: int) -> bool:
    one = text[at]
    if one.isascii():
        return not one.isprintable() and one not in "\t\n\r"
    if one in _JOINERS:
        return not (_joins(text[at - 1 : at]) and _joins(text[at + 1 : at + 2]))
    if one in _SELECTORS:
        return not (at and text[at - 1] not in _SELECTORS and unicodedata.category(text[at - 1])[0] in "SNPL")
    return one in _BLANK or unicodedata.category(one) in _UNSEEN or _piles(text, at)


def _joins(one: str) -> bool:
    """Return True if a joiner beside this character can have a meaning: beyond ASCII, a letter, a mark, an emoji."""
    return bool(one) and not one.isascii() and one not in _JOINERS and unicodedata.category(one)[0] in "LMS"


def _piles(text: str, at: int) -> bool:
    """Return True for a mark on top of a pile of marks."""
    start = max(0, at - _MARKS)
    return at >= _MARKS and all(unicodedata.combining(one) for one in text[start : at + 1])
