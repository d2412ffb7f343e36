"""Aggressive stemming: the root shared by "establish" and "establishment", by "decide" and "decision".

A second stemming, after the suffix lists of Lovins (1968), bolder than the analyzer's. It only serves to compare a word
of a question with words of a text: a wrong root adds half a match and never hides a right one. The root of a word in
another language is its beginning, that of an Arabic one what is left without particles and endings (after Larkey,
Ballesteros and Connell, 2002); a German word also has half a match in the compounds that hold it.
"""

import re
from functools import lru_cache

__all__ = ["BEGINNING", "is_compound_with", "root", "root_in"]

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


FIRST = 5
"""Letters at the beginning of a word of another language that are its root; tried in five, on half of each set."""

SHORTEST_PART, SHORTEST_OTHER = 4, 3
"""Letters of a word that is sought in compounds, and of what else a compound must hold."""

_PARTICLES = re.compile(r"^(?:وال|بال|كال|فال|ال|لل|[وفبلك](?=...))(?=.{2})")
_ARABIC_ENDING = re.compile(r"(?<=.{2})(?:ها|ان|ات|ون|ين|يه|ية|ه|ة|ي|ا)$")


_PARTICIPLES = {
    "de": re.compile(r"^((?:ab|an|auf|aus|bei|ein|her|hin|mit|nach|um|vor|zu|zuruck|zusammen)?)(?:ge|zu)(?=\w{4})"),
    "nl": re.compile(r"^((?:aan|af|in|mee|na|om|op|over|toe|uit|voor)?)ge(?=\w{4})"),
}
"""The mark of a participle, in front or behind a particle: "gegründet", "aufgeführt"."""


@lru_cache(maxsize=1 << 16)
def root_in(language: str, term: str) -> str:
    """Return the root of a term of a language; a number is its own root."""
    if language == "en":
        return root(term)
    if not term[:1].isalpha():
        return term
    if language == "ar":
        bare = _PARTICLES.sub("", term, count=1)
        return _ARABIC_ENDING.sub("", _ARABIC_ENDING.sub("", bare))
    if language in _PARTICIPLES:
        term = _PARTICIPLES[language].sub(r"\1", term, count=1)
    return term[:FIRST]


def is_compound_with(one: str, other: str) -> bool:
    """True if the longer of two terms is likely a compound that begins or ends with the shorter."""
    long, short = (one, other) if len(one) > len(other) else (other, one)
    if len(short) < SHORTEST_PART or len(long) < len(short) + SHORTEST_OTHER:
        return False
    return long.startswith(short) or long.endswith(short)
