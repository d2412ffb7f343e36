"""Evaluation: how well an operator's own questions are answered, against the places where the answers stand."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any, Protocol

from index.citations.citation import Citation
from index.errors import CitationError, UsageError
from index.library.answer import Answer, Place, Quote

__all__ = ["Evaluation", "GoldPlace", "GoldQuestion", "Judgement", "evaluate", "read"]

DEPTH = 10
"""Passages of a ranking that are looked through for the expected place."""

FIRST_FEW = 5
"""The k of R@k: an answer among so many is found at a glance."""

FORM = '{"question": "…", "gold": ["NAME:LINE", ["NAME", START, END]]}, or "gold": null for what must be declined'


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """An expected place: a span of characters of a source (end exclusive), or a citation."""

    source: str
    span: tuple[int, int] | None = None
    citation: Citation | None = None

    def holds(self, quote: Quote) -> bool:
        """Whether a quoted passage, or another place where its words stand, overlaps this place."""
        return self._overlaps(quote) or any(self._is_at(place) for place in quote.also)

    def _overlaps(self, quote: Quote) -> bool:
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
        other = Citation.parse(place.citation)
        first, last = _ends(other)
        return self.citation is not None and _meets(self.citation, first, last)


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question of the file with the places of its answer; none where it must be declined. Lines count from 1."""

    line: int
    question: str
    gold: tuple[GoldPlace, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of one question: the ``rank`` of the first passage in an expected place, None where none is."""

    asked: GoldQuestion
    answer: Answer
    rank: int | None

    @property
    def answerable(self) -> bool:
        """Whether the question has an answer in the sources, as its file says."""
        return bool(self.asked.gold)

    @property
    def is_right(self) -> bool:
        """Whether the first quote is in an expected place, or what must be declined was."""
        return self.answer.answered == self.answerable and (not self.answerable or self.rank == 1)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The outcomes of a file of questions, in its order, and their figures, each from 0 to 1 (1.0 over nothing)."""

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
        """MRR@10: the mean of 1 / rank over the answerable questions (Voorhees, 1999), 0 where none of ten is right."""
        return fmean(1 / one.rank if one.rank else 0.0 for one in self.answerable) if self.answerable else 1.0

    @property
    def among_first(self) -> float:
        """R@5: the share of the answerable questions with a right passage among the first five."""
        return _share(self.answerable, lambda one: one.rank is not None and one.rank <= FIRST_FEW)

    @property
    def declined_rightly(self) -> float:
        """The share declined of the questions that must be."""
        return _share(self.unanswerable, lambda one: not one.answer.answered)

    @property
    def declined_wrongly(self) -> float:
        """The share declined of the answerable questions; 0.0 over nothing."""
        return _share(self.answerable, lambda one: not one.answer.answered) if self.answerable else 0.0

    @property
    def misses(self) -> list[Judgement]:
        """The outcomes that are not right."""
        return [one for one in self.outcomes if not one.is_right]


class Asking(Protocol):
    """Whatever answers questions as ``index.library.library.Library`` does."""

    def ask(self, question: str, *, limit: int | None = None) -> Answer:
        """Answer a question."""


def read(path: Path) -> list[GoldQuestion]:
    """The questions of a file of JSON lines with ``question`` and ``gold``.

    ``gold`` lists expected places, each a citation or ``[name, start, end]`` in characters of the decoded text, end
    exclusive; null, "none" or an empty list is for what must be declined. Raises UsageError with the line of what is
    wrong, or where there is nothing to ask.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}); name a file of JSON lines, each {FORM}") from error
    asked = [_asked(path, number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not asked:
        raise UsageError(f"{path}: holds no questions; write one a line, each {FORM}")
    return asked


def evaluate(answerer: Asking, path: Path, *, name: str = "", step: Callable[[], None] = lambda: None) -> Evaluation:
    """Ask the questions of a file and see where the answers stand; ``step`` is called after each question.

    ``name`` is what a comparison calls this evaluation. Raises UsageError where the file is wrong.
    """
    outcomes = []
    for asked in read(path):
        answer = answerer.ask(asked.question, limit=DEPTH)
        outcomes.append(Judgement(asked, answer, _rank(answer, asked.gold)))
        step()
    return Evaluation(name or path.name, tuple(outcomes))


def _share(outcomes: Sequence[Judgement], holds: Callable[[Judgement], bool]) -> float:
    return fmean(holds(one) for one in outcomes) if outcomes else 1.0


def _rank(answer: Answer, gold: Sequence[GoldPlace]) -> int | None:
    return next((quote.rank for quote in answer.passages if any(spot.holds(quote) for spot in gold)), None)


def _asked(path: Path, number: int, line: str) -> GoldQuestion:
    try:
        data = json.loads(line)
        question, gold = data["question"], data["gold"]
    except (ValueError, RecursionError, TypeError, KeyError) as error:
        raise UsageError(f"{path}:{number}: is no question with its place; write {FORM}") from error
    if not isinstance(question, str):
        raise UsageError(f"{path}:{number}: its question is no text; write {FORM}")
    try:
        return GoldQuestion(number, question, tuple(_spots(gold)))
    except (CitationError, TypeError, ValueError) as error:
        raise UsageError(f"{path}:{number}: its gold is no place ({error}); write {FORM}") from error


def _spots(gold: Any) -> Iterator[GoldPlace]:  # noqa: ANN401 - whatever stands in the file
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
    """The first and the last place of a citation as line and column; a whole line has no last column."""
    if citation.column is None or citation.end_line is None or citation.end_column is None:
        return (citation.line, 1), (citation.line, float("inf"))
    return (citation.line, citation.column), (citation.end_line, citation.end_column)


def _meets(citation: Citation, first: tuple[int, float], last: tuple[int, float]) -> bool:
    begins, ends = _ends(citation)
    return begins <= last and first <= ends
