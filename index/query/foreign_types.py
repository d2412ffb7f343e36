"""The answer type of a question in another language than English, by the words and nouns of the language's pack.

The longest words that ask decide; those that need a noun ("which") take the type that the nearest noun names.
"""

import re
import sys
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from index.query.answer_type import AnswerType
from index.query.light import is_light
from index.text.analyzer import analyzer
from index.text.folding import plain
from index.text.pack import pack
from index.text.patterns import pattern
from index.text.word_patterns import UNSPACED, either

__all__ = ["ForeignType", "classify_foreign"]

WHICH = "which"
"""The key of the words that need a noun in a pack's table of what asks."""

LONGEST = 400
"""Characters of a question in which words that ask are looked for."""

NEAR = 4
"""Content words behind a "which" among which the noun stands that names the type, where adjectives may stand before it;
set by hand."""

SHORTEST = 3
"""Letters of what is joined to a noun in a compound, at least: "Wort" is none with "Ort"."""

LONGEST_WHY = len("为什么")
"""Characters of a "why" that may be a "what" behind a word."""

_SELDOM_ALONE = frozenset({WHICH, "manner", "yes_no"})
"""The keys of words behind which one of another type may stand, which then decides."""

_ASKED = re.compile(r"[?？؟;]\W*\Z")
_WORD = re.compile(r"[^\W_]+")
_LETTER = re.compile(r"[^\W_]")
_CAPITALISED = re.compile(r"(?<!\w)[A-ZÄÖÜ]\w+")
_ELIDED = re.compile(r"\w+['’]\Z")
_TYPES = {kind.name.lower(): kind for kind in AnswerType}


class ForeignType(NamedTuple):
    """An answer type, the terms of the noun that only names it, and those of what is counted.

    ``asked`` is the span of the question in which its content words stand: behind its opening, and of one what
    something is, that thing.
    """

    answer_type: AnswerType = AnswerType.OTHER
    focus_terms: frozenset[str] = frozenset()
    unit: tuple[str, ...] = ()
    asked: tuple[int, int] = (0, sys.maxsize)


def classify_foreign(text: str, language: str) -> ForeignType:
    """Return the answer type of a question in a language; OTHER where its pack does not tell."""
    begins = _opening(text, language)
    if thing := _to_define(text, begins, language):
        return ForeignType(AnswerType.DEFINITION, asked=thing)
    return _by_words(text[begins:], language)._replace(asked=(begins, sys.maxsize))


def _opening(text: str, language: str) -> int:
    """Return the length of what a question opens with before it asks; 0 if nothing follows it."""
    match = pattern(language, "opening", re.IGNORECASE).match(text, 0, LONGEST)
    return match.end() if match and _LETTER.search(text, match.end()) else 0


def _to_define(text: str, begins: int, language: str) -> tuple[int, int] | None:
    """Return the span of what a question asks to define, unless a noun of it names a type of answer: "the capital"."""
    match = pattern(language, "definition_asked", re.IGNORECASE).match(text.rstrip()[:LONGEST], begins)
    if match is None:
        return None
    named = analyzer(language).terms(match["subject"])
    if not match.groupdict().get("any") and any(_names_type(one, language) for one in named):
        return None
    if not match["subject"][0].isupper() and all(is_light(one, language) for one in named):
        return None
    elided = _ELIDED.search(text, begins, match.start("subject"))
    return elided.start() if elided else match.start("subject"), match.end("subject")


def _names_type(term: str, language: str) -> bool:
    """True if a term is a noun that names a type of answer, or a compound with one."""
    nouns = _nouns(language)
    joined = (noun for noun in nouns if len(term) >= len(noun) + SHORTEST and term.endswith(noun))
    return term in nouns or (pack(language).compounds and any(joined))


def _by_words(text: str, language: str) -> ForeignType:
    """Return the type that the longest words that ask say, or the noun behind them."""
    asked = text[:LONGEST].casefold().replace("’", "'")
    kinds = _asks(language)
    found = [one for one in _pattern(language).finditer(asked) if _may_ask(one, kinds, asked)]
    sure = (one for one in found if kinds[one.group()] not in _SELDOM_ALONE)
    first = next(sure, next(iter(found), None))
    if first is None:
        return ForeignType(AnswerType.YES_NO if kinds and _asks_nothing_else(asked, language) else AnswerType.OTHER)
    if kinds[first.group()] == WHICH:
        return _by_noun(text, first.end(), language)
    kind = _TYPES[kinds[first.group()]]
    counted = kind is AnswerType.NUMBER
    asking = frozenset(analyzer(language).terms(first.group()))
    return ForeignType(kind, asking, _following(text, first.end(), language)[:1] if counted else ())


def _asks_nothing_else(asked: str, language: str) -> bool:
    """True if a text is a question without a question word: "Sind Hunde erlaubt?"; never in a script without spaces."""
    is_question = _ASKED.search(asked) is not None and not UNSPACED.search(asked)
    return is_question and pack(language).question_words.isdisjoint(_WORD.findall(asked))


def _may_ask(match: re.Match[str], kinds: Mapping[str, str], asked: str) -> bool:
    """False for a "why" that is a "what" behind another word, "named as what", "by which party"."""
    whole = match.group()
    if kinds[whole] != "reason" or not any(whole.endswith(word) for word, kind in kinds.items() if kind == WHICH):
        return True
    if UNSPACED.match(whole):
        return len(whole) > LONGEST_WHY or _LETTER.search(asked, match.end()) is not None
    return not _LETTER.search(asked[: match.start()].rpartition(",")[2])


def _by_noun(text: str, at: int, language: str) -> ForeignType:
    """Return the type that the noun behind an offset names."""
    of, nouns = pack(language), _nouns(language)
    if of.nouns_capitalised:
        noun = next((analyzer(language).term(one) for one in _CAPITALISED.findall(text, at, LONGEST)), "")
        return _named(noun, next((own for own in nouns if noun.endswith(own)), ""), language)
    behind = [one for one in _following(text, at, language) if one in nouns or not is_light(one, language)]
    reach = 1 if of.nouns_first else NEAR * (3 if UNSPACED.search(text) else 1)
    return next((_named(term, term, language) for term in behind[:reach] if term in nouns), ForeignType())


def _named(term: str, noun: str, language: str) -> ForeignType:
    return ForeignType(_TYPES[_nouns(language)[noun]], frozenset({term})) if noun else ForeignType()


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
    return {own: kind for kind in nouns for noun in nouns[kind] if (own := analyzer(language).whole(noun))}
