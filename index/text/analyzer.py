"""Analyzer: tokenizer and filters that turn passages and questions of one language into terms.

Words are found in the text as written, so their offsets are exact, and then folded to terms: NFKC, case folding, no
diacritics ("Börte" becomes "borte"), no possessive, no dots in "U.S.", no separators in "1,000", the stem of Snowball's
algorithm for the language. Hyphens and slashes separate words. Each word is analysed by itself, so it becomes the same
term in every text and every question of its language.

English stems words of Latin letters alone. Scripts without spaces between words (Chinese, Japanese, Korean, Thai and
related ones) become single characters and bigrams.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

import Stemmer

from index.text.folding import JOINERS, LONGEST, folder_of
from index.text.lexicon import ASKING_WORDS

__all__ = ["ANALYSIS", "LONGEST", "Analyzer", "Located", "Token", "analyzer", "term", "terms", "tokens"]

ANALYSIS = f"3 snowball {Stemmer.version()}"
"""The version of this analysis; an index built with another one must be rebuilt."""

CACHED = 1 << 18
"""Words whose terms are cached before the cache is cleared: about 30 MB at most."""

HEADLINE = 4
"""Words that make a text all in capitals a headline, whose capitals mean nothing; fewer may be an abbreviation."""

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0971-\u0dff"
)
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u9fff"
    "\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff"
)
_INITIALS = r"[A-Za-z]{1,2}(?:\.[A-Za-z])+(?!\w)\.?"
_NUMBER = r"(?:\d{1,3}(?:[,٬]\d{2,3})*[,٬]\d{3}(?:[.٫]\d+)?|\d+(?:[.٫]\d+)+)(?!\w)"
_LETTER = rf"[\w{_MARKS}{JOINERS}]"
_SPACED_LETTER = rf"(?![{_UNSPACED}]){_LETTER}"
_PLAIN = rf"\w++(?![.,٬٫'’{_MARKS}{JOINERS}])"  # most words, and much faster
_WORD = re.compile(rf"{_PLAIN}|(?=\w)(?:{_INITIALS}|{_NUMBER}|{_LETTER}+(?:['’]{_LETTER}+)*)")
_WORD_APART = re.compile(f"({_WORD.pattern})")
_RUN = rf"[{_UNSPACED}]+"
_MIXED = rf"{_RUN}|(?=\w)(?:{_INITIALS}|{_NUMBER}|(?:{_SPACED_LETTER})+(?:['’](?:{_SPACED_LETTER})+)*)"
_COUNTRY_US = re.compile(r"(?<!tell )(?<!give )(?<!show )(?<!help )(?<!let )(?<!teach )(?<!to )(?<!for )(?<!of )\bus\b")


class Token(NamedTuple):
    """A term and the span of its word, ``text[start:end]``; offsets in characters, end exclusive."""

    term: str
    start: int
    end: int


class Located(NamedTuple):
    """The words of a text in order: the term of each, "" for a stop word, and the offsets where it starts and ends."""

    terms: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]


class _Terms(dict[str, str]):
    """A cache from words of a language as written to terms, "" for stop words."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._of = folder_of(language)

    def __missing__(self, word: str) -> str:
        found = self._of(word)
        if len(word) > LONGEST:
            return found
        if len(self) >= CACHED:
            self.clear()
        self[word] = found
        return found


class Analyzer:
    """The analysis of texts and questions in one language, by its code in ISO 639-1."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._terms = _Terms(language)

    def tokens(self, text: str, *, question: bool = False) -> list[Token]:
        """Return the words of a text that are not stop words, in order, each with its term and its offsets.

        With ``question``, English words that only ask ("please tell me") are dropped too, and a lower-case "us" is
        taken for the country unless it is plainly the pronoun.
        """
        found = [Token(*one) for one in zip(*self.located(text), strict=True) if one[0]]
        return list(_question_tokens(text.replace("_", " "), found)) if question and self.language == "en" else found

    def located(self, text: str) -> Located:
        """Return the words of a text and where they stand: ``tokens`` and the stop words between, faster."""
        text = text.replace("_", " ")
        if _in_capitals(text):
            text = text.lower()
        if not text.isascii() and _compiled(_RUN).search(text):
            mixed = [*self._mixed_tokens(text)]
            return Located(*zip(*mixed, strict=True)) if mixed else Located((), (), ())
        parts = _WORD_APART.split(text)
        ends = [*accumulate(map(len, parts))]
        return Located([*map(self._terms.__getitem__, parts[1::2])], ends[:-1:2], ends[1::2])

    def terms(self, text: str) -> tuple[str, ...]:
        """Return the terms of ``tokens``, faster."""
        if not text.isascii() and _compiled(_RUN).search(text):
            return tuple(token.term for token in self.tokens(text))
        known = self._terms
        if _in_capitals(text):
            text = text.lower()
        return tuple([found for word in _WORD.findall(text.replace("_", " ")) if (found := known[word])])

    def term(self, word: str) -> str:
        """Return the term of one word, "" for a stop word."""
        return self._terms[word]

    def whole(self, word: str) -> str:
        """Return the term of one word of any script, the last pair of characters where it has no spaces."""
        return max(reversed(self.terms(word)), key=len, default="")

    def _mixed_tokens(self, text: str) -> Iterator[Token]:
        known = self._terms
        for match in _compiled(_MIXED).finditer(text):
            if _compiled(_RUN).match(text, match.start()):
                for at in range(match.start(), match.end()):
                    yield Token(unicodedata.normalize("NFKC", text[at]), at, at + 1)
                    if at + 1 < match.end():
                        yield Token(unicodedata.normalize("NFKC", text[at : at + 2]), at, at + 2)
            elif found := known[match.group()]:
                yield Token(found, match.start(), match.end())


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern that only some texts need, when the first of them does."""
    return re.compile(pattern)


def _in_capitals(text: str) -> bool:
    """True if a text is a headline in capitals, so that they mean nothing."""
    return text.isupper() and text.count(" ") >= HEADLINE - 1 and len(text.lower()) == len(text)


def _question_tokens(text: str, found: Iterable[Token]) -> Iterator[Token]:
    """Drop the words that only ask, and add the country if it is typed as "us"."""
    kept = [token for token in found if text[token.start : token.end].casefold() not in ASKING_WORDS]
    in_capitals = _in_capitals(text)
    kept += [Token("us", *match.span()) for match in _COUNTRY_US.finditer(text.lower() if in_capitals else text)]
    if (start := re.match(r"\W*(?:Will|May)\b", text)) is not None:
        kept = [token for token in kept if token.end != start.end()]
    yield from sorted(kept, key=lambda token: (token.start, token.end))


@cache
def analyzer(language: str) -> Analyzer:
    """Return the analyzer of a language, by its code; there is one of each."""
    return Analyzer(language)


_ENGLISH = analyzer("en")
tokens, terms, term = _ENGLISH.tokens, _ENGLISH.terms, _ENGLISH.term
"""The analysis of English, which the rules for English use."""
