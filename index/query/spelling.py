"""Words of a question that no source has, each taken for the known word that it is likely a slip of.

A word is taken for another only where it is no English word itself (so "contract" never becomes "contact", nor
"Brazil" "brazen"), by the distance of Damerau (1964): one slip in a word of four to seven letters, two in a longer one.
"""

import gzip
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from index.query.phrases import slips
from index.retrieval.engine import Engine
from index.text.analyzer import Token, tokens
from index.text.lexicon import ASKING_WORDS, STOP_WORDS

__all__ = ["Spelling", "spelling"]

# a text with more unknown words than this is no question with a slip in it
_MOST = 12
_SHORTEST, _LONGEST, _LONG = 4, 30, 8
_EXAMPLES = 10
_WRONG = 3
_ENDINGS = (2, 4)
_DOUBLE = re.compile(r"(\w)\1+")


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words of a question as the sources spell them.

    ``tokens`` are those to look for. ``taken_for`` pairs a word as written with the known word it was taken for, as a
    source writes it; ``unknown`` are the words, as written, that no source has.
    """

    tokens: tuple[Token, ...] = ()
    taken_for: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reading:
    tokens: list[Token] = field(default_factory=list)
    taken_for: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


def spelling(text: str, found: Sequence[Token], engine: Engine) -> Spelling:
    """Read the words of a question against the vocabulary of a collection."""
    known = _known(engine, {token.term for token in found})
    reading = _Reading()
    strange = 0
    for token in found:
        strange += token.term not in known
        if token.term in known or strange > _MOST:
            reading.tokens.append(token)
            reading.unknown += [text[token.start : token.end]] if token.term not in known else []
        else:
            _read(text, token, engine, reading)
    return Spelling(tuple(reading.tokens), tuple(reading.taken_for.items()), tuple(dict.fromkeys(reading.unknown)))


def _known(engine: Engine, terms: Collection[str]) -> frozenset[str]:
    """Those of some terms that a collection has."""
    return frozenset(one for one, held in engine.statistics(terms).document_frequency.items() if held)


def _read(text: str, token: Token, engine: Engine, reading: _Reading) -> None:
    """One word that no source has."""
    word = text[token.start : token.end]
    if word.lower() in _stop_slips() and not _is_english(word):
        return
    named = token.start > 0 and word.istitle()
    nearest = _nearest(word, token.term, engine, named=named)
    if nearest:
        reading.tokens.append(Token(nearest[0], token.start, token.end))
        reading.taken_for[word] = nearest[1]
    else:
        reading.tokens.append(token)
        reading.unknown.append(word)


def _nearest(word: str, stem: str, engine: Engine, *, named: bool) -> tuple[str, str] | None:
    """The known term that a word is most likely a slip of, and the term as a source writes it; or None.

    A word with a slip in its ending has another stem than the right one, so what is similar to its beginning is looked
    at too. ``named`` says that the word is written as a name, which only a name is taken for.
    """
    if not word.isalpha() or not _SHORTEST <= len(word) <= _LONGEST:
        return None
    keys = dict.fromkeys([stem, *(word.lower()[:-cut] for cut in _ENDINGS if len(word) - cut > _SHORTEST)])
    similar = dict.fromkeys(other for key in keys for other in engine.similar(key) if len(other) >= _SHORTEST)
    if not similar or _is_english(word):
        return None
    near = [(other, _as_written(other, word, engine, named=named)) for other in similar]
    rated = [(_slip(word, stem, other, written), other, written) for other, written in near if written]
    best = min((one for one in rated if one[0]), key=lambda one: one[0], default=None)
    return best[1:] if best else None


def _slip(word: str, stem: str, other: str, written: str) -> int:
    """What slip of the pen makes one word of another: 0 for none, or else from 1 (likely) on.

    1 is a double letter in the wrong place or two letters swapped, 2 a letter too many or too few, 3 a wrong letter,
    and more for two slips. The words are compared as written, and by their stems where their endings differ.
    """
    whole = _rated(word.lower(), written.lower())
    stems = _rated(stem, other)
    limit = 2 if len(word) >= _LONG else 1
    if whole and whole[0] <= limit and not (whole[1] == _WRONG and _short_name(word)):
        return whole[0] * _WRONG + whole[1] - _WRONG
    if stems and stems[0] <= 1 and (stems[1] < _WRONG or len(stem) > len("coper")):
        return _WRONG + stems[1]
    return 0


def _short_name(word: str) -> bool:
    """Whether a wrong letter makes it another name: "Mali" and "Bali"."""
    return word[0].isupper() and len(word) <= _SHORTEST + 1


def _rated(one: str, other: str) -> tuple[int, int] | None:
    """The distance of two words and the sort of slip; None where they do not begin alike, as words seldom slip so."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only a word that no source has needs it

    if not other.isalpha() or (one[:1] != other[:1] and one[:2] != other[1::-1]):
        return None
    if _single(one) == _single(other) or sorted(one) == sorted(other):
        return min(1, OSA.distance(one, other)), 1
    return OSA.distance(one, other), _WRONG if len(one) == len(other) else _WRONG - 1


def _single(word: str) -> str:
    """A word with every double letter single."""
    return _DOUBLE.sub(r"\1", word)


def _as_written(known: str, word: str, engine: Engine, *, named: bool) -> str:
    """A term as a source writes it, in the form that is most like the word; "" where none is, or none a name."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only a word that no source has needs it

    texts = [candidate.passage.text for candidate in engine.candidates({known: 1.0}, _EXAMPLES)]
    forms = {text[token.start : token.end] for text in texts for token in tokens(text) if token.term == known}

    def unlike(form: str) -> tuple[int, bool, bool, str]:
        other_case = form[0].isupper() != word[0].isupper()
        return OSA.distance(form.lower(), word.lower()), form.isupper(), other_case, form

    return min((form for form in forms if not named or form[0].isupper()), key=unlike, default="")


@cache
def _stop_slips() -> frozenset[str]:
    return frozenset(slips(sorted(word for word in STOP_WORDS | ASKING_WORDS if len(word) >= _SHORTEST - 1)))


@cache
def _dictionary() -> bytes:
    """The English words of ``data/english.txt.gz``, one a line, as they stand.

    Reading them takes 4 ms and finding a word in them 0.5 ms; a set of them would take 20 ms and 9 MB.
    """
    return b"\n" + gzip.decompress(Path(__file__).parents[1].joinpath("data").joinpath("english.txt.gz").read_bytes())


@lru_cache(maxsize=1024)
def _is_english(word: str) -> bool:
    return f"\n{word.lower()}\n".encode() in _dictionary()
