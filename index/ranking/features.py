"""Features: what speaks for a candidate as the answer to a question, each as a number, mostly from 0 to about 1.

``index.ranking.weights`` explains each in words and says what it counts. The main ones are those of
``index.ranking.fields``, BM25 over weighted fields.
"""

import math
import re
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise, product
from types import MappingProxyType

from index.documents.article import Candidate
from index.documents.blocks import Kind
from index.query.answer_type import AnswerType
from index.query.expansion import ROOT, ExpandedQuery
from index.query.question import Question
from index.ranking.answer_span import AnswerSpan, Expectation
from index.ranking.defining import definition
from index.ranking.faq import SAME, is_question
from index.ranking.fields import FieldMatches
from index.ranking.roles import only_planned
from index.ranking.series import Series, agreement
from index.retrieval.bm25 import K1, B
from index.retrieval.engine import Engine, analyzer_for
from index.text.analyzer import Analyzer, Token

__all__ = ["FOUND", "POINTED", "FeatureExtractor"]

PARAGRAPH_LENGTH = 100
"""Terms of a paragraph whose words are not discounted for its length; set by hand."""

SHORT_PARAGRAPH, LONG_PARAGRAPH = 60, 120
"""Terms between which the length of a paragraph counts: an article on one line is no worse than one on many."""

EARLY = 15
"""Passages from the beginning of an article after which it makes no difference how late one stands; set by hand."""

SHORT_QUESTION = 7
"""Terms from which on a question is not short, so that its answer may stand anywhere; set by hand."""

LACKING: Mapping[AnswerType, float] = MappingProxyType({AnswerType.MANNER: -0.25, AnswerType.REASON: -0.5})
"""The value of a sentence that seems to lack the answer type asked for, else -1.0; set by hand.

Milder for types without a sure form, which are often there and not found.
"""

FOUND = 0.5
"""The value of an answer span from which on a text holds what is asked for; set by hand."""

POINTED = frozenset({
    AnswerType.DATE,
    AnswerType.NUMBER,
    AnswerType.MONEY,
    AnswerType.PERCENT,
    AnswerType.DURATION,
    AnswerType.PERSON,
    AnswerType.PLACE,
    AnswerType.ORGANISATION,
})  # fmt: skip
"""The answer types of which a line may hold the whole answer, by a sure form."""

NOTHING = AnswerSpan(0.0)

_RANK_OFFSET = 3
"""Added to a rank counted from 0, so that the first proposals do not outweigh the others; set by hand."""

_CLOSED = re.compile(r"[.!?;:…。！？；：।؟][\"'”’»)\]]*\Z")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
_NAMED_WITHIN = 1_000
"""Characters of a question in which years are looked for; what is longer is no question."""


class FeatureExtractor:
    """Extracts the features of candidates for one question; made once a question."""

    def __init__(self, question: Question, query: ExpandedQuery, engine: Engine) -> None:
        self._question, self._query, self._engine = question, query, engine
        self._expectation = Expectation(question)
        self._series = Series(query.terms)
        self._total = query.total
        places = {term: at for at, term in enumerate(query.terms)}
        named = (places[term] for name in question.names for term in question.analyzer.terms(name) if term in places)
        self._names = tuple(dict.fromkeys(named))
        self._years = frozenset(_YEAR.findall(question.text[:_NAMED_WITHIN]))
        self._shortness = max(0, SHORT_QUESTION - len(query.terms)) / (SHORT_QUESTION - 1)
        in_order = [places[token.term] for token in question.tokens if token.term in places]
        self._pairs = {(a, b): min(query.weights[a], query.weights[b]) for a, b in pairwise(in_order) if a != b}
        self._sources: dict[str, dict[int, float]] = {}
        self._articles: dict[str, dict[str, float]] = {}
        self._headings: dict[tuple[str, str], float] = {}
        self._inspected: dict[tuple[str, str], tuple[list[Token], AnswerSpan]] = {}
        self._analyzers: dict[str, Analyzer] = {}
        self._counts: dict[Sequence[str], dict[int, float]] = {}

    @property
    def in_english(self) -> bool:
        """True if the question is read in English."""
        return self._question.in_english

    @property
    def is_typed(self) -> bool:
        """True if the question has no capital letter, as what is typed into a search box."""
        return self._question.text.islower()

    def word_features(self, candidates: Sequence[Candidate]) -> list[dict[str, float]]:
        """Extract the features of each candidate that need no more than its terms; some compare it with the others."""
        self._query.meet(frozenset().union(*(text for one in candidates for text in _surroundings(one))))
        paragraphs = [self._bm25((*one.paragraph, *one.heads) if one.heads else one.paragraph) for one in candidates]
        best = max(paragraphs, default=0.0) or 1.0
        shares = _shares(candidates)
        return [
            {
                "paragraph": paragraph / best,
                "article": shares[one.passage.source],
                **self._fields(one),
                **self._position(one),
            }
            for one, paragraph in zip(candidates, paragraphs, strict=True)
        ]

    def form_features(self, candidate: Candidate) -> dict[str, float]:
        """Extract the features of a candidate that need a look at its sentence, such as the answer type."""
        text = candidate.passage.plain
        _, found = self.inspect(text, candidate.passage.source) if self._expectation.has_form else ((), NOTHING)
        return {
            "in sequence": self._in_sequence(candidate),
            "kind of answer": max(found.value, LACKING.get(self._question.answer_type, -1.0)),
            "near": found.nearness if found.span else 0.0,
            "counted": float(found.counted),
            "by name": float(found.by_name),
        }

    def matches(self, text: str, source: str) -> list[Token]:
        """Find the words of a text of a source that match the question."""
        return list(self._query.matches(self._analyzer(source).tokens(text)))

    def inspect(self, text: str, source: str) -> tuple[list[Token], AnswerSpan]:
        """Find the words of a text of a source that match the question, and the likely answer in it."""
        key = self._analyzer(source).language, text
        found = self._inspected.get(key)
        if found is None:
            matches = self.matches(text, source)
            answer = self._expectation.extract(text, [(one.start, one.end) for one in matches])
            found = self._inspected[key] = matches, answer
        return found

    def lacks(self, text: str, source: str) -> bool:
        """True if a text of a source lacks what is asked for, although that has a sure form, or only plans it."""
        lacking = self._question.answer_type in POINTED and self.inspect(text, source)[1].value < FOUND
        return lacking or only_planned(self._question, text)

    def _analyzer(self, source: str) -> Analyzer:
        """The analyzer of the language of a source."""
        found = self._analyzers.get(source)
        if found is None:
            found = self._analyzers[source] = analyzer_for(self._engine, source)
        return found

    def _count(self, text: Sequence[str]) -> dict[int, float]:
        found = self._counts.get(text)
        if found is None:
            found = self._counts[text] = self._query.count(text)
        return found

    def _fields(self, one: Candidate) -> dict[str, float]:
        """The features of which words of the question stand in which field."""
        matches = FieldMatches(
            sentence=self._sentence(one),
            title=self._count(one.title),
            heads=self._count(one.heads),
            group=self._count(one.group),
            paragraph=self._count(one.paragraph),
            before=self._count(one.previous),
            after=self._count(one.following),
            source=self._source(one.passage.source),
        )
        norm = 1 - B + B * len(one.terms) / (self._query.mean_length or 1.0)
        names = sum(at in matches.paragraph or at in matches.title or at in matches.heads for at in self._names)
        return {
            **{name: part / self._total for name, part in matches.features(self._query.weights, norm).items()},
            "names": names / len(self._names) if self._names else 0.0,
            "length": math.log1p(len(one.terms)),
            "long paragraph": math.log1p(min(max(len(one.paragraph), SHORT_PARAGRAPH), LONG_PARAGRAPH)),
        }

    def _sentence(self, one: Candidate) -> dict[int, float]:
        """The terms that a sentence has, "the next" in an article on the first as "the second"."""
        return self._count(one.terms) | dict.fromkeys(self._series.said_otherwise(one), 1.0)

    def _source(self, name: str) -> dict[int, float]:
        """The terms of the question that name a source's publisher or date."""
        if name not in self._sources:
            record = self._engine.record(name)
            publisher = "" if record is None else record.metadata.publisher or ""
            date = record.metadata.date if record else None
            text = f"{publisher} {date.year} {_MONTHS[date.month - 1]} {date.day}" if date else publisher
            self._sources[name] = self._count(self._analyzer(name).terms(text))
        return self._sources[name]

    def _bm25(self, text: Sequence[str]) -> float:
        """The BM25 of the terms of a paragraph or a section."""
        norm = K1 * (1 - B + B * len(text) / PARAGRAPH_LENGTH)
        counts = self._count(text).items()
        return sum(self._query.weights[at] * count * (K1 + 1) / (count + norm) for at, count in counts)

    def _position(self, one: Candidate) -> dict[str, float]:
        """The features of a passage's article, of its place there, and of how it begins and ends."""
        article = self._articles.get(one.passage.source)
        if article is None:
            article = self._articles[one.passage.source] = self._article(one)
        return {
            **article,
            "heading asked for": self._heading(one),
            "first or second": self._series.agreement(one),
            "early": math.log1p(min(one.passage.ordinal, EARLY)) * self._shortness,
            "no sentence": float(one.passage.kind is Kind.TEXT and _CLOSED.search(one.passage.plain[-8:]) is None),
            "a question": float(is_question(one.passage.plain)),
            "asked before": self._asked_before(one),
            "definition": definition(self._question, self._query, one, self._analyzer(one.passage.source)),
        }

    def _heading(self, one: Candidate) -> float:
        """The share of the nearest heading that the question names."""
        if not one.passage.path:
            return 0.0
        analyzer, heading = self._analyzer(one.passage.source), one.passage.path[-1]
        key = analyzer.language, heading
        if key not in self._headings:
            self._headings[key] = self._asked_for(dict.fromkeys(analyzer.terms(heading)))
        return self._headings[key]

    def _asked_for(self, named: Collection[str]) -> float:
        """The share of the terms of a heading or a title that the question names."""
        asked = sum(max((strength for _, strength in self._query.hits(term)), default=0.0) for term in named)
        return asked / len(named) if named else 0.0

    def _article(self, one: Candidate) -> dict[str, float]:
        """The features of an article's title and date, the same for all its passages."""
        title = dict.fromkeys(one.title)
        asked = sum(max((strength for _, strength in self._query.related.get(term, ())), default=0.0) for term in title)
        record = self._engine.record(one.passage.source) if self._years else None
        year = [str(record.metadata.date.year)] if record and record.metadata.date else []
        return {
            "title asked for": asked / len(title) if title else 0.0,
            "whole title": float(bool(title) and title.keys() <= set(self._query.terms)),
            "date": agreement(self._years, year),
        }

    def _asked_before(self, one: Candidate) -> float:
        """The share of the question that the sentence before holds if that is a question; 0.0 below a half."""
        counts = self._count(one.previous).items()
        share = sum(self._query.weights[at] * min(1.0, count) for at, count in counts) / self._total
        if share < SAME:
            return 0.0
        before = self._engine.passages(one.passage.source, one.passage.ordinal - 1, one.passage.ordinal - 1)
        return share if before and is_question(before[0].plain) else 0.0

    def _in_sequence(self, one: Candidate) -> float:
        """The weight of the question's pairs of adjacent terms that the sentence has, over that of all of them."""
        if not self._pairs:
            return 0.0
        found: set[tuple[int, int]] = set()
        before: Sequence[int] = ()
        for term in one.terms:
            here = [at for at, strength in self._query.hits(term) if strength >= ROOT]
            found.update(product(before, here))
            before = here
        return sum(weight for pair, weight in self._pairs.items() if pair in found) / sum(self._pairs.values())


def _surroundings(one: Candidate) -> tuple[Sequence[str], ...]:
    """The terms of a candidate's paragraph, which hold its own, and of what stands beside it."""
    return one.paragraph, one.previous, one.following, one.title, one.heads


def _shares(candidates: Sequence[Candidate]) -> dict[str, float]:
    """The share of each source in the candidates, the n-th counting 1 / (n + 2).

    After reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009).
    """
    shares: dict[str, float] = {}
    for at, one in enumerate(candidates):
        shares[one.passage.source] = shares.get(one.passage.source, 0.0) + 1 / (at + _RANK_OFFSET)
    total = sum(shares.values())
    return {source: share / total for source, share in shares.items()}
