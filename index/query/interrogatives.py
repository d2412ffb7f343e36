"""Languages: the words of a question in another language than English that only ask.

Text in any language is searched by its words, but a question loses its English function words alone. What other
languages ask with ("wann", "combien", "什么时候") stands in hardly any article, so it would be taken for a word that
the sources lack.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from index.text.analyzer import Token
from index.text.lexicon import words

__all__ = ["carried", "without_joints"]

_REACH = 3
"""Words within which a question begins to ask: "Bis wann", "¿De qué color"."""

_LONGEST = 200
"""Characters of a question by which its language is told."""

_UNSPACED = ("chinese", "japanese", "korean")
_ALSO_ENGLISH = frozenset({"as", "chi", "come", "comment", "dove", "hoe", "man", "or", "wat", "wo"})
"""Words that ask in another language only beside others of it."""

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = words("question_words", "auxiliaries", "requests")


def carried(text: str, tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of a question without those that only ask in another language; all of them where all do."""
    if _ENGLISH.intersection(_folded(text)[:_REACH]):
        return tuple(tokens)
    spans = [match.span() for match in _stretches().finditer(text)]
    spoken = _spoken(text)
    kept = tuple(
        token
        for token in tokens
        if not any(start < token.end and token.start < end for start, end in spans)
        and _plain(text[token.start : token.end]) not in spoken
    )
    return kept or tuple(tokens)


def without_joints(text: str, tokens: Sequence[Token], frequencies: Mapping[str, int]) -> tuple[Token, ...]:
    """The tokens of a question without pairs of characters that join a word to a particle and that no source has.

    ``frequencies`` says how many passages hold each term.
    """
    if text.isascii():
        return tuple(tokens)
    kept = tuple(
        token
        for token in tokens
        if frequencies.get(token.term) or not _particles().intersection(text[token.start : token.end])
    )
    return kept or tuple(tokens)


def _spoken(text: str) -> frozenset[str]:
    """The words that carry nothing in the language of a question, by the words that it begins with."""
    words = _folded(text)
    counts = [_asks(words, asking, others) for asking, others in _spaced()]
    chosen = [both for both, count in zip(_spaced(), counts, strict=True) if count == max(counts) > 0]
    return frozenset().union(*(asking | others for asking, others in chosen))


def _asks(words: Sequence[str], asking: frozenset[str], others: frozenset[str]) -> int:
    """How many words of a question are those of a language that it may ask in; 0 where it does not ask in it."""
    first = asking.intersection(words[:_REACH])
    if not first or (first <= _ALSO_ENGLISH and not others.intersection(words)):
        return 0
    return len((asking | others).intersection(words))


def _folded(text: str) -> list[str]:
    return [_plain(word) for word in _WORD.findall(text[:_LONGEST])]


def _plain(word: str) -> str:
    """A word in small letters without diacritics."""
    return "".join(one for one in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(one))


@cache
def _lists() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    tables = tomllib.loads(
        Path(__file__).parents[1].joinpath("data").joinpath("languages.toml").read_text(encoding="utf-8")
    )
    return {name: (frozenset(one["asking"].split()), frozenset(one["others"].split())) for name, one in tables.items()}


@cache
def _spaced() -> list[tuple[frozenset[str], frozenset[str]]]:
    spaced = (both for name, both in _lists().items() if name not in _UNSPACED)
    return [(frozenset(map(_plain, asking)), frozenset(map(_plain, others))) for asking, others in spaced]


@cache
def _stretches() -> re.Pattern[str]:
    """The stretches that ask in languages that are written without spaces, the longest first."""
    asking = {one for name in _UNSPACED for one in _lists()[name][0]}
    return re.compile("|".join(sorted(asking, key=lambda one: (-len(one), one))))


@cache
def _particles() -> frozenset[str]:
    return frozenset(one for name in _UNSPACED for one in _lists()[name][1])
