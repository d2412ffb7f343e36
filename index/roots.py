"""Word families: the root that "establish" and "establishment", "decide" and "decision" share.

A second, bolder stemming (after the suffix lists of Lovins, 1968) that is only used to compare a word of a question
with words of a text, where a wrong guess costs half a match and never hides a right one.
"""

from functools import lru_cache

__all__ = ["root"]

SHORTEST = 4
"""Letters that a root keeps at least."""

_SUFFIXES = (  # the longest first, so that the first one that fits is the longest
    *("ation", "ition", "ative", "ment", "ness", "ship", "hood", "ance", "ence", "able", "less", "ion", "ity", "ive"),
    *("ist", "ism", "ous", "ful", "ant", "ent", "ibl", "abl", "ari", "ali", "iti", "ate", "ify", "ize", "ial", "ian"),
    *("eer", "ess", "age", "ery", "ing", "al", "er", "or", "ic", "ag", "ar", "iv", "at", "if", "iz", "is", "an", "ee"),
    *("ry", "ed", "th", "y", "i", "e"),
)
_ALIKE = str.maketrans("stc", "ddd")


@lru_cache(maxsize=1 << 16)
def root(term: str) -> str:
    """The root of a term; a term that is short, a number or of another script is its own."""
    if len(term) <= SHORTEST or not (term.isascii() and term.isalpha()):
        return term
    for suffix in _SUFFIXES:
        if term.endswith(suffix) and len(term) - len(suffix) >= SHORTEST:
            term = term[: -len(suffix)]
            break
    return term[:-1] + term[-1].translate(_ALIKE) if len(term) > SHORTEST else term
