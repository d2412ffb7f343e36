"""Line numbers of keys in TOML files, which the standard parser does not report."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

__all__ = ["holds", "line_of"]


def holds(values: object, path: Sequence[str]) -> bool:
    """True if nested tables have a value at a path of keys."""
    for key in path:
        if not isinstance(values, Mapping) or key not in values:
            return False
        values = values[key]
    return True


def line_of(text: str, path: Sequence[str]) -> int:
    """Return the line, from 1, of the statement that sets the key at a path of keys.

    ``text`` must be valid TOML that holds the key. The statement follows the longest prefix of lines that is valid TOML
    and lacks the key. A bisection finds that prefix, because TOML never unsets a key.
    """
    lines = text.split("\n")
    without, within = 0, len(lines)
    while within - without > 1:
        middle = (without + within) // 2
        nearest = chain(range(middle, without, -1), range(middle + 1, within))
        number, values = next(_valid_prefixes(lines, nearest), (0, {}))
        if not number:
            break
        if holds(values, path):
            within = number
        else:
            without = number
    return without + 1


def _valid_prefixes(lines: Sequence[str], numbers: Iterable[int]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the numbers of lines whose prefix of the file is valid TOML, each with the parsed values."""
    for number in numbers:
        try:
            yield number, tomllib.loads("\n".join(lines[:number]))
        except tomllib.TOMLDecodeError:
            continue
