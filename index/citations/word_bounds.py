"""Bounds of words: whether a stretch of text begins or ends within a word or a number."""

import re
import unicodedata
from functools import cache

from index.text.pack import words_of_all
from index.text.patterns import pattern_of_any
from index.text.word_patterns import alternatives

__all__ = ["cuts", "cuts_marked", "is_letter"]

_JOINED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Letters of scripts that set no spaces between words, or join what follows a word to it."""

_LETTER = re.compile(rf"[^\W_{_JOINED}]")
_IN_NUMBER = re.compile(r"\d[.,:]\d")
_MINUS = re.compile(r"(?:\A|[\s(])[-\u2212]\d")
_IN_IDENTIFIER = re.compile(r"[^\W_]_[^\W_]")
_LONGEST_PREFIX = 8
_MARK = r"(?:[*_`~]|</?(?:b|i|em|strong|kbd|code|sub|sup|u|s|mark)>)"
_MARKS_BEFORE = re.compile(rf"{_MARK}{{1,8}}\Z")
_MARKS_BEHIND = re.compile(rf"{_MARK}{{1,8}}")
LONGEST_MARKS = 40
"""Characters of marks that are looked at beside a word."""


def is_letter(character: str) -> bool:
    """True for a letter or a digit of a script that parts words."""
    return bool(_LETTER.match(character))


def cuts(text: str, start: int, end: int) -> bool:
    """True if ``text[start:end]`` begins or ends within a word or a number; offsets in characters, end exclusive.

    "can" is a part of "can't", "lethal" of "non-lethal", and 5 of 3.5 and of -5.
    """
    return _begins_within(text, start) or _ends_within(text, end)


def cuts_marked(text: str, start: int, end: int) -> bool:
    """True if ``text[start:end]`` of some Markdown begins or ends within a word of which a part is emphasised."""
    before = _MARKS_BEFORE.search(text, max(start - LONGEST_MARKS, 0), start)
    behind = _MARKS_BEHIND.match(text, end, end + LONGEST_MARKS)
    begins = (
        before and before.start() > 0 and is_letter(text[before.start() - 1]) and is_letter(text[start : start + 1])
    )
    ends = behind and is_letter(text[behind.end() : behind.end() + 1]) and is_letter(text[end - 1])
    return bool(begins or ends)


def _begins_within(text: str, start: int) -> bool:
    if not start or not is_letter(text[start : start + 1]):
        return False
    before = text[start - 1]
    if is_letter(before) or unicodedata.category(before).startswith("M"):
        return True
    around = text[max(start - 2, 0) : start + 1]
    if _MINUS.fullmatch(around) or (before in ".,:_" and _inside(around)):
        return True
    return before in "-\u2010\u2011" and bool(_turning_prefix().search(text, max(start - _LONGEST_PREFIX, 0), start))


@cache
def _turning_prefix() -> re.Pattern[str]:
    """Return the pattern of a prefix with a hyphen that makes another word of the one behind it, in any language."""
    prefixes = alternatives(words_of_all("hyphened_prefixes"))
    return re.compile(rf"(?<![^\W_])(?:{prefixes})[-\u2010\u2011]\Z", re.IGNORECASE)


def _ends_within(text: str, end: int) -> bool:
    after = text[end : end + 1]
    if not after or not is_letter(text[end - 1]):
        return False
    if is_letter(after) or unicodedata.category(after).startswith("M"):
        return True
    if after in ".,:_" and _inside(text[end - 1 : end + 2]):
        return True
    return after in "'\u2019" and bool(pattern_of_any("clipped_negation", re.IGNORECASE).match(text, end - 1))


def _inside(around: str) -> bool:
    """True for three characters within a number or an identifier."""
    return bool(_IN_NUMBER.fullmatch(around) or _IN_IDENTIFIER.fullmatch(around))
