"""The answer type of a question in another language than English, by the words and nouns of the language's pack.

The longest words that ask decide; those that need a noun ("which") take the type that the nearest noun names.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from index.query.answer_type import AnswerType
from index.text.analyzer import analyzer
from index.text.folding import plain
from index.text.pack import pack
from index.text.word_patterns import UNSPACED, either

__all__ = ["ForeignType", "classify_foreign"]

WHICH = "which"
"""The key of the words that need a noun in a pack's table of what asks."""

LONGEST = 400
"""Characters of a question in which words that ask are looked for."""

NEAR = 4
"""Content words behind a "which" among which the noun stands that names the type; set by hand."""

_TYPES = {kind.name.lower(): kind for kind in AnswerType}


class ForeignType(NamedTuple):
    """An answer type, the terms of the noun that only names it, and those of what is counted."""

    answer_type: AnswerType = AnswerType.OTHER
    focus_terms: frozenset[str] = frozenset()
    unit: tuple[str, ...] = ()


def classify_foreign(text: str, language: str) -> ForeignType:
    """Return the answer type of a question in a language; OTHER where its pack does not tell."""
    asked = text[:LONGEST].casefold()
    kinds = _asks(language)
    found = [(match.start(), match.end(), kinds[match.group()]) for match in _pattern(language).finditer(asked)]
    sure = next((one for one in found if one[2] not in {WHICH, "manner"}), None)
    first = sure or next(iter(found), None)
    if first is None:
        return ForeignType()
    if first[2] != WHICH:
        kind = _TYPES[first[2]]
        counted = kind is AnswerType.NUMBER
        return ForeignType(kind, unit=_following(text, first[1], language)[:1] if counted else ())
    return _by_noun(text, first[1], language)


def _by_noun(text: str, at: int, language: str) -> ForeignType:
    """Return the type that a noun just behind an offset names."""
    nouns = _nouns(language)
    for term in _following(text, at, language)[: NEAR * (3 if UNSPACED.search(text) else 1)]:
        if term in nouns:
            return ForeignType(_TYPES[nouns[term]], frozenset({term}))
    return ForeignType()


def _following(text: str, at: int, language: str) -> tuple[str, ...]:
    return analyzer(language).terms(text[at:LONGEST])


@cache
def _asks(language: str) -> Mapping[str, str]:
    """Map each word that asks, with its accents and without, to its answer type, or to WHICH."""
    asks = pack(language).asks
    words = ((word, kind) for kind in reversed([*asks]) for word in asks[kind])
    return {form: kind for word, kind in words for form in (word, plain(word), word.casefold())}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    return re.compile(either(_asks(language)))


@cache
def _nouns(language: str) -> Mapping[str, str]:
    """Map the term of each noun that names an answer type to it."""
    nouns = pack(language).nouns
    return {own: kind for kind in nouns for noun in nouns[kind] if (own := _whole(analyzer(language).terms(noun)))}


def _whole(terms: Sequence[str]) -> str:
    """Return the last of the longest terms of a noun, which of a script without spaces is its last pair."""
    return max(reversed(terms), key=len, default="")
