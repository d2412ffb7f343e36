"""Aggressive stemming: the root shared by "establish" and "establishment", by "decide" and "decision".

A second stemming, after the suffix lists of Lovins (1968), bolder than the analyzer's. It only serves to compare a word
of a question with words of a text: a wrong root adds half a match and never hides a right one.
"""

from functools import lru_cache

__all__ = ["root"]

SHORTEST = 4
"""The fewest letters of a root that was shortened."""

BEGINNING = SHORTEST - 1
"""Letters at the beginning that a root always shares with its word; words that differ there need no comparison."""

_SUFFIXES = {  # by length, longest first, so that the first match is the longest
    5: frozenset({"ation", "ition", "ative"}),
    4: frozenset({"ment", "ness", "ship", "hood", "ance", "ence", "able", "less"}),
    3: frozenset(
        {
            *("ion", "ity", "ive", "ist", "ism", "ous", "ful", "ant", "ent", "ibl", "abl", "ari", "ali", "iti", "ate"),
            *("ify", "ize", "ial", "ian", "eer", "ess", "age", "ery", "ing"),
        }
    ),
    2: frozenset({"al", "er", "or", "ic", "ag", "ar", "iv", "at", "if", "iz", "is", "an", "ee", "ry", "ed", "th"}),
    1: frozenset({"y", "i", "e"}),
}
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
