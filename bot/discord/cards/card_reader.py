"""Reads a card back from the components of a message."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.discord.cards.card import Role
from bot.discord.cards.escaping import unescape, unquoted
from bot.discord.cards.quote_markdown import words_of
from bot.wording.direction import without_isolates
from bot.wording.invisible import conceal

__all__ = ["Cited", "Shown", "read"]

_CITATION = re.compile(r"-# \[?(`+) ?(.*?[^` ]) ?\1(?!`)")
_QUESTION = re.compile(r"(?:### |\*\*)?(.*?)(?:\*\*)?", re.DOTALL)
_BEFORE = re.compile(r"-# [^:：]*[:：]\s*")
"""What a card says before the question whose subject it took, in any language: its words, and a colon."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A quote of a card: its citation, and its words as they are shown, with line ends as LF."""

    citation: str
    words: str
    context: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """The content of a card: the question, the one whose subject it took (or ""), and the quotes of its page."""

    question: str
    before: str = ""
    quotes: tuple[Cited, ...] = ()


def read(texts: Iterable[tuple[int, str]]) -> Shown:
    """Read a card from the ids and contents of its text components, in their order."""
    question = before = ""
    quotes: list[Cited] = []
    for number, written in texts:
        text = without_isolates(written)  # those of a source are shown by their numbers
        if number == Role.QUESTION:
            question = _question(text)
        elif number == Role.BEFORE:
            before = unescape(_BEFORE.sub("", text, count=1))
        elif Role.QUOTE <= number < Role.PLAIN and (cited := _cited(number, text)):
            quotes.append(cited)
    return Shown(question, before, tuple(quotes))


def _question(text: str) -> str:
    match = _QUESTION.fullmatch(text)
    return unescape(match[1] if match else text)


def _cited(number: int, text: str) -> Cited | None:
    lines = text.split("\n")
    body = [line for line in lines if line.startswith("> ")]
    match = next(filter(None, map(_CITATION.match, lines)), None)
    if match is None:
        return None
    return Cited(conceal(match[2]), words_of(unquoted("\n".join(body))), number >= Role.CONTEXT)
