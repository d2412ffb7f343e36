"""Interrogatives and function words of other languages than English, which a question loses.

The analyzer drops English stop words alone. "wann", "combien", "什么时候" stand in hardly any article, so they would
count as words that the sources lack.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

from index.query.dictionary import is_english_word
from index.text.analyzer import Token
from index.text.folding import plain
from index.text.language import DEFAULT
from index.text.lexicon import ASKING_WORDS, FUNCTION_WORDS, words
from index.text.pack import codes, pack
from index.text.word_patterns import either

__all__ = ["without_asking", "without_foreign_asking", "without_particles"]

_REACH = 3
"""The first words of a question, one of which must be interrogative: "Bis wann", "¿De qué color"."""

_LONGEST = 200
"""Characters of a question that decide its language."""

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = words("question_words", "auxiliaries", "requests")


def without_foreign_asking(text: str, tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Drop interrogatives and function words of the question's language; if nothing would remain, keep all tokens."""
    if _ENGLISH.intersection(_folded(text)[:_REACH]):
        return tuple(tokens)
    spans = [match.span() for match in _unspaced_asking().finditer(text)]
    dropped = _dropped(text)
    kept = tuple(
        token
        for token in tokens
        if not any(start < token.end and token.start < end for start, end in spans)
        and _plain(text[token.start : token.end]) not in dropped
    )
    return kept or tuple(tokens)


def without_asking(text: str, tokens: Sequence[Token], languages: Collection[str]) -> tuple[Token, ...]:
    """Drop the words of a question that only ask in some languages; if nothing would remain, keep all tokens."""
    lower = text.lower() if len(text.lower()) == len(text) else text
    spans = [match.span() for match in _asking(frozenset(languages)).finditer(lower, 0, _LONGEST)]
    kept = (one for one in tokens if not any(start < one.end and one.start < end for start, end in spans))
    return tuple(kept) or tuple(tokens)


@cache
def _asking(languages: frozenset[str]) -> re.Pattern[str]:
    """Return a pattern for the words that only ask in some languages, the longest first."""
    asking: set[str] = set().union(*(pack(code).question_words for code in languages))
    if DEFAULT in languages:
        asking |= FUNCTION_WORDS | ASKING_WORDS
    return re.compile(either({form for word in asking for form in (word, plain(word))}))


def without_particles(text: str, tokens: Sequence[Token], frequencies: Mapping[str, int]) -> tuple[Token, ...]:
    """Drop bigrams that hold a particle of Chinese, Japanese or Korean and that no source has.

    ``frequencies`` maps each term to its document frequency. If nothing would remain, keep all tokens.
    """
    if text.isascii():
        return tuple(tokens)
    kept = tuple(
        token
        for token in tokens
        if frequencies.get(token.term) or not _particles().intersection(text[token.start : token.end])
    )
    return kept or tuple(tokens)


def _dropped(text: str) -> frozenset[str]:
    """Return the words to drop: those of the languages of which a question holds most; none if that is English."""
    words = _folded(text)
    counts = {code: _count(words, asking, others) for code, (asking, others) in _spaced().items()}
    most = max(counts.values())
    if len((FUNCTION_WORDS | ASKING_WORDS).intersection(words)) >= most:
        return frozenset()
    likely = (_spaced()[code] for code, count in counts.items() if count == most > 0)
    return frozenset().union(*(asking | others for asking, others in likely))


def _count(words: Sequence[str], asking: frozenset[str], others: frozenset[str]) -> int:
    """Count the distinct words of a question that are a language's; 0 if it does not ask in that language.

    A word that is English, too, asks only beside more words of the language.
    """
    first = asking.intersection(words[:_REACH])
    if not first or (all(map(is_english_word, first)) and not (others - first).intersection(words)):
        return 0
    return len((asking | others).intersection(words))


def _folded(text: str) -> list[str]:
    return [_plain(word) for word in _WORD.findall(text[:_LONGEST])]


def _plain(word: str) -> str:
    """Return a word in lower case without diacritics."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@cache
def _spaced() -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
    """Map each language with spaces but English to its interrogatives and its other function words."""
    packs = ((code, pack(code)) for code in codes() if code != DEFAULT and not pack(code).particles)
    return {code: (_all_plain(of.question_words), _all_plain(of.stop_words)) for code, of in packs}


def _all_plain(words: Iterable[str]) -> frozenset[str]:
    return frozenset(_plain(word) for word in words if " " not in word)


@cache
def _unspaced_asking() -> re.Pattern[str]:
    """Return a pattern for the interrogatives of languages written without spaces, the longest first."""
    asking = {word for code in codes() if (of := pack(code)).particles for word in of.question_words - of.particles}
    return re.compile("|".join(sorted(asking, key=lambda word: (-len(word), word))))


@cache
def _particles() -> frozenset[str]:
    return frozenset().union(*(pack(code).particles for code in codes()))
