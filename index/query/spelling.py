"""Spelling correction: a word that no source has is taken for the known word that it most likely misspells.

English words are never corrected (so "contract" does not become "contact", nor "Brazil" "brazen"). The distance is that
of Damerau (1964): one slip in a word of four to seven letters, two in a longer one. Of other languages there is no
dictionary but the pack, so that only what is hardly ever another word is corrected: letters swapped or doubled wrongly,
and in a name or a long word a letter too many or too few.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import itemgetter

from index.query.dictionary import is_english_word
from index.query.phrases import slips
from index.retrieval.engine import Engine, analyzer_for
from index.text.analyzer import Token
from index.text.language import DEFAULT
from index.text.lexicon import ASKING_WORDS, STOP_WORDS
from index.text.pack import pack

__all__ = ["Corrected", "correct"]

_MOST = 12  # unknown words that are corrected; a text with more of them is no question with a slip in it
_SHORTEST, _LONGEST = 4, 30  # letters of a word that is corrected
_LONG = 8  # letters from which on a word may hold two slips
_EXAMPLES = 10  # passages in which the written form of a term is sought
_WRONG = 3  # the rating of a wrong letter, the least likely single slip
_ENDINGS = (2, 4)  # letters cut off a word whose ending may be misspelt
_LONG_STEM = 6  # letters from which on a stem may hold a wrong one
_SAME_WORD = 6  # letters that forms of one word share, where its stemmer does not join them
_DOUBLE = re.compile(r"(\w)\1+")


@dataclass(frozen=True, slots=True)
class Corrected:
    """The words of a question as the sources spell them.

    ``tokens`` are those to look for. ``corrections`` pairs a word as written with the known word it was taken for, as a
    source writes it; ``unknown`` are the words, as written, that no source has.
    """

    tokens: tuple[Token, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(slots=True)
class _Draft:
    """A ``Corrected`` in the making."""

    tokens: list[Token] = field(default_factory=list)
    corrections: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


def correct(text: str, content: Sequence[Token], engine: Engine, language: str = DEFAULT) -> Corrected:
    """Correct the content words of a question, read in a language, by the vocabulary of a collection."""
    frequency = engine.statistics({token.term for token in content}).document_frequency
    draft = _Draft()
    unknown = 0
    for token in content:
        unknown += not frequency[token.term]
        if frequency[token.term]:
            draft.tokens.append(token)
        elif unknown > _MOST:
            draft.tokens.append(token)
            draft.unknown.append(text[token.start : token.end])
        else:
            _correct_unknown(text, token, engine, draft, language)
    return Corrected(tuple(draft.tokens), tuple(draft.corrections.items()), tuple(dict.fromkeys(draft.unknown)))


def _correct_unknown(text: str, token: Token, engine: Engine, draft: _Draft, language: str) -> None:
    """Correct one word that no source has; a misspelt stop word is dropped."""
    word = text[token.start : token.end]
    if language == DEFAULT and word.lower() in _stop_slips() and not is_english_word(word):
        return
    named = token.start > 0 and word.istitle()
    nearest = None if _is_known(word, language) else _nearest(word, token.term, engine, named=named)
    if nearest and (language == DEFAULT or _is_plain_slip(word, nearest[1], language, named=named)):
        known, draft.corrections[word] = nearest
        draft.tokens.append(Token(known, token.start, token.end))
    elif nearest and token.term[:_SAME_WORD] == nearest[0][:_SAME_WORD]:
        draft.tokens.append(token._replace(term=nearest[0]))
    else:
        draft.tokens.append(token)
        draft.unknown.append(word)


def _nearest(word: str, stem: str, engine: Engine, *, named: bool) -> tuple[str, str] | None:
    """Return the known term that a word most likely misspells, and that term as a source writes it; or None.

    A slip in the ending changes the stem, so terms similar to the word's beginning are candidates too. If ``named``,
    the word is written as a name, and only a name is taken for it.
    """
    if not word.isalpha() or not _SHORTEST <= len(word) <= _LONGEST:
        return None
    keys = dict.fromkeys([stem, *(word.lower()[:-cut] for cut in _ENDINGS if len(word) - cut > _SHORTEST)])
    similar = dict.fromkeys(other for key in keys for other in engine.similar(key) if len(other) >= _SHORTEST)
    if not similar or is_english_word(word):
        return None
    spelled = [(other, _as_written(other, word, engine, named=named)) for other in similar]
    rated = [(_slip(word, stem, other, written), other, written) for other, written in spelled if written]
    best = min((candidate for candidate in rated if candidate[0]), key=itemgetter(0), default=None)
    return best[1:] if best else None


def _slip(word: str, stem: str, other: str, written: str) -> int:
    """Rate the slip that turns a known word into the one written: 0 if there is none, else from 1, the likeliest.

    1 is a double letter in the wrong place or two letters swapped, 2 a letter too many or too few, 3 a wrong letter,
    and more for two slips. The words are compared as written, or else by their stems.
    """
    whole = _rated(word.lower(), written.lower())
    stems = _rated(stem, other)
    limit = 2 if len(word) >= _LONG else 1
    if whole and whole[0] <= limit and not (whole[1] == _WRONG and _short_name(word)):
        return whole[0] * _WRONG + whole[1] - _WRONG
    if stems and stems[0] <= 1 and (stems[1] < _WRONG or len(stem) >= _LONG_STEM):
        return _WRONG + stems[1]
    return 0


def _is_plain_slip(word: str, written: str, language: str, *, named: bool) -> bool:
    """True if a word in another language than English differs from a known one as another word hardly ever does."""
    rated = _rated(word.lower(), written.lower())
    if rated is None or rated[0] > 1 or rated[1] == _WRONG:
        return False
    return rated[1] == 1 or len(word) >= _LONG or (named and not pack(language).nouns_capitalised)


def _is_known(word: str, language: str) -> bool:
    """True for a word of another language than English that its pack lists."""
    return language != DEFAULT and word.lower() in _listed(language)


def _short_name(word: str) -> bool:
    """True for a name so short that one with another letter is another name: "Mali" and "Bali"."""
    return word[0].isupper() and len(word) <= _SHORTEST + 1


def _rated(word: str, other: str) -> tuple[int, int] | None:
    """Return the distance of two words and the type of slip; None if they begin differently, as slips seldom do."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only a word that no source has needs it

    if not other.isalpha() or (word[:1] != other[:1] and word[:2] != other[1::-1]):
        return None
    if _single(word) == _single(other) or sorted(word) == sorted(other):
        return min(1, OSA.distance(word, other)), 1
    return OSA.distance(word, other), _WRONG if len(word) == len(other) else _WRONG - 1


def _single(word: str) -> str:
    """Return a word with every double letter single."""
    return _DOUBLE.sub(r"\1", word)


def _as_written(known: str, word: str, engine: Engine, *, named: bool) -> str:
    """Return the written form of a term that is most like a word, or "" if there is none (with ``named``, no name)."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only a word that no source has needs it

    found = [candidate.passage for candidate in engine.candidates({known: 1.0}, _EXAMPLES)]
    texts = [(one.plain, analyzer_for(engine, one.source).tokens(one.plain)) for one in found]
    forms = {text[token.start : token.end] for text, own in texts for token in own if token.term == known}

    def difference(form: str) -> tuple[int, bool, bool, str]:
        other_case = form[0].isupper() != word[0].isupper()
        return OSA.distance(form.lower(), word.lower()), form.isupper(), other_case, form

    return min((form for form in forms if not named or form[0].isupper()), key=difference, default="")


@cache
def _listed(language: str) -> frozenset[str]:
    """The words that the pack of a language holds as content words, and those that only ask."""
    of = pack(language)
    dates = of.months | of.weekdays | of.numerals
    return dates.union(of.stop_words, of.question_words, of.light, *of.families, *of.synonyms)


@cache
def _stop_slips() -> frozenset[str]:
    return frozenset(slips(sorted(word for word in STOP_WORDS | ASKING_WORDS if len(word) >= _SHORTEST - 1)))
