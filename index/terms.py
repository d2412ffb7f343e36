"""The one analysis of text into terms, for passages and for questions alike."""

import re
from dataclasses import dataclass

import Stemmer

__all__ = ["Token", "terms", "tokens"]

_WORD = re.compile(r"\w+")
_STOP = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "in",
        "is",
        "it",
        "of",
        "on",
        "or",
        "that",
        "the",
        "to",
        "was",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "why",
        "will",
        "with",
    ]
)
_stem = Stemmer.Stemmer("english").stemWord


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text as a term: ``text[start:end]`` is the word as written; offsets in characters, end exclusive."""

    term: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words of a text that carry meaning, in order, each with its term and its place."""
    found = ((match.group().casefold(), match.span()) for match in _WORD.finditer(text))
    return [Token(_stem(word), *span) for word, span in found if word not in _STOP]


def terms(text: str) -> tuple[str, ...]:
    """The terms of a text, in order."""
    return tuple(token.term for token in tokens(text))
