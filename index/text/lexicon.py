"""The word lists of English, shared by the rules for text, questions and answers."""

from collections.abc import Mapping

from index.text.pack import pack

__all__ = ["ASKING_WORDS", "FUNCTION_WORDS", "NOUNS", "STOP_WORDS", "words"]

_ENGLISH = pack("en")
_OWN = ("stop_words", "question_words", "months", "weekdays", "numerals", "currencies", "time_units", "abbreviations")
_LISTS: Mapping[str, frozenset[str]] = {**{name: getattr(_ENGLISH, name) for name in _OWN}, **_ENGLISH.lists}


def words(*lists: str) -> frozenset[str]:
    """Return the words of the named lists of English together; raises KeyError for one that its pack has not."""
    return frozenset().union(*(_LISTS[name] for name in lists))


NOUNS = _ENGLISH.nouns
"""The nouns that name each kind of answer, such as "year" for a date."""

FUNCTION_WORDS = words("question_words", "auxiliaries", "prepositions", "articles", "particles", "requests")
STOP_WORDS = words("stop_words")
ASKING_WORDS = words("asking_words")
