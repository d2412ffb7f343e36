"""Contradictions: differences between a quote and its source that turn the meaning round.

They are a negation, a number, a date or a name that differs, by the words alone; that two words mean the opposite is
known of those in the language's pack.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from index.citations.alignment import Difference
from index.citations.turning_words import days, numbers, opposed
from index.text.language import DEFAULT
from index.text.pack import codes, pack
from index.text.patterns import pattern_of_any
from index.text.word_patterns import UNSPACED

__all__ = ["contradicts", "negates"]

ASIDE = 4
"""The most words that a quote leaves out with a negation among them that count as the negation alone."""

AROUND = 200_000
"""Characters of a source in which a word is looked for in lower case, to tell a name from a first word."""

_CJK_NUMBER = re.compile(r"[〇零一二三四五六七八九十百千万萬亿億两兩日]+")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_STARTS = re.compile(r"(?:\A|[.!?:;。！？\n“\"„«‘(>#*|-])\s*\Z")


def negates(text: str) -> bool:
    """True if a text holds a word that negates, in any language that has a pack."""
    return bool(_negation().search(text))


@cache
def _negation() -> re.Pattern[str]:
    listed = sorted(frozenset().union(*(pack(code).negations for code in codes())))
    spaced = "|".join(word for word in listed if not UNSPACED.match(word))
    unspaced = "|".join(word for word in listed if UNSPACED.match(word))
    clipped = pattern_of_any("clipped_negation").pattern
    return re.compile(rf"(?<![^\W_])(?:{spaced})(?![^\W_])|{clipped}|{unspaced}", re.IGNORECASE)


def contradicts(quote: str, shown: str, differences: Sequence[Difference], text: str, language: str) -> bool:
    """True if a quote that is nearly ``shown`` in a source differs from it in a negation, number, date or name.

    ``differences`` are those of the quote's words from ``shown``, ``text`` is that of the source, and ``language`` its.
    """
    changed = [one for one in differences if one[0] in {"replaced", "missing", "added"}]
    if any(_turned(*one, language) for one in changed):
        return True
    stated = numbers(shown, language, single=language != DEFAULT)
    if not _follows(list(numbers(quote, language)), stated) or not _follows(
        [*days(quote, language)], days(shown, language)
    ):
        return True
    replaced = [one for one in changed if one[0] == "replaced"]
    if not replaced or pack(language).nouns_capitalised:  # where every noun is written as names are
        return False
    return any(_renamed(ours, theirs, quote, shown, text) for _, ours, theirs in replaced)


def _turned(kind: str, ours: str, theirs: str, language: str) -> bool:
    """True if a difference negates, or swaps words or numbers that exclude each other."""
    if kind == "missing":
        return len(_WORD.findall(theirs)) <= ASIDE and negates(theirs)
    if kind == "added":
        return negates(ours)
    if negates(ours) != negates(theirs):
        return True
    mine, other = (_WORD.findall(part.lower()) for part in (ours, theirs))
    pairs = list(zip(mine, other, strict=False)) if len(mine) == len(other) else []
    if any(one != two and opposed(one, two, language) for one, two in pairs):
        return True
    counts = list(numbers(ours, language, single=True)), list(numbers(theirs, language, single=True))
    return (all(counts) and counts[0] != counts[1]) or bool(
        _CJK_NUMBER.fullmatch(ours) and _CJK_NUMBER.fullmatch(theirs)
    )


def _follows(wanted: Sequence[str], found: Iterable[str]) -> bool:
    """True if all wanted ones occur among those found, in their order."""
    rest = iter(found)
    return all(one in rest for one in wanted)


def _renamed(ours: str, theirs: str, quote: str, shown: str, text: str) -> bool:
    """True if a name stands for another."""
    mine = set(_names(ours, quote, text))
    other = set(_names(theirs, shown, text))
    return bool(mine and other and mine.isdisjoint(other)) and not (_initials(ours, theirs) or _initials(theirs, ours))


def _names(part: str, whole: str, text: str) -> Iterator[str]:
    """Yield the names of a part of a text, without the ending of a genitive."""
    at = max(whole.find(part), 0)
    for match in _WORD.finditer(part):
        word = match[0]
        starts = _STARTS.search(whole, 0, at + match.start())
        if word[0].isupper() and word != "I" and not (starts and _common(word, text)):
            yield re.sub(r"['’]s?$", "", word).casefold()


def _common(word: str, text: str) -> bool:
    """True for a word that is written in lower case elsewhere in a source, or nowhere else in upper case."""
    lower = re.compile(rf"(?<![^\W_]){re.escape(word.lower())}(?![^\W_])")
    within = re.compile(rf"(?<=[^\W_] ){re.escape(word)}(?![^\W_])")
    return bool(lower.search(text, 0, AROUND)) or not within.search(text, 0, AROUND)


def _initials(short: str, long: str) -> bool:
    """True if one name is the initials of another."""
    letters = "".join(word[0] for word in _WORD.findall(long) if word[0].isupper())
    return short.replace(".", "").strip().upper() == letters.upper() and len(letters) > 1
