"""Makes invisible characters visible, and back, because they can hide, reverse or break the words of a quote.

A right-to-left override turns a sentence around, a zero-width space splits a word that one searches for. Such a
character is shown as ``⟦U+202E⟧``, on a screen as another. Joiners that a script or an emoji needs stay as they are.
"""

import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping

__all__ = ["conceal", "covered", "hidden", "revealed", "unseen", "without_invisible"]

_OPEN, _CLOSE = "⟦", "⟧"
_SHOWN = re.compile(r"⟦U\+([0-9A-F]{4,6})⟧")
# The categories of controls, formats, surrogates and separators that end a line without looking like it.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Letters and marks that show nothing although their category says otherwise (Unicode: Default_Ignorable_Code_Point).
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
_JOINERS = frozenset("\u200c\u200d")
_BREAK = "\u200b"
# Thai, Lao, Tibetan, Burmese and Khmer, which write no spaces between words and may mark where a line can break.
_BROKEN = re.compile("[\u0e00-\u109f\u1780-\u17ff]{2}")
_SELECTORS = frozenset(chr(code) for code in range(0xFE00, 0xFE10))
_DOUBTFUL = re.compile(rf"[^ -~\t\r\n\w]|[{''.join(sorted(_BLANK))}]")
# UAX 15 lets a sequence carry 30 marks; no script stacks more than this many on one letter, and more run over.
_MARKS = 8


def revealed(text: str) -> str:
    """Return a text with the number of each invisible character in its place.

    A literal ``⟦U+`` is shown by number as well, so that `conceal` can tell the two apart.
    """
    return _DOUBTFUL.sub(lambda match: _revealed(text, match.start()), text)


def hidden(text: str) -> Iterator[int]:
    """Yield the offsets of the invisible characters of a text."""
    return (match.start() for match in _DOUBTFUL.finditer(text) if _hides(text, match.start()))


def covered(text: str, cover: str, spared: str = "") -> str:
    """Return a text with ``cover`` in place of each invisible character but those of ``spared``."""
    if text.isascii() and text.isprintable():
        return text
    found = {at for at in hidden(text) if text[at] not in spared}
    return "".join(cover if at in found else one for at, one in enumerate(text)) if found else text


def unseen(text: str) -> Mapping[int, str]:
    """Return the number that `revealed` shows in place of each invisible character, by its offset."""
    doubtful = {match.start(): match[0] for match in _DOUBTFUL.finditer(text)}
    return {at: shown for at, one in doubtful.items() if (shown := _revealed(text, at)) != one}


def conceal(shown: str) -> str:
    """Return the text that `revealed` was given."""
    return _SHOWN.sub(lambda match: chr(code) if (code := int(match[1], 16)) <= sys.maxunicode else match[0], shown)


def without_invisible(text: str) -> str:
    """Remove the characters that `revealed` would number."""
    if text.isascii() and text.isprintable():
        return text
    return _DOUBTFUL.sub(lambda match: match[0] if match[0].isspace() or not _hides(text, match.start()) else "", text)


def _revealed(text: str, at: int) -> str:
    hidden = text.startswith("⟦U+", at) or _hides(text, at)
    return f"{_OPEN}U+{ord(text[at]):04X}{_CLOSE}" if hidden else text[at]


def _hides(text: str, at: int) -> bool:
    one = text[at]
    if one.isascii():
        return not one.isprintable() and one not in "\t\n\r"
    if one in _JOINERS:
        return not (_joins(text[at - 1 : at]) and _joins(text[at + 1 : at + 2]))
    if one == _BREAK:
        return not _BROKEN.fullmatch(text[at - 1 : at] + text[at + 1 : at + 2])
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
