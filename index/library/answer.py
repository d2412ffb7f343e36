"""Answers as plain records: quotes, the next best passages, and the notes beside them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from index.conversation.small_talk import Talk
from index.documents.blocks import Kind
from index.documents.reading import Mark, Reading, plain
from index.query.answer_type import AnswerType
from index.ranking.refusal import Reason
from index.ranking.support import Outcome

__all__ = ["Answer", "Place", "Quote", "by_date", "near"]

NEAR = 3
"""The closest lines of a refusal whose headings are named."""


@dataclass(frozen=True, slots=True)
class Place:
    """A citation and its offsets in characters of the decoded text, end exclusive.

    ``sha256`` is the hash of the source's bytes and ``text`` what stands there, "" if they are not told.
    """

    citation: str
    source: str
    start: int
    end: int
    sha256: str = field(default="", compare=False)
    text: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Quote:
    """A ranked passage with everything that a surface shows of it.

    ``rank`` counts from 1 (0 for a passage that is only context); ``quoted`` is True if it is part of the answer and
    not just the next best. Lines and columns count from 1, and ``end_column`` is that of the last character.
    ``text`` is the source's, ``marks`` say what a reader of the rendered page sees of it (``plain``), ``headings`` are
    those above it, outermost first, ``columns`` the names of the columns of a table's row, ``page`` the page of a PDF,
    from 1. ``matches``, ``answer`` and ``marks`` are spans within ``text`` (offsets in characters, end exclusive).
    ``antecedent`` is the passage that says who "He" is, quoted as context. ``changed`` is True if the source on disk is
    no longer the one that was indexed. ``features`` maps the name of each feature to what it added to the score.
    ``ordinal`` is the position of the passage in its source, from 0.
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
    marks: tuple[Mark, ...] = ()
    headings: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    page: int | None = None
    kind: Kind = Kind.TEXT
    sentence: bool = True

    @property
    def reading(self) -> Reading:
        """The text as it is shown, and the way from one to the other."""
        return Reading(self.text, self.marks)

    @property
    def plain(self) -> str:
        """The text as a reader of the rendered page sees it."""
        return plain(self.text, self.marks)


@dataclass(frozen=True, slots=True)
class Answer:
    """The sources' answer to a question, what comes nearest to one, or the reason why they give none.

    ``reason`` says why the outcome is unsure or declined and is None for an answer; ``missing`` are the words of the
    question that the quoted lines lack, or for a refusal all sources. ``passages`` are ranked, the quoted ones before
    the next best; those of a refusal are the closest lines, and none is quoted. ``corrections`` pairs words of the
    question with those that they were taken for. ``support`` is the chance, from 0 to 1, that the quoted words bear the
    question out. ``notes`` are remarks in plain words on files that are not taken up yet. ``incomplete`` is True if
    files are new or changed that were not asked, so that nothing is denied of them. ``newest_first`` is True if the
    quotes of several articles stand so.

    ``subject`` is the question whose subject a follow-up took, ``inherited`` what it took in words, and ``asked`` is
    what to pass as ``before`` with the next question. ``confidence`` is the chance, from 0 to 1, that the first passage
    answers. ``weights`` maps each term of the question to its weight. ``relevance`` is the log odds that the sources
    speak of what is asked, None if no passage was found; an answer needs at least ``threshold``, which was calibrated
    by asking the sources ``calibrated_with`` questions about other things.

    ``talk`` is what was said if that is no question to the sources; there are ``sources`` of them then, with the
    ``titles`` of a few, each with its date. ``suggestions`` are questions that the sources answer, or headings and
    titles that the closest lines of a refusal stand under.
    """

    question: str
    answer_type: AnswerType
    outcome: Outcome
    confidence: float
    reason: Reason | None
    passages: tuple[Quote, ...]
    notes: tuple[str, ...] = ()
    incomplete: bool = False
    subject: str | None = None
    asked: str = ""
    weights: Mapping[str, float] = field(default_factory=dict)
    relevance: float | None = None
    threshold: float = 0.0
    calibrated_with: int = 0
    missing: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    support: float = 0.0
    newest_first: bool = False
    inherited: str | None = None
    talk: Talk | None = None
    sources: int = 0
    titles: tuple[tuple[str, dt.date | None], ...] = ()
    suggestions: tuple[str, ...] = ()

    @property
    def answered(self) -> bool:
        """True if the quoted words bear the question out."""
        return self.outcome is Outcome.ANSWERED

    @property
    def outdated(self) -> bool:
        """True if the source of a passage has changed since it was read."""
        return any(one.changed for one in self.passages)

    @property
    def doubtful(self) -> bool:
        """True if something is denied or quoted that the files as they are now may not bear out."""
        return (self.outcome is Outcome.DECLINED and not self.incomplete) or self.outdated

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The passages that make the answer, or if it is unsure those that come nearest."""
        return tuple(one for one in self.passages if one.quoted)

    @property
    def others(self) -> tuple[Quote, ...]:
        """The next best passages, or the closest lines of a refusal."""
        return tuple(one for one in self.passages if not one.quoted)


def by_date(passages: Sequence[Quote]) -> bool:
    """Return True if the quotes are of several articles, each with a date, and not all of one day."""
    dates = {one.date for one in passages if one.quoted}
    return len(dates) > 1 and None not in dates


def near(passages: Sequence[Quote]) -> tuple[str, ...]:
    """Return the headings, or else the titles, that the closest lines stand under."""
    return tuple(dict.fromkeys(one.headings[-1] if one.headings else one.title for one in passages[:NEAR]))
