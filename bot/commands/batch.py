"""Batches: questions and claims from a file or a pipe, in order."""

import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from index.errors import UsageError

__all__ = ["STANDARD_INPUT", "Item", "read_claims", "read_questions"]

STANDARD_INPUT = "-"
NOT_UTF_8 = "this is not UTF-8 text; save it as UTF-8"
DEEPEST_ID = 500
"""Levels of lists and objects within an ``id``: far below what exhausts the stack when it is written as JSON."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a batch: a question with its ``id``, which may be any JSON value.

    If the line holds no question, ``text`` is None and ``error`` gives the reason and the cure.
    """

    text: str | None
    identifier: object = None
    error: str | None = None


def read_questions(path: str) -> Iterator[Item]:
    """Read the questions of a file, or of standard input for ``-``, as their lines come.

    A line that begins with ``{`` is a JSON object with ``question`` and perhaps ``id``; any other line that is not
    blank is a question. A line that is neither keeps its place, with an error that names it. Raises UsageError if the
    file cannot be read or is empty.
    """
    for where, line in _lines(path):
        if line is None:
            yield Item(None, error=f"{where}: {NOT_UTF_8}")
        else:
            yield _item(line, where) if line.startswith("{") else Item(line)


def read_claims(path: str) -> Iterator[str]:
    """Read the citations and quotes of a file, or of standard input for ``-``, one on each line that is not blank.

    Raises UsageError if the file cannot be read, is empty, or has a line that is not UTF-8.
    """
    for where, line in _lines(path):
        if line is None:
            raise UsageError(f"{where}: {NOT_UTF_8}")
        yield line


def _lines(path: str) -> Iterator[tuple[str, str | None]]:
    """Yield the name of each line that is not blank with its text, stripped; None for text that is not UTF-8."""
    empty = True
    try:
        with nullcontext(sys.stdin.buffer) if path == STANDARD_INPUT else Path(path).open("rb") as stream:
            for number, raw in enumerate(stream, start=1):
                line = _decoded(raw, "utf-8-sig" if number == 1 else "utf-8")
                if line != "":
                    empty = False
                    yield f"{path}, line {number}", line
    except OSError as error:
        raise UsageError(f"{path}: the batch cannot be read ({error.strerror}); name a file, or - for a pipe") from None
    if empty:
        raise UsageError(f"{path}: there is nothing in it; write one question or claim on each line")


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding).strip()
    except UnicodeDecodeError:
        return None


def _item(line: str, where: str) -> Item:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Item(None, error=f"{where}: this begins like JSON but is not ({error})")
    question, identifier = value.get("question"), value.get("id")
    if _depth(identifier) > DEEPEST_ID:
        return Item(None, error=f'{where}: the "id" is nested more than {DEEPEST_ID} levels deep; make it flat')
    if not isinstance(question, str):
        return Item(None, identifier, f'{where}: no question; write {{"question": "…"}}, with an "id" if you like')
    return Item(question, identifier)


def _depth(value: object) -> int:
    """Count the levels of lists and objects within a value, a level at a time: recursion could exhaust the stack."""
    depth, layer = 0, [value]
    while nested := [one for one in layer if isinstance(one, list | dict)]:
        depth += 1
        layer = [inner for one in nested for inner in (one.values() if isinstance(one, dict) else one)]
    return depth
