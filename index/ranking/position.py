"""Features of where a passage stands: its article and heading, its place there, and how it begins and ends."""

import math
import re
from collections.abc import Callable, Collection

from index.documents.article import Candidate
from index.documents.blocks import Kind
from index.query.expansion import ExpandedQuery
from index.query.question import Question
from index.ranking.defining import asks_to_define, definition
from index.ranking.faq import SAME, is_question
from index.ranking.series import Series, agreement
from index.retrieval.engine import Engine
from index.text.analyzer import Analyzer

__all__ = ["POSITION_NAMES", "PositionFeatures", "shortness"]

POSITION_NAMES = (
    "title asked for",
    "whole title",
    "date",
    "heading asked for",
    "first or second",
    "early",
    "no sentence",
    "a question",
    "asked before",
    "definition",
)
"""The features of where a passage stands."""

EARLY = 15
"""Passages from the beginning of an article after which it makes no difference how late one stands; set by hand."""

SHORT_QUESTION = 7
"""Terms from which on a question is not short, so that its answer may stand anywhere; set by hand."""

_CLOSED = re.compile(r"[.!?;:…。！？；：।؟][\"'”’»)\]]*\Z")
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
_NAMED_WITHIN = 1_000
"""Characters of a question in which years are looked for; what is longer is no question."""


def shortness(query: ExpandedQuery) -> float:
    """Return how short a question is, from 0.0 for seven terms or more to 1.0 for one."""
    return max(0, SHORT_QUESTION - len(query.terms)) / (SHORT_QUESTION - 1)


class PositionFeatures:
    """Extracts these features for one question; ``analyzer_of`` returns the analyzer of a source, by its name."""

    def __init__(
        self,
        question: Question,
        query: ExpandedQuery,
        engine: Engine,
        series: Series,
        analyzer_of: Callable[[str], Analyzer],
    ) -> None:
        self._query, self._engine = query, engine
        self._series, self._analyzer_of = series, analyzer_of
        self._defines = asks_to_define(question, query)
        self._years = frozenset(_YEAR.findall(question.text[:_NAMED_WITHIN]))
        short = shortness(query)
        self._early = [math.log1p(ordinal) * short for ordinal in range(EARLY + 1)]
        self._terms = frozenset(query.terms)
        self._strengths = {term: max(strength for _, strength in hits) for term, hits in query.related.items()}
        self._articles: dict[str, tuple[float, float, float]] = {}
        self._headings: dict[tuple[str, str], float] = {}

    def features(self, one: Candidate, before: float, *, holds_all: bool) -> tuple[float, ...]:
        """Extract them in the order of ``POSITION_NAMES``.

        ``before`` is the share that the sentence before holds; ``holds_all`` says that the sentence has all terms.
        """
        passage = one.passage
        text, article = passage.plain, self._articles.get(passage.source)
        if article is None:
            article = self._articles[passage.source] = self._article(one)
        told = text.endswith(".")
        return (
            *article,
            self._heading(one) if passage.path else 0.0,
            self._series.agreement(one) if self._series.is_asked else 0.0,
            self._early[min(passage.ordinal, EARLY)],
            0.0 if told else float(passage.kind is Kind.TEXT and _CLOSED.search(text[-8:]) is None),
            0.0 if told else float(is_question(text)),
            before if before >= SAME and self._is_asked_before(one) else 0.0,
            self._definition(one, holds_all=holds_all) if self._defines else 0.0,
        )

    def _definition(self, one: Candidate, *, holds_all: bool) -> float:
        return definition(self._query, one, self._analyzer_of(one.passage.source), holds_all=holds_all)

    def _heading(self, one: Candidate) -> float:
        """The share of the nearest heading that the question names."""
        analyzer, heading = self._analyzer_of(one.passage.source), one.passage.path[-1]
        key = analyzer.language, heading
        if key not in self._headings:
            self._headings[key] = self._asked_for(dict.fromkeys(analyzer.terms(heading)))
        return self._headings[key]

    def _asked_for(self, named: Collection[str]) -> float:
        """The share of the terms of a heading or a title that the question names."""
        asked = sum(max((strength for _, strength in self._query.hits(term)), default=0.0) for term in named)
        return asked / len(named) if named else 0.0

    def _article(self, one: Candidate) -> tuple[float, float, float]:
        """The features of an article's title and date, the same for all its passages."""
        title = dict.fromkeys(one.title)
        asked = sum([self._strengths[term] for term in title if term in self._strengths])
        whole = bool(title) and self._terms.issuperset(title)
        dated = self._dated(one.passage.source) if self._years else 0.0
        return asked / len(title) if title else 0.0, float(whole), dated

    def _dated(self, source: str) -> float:
        """How far the year of an article is one that the question names."""
        record = self._engine.record(source)
        return agreement(self._years, [str(record.metadata.date.year)] if record and record.metadata.date else [])

    def _is_asked_before(self, one: Candidate) -> bool:
        """True if the sentence before is a question."""
        asked = self._engine.passages(one.passage.source, one.passage.ordinal - 1, one.passage.ordinal - 1)
        return bool(asked) and is_question(asked[0].plain)
