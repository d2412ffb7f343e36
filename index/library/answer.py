"""Answers as plain records: the quotes that make one, and what stands beside them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from index.query.answer_type import AnswerType

__all__ = ["Answer", "Place", "Quote"]


@dataclass(frozen=True, slots=True)
class Place:
    """A citation and its offsets in characters of the decoded text, end exclusive."""

    citation: str
    source: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A ranked passage with everything that a surface shows of it.

    ``rank`` counts from 1 (0 for a passage that is only context); ``quoted`` says that it is part of the answer and not
    just the next best. Lines and columns count from 1, ``end_column`` is that of the last character. ``matches`` and
    ``answer`` are spans within ``text``. ``antecedent`` is the passage that says who "He" is, quoted as context.
    ``changed`` says that the source on disk is no longer the one that was indexed. ``figures`` maps each feature to
    what it added to the score. ``ordinal`` counts the passages of the source from 0.
    """

    rank: int
    quoted: bool
    score: float
    citation: str
    source: str
    title: str
    publisher: str | None
    date: dt.date | None
    url: str | None
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    sha256: str
    text: str
    also: tuple[Place, ...] = ()
    matches: tuple[tuple[int, int], ...] = ()
    answer: tuple[int, int] | None = None
    antecedent: "Quote | None" = None
    changed: bool = False
    features: Mapping[str, float] = field(default_factory=dict)
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """The sources' answer to a question, or the reason why they give none.

    ``reason`` is None for an answer and the cause of a refusal. ``passages`` are ranked, the quoted ones and the next
    best; a refusal's are the closest lines and none is quoted. ``notes`` are plain remarks: a word taken for another, a
    subject taken from the question before, two reports. ``subject`` is the question whose subject a follow-up took, and
    ``asked`` what the next follow-up goes on from. ``confidence`` is from 0 to 1. ``weights`` maps each term of the
    question to what it counts. ``relevance`` is the log odds that the sources speak of what is asked, None where no
    passage was found; an answer needs ``threshold``, which is calibrated on the sources with ``calibrated_with``
    questions about other things.
    """

    question: str
    kind: AnswerType
    answered: bool
    confidence: float
    reason: str | None
    passages: tuple[Quote, ...]
    notes: tuple[str, ...] = ()
    subject: str | None = None
    asked: str = ""
    weights: Mapping[str, float] = field(default_factory=dict)
    relevance: float | None = None
    threshold: float = 0.0
    calibrated_with: int = 0

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The passages that make the answer."""
        return tuple(one for one in self.passages if one.quoted)

    @property
    def others(self) -> tuple[Quote, ...]:
        """The next best passages, or the closest lines of a refusal."""
        return tuple(one for one in self.passages if not one.quoted)
