"""The language of a text or of a question: told by its script, and among languages of one script by small words.

Small words are the stop words of the packs; one that several languages share counts less for each of them. The same
text is always in the same language.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from index.text.lexicon import ASKING_WORDS, STOP_WORDS, words
from index.text.pack import codes, pack

__all__ = ["DEFAULT", "UNKNOWN", "language_of", "language_of_question", "language_tagged", "language_told"]

DEFAULT = "en"
"""The language of a text of Latin letters that nothing tells."""

UNKNOWN = "und"
"""The language of a text of a script that no pack is written in."""

SAMPLE = 2_000
"""Characters at the beginning, and as many in the middle of a longer text, by which its language is told."""

PLAINLY = 0.25
"""The share of English stop words from which on a text is English, where they are some 40%; set by hand."""

LEAST, FEWEST = 0.06, 1.5
"""The share of its different words, and their number, that are of a language other than English; set by hand."""

LETTER = 0.3
"""What a word with a letter that few other languages have counts, as a share of a small word; set by hand."""

OTHER_SCRIPT = 0.3
"""The share of letters in another script than Latin from which on it counts; set by hand."""

IN_QUESTION = 0.2
"""The same in a question, which may ask for a name of another script; set by hand."""

FIRST = 3
"""The first or the last words of a question, one of which asks if it is in another language than the sources."""

ASKED = 2_000
"""Characters of a question by which its language is told; what is longer is pasted text."""

_PRIOR = 0.5
"""Small words that it counts for a language that a question has words of if some sources are in it, or that it begins
as that language asks; set by hand."""

ENOUGH = 2
"""Small words of a language that a question must hold to tell it by itself; set by hand."""

_SCRIPTS = {
    "Cyrillic": ("\u0400-\u052f", ("ru", "uk", "bg")),
    "Greek": ("\u0370-\u03ff\u1f00-\u1fff", ("el",)),
    "Arabic": ("\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff", ("ar", "fa")),
    "Hebrew": ("\u0590-\u05ff", ("he",)),
    "Devanagari": ("\u0900-\u097f", ("hi",)),
    "Kana": ("\u3040-\u30ff", ("ja",)),
    "Han": ("\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff", ("zh", "ja")),
    "Hangul": ("\u1100-\u11ff\u3130-\u318f\uac00-\ud7af", ("ko",)),
}
_OF_OTHERS = tuple(code for _, listed in _SCRIPTS.values() for code in listed)
_KANA = 0.05  # of the letters of a Japanese text, far more are kana
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ENGLISH = STOP_WORDS | ASKING_WORDS | words("question_words", "auxiliaries")


def language_tagged(tag: str) -> str | None:
    """Return the code of the language of a tag such as "pt-BR" (BCP 47), in small letters; None for anything else."""
    match = _TAG.fullmatch(tag)
    return match[1].lower() if match else None


def language_of(text: str) -> str:
    """Return the code of the language that a text is written in, by its beginning and its middle."""
    sample = text[:SAMPLE]
    if len(text) > 2 * SAMPLE:
        sample += " " + text[len(text) // 2 :][:SAMPLE]
    found = _WORD.findall(sample.lower())
    if sum(word in STOP_WORDS for word in found) >= PLAINLY * max(1, len(found)):
        return DEFAULT
    if listed := _by_script(sample):
        return _most(found, listed, listed[0]) if len(listed) > 1 else listed[0]
    return _most(found, _latin(), DEFAULT, max(FEWEST, LEAST * len(set(found))))


def language_of_question(text: str, languages: Sequence[str] = (DEFAULT,)) -> str:
    """Return the code of the language that a question is asked in, ``languages`` being those of the sources.

    Where nothing tells it, it is that of most sources, the first one.
    """
    text = text[:ASKED]
    found = _WORD.findall(text.lower())
    if listed := _by_script(text, IN_QUESTION):
        own = [code for code in languages if code in listed]
        return _most(found, listed, (own or listed)[0])
    latin = [code for code in languages if code not in _OF_OTHERS and code != UNKNOWN] or [DEFAULT]
    if latin == [DEFAULT] and not _ENGLISH.isdisjoint(one for one in found[:FIRST] if len(one) > 1):
        return DEFAULT
    ends = {*found[:FIRST], *found[-FIRST:]}
    asking = [code for code in _latin() if code in latin or not pack(code).question_words.isdisjoint(ends)]
    begun = [code for code in (DEFAULT, *asking) if found and _asks(code, found[0])]
    return _most([*found[:1], *_written_small(text)], asking, latin[0], prior=latin, begun=begun)


def language_told(question: str, preferred: Sequence[str] = ()) -> str:
    """Return the code of the language that a question tells by itself, whatever the sources are in; "" if it does not.

    A Chinese word is enough ("谁 Riverside library"); a question in Latin letters must begin as its language asks, or
    hold two of its small words. Between two that are as likely, the one that is ``preferred`` counts.
    """
    text = question[:ASKED]
    found = [one for one in _WORD.findall(text.lower()) if len(one) > 1]
    scripts = {name for name, pattern in _patterns().items() if not text.isascii() and pattern.search(text)}
    if "Han" in scripts and scripts.isdisjoint({"Kana", "Hangul"}):
        return "zh"
    if listed := _by_script(text, IN_QUESTION):
        return _most(found, listed, listed[0]) if listed != (UNKNOWN,) else ""
    counts, known = _counts(found), _small_words()
    for code in known.get(found[0], ()) if found else ():
        counts[code] += _PRIOR * (code == DEFAULT or found[0] in pack(code).question_words)
    first, second = sorted(_latin(), key=lambda code: (-counts[code], code not in preferred))[:2]
    sure = counts[first] > counts[second] or (first in preferred) > (second in preferred)
    small = sum(first in known.get(word, ()) for word in set(found))
    asks = len(found) > 1 and found[0] in pack(first).question_words
    return first if (asks or small >= ENOUGH) and sure else ""


def _by_script(text: str, share: float = OTHER_SCRIPT) -> tuple[str, ...]:
    """Return the languages of the script that most letters of a text are in, () for Latin."""
    if text.isascii():
        return ()
    counts = Counter({name: len(pattern.findall(text)) for name, pattern in _patterns().items()})
    letters = sum(map(str.isalpha, text))
    most = max(counts, key=lambda name: counts[name])
    if counts["Kana"] and counts["Kana"] >= _KANA * letters and counts["Kana"] + counts["Han"] >= share * letters:
        return ("ja",)
    if counts[most] < share * max(1, letters):
        beyond = sum(letter > "\u024f" and letter.isalpha() for letter in text)
        return (UNKNOWN,) if beyond - counts.total() > OTHER_SCRIPT * letters and not _is_latin(text) else ()
    return _SCRIPTS[most][1] if most != "Han" else ("zh",)


def _is_latin(text: str) -> bool:
    """True if half of the letters of a text are Latin."""
    latin = sum("a" <= letter.lower() <= "\u024f" or "\u1e00" <= letter <= "\u1eff" for letter in text)
    return 2 * latin >= sum(map(str.isalpha, text))


def _asks(code: str, word: str) -> bool:
    """True if a language asks with a word."""
    return word in (words("question_words") if code == DEFAULT else pack(code).question_words)


def _written_small(text: str) -> list[str]:
    """Return the words of a question that begin with no capital, as those of names do; all if it is in capitals."""
    found = _WORD.findall(text)
    return [one.lower() for one in found if text.isupper() or not one[0].isupper()]


def _most(  # noqa: PLR0913, PLR0917 - all but the first three are what counts beside
    found: Sequence[str],
    listed: Iterable[str],
    otherwise: str,
    least: float = 0.0,
    prior: Sequence[str] = (),
    begun: Sequence[str] = (),
) -> str:
    """Return the language that most of some words are of, its count being above ``least``."""
    counts = _counts(found)
    for code in begun:
        counts[code] += _PRIOR
    for at, code in enumerate(prior):
        counts[code] += (2 if not at else 1) * _PRIOR if counts[code] else 0.0
    wanted = [code for code in listed if counts[code] > least]
    return max(wanted, key=lambda code: (counts[code], code == otherwise, code), default=otherwise)


def _counts(found: Sequence[str]) -> defaultdict[str, float]:
    """Count the small words of each language among some words, one that several languages have less."""
    counts: defaultdict[str, float] = defaultdict(float)
    known = _small_words()
    for word in dict.fromkeys(one for one in found if len(one) > 1):
        for code in known.get(word, ()):
            counts[code] += 1 / math.sqrt(len(known[word]))
    for code, letters in _letters().items():
        counts[code] += LETTER * sum(not letters.isdisjoint(word) for word in set(found))
    return counts


@cache
def _letters() -> Mapping[str, frozenset[str]]:
    """Map each language to the letters that few others have."""
    return {code: frozenset(pack(code).letters) for code in codes() if pack(code).letters}


@cache
def _small_words() -> Mapping[str, Sequence[str]]:
    """Map each small word to the languages that have it."""
    of: defaultdict[str, list[str]] = defaultdict(list)
    for code in codes():
        small = _ENGLISH if code == DEFAULT else pack(code).stop_words | pack(code).question_words
        for word in small:
            of[word].append(code)
    return of


@cache
def _latin() -> tuple[str, ...]:
    return tuple(code for code in codes() if code not in _OF_OTHERS)


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile(f"[{letters}]") for name, (letters, _) in _SCRIPTS.items()}
