"""The word lists of ``data/words.toml``, shared by the rules for text, questions and answers."""

import tomllib
from pathlib import Path

__all__ = ["ASKING_WORDS", "FUNCTION_WORDS", "NOUNS", "STOP_WORDS", "words"]

_LISTS = tomllib.loads(Path(__file__).parents[1].joinpath("data", "words.toml").read_text(encoding="utf-8"))


def words(*lists: str) -> frozenset[str]:
    """Return the words of the named lists together; raises KeyError for a list that is not in the file."""
    return frozenset(word for name in lists for word in _LISTS[name].split())


NOUNS: dict[str, frozenset[str]] = {kind: frozenset(nouns.split()) for kind, nouns in _LISTS["nouns"].items()}
"""The nouns that name each kind of answer, such as "year" for a date."""

FUNCTION_WORDS = words("question_words", "auxiliaries", "prepositions", "articles", "particles", "requests")
STOP_WORDS = words("stop_words")
ASKING_WORDS = words("asking_words")
