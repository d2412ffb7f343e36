"""Evaluation of the answers to an operator's own questions, by the places where their answers stand."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any, Protocol

from index.citations.citation import Citation
from index.documents.article import Record
from index.documents.passages import Passage
from index.errors import CitationError, UsageError
from index.library.answer import Answer, Place, Quote
from index.ranking.support import Outcome

__all__ = ["Evaluation", "GoldPlace", "GoldQuestion", "Judgement", "evaluate", "read"]

DEPTH = 10
"""Passages of a ranking that are searched for the expected place: the 10 of MRR@10."""

FIRST_FEW = 5
"""The k of R@k; set by hand, since an answer among so many is found at a glance."""

FORM = '{"question": "…", "gold": ["NAME:LINE", ["NAME", START, END]]}, or "gold": null for what must be declined'


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """An expected place: a span of characters of a source (end exclusive), or a citation."""

    source: str
    span: tuple[int, int] | None = None
    citation: Citation | None = None

    def holds(self, quote: Quote) -> bool:
        """True if a passage, or another place where its words stand, overlaps this place."""
        return self.overlaps(quote) or any(self._is_at(place) for place in quote.also)

    def overlaps(self, quote: Quote | Passage) -> bool:
        """True if a passage itself overlaps this place."""
        if quote.source != self.source:
            return False
        if self.span is not None:
            return quote.start < self.span[1] and self.span[0] < quote.end
        last = (quote.end_line, quote.end_column)
        return self.citation is not None and _meets(self.citation, (quote.line, quote.column), last)

    def _is_at(self, place: Place) -> bool:
        if place.source != self.source:
            return False
        if self.span is not None:
            return place.start < self.span[1] and self.span[0] < place.end
        return self.citation is not None and _meets(self.citation, *_ends(Citation.parse(place.citation)))


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question of a file with its line (from 1) and the places of its answer, none if it must be declined."""

    line: int
    question: str
    gold: tuple[GoldPlace, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The answer to a question, and the ``rank`` (from 1) of the first passage in an expected place, or None."""

    asked: GoldQuestion
    answer: Answer
    rank: int | None

    @property
    def answerable(self) -> bool:
        """True if the question has an answer in the sources, as its file says."""
        return bool(self.asked.gold)

    @property
    def is_right(self) -> bool:
        """True if the first quote is in an expected place, claimed or not, or if nothing is claimed wrongly."""
        return self.rank == 1 and bool(self.answer.quotes) if self.answerable else not self.answer.answered


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The outcomes of a file of questions, in its order, and their measures, from 0 to 1 (1.0 over no questions)."""

    name: str
    outcomes: tuple[Judgement, ...]

    @property
    def answerable(self) -> list[Judgement]:
        """The outcomes of the questions that have an answer."""
        return [one for one in self.outcomes if one.answerable]

    @property
    def unanswerable(self) -> list[Judgement]:
        """The outcomes of the questions that must be declined."""
        return [one for one in self.outcomes if not one.answerable]

    @property
    def first(self) -> float:
        """P@1: the share of the answerable questions whose first passage is right, quoted or not."""
        return _share(self.answerable, lambda one: one.rank == 1)

    @property
    def reciprocal_rank(self) -> float:
        """MRR@10: the mean of 1 / rank over the answerable questions (Voorhees, 1999), 0 if none of ten is right."""
        return fmean(1 / one.rank if one.rank else 0.0 for one in self.answerable) if self.answerable else 1.0

    @property
    def among_first(self) -> float:
        """R@5: the share of the answerable questions with a right passage among the first five."""
        return _share(self.answerable, lambda one: one.rank is not None and one.rank <= FIRST_FEW)

    @property
    def declined_rightly(self) -> float:
        """The share of the unanswerable questions that are declined."""
        return _share(self.unanswerable, lambda one: one.answer.outcome is Outcome.DECLINED)

    @property
    def claimed(self) -> float:
        """The share of the answerable questions of which an answer is claimed."""
        return _share(self.answerable, lambda one: one.answer.answered)

    @property
    def claimed_rightly(self) -> float:
        """The share of the claimed answers to answerable questions whose first quote is in an expected place."""
        return _share([one for one in self.answerable if one.answer.answered], lambda one: one.rank == 1)

    @property
    def claimed_falsely(self) -> float:
        """The share of the unanswerable questions of which an answer is claimed."""
        return _share(self.unanswerable, lambda one: one.answer.answered)

    @property
    def declined_wrongly(self) -> float:
        """The share of the answerable questions that are declined; 0.0 over no questions."""
        if not self.answerable:
            return 0.0
        return _share(self.answerable, lambda one: one.answer.outcome is Outcome.DECLINED)

    @property
    def measures(self) -> dict[str, float | None]:
        """The measures by name; None for one that there are no questions for."""
        answerable, unanswerable = bool(self.answerable), bool(self.unanswerable)
        return {
            "right_first": self.first if answerable else None,
            "mrr_10": self.reciprocal_rank if answerable else None,
            "right_among_5": self.among_first if answerable else None,
            "claimed": self.claimed if answerable else None,
            "claimed_rightly": self.claimed_rightly if answerable else None,
            "claimed_falsely": self.claimed_falsely if unanswerable else None,
            "unsure": _share(self.outcomes, lambda one: one.answer.outcome is Outcome.UNSURE),
            "declined_wrongly": self.declined_wrongly if answerable else None,
            "declined_rightly": self.declined_rightly if unanswerable else None,
        }

    @property
    def misses(self) -> list[Judgement]:
        """The outcomes that are not right."""
        return [one for one in self.outcomes if not one.is_right]


class QuestionAnswerer(Protocol):
    """Anything that answers questions and lists its sources as ``index.library.library.Library`` does."""

    def ask(self, question: str, *, limit: int | None = None) -> Answer:
        """Answer a question."""

    def sources(self) -> Sequence[Record]:
        """List what is served."""


def read(path: Path) -> list[GoldQuestion]:
    """Read the questions of a file of JSON lines with ``question`` and ``gold``.

    ``gold`` lists expected places, each a citation or ``[name, start, end]`` in characters of the decoded text, end
    exclusive; null, "none" or an empty list stands for a question that must be declined. Raises UsageError, with the
    line, if a question is wrong or if there is none.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}); name a file of JSON lines, each {FORM}") from error
    asked = [_question(path, number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not asked:
        raise UsageError(f"{path}: holds no questions; write one a line, each {FORM}")
    return asked


def evaluate(
    answerer: QuestionAnswerer, path: Path, *, name: str = "", step: Callable[[], None] = lambda: None
) -> Evaluation:
    """Ask the questions of a file and judge the answers; ``step`` is called after each question.

    ``name`` is how a comparison refers to this evaluation, by default the file's. Raises UsageError if the file is
    wrong, or if a place that it expects is in no source.
    """
    questions, outcomes = read(path), []
    _held_to_exist(answerer, path, questions)
    for asked in questions:
        answer = answerer.ask(asked.question, limit=DEPTH)
        outcomes.append(Judgement(asked, answer, _rank(answer, asked.gold)))
        step()
    return Evaluation(name or path.name, tuple(outcomes))


def _held_to_exist(answerer: QuestionAnswerer, path: Path, questions: Sequence[GoldQuestion]) -> None:
    """Raise UsageError if a place that a question expects is in no source, or beyond its last line."""
    lines = {record.name: record.lines for record in answerer.sources()}
    for asked in questions:
        for place in asked.gold:
            where = f"{path}:{asked.line}: its gold is no place of the sources"
            if place.source not in lines:
                raise UsageError(f"{where} ({place.source} is none of them)")
            if place.citation and place.citation.line > lines[place.source]:
                raise UsageError(f"{where} ({place.citation}: {place.source} has {lines[place.source]} lines)")


def _share(outcomes: Sequence[Judgement], holds: Callable[[Judgement], bool]) -> float:
    return fmean(holds(one) for one in outcomes) if outcomes else 1.0


def _rank(answer: Answer, gold: Sequence[GoldPlace]) -> int | None:
    return next((quote.rank for quote in answer.passages if any(place.holds(quote) for place in gold)), None)


def _question(path: Path, number: int, line: str) -> GoldQuestion:
    try:
        data = json.loads(line)
        question, gold = data["question"], data["gold"]
    except (ValueError, RecursionError, TypeError, KeyError) as error:
        raise UsageError(f"{path}:{number}: is no question with its place; write {FORM}") from error
    if not isinstance(question, str):
        raise UsageError(f"{path}:{number}: its question is no text; write {FORM}")
    try:
        return GoldQuestion(number, question, tuple(_places(gold)))
    except (CitationError, TypeError, ValueError) as error:
        raise UsageError(f"{path}:{number}: its gold is no place ({error}); write {FORM}") from error


def _places(gold: Any) -> Iterator[GoldPlace]:  # noqa: ANN401 - whatever stands in the file
    if gold in (None, "none", []):
        return
    for one in [gold] if isinstance(gold, str) else gold:
        if isinstance(one, str):
            citation = Citation.parse(one)
            yield GoldPlace(citation.source, citation=citation)
        else:
            source, start, end = one
            yield GoldPlace(str(source), span=(int(start), int(end)))


def _ends(citation: Citation) -> tuple[tuple[int, float], tuple[int, float]]:
    """The first and the last place of a citation as (line, column); the last column of a whole line is infinite."""
    if citation.column is None or citation.end_line is None or citation.end_column is None:
        return (citation.line, 1), (citation.end_line or citation.line, float("inf"))
    return (citation.line, citation.column), (citation.end_line, citation.end_column)


def _meets(citation: Citation, first: tuple[int, float], last: tuple[int, float]) -> bool:
    begin, end = _ends(citation)
    return begin <= last and first <= end
