"""Other terms for a term: inflections, synonyms and opposites from lists of its language, and acronyms spelled out.

The letters of an acronym are the initials of its long form's words without small ones such as "of" (the basic rule of
Schwartz and Hearst, 2003, without their search for letters within words).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from index.text.analyzer import analyzer, terms
from index.text.language import DEFAULT
from index.text.pack import pack, words_of_all
from index.text.word_patterns import alternatives

__all__ = ["inflections", "is_acronym", "long_form", "opposites", "synonyms"]

_ACRONYM = re.compile(r"[A-Z]{3,8}")


def inflections(word: str, language: str = DEFAULT) -> tuple[str, ...]:
    """Return the terms of a term's irregular forms and derivations ("fought" for "fight"), in order."""
    return _table("families", language).get(word, ())


def synonyms(word: str, language: str = DEFAULT) -> tuple[str, ...]:
    """Return the terms that a text may use in place of a term ("movie" for "film"), in order."""
    return _table("synonyms", language).get(word, ())


def opposites(word: str, language: str = DEFAULT) -> tuple[str, ...]:
    """Return the terms that say the opposite of a term, and their forms and synonyms ("forbid", "ban" for "allow")."""
    opposed = _opposites(language).get(word, ())
    related = (other for one in opposed for other in (one, *inflections(one, language), *synonyms(one, language)))
    return tuple(one for one in dict.fromkeys(related) if one != word)


def is_acronym(word: str) -> bool:
    """True if a word is written as an acronym: three to eight capitals."""
    return _ACRONYM.fullmatch(word) is not None


def long_form(acronym: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Return the terms of an acronym's long form in the first of some texts that has one, or ()."""
    words = rf"[\w'’-]{{1,40}}(?: (?:{_without_initial()})){{0,3}} ".join(map(re.escape, acronym)) + r"[\w'’-]{1,40}"
    pattern = re.compile(rf"\b{words}")
    match = next(filter(None, map(pattern.search, texts)), None)
    return terms(match.group()) if match else ()


@cache
def _without_initial() -> str:
    """Return a pattern for the small words that have no letter in an acronym, in all languages."""
    return alternatives(words_of_all("without_initial"))


@cache
def _table(name: str, language: str) -> Mapping[str, tuple[str, ...]]:
    """Map each term of a list to the other terms of its lines."""
    related: dict[str, dict[str, None]] = {}
    for group in _groups(name, language):
        for word in group:
            related.setdefault(word, {}).update(dict.fromkeys(other for other in group if other != word))
    return {word: tuple(others) for word, others in related.items()}


@cache
def _opposites(language: str) -> Mapping[str, tuple[str, ...]]:
    """Map each term of the groups of opposites to the terms of their other sides."""
    own, opposed = analyzer(language), dict[str, dict[str, None]]()
    for group in pack(language).opposites:
        sides = [[whole for form in forms if (whole := own.whole(form))] for forms in group]
        for side, others in ((side, [one for one in sides if one is not side]) for side in sides):
            for word in side:
                opposed.setdefault(word, {}).update(dict.fromkeys(chain.from_iterable(others)))
    return {word: tuple(others) for word, others in opposed.items()}


def _groups(name: str, language: str) -> Iterator[list[str]]:
    own = analyzer(language)
    groups: Sequence[Sequence[str]] = getattr(pack(language), name)
    return ([whole for word in group if (whole := own.whole(word))] for group in groups)
