"""Aggressive stemming: the root shared by "establish" and "establishment", by "decide" and "decision".

A second stemming, after the suffix lists of Lovins (1968), bolder than the analyzer's. It only serves to compare a word
of a question with words of a text: a wrong root adds half a match and never hides a right one. The root of a word in
another language is its beginning, or what is left without particles and endings where its pack has them (Arabic,
after Larkey, Ballesteros and Connell, 2002); a German word also has half a match in the compounds that hold it.
"""

from functools import lru_cache
from itertools import groupby

from index.text.lexicon import words
from index.text.patterns import has_pattern, pattern

__all__ = ["BEGINNING", "is_compound_with", "root", "root_in"]

SHORTEST = 4
"""The fewest letters of a root that was shortened."""

BEGINNING = SHORTEST - 1
"""Letters at the beginning that a root always shares with its word; words that differ there need no comparison."""

_SUFFIXES = {
    length: frozenset(some) for length, some in groupby(sorted(words("root_suffixes"), key=len, reverse=True), key=len)
}
"""The suffixes by length, longest first, so that the first match is the longest."""

_ALIKE = str.maketrans("stc", "ddd")


@lru_cache(maxsize=1 << 16)
def root(term: str) -> str:
    """Return the root of a term; a term that is short, a number or not in Latin letters is its own root."""
    if len(term) <= SHORTEST or not (term.isascii() and term.isalpha()):
        return term
    for length, suffixes in _SUFFIXES.items():
        if len(term) - length >= SHORTEST and term[-length:] in suffixes:
            term = term[:-length]
            break
    return term[:-1] + term[-1].translate(_ALIKE) if len(term) > SHORTEST else term


FIRST = 5
"""Letters at the beginning of a word of another language that are its root; tried in five, on half of each set."""

SHORTEST_PART, SHORTEST_OTHER = 4, 3
"""Letters of a word that is sought in compounds, and of what else a compound must hold."""


@lru_cache(maxsize=1 << 16)
def root_in(language: str, term: str) -> str:
    """Return the root of a term of a language; a number is its own root."""
    if language == "en":
        return root(term)
    if not term[:1].isalpha():
        return term
    term = pattern(language, "root_in_front").sub(lambda found: "".join(found.groups("")), term, count=1)
    if not has_pattern(language, "root_ending"):
        return term[:FIRST]
    ending = pattern(language, "root_ending")
    return ending.sub("", ending.sub("", term))


def is_compound_with(one: str, other: str) -> bool:
    """True if the longer of two terms is likely a compound that begins or ends with the shorter."""
    long, short = (one, other) if len(one) > len(other) else (other, one)
    if len(short) < SHORTEST_PART or len(long) < len(short) + SHORTEST_OTHER:
        return False
    return long.startswith(short) or long.endswith(short)
