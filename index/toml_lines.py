"""Where a key stands in a TOML file, which the standard parser does not tell."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

__all__ = ["holds", "line_of"]


def holds(values: object, path: Sequence[str]) -> bool:
    """Whether nested tables have a value at a path of keys."""
    for key in path:
        if not isinstance(values, Mapping) or key not in values:
            return False
        values = values[key]
    return True


def line_of(text: str, path: Sequence[str]) -> int:
    """The line, from 1, on which the statement begins that sets the key at a path of keys.

    ``text`` must be TOML that holds the key. The statement begins after the longest run of first lines that is TOML
    by itself and does not hold the key; a bisection finds it, because what a file has said once it cannot take back.
    """
    lines = text.split("\n")
    without, within = 0, len(lines)
    while within - without > 1:
        middle = (without + within) // 2
        tried = next(_readable(lines, range(middle, without, -1)), None)
        if tried is None:
            tried = next(_readable(lines, range(middle + 1, within)), None)
        if tried is None:
            break
        number, values = tried
        if holds(values, path):
            within = number
        else:
            without = number
    return without + 1


def _readable(lines: Sequence[str], numbers: Sequence[int]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Those of these numbers of first lines that are TOML by themselves, with what they say."""
    for number in numbers:
        try:
            yield number, tomllib.loads("\n".join(lines[:number]))
        except tomllib.TOMLDecodeError:
            continue
