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
NOT_UTF_8 = "this is not UTF-8 text; save it as UTF-8"
EVERY = 100
"""How many steps lie between two words of progress where they cannot be rewritten in place."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a batch: its question and the ``id`` that it gave, any JSON value.

    ``error`` says why the line holds no question, and what to write instead; ``text`` is then None.
    """

    text: str | None
    identifier: object = None
    error: str | None = None


def read_questions(path: str) -> Iterator[Item]:
    """The questions of a file, or of standard input for ``-``, as their lines come.

    A line that begins with ``{`` is a JSON object with ``question`` and perhaps ``id``; any other line that is not
    blank is a question. A line that is neither comes in its place, with an error that names it. Raises UsageError
    where the file cannot be read, and where there is nothing in it.
    """
    for where, line in _lines(path):
        if line is None:
            yield Item(None, error=f"{where}: {NOT_UTF_8}")
        else:
            yield _item(line, where) if line.startswith("{") else Item(line)


def read_claims(path: str) -> Iterator[str]:
    """The citations and quotes of a file, or of standard input for ``-``: the lines that are not blank.

    Raises UsageError where the file cannot be read, where there is nothing in it, and for a line that is not UTF-8.
    """
    for where, line in _lines(path):
        if line is None:
            raise UsageError(f"{where}: {NOT_UTF_8}")
        yield line


def _lines(path: str) -> Iterator[tuple[str, str | None]]:
    """The lines that are not blank, stripped, each after the words that name it; None for one that is not UTF-8."""
    found = False
    try:
        with nullcontext(sys.stdin.buffer) if path == STANDARD_INPUT else Path(path).open("rb") as stream:
            for number, raw in enumerate(stream, start=1):
                line = _decoded(raw, "utf-8-sig" if number == 1 else "utf-8")
                if line != "":
                    found = True
                    yield f"{path}, line {number}", line
    except OSError as error:
        raise UsageError(f"{path}: the batch cannot be read ({error.strerror}); name a file, or - for a pipe") from None
    if not found:
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
    if not isinstance(question, str):
        return Item(None, identifier, f'{where}: no question; write {{"question": "…"}}, with an "id" if you like')
    return Item(question, identifier)


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
