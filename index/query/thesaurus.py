"""Other forms of a term: inflections and synonyms from two lists that ship with the package, and acronyms spelled out.

The letters of an acronym are the initials of its long form's words without small ones such as "of" (the basic rule of
Schwartz and Hearst, 2003, without their search for letters within words).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from index.text.analyzer import term, terms

__all__ = ["inflections", "is_acronym", "long_form", "synonyms"]

_DATA = Path(__file__).parents[1].joinpath("data")
_SMALL = r"(?:of|and|the|for|in|on|to|de|la)"
_ACRONYM = re.compile(r"[A-Z]{3,8}")


def inflections(word: str) -> tuple[str, ...]:
    """Return the terms of a term's irregular forms and derivations ("fought" for "fight"), in order."""
    return _table("families.txt").get(word, ())


def synonyms(word: str) -> tuple[str, ...]:
    """Return the terms that a text may use in place of a term ("movie" for "film"), in order."""
    return _table("synonyms.txt").get(word, ())


def is_acronym(word: str) -> bool:
    """True if a word is written as an acronym: three to eight capitals."""
    return _ACRONYM.fullmatch(word) is not None


def long_form(acronym: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Return the terms of an acronym's long form in the first of some texts that has one, or ()."""
    words = rf"[\w'’-]{{1,40}}(?: {_SMALL}){{0,3}} ".join(map(re.escape, acronym)) + r"[\w'’-]{1,40}"
    pattern = re.compile(rf"\b{words}")
    match = next(filter(None, map(pattern.search, texts)), None)
    return terms(match.group()) if match else ()


@cache
def _table(name: str) -> Mapping[str, tuple[str, ...]]:
    """Map each term of a list to the other terms of its lines."""
    related: dict[str, dict[str, None]] = {}
    for group in _groups(name):
        for word in group:
            related.setdefault(word, {}).update(dict.fromkeys(other for other in group if other != word))
    return {word: tuple(others) for word, others in related.items()}


def _groups(name: str) -> Iterator[list[str]]:
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield list(filter(None, map(term, line.split())))
