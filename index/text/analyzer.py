"""Analyzer: tokenizer and filters that turn passages and questions into terms.

Words are found in the text as written, so their offsets are exact, and then normalised to terms: NFKC, case folding, no
diacritics ("Börte" becomes "borte"), no possessive, no dots in "U.S.", no separators in "1,000", Snowball's English
stem. Hyphens and slashes separate words. Each word is analysed by itself, so it becomes the same term in every text and
every question.

Other languages: words in Latin letters go through the same stemmer, which may conflate two forms but never separates
equal ones; words of other scripts are not stemmed; scripts without spaces between words (Chinese, Japanese, Korean,
Thai and related ones) become single characters and bigrams.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import Stemmer

from index.text.lexicon import ASKING_WORDS, STOP_WORDS

__all__ = ["ANALYSIS", "Token", "term", "terms", "tokens"]

ANALYSIS = f"1 snowball {Stemmer.version()}"
"""The version of this analysis; an index built with another one must be rebuilt."""

LONGEST = 64
"""Characters kept of a longer word, so that hostile text cannot fill the vocabulary."""

CACHED = 1 << 18
"""Words whose terms are cached before the cache is cleared: about 30 MB at most."""

HEADLINE = 4
"""Words that make a text all in capitals a headline, whose capitals mean nothing; fewer may be an abbreviation."""

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0971-\u0dff"
)
_JOINERS = "\u00ad\u200c\u200d"
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u9fff"
    "\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff"
)
_INITIALS = r"[A-Za-z]{1,2}(?:\.[A-Za-z])+(?!\w)\.?"
_NUMBER = r"(?:\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d+(?:\.\d+)+)(?!\w)"
_LETTER = rf"[\w{_MARKS}{_JOINERS}]"
_SPACED_LETTER = rf"(?![{_UNSPACED}]){_LETTER}"
_WORD = re.compile(rf"(?=\w)(?:{_INITIALS}|{_NUMBER}|{_LETTER}+(?:['’]{_LETTER}+)*)")
_RUN = rf"[{_UNSPACED}]+"
_MIXED = rf"{_RUN}|(?=\w)(?:{_INITIALS}|{_NUMBER}|(?:{_SPACED_LETTER})+(?:['’](?:{_SPACED_LETTER})+)*)"
_ENDING = re.compile(r"'(?:s|m|re|ve|ll|d)$")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu)'(?=\w{3})")
_DROPPED = re.compile(rf"[{_JOINERS}\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0640.]")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h"})
_ORDINALS = dict(
    zip(
        ["1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th"],
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"],
        strict=True,
    )
)
_ABBREVIATED = ("january", "february", "march", "april", "august", "september", "october", "november", "december")
_MONTHS = {month[:3]: month for month in _ABBREVIATED} | {"sept": "september"}
_NAMES = frozenset({"May", "Will"})
_COUNTRY_US = re.compile(r"(?<!tell )(?<!give )(?<!show )(?<!help )(?<!let )(?<!teach )(?<!to )(?<!for )(?<!of )\bus\b")


class Token(NamedTuple):
    """A term and the span of its word, ``text[start:end]``; offsets in characters, end exclusive."""

    term: str
    start: int
    end: int


class _Terms(dict[str, str]):
    """A cache from words as written to terms, "" for stop words."""

    def __init__(self) -> None:
        super().__init__()
        self._stemmer = Stemmer.Stemmer("english", 0)
        self._lock = threading.Lock()  # a stemmer reuses its one buffer

    def __missing__(self, word: str) -> str:
        if len(word) > LONGEST:
            return _fold(word[:LONGEST])
        found = self._of(word)
        if len(self) >= CACHED:
            self.clear()
        self[word] = found
        return found

    def _of(self, word: str) -> str:
        folded = _fold(word)
        if folded in STOP_WORDS and not _stands_for_a_name(word):
            return ""
        folded = _ORDINALS.get(folded) or _MONTHS.get(folded) or folded
        if not folded.isascii() or not folded.isalpha():
            return folded
        with self._lock:
            stem: str = self._stemmer.stemWord(folded)
        return stem


def tokens(text: str, *, question: bool = False) -> list[Token]:
    """Return the words of a text that are not stop words, in order, each with its term and its offsets.

    With ``question``, words that only ask ("please tell me") are dropped too, and a lower-case "us" is taken for the
    country unless it is plainly the pronoun.
    """
    text = text.replace("_", " ")
    found = _tokens(text.lower() if _in_capitals(text) else text)
    return list(_question_tokens(text, found)) if question else list(found)


def terms(text: str) -> tuple[str, ...]:
    """Return the terms of ``tokens``, faster."""
    if not text.isascii() and _compiled(_RUN).search(text):
        return tuple(token.term for token in tokens(text))
    known = _CACHE
    if _in_capitals(text):
        text = text.lower()
    return tuple([found for word in _WORD.findall(text.replace("_", " ")) if (found := known[word])])


def term(word: str) -> str:
    """Return the term of one word, "" for a stop word."""
    return _CACHE[word]


def _tokens(text: str) -> Iterator[Token]:
    if not text.isascii() and _compiled(_RUN).search(text):
        yield from _mixed_tokens(text)
        return
    for match in _WORD.finditer(text):
        if found := _CACHE[match.group()]:
            yield Token(found, match.start(), match.end())


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern that only some texts need, when the first of them does."""
    return re.compile(pattern)


def _mixed_tokens(text: str) -> Iterator[Token]:
    for match in _compiled(_MIXED).finditer(text):
        if _compiled(_RUN).match(text, match.start()):
            for at in range(match.start(), match.end()):
                yield Token(unicodedata.normalize("NFKC", text[at]), at, at + 1)
                if at + 1 < match.end():
                    yield Token(unicodedata.normalize("NFKC", text[at : at + 2]), at, at + 2)
        elif found := _CACHE[match.group()]:
            yield Token(found, match.start(), match.end())


def _in_capitals(text: str) -> bool:
    """True if a text is a headline in capitals, so that they mean nothing."""
    return text.isupper() and text.count(" ") >= HEADLINE - 1 and len(text.lower()) == len(text)


def _question_tokens(text: str, found: Iterator[Token]) -> Iterator[Token]:
    """Drop the words that only ask, and add the country if it is typed as "us"."""
    kept = [token for token in found if text[token.start : token.end].casefold() not in ASKING_WORDS]
    in_capitals = _in_capitals(text)
    kept += [Token("us", *match.span()) for match in _COUNTRY_US.finditer(text.lower() if in_capitals else text)]
    if (start := re.match(r"\W*(?:Will|May)\b", text)) is not None:
        kept = [token for token in kept if token.end != start.end()]
    yield from sorted(kept, key=lambda token: (token.start, token.end))


def _fold(word: str) -> str:
    """Return a word without case, diacritics, possessive, elision, dots and separators."""
    folded = word.casefold().replace("’", "'")
    if not folded.isascii():
        folded = "".join(unicodedata.normalize("NFKD", folded).casefold().translate(_LETTERS).split())
    if folded[:1].isdigit():
        return folded.replace(",", "")
    folded = _ELISION.sub("", _ENDING.sub("", _DROPPED.sub("", folded)))
    return unicodedata.normalize("NFKC", folded.replace("'", ""))


def _stands_for_a_name(word: str) -> bool:
    """True if a word that folds to a stop word is written as a name: "US", "u.s.", "WHO", "IT", "May"."""
    letters = "".join(filter(str.isalpha, word))
    return word in _NAMES or "." in word or (len(letters) > 1 and letters.isupper() and "'" not in word)


_CACHE = _Terms()
