"""Acronyms and what they stand for: "CPLA" and "Committee of Political and Legal Affairs" name one thing.

The letters of an acronym are the initials of the name's words, small words ("of", "and") left out (the basic rule of
Schwartz and Hearst, 2003, without their search for letters within words).
"""

import re
from collections.abc import Iterable

from index.text.analyzer import terms

__all__ = ["is_acronym", "spelled_out"]

_SMALL = r"(?:of|and|the|for|in|on|to|de|la)"
_ACRONYM = re.compile(r"[A-Z]{3,8}")


def is_acronym(word: str) -> bool:
    """Whether a word is written as an acronym: three to eight capitals."""
    return _ACRONYM.fullmatch(word) is not None


def spelled_out(acronym: str, texts: Iterable[str]) -> tuple[str, ...]:
    """The terms of what an acronym stands for, as the first of some texts that names it does; empty where none does."""
    words = rf"[\w'’-]{{1,40}}(?: {_SMALL}){{0,3}} ".join(map(re.escape, acronym)) + r"[\w'’-]{1,40}"
    pattern = re.compile(rf"\b{words}")
    match = next(filter(None, map(pattern.search, texts)), None)
    return terms(match.group()) if match else ()
