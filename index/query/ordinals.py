"""Ordinals across the articles of a series.

In an article on the first meeting, "the next meeting" is the second; in one on the second, "the third" is the next.
"""

from collections.abc import Collection

from index.text.analyzer import term, terms
from index.text.lexicon import words

__all__ = ["FOLLOWING", "ORDINALS", "PRECEDING", "also_known_as"]

ORDINALS = terms("first second third fourth fifth sixth seventh eighth ninth tenth")
"""The terms of the ordinals, in order."""

FOLLOWING, PRECEDING = (frozenset(map(term, words(name))) for name in ("following", "preceding"))


def also_known_as(asked: str, title: Collection[str]) -> frozenset[str]:
    """Return the terms that an article of this title uses for an ordinal or "next" of a question."""
    own = next((at for at, ordinal in enumerate(ORDINALS) if ordinal in title), None)
    if own is None:
        return frozenset()
    if asked in ORDINALS:
        return {1: FOLLOWING, -1: PRECEDING}.get(ORDINALS.index(asked) - own, frozenset())
    step = 1 if asked in FOLLOWING else -1 if asked in PRECEDING else 0
    beside = own + step
    return frozenset({ORDINALS[beside]}) if step and 0 <= beside < len(ORDINALS) else frozenset()
