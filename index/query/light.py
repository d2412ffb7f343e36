"""Light words, which say little of what is asked for: "happen", "between", "many".

In scripts without spaces a word of one character joins others ("的"), so a pair that holds it straddles two words.
"""

from functools import cache

from index.text.analyzer import analyzer
from index.text.language import DEFAULT
from index.text.lexicon import FUNCTION_WORDS
from index.text.pack import pack
from index.text.word_patterns import UNSPACED

__all__ = ["is_light", "may_be_left_out"]


def is_light(own: str, language: str = DEFAULT) -> bool:
    """True if a term says little of what is asked for: "happen", "between", "many"."""
    return own in _light_terms(language) or not _light_characters(language).isdisjoint(own)


def may_be_left_out(own: str, language: str = DEFAULT) -> bool:
    """True if an answer need not hold a term: a light word, or in a script without spaces one with a particle in it."""
    return is_light(own, language) or not pack(language).particles.isdisjoint(own)


@cache
def _light_terms(language: str) -> frozenset[str]:
    """The terms of the light words of a language, of English also those of its function words."""
    own, words = analyzer(language), pack(language).light | (FUNCTION_WORDS if language == DEFAULT else frozenset())
    return frozenset(filter(None, map(own.whole, words)))


@cache
def _light_characters(language: str) -> frozenset[str]:
    """The light words of one character in scripts without spaces."""
    return frozenset(word for word in pack(language).light if len(word) == 1 and UNSPACED.match(word))
