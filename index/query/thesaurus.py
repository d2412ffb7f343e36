"""Other forms of a term: inflections and synonyms from two lists of the pack of its language, and acronyms spelled out.

The letters of an acronym are the initials of its long form's words without small ones such as "of" (the basic rule of
Schwartz and Hearst, 2003, without their search for letters within words).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from index.text.analyzer import analyzer, terms
from index.text.language import DEFAULT
from index.text.pack import pack

__all__ = ["inflections", "is_acronym", "long_form", "synonyms"]

_SMALL = r"(?:of|and|the|for|in|on|to|de|la)"
_ACRONYM = re.compile(r"[A-Z]{3,8}")


def inflections(word: str, language: str = DEFAULT) -> tuple[str, ...]:
    """Return the terms of a term's irregular forms and derivations ("fought" for "fight"), in order."""
    return _table("families", language).get(word, ())


def synonyms(word: str, language: str = DEFAULT) -> tuple[str, ...]:
    """Return the terms that a text may use in place of a term ("movie" for "film"), in order."""
    return _table("synonyms", language).get(word, ())


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
def _table(name: str, language: str) -> Mapping[str, tuple[str, ...]]:
    """Map each term of a list to the other terms of its lines."""
    related: dict[str, dict[str, None]] = {}
    for group in _groups(name, language):
        for word in group:
            related.setdefault(word, {}).update(dict.fromkeys(other for other in group if other != word))
    return {word: tuple(others) for word, others in related.items()}


def _groups(name: str, language: str) -> Iterator[list[str]]:
    own = analyzer(language)
    groups: Sequence[Sequence[str]] = getattr(pack(language), name)
    return ([whole for word in group if (whole := own.whole(word))] for group in groups)
