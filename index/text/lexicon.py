"""The word lists of ``data/words.toml``, which the rules for questions and answers share."""

import tomllib
from pathlib import Path

__all__ = ["FUNCTION_WORDS", "NOUNS", "words"]

_LISTS = tomllib.loads(Path(__file__).parents[1].joinpath("data").joinpath("words.toml").read_text(encoding="utf-8"))


def words(*lists: str) -> frozenset[str]:
    """The words of some of the lists, by the lists' names."""
    return frozenset(word for name in lists for word in _LISTS[name].split())


NOUNS: dict[str, frozenset[str]] = {kind: frozenset(nouns.split()) for kind, nouns in _LISTS["nouns"].items()}
FUNCTION_WORDS = words("question_words", "auxiliaries", "prepositions", "articles", "particles", "requests")
