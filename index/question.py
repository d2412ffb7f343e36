"""Questions: what one asks for, in terms, names and the kind of answer."""

from dataclasses import dataclass
from enum import StrEnum

from index.engines.base import Engine
from index.terms import Token, tokens

__all__ = ["Kind", "Question", "understand"]


class Kind(StrEnum):
    """The kind of answer a question expects."""

    PERSON = "who"
    DATE = "when"
    PLACE = "where"
    NUMBER = "how many"
    MONEY = "how much money"
    PERCENT = "what per cent"
    DURATION = "how long"
    REASON = "why"
    MANNER = "how"
    DEFINITION = "what is"
    YES_NO = "yes or no"
    LIST = "which ones"
    OTHER = "what"


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood.

    ``tokens`` are its words that carry meaning, with their places in ``text``. ``names`` are its capitalised words as
    written. ``taken_for`` pairs a word that no source has with the known word it was taken for. ``unknown`` are the
    words that no source has, as written, and that were taken for nothing.
    """

    text: str
    kind: Kind = Kind.OTHER
    tokens: tuple[Token, ...] = ()
    names: tuple[str, ...] = ()
    taken_for: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()


def understand(text: str, engine: Engine) -> Question:
    """Read a question against the vocabulary of a collection."""
    found = tuple(tokens(text))
    known = engine.statistics([token.term for token in found]).document_frequency
    unknown = tuple(text[token.start : token.end] for token in found if not known[token.term])
    return Question(text, tokens=found, unknown=unknown)
