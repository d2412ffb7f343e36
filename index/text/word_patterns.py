"""Patterns for words of any script, which stand apart where the script has spaces."""

import re
from collections.abc import Iterable

__all__ = ["UNSPACED", "alternatives", "either", "escaped"]

UNSPACED = re.compile("[\u3040-\u9fff\uac00-\ud7af]")
"""A character of a script that is written without spaces, or of Korean, whose words take endings."""


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern for any of some words, the longest first, whatever stands beside them; nothing for none."""
    return "|".join(escaped(words)) or "(?!)"


def escaped(words: Iterable[str]) -> list[str]:
    """Return a pattern for each of some words, with either form of an apostrophe, the longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return [re.escape(word).replace("'", "['’]") for word in ordered]


def either(listed: Iterable[str], before: str = r"(?<!\w)") -> str:
    """Return a pattern for any of some words, the longest first; nothing for none.

    ``before`` stands in front of those of a script with spaces, which no letter may follow. (A word boundary would not
    do: a word may end in a vowel sign, which is no letter.)
    """
    words = sorted(listed, key=lambda word: (-len(word), word))
    spaced = "|".join(re.escape(word) for word in words if not UNSPACED.match(word))
    unspaced = "|".join(re.escape(word) for word in words if UNSPACED.match(word))
    return "|".join(filter(None, [rf"{before}(?:{spaced})(?!\w)" if spaced else "", unspaced])) or "(?!)"
