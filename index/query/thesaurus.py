"""Other forms of a word and other words for it, from two lists that ship with the package."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from index.text.analyzer import term

__all__ = ["forms", "synonyms"]

_DATA = Path(__file__).parents[1].joinpath("data")


def forms(one: str) -> tuple[str, ...]:
    """The terms of the same word's other forms ("fought" for "fight"), in order."""
    return _table("families.txt").get(one, ())


def synonyms(one: str) -> tuple[str, ...]:
    """The terms that a text may use in the place of this one ("movie" for "film"), in order."""
    return _table("synonyms.txt").get(one, ())


@cache
def _table(name: str) -> Mapping[str, tuple[str, ...]]:
    """Each term of a list with the other terms of its lines."""
    related: dict[str, dict[str, None]] = {}
    for group in _groups(name):
        for one in group:
            related.setdefault(one, {}).update(dict.fromkeys(other for other in group if other != one))
    return {one: tuple(others) for one, others in related.items()}


def _groups(name: str) -> Iterator[list[str]]:
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield [found for word in line.split() if (found := term(word))]
