"""Batches: questions and claims from a file or a pipe, in order, and how far one has come."""

import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from index.errors import UsageError

__all__ = ["STANDARD_INPUT", "Item", "Progress", "read_claims", "read_questions"]

STANDARD_INPUT = "-"
EVERY = 100
"""How many steps lie between two words of progress where they cannot be rewritten in place."""


@dataclass(frozen=True, slots=True)
class Item:
    """A question of a batch and the ``id`` that its line gave it, any JSON value."""

    text: str
    identifier: object = None


def read_questions(path: str) -> Iterator[Item]:
    """The questions of a file, or of standard input for ``-``, as their lines come.

    A line that begins with ``{`` is a JSON object with ``question`` and perhaps ``id``; any other line that is not
    blank is a question. Raises UsageError, naming the line, for one that is neither.
    """
    for number, line in _lines(path):
        yield _item(line, f"{path}, line {number}") if line.startswith("{") else Item(line)


def read_claims(path: str) -> Iterator[str]:
    """The citations and quotes of a file, or of standard input for ``-``: the lines that are not blank."""
    for _, line in _lines(path):
        yield line


def _lines(path: str) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, stripped, with their numbers from 1."""
    found = False
    try:
        with nullcontext(sys.stdin.buffer) if path == STANDARD_INPUT else Path(path).open("rb") as stream:
            for number, raw in enumerate(stream, start=1):
                line = raw.decode("utf-8-sig" if number == 1 else "utf-8").strip()
                found = found or bool(line)
                if line:
                    yield number, line
    except OSError as error:
        raise UsageError(f"{path}: the batch cannot be read ({error.strerror}); name a file, or - for a pipe") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}, line {number}: this is not UTF-8 text") from None
    if not found:
        raise UsageError(f"{path}: there is nothing in it; write one question or claim on each line")


def _item(line: str, where: str) -> Item:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{where}: this begins like JSON but is not ({error})") from None
    question = value.get("question")
    if not isinstance(question, str):
        raise UsageError(f'{where}: no question; write {{"question": "…"}}, with an "id" if you like')
    return Item(question, value.get("id"))


class Progress:
    """How far a batch has come: rewritten in place on a terminal, a line now and then elsewhere."""

    def __init__(self, stream: TextIO, total: int | None = None) -> None:
        self._stream = stream
        self._of = f" of {total}" if total else ""
        self._terminal = stream.isatty()
        self.done = 0

    def step(self) -> None:
        """One more is done."""
        self.done += 1
        if self._terminal:
            self._write(f"\r{self.done}{self._of}")
        elif self.done % EVERY == 0:
            self._write(f"{self.done}{self._of}\n")

    def finish(self, summary: str) -> None:
        """All are done."""
        blank = len(f"{self.done}{self._of}")
        self._write(f"\r{summary:<{blank}}\n" if self._terminal else f"{summary}\n")

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
