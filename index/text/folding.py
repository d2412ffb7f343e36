"""Folding of words: the forms in which one word is written, made one, so that texts and questions meet.

English is folded as it always was. Any other language is stemmed by its own algorithm of Snowball, which needs the
accents, and loses them behind it; so a question may be typed without them.
"""

import re
import threading
import unicodedata
from collections.abc import Callable

import Stemmer

from index.text.lexicon import STOP_WORDS, words
from index.text.pack import Pack, pack
from index.text.pack_keys import Apostrophe
from index.text.word_patterns import alternatives

__all__ = ["ALGORITHMS", "JOINERS", "LONGEST", "folder_of", "plain"]

LONGEST = 64
"""Characters kept of a longer word, so that hostile text cannot fill the vocabulary."""

JOINERS = "\u00ad\u200c\u200d"
"""Characters within words that are not seen."""

ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch",
    "no": "norwegian", "nb": "norwegian", "nn": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
"""The algorithm of Snowball for each language that has one, by its code in ISO 639-1."""

_ENGLISH = pack("en")
_ENDING = re.compile(rf"'(?:{alternatives(words('clitics'))})$")
"""Behind an English name in a text of any language, too."""
_ELISION = re.compile(rf"^(?:{alternatives(_ENGLISH.elisions)})'(?=\w{{3}})")
_SPELLINGS = {other: word for word, others in _ENGLISH.spellings.items() for other in others}
_NAMES = frozenset(map(str.capitalize, words("names_like_stop_words")))
_UNSEEN = rf"{JOINERS}\u0591-\u05c7\u064b-\u065f\u0670\u0640."
_DROPPED = re.compile(rf"[\u0300-\u036f{_UNSEEN}]")
_UNSEEN_ONLY = re.compile(rf"[{_UNSEEN}]")
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h"})
_SEPARATORS = str.maketrans("٬٫", ",.")
_TURKISH = str.maketrans({"İ": "i", "I": "ı"})


def folder_of(language: str) -> Callable[[str], str]:
    """Return the function from a word of a language, as written, to its term, "" for a stop word."""
    return _English().term if language == "en" else _Foreign(language, pack(language)).term


def plain(word: str) -> str:
    """Return a word without the accents of Latin, Greek and Cyrillic letters."""
    if word.isascii():
        return word
    letters = _ACCENTS.sub("", unicodedata.normalize("NFKD", word)).translate(_LETTERS)
    return unicodedata.normalize("NFKC", letters)


def _digits(word: str) -> str:
    """Return a word with the digits of any script as those from 0 to 9, and a number with its separators."""
    if word.isascii() or not any(map(str.isdecimal, word)):
        return word
    western = (str(unicodedata.decimal(one)) if one.isdecimal() else one for one in word)
    return "".join(western).translate(_SEPARATORS)


class _Stems:
    """A stemmer that several threads may use."""

    def __init__(self, algorithm: str) -> None:
        self._stemmer = Stemmer.Stemmer(algorithm, 0)
        self._lock = threading.Lock()  # a stemmer reuses its one buffer

    def __call__(self, word: str) -> str:
        with self._lock:
            stem: str = self._stemmer.stemWord(word)
        return stem


class _English:
    """English words, and those of any script in an English text."""

    def __init__(self) -> None:
        self._stem = _Stems("english")

    def term(self, word: str) -> str:
        if len(word) > LONGEST:
            return self._fold(word[:LONGEST])
        folded = self._fold(word)
        if folded in STOP_WORDS and not (word in _NAMES or _is_abbreviation(word)):
            return ""
        folded = _SPELLINGS.get(folded, folded)
        return self._stem(folded) if folded.isascii() and folded.isalpha() else folded

    @staticmethod
    def _fold(word: str) -> str:
        """Return a word without case, diacritics, possessive, elision, dots and separators."""
        folded = word.casefold().replace("’", "'")
        if not folded.isascii():
            folded = _digits("".join(unicodedata.normalize("NFKD", folded).casefold().translate(_LETTERS).split()))
        if folded[:1].isdigit():
            return folded.replace(",", "")
        folded = _ELISION.sub("", _ENDING.sub("", _DROPPED.sub("", folded)))
        return unicodedata.normalize("NFKC", folded.replace("'", ""))


class _Foreign:
    """Words of any other language, by its pack."""

    def __init__(self, language: str, of: Pack) -> None:
        self._pack = of
        self._stem = _Stems(ALGORITHMS[language]) if language in ALGORITHMS else str
        self._plain = plain if of.accents_vary else str
        self._turkish = language in {"tr", "az"}
        self._stops = of.stop_words | frozenset(map(self._plain, of.stop_words))
        self._in_front = re.compile(of.patterns.get("joined_in_front", "(?!)"))
        self._elision = re.compile(rf"^(?:{alternatives(of.elisions)})'(?=\w{{2}})")

    def term(self, word: str) -> str:
        folded = self._fold(word[:LONGEST])
        if folded in self._stops and not _is_abbreviation(word):
            return ""
        if folded[:1].isdigit():
            return folded
        return self._plain(self._stem(folded))

    def _fold(self, word: str) -> str:
        """Return a word without case, what is joined to it, dots and separators; with its accents."""
        lower = word.translate(_TURKISH).lower() if self._turkish else word.casefold()
        folded = _digits("".join(unicodedata.normalize("NFKC", lower).replace("’", "'").split()))
        if folded[:1].isdigit():
            return re.sub(r"[.,]", "", folded) if _GROUPED.fullmatch(folded) else folded
        folded = self._in_front.sub("", _UNSEEN_ONLY.sub("", folded))
        if "'" in folded:
            folded = self._without_apostrophe(folded)
        return folded

    def _without_apostrophe(self, folded: str) -> str:
        if self._pack.apostrophe is Apostrophe.BEFORE_SUFFIX:
            return folded.partition("'")[0]
        if self._pack.elisions:
            folded = self._elision.sub("", folded)
        return _ENDING.sub("", folded).replace("'", "")


def _is_abbreviation(word: str) -> bool:
    """True if a word that folds to a stop word is written as a name: "US", "u.s.", "WHO", "IT"."""
    letters = "".join(filter(str.isalpha, word))
    return "." in word or (len(letters) > 1 and letters.isupper() and "'" not in word)
