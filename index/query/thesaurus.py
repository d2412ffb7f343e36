"""Inflections and synonyms of a term, from two lists that ship with the package."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from index.text.analyzer import term

__all__ = ["inflections", "synonyms"]

_DATA = Path(__file__).parents[1].joinpath("data")


def inflections(word: str) -> tuple[str, ...]:
    """Return the terms of a term's irregular forms and derivations ("fought" for "fight"), in order."""
    return _table("families.txt").get(word, ())


def synonyms(word: str) -> tuple[str, ...]:
    """Return the terms that a text may use in place of a term ("movie" for "film"), in order."""
    return _table("synonyms.txt").get(word, ())


@cache
def _table(name: str) -> Mapping[str, tuple[str, ...]]:
    """Map each term of a list to the other terms of its lines."""
    related: dict[str, dict[str, None]] = {}
    for group in _groups(name):
        for word in group:
            related.setdefault(word, {}).update(dict.fromkeys(other for other in group if other != word))
    return {word: tuple(others) for word, others in related.items()}


def _groups(name: str) -> Iterator[list[str]]:
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield list(filter(None, map(term, line.split())))
