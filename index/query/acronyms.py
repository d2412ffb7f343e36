"""Acronyms and what they stand for: "CPLA" and "Committee of Political and Legal Affairs" name one thing.

The letters of an acronym are the initials of the name's words, small words ("of", "and") left out (the basic rule of
Schwartz and Hearst, 2003, without their search for letters within words).
"""

import re
from collections.abc import Iterable

from index.text.analyzer import term, terms

__all__ = ["abbreviated", "initials", "is_acronym", "spelled_out"]

_SMALL = r"(?:of|and|the|for|in|on|to|de|la)"
_ACRONYM = re.compile(r"[A-Z]{3,8}")
_CAPITALISED = re.compile(r"[A-Z][\w'’-]*")
_NAME = re.compile(rf"[A-Z][\w’-]*(?: (?:{_SMALL} ){{0,2}}[A-Z][\w’-]*){{2,7}}")


def is_acronym(word: str) -> bool:
    """Whether a word is written as an acronym: three to eight capitals."""
    return _ACRONYM.fullmatch(word) is not None


def abbreviated(text: str) -> dict[str, tuple[str, ...]]:
    """The acronyms of the long names in a text, as terms, each with the terms of its name."""
    return {term(initials(name)): terms(name) for name in _NAME.findall(text)}


def initials(name: str) -> str:
    """The acronym of a name of three words or more, in capitals; "" for a shorter one."""
    words = _CAPITALISED.findall(name)
    return "".join(word[0] for word in words) if len(words) >= len("ABC") else ""


def spelled_out(acronym: str, texts: Iterable[str]) -> tuple[str, ...]:
    """The terms of what an acronym stands for, as the first of some texts that names it does; empty where none does."""
    words = rf"[\w'’-]{{1,40}}(?: {_SMALL}){{0,3}} ".join(map(re.escape, acronym)) + r"[\w'’-]{1,40}"
    pattern = re.compile(rf"\b{words}")
    match = next(filter(None, map(pattern.search, texts)), None)
    return terms(match.group()) if match else ()
