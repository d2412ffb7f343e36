"""Acronyms and their long forms: "CPLA" and "Committee of Political and Legal Affairs" name one thing.

The letters of an acronym are the initials of the long form's words without small ones such as "of" (the basic rule of
Schwartz and Hearst, 2003, without their search for letters within words).
"""

import re
from collections.abc import Iterable

from index.text.analyzer import terms

__all__ = ["is_acronym", "long_form"]

_SMALL = r"(?:of|and|the|for|in|on|to|de|la)"
_ACRONYM = re.compile(r"[A-Z]{3,8}")


def is_acronym(word: str) -> bool:
    """True if a word is written as an acronym: three to eight capitals."""
    return _ACRONYM.fullmatch(word) is not None


def long_form(acronym: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Return the terms of an acronym's long form in the first of some texts that has one, or ()."""
    words = rf"[\w'’-]{{1,40}}(?: {_SMALL}){{0,3}} ".join(map(re.escape, acronym)) + r"[\w'’-]{1,40}"
    pattern = re.compile(rf"\b{words}")
    match = next(filter(None, map(pattern.search, texts)), None)
    return terms(match.group()) if match else ()
