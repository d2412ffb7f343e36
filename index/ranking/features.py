"""Features: what speaks for a candidate as the answer to a question, each as a number, mostly from 0 to about 1.

``index.ranking.weights`` explains each in words and says what it counts. The main ones are those of
``index.ranking.fields``, BM25 over weighted fields.
"""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import compress, count, pairwise, product
from types import MappingProxyType

import numpy as np

from index.documents.article import Candidate
from index.query.answer_type import AnswerType
from index.query.expansion import ROOT, ExpandedQuery, Hits
from index.query.question import Question
from index.ranking.answer_span import KEPT, LONGEST_KEPT, AnswerSpan, Expectation
from index.ranking.counted_texts import CountedTexts
from index.ranking.feature_table import Features, FeatureTable
from index.ranking.fields import FIELD_NAMES, FieldMatches
from index.ranking.openings import article_shares
from index.ranking.position import POSITION_NAMES, PositionFeatures
from index.ranking.roles import only_planned
from index.ranking.series import Series
from index.retrieval.bm25 import K1, B
from index.retrieval.engine import Engine, analyzer_for
from index.text.analyzer import Analyzer, Located
from index.text.language import DEFAULT
from index.text.pack import pack

__all__ = ["FOUND", "POINTED", "FeatureExtractor"]

PARAGRAPH_LENGTH = 100
"""Terms of a paragraph whose words are not discounted for its length; set by hand."""

SHORT_PARAGRAPH, LONG_PARAGRAPH = 60, 120
"""Terms between which the length of a paragraph counts: an article on one line is no worse than one on many."""

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

_NAMES = ("paragraph", "article", *FIELD_NAMES, "names", "length", "long paragraph", *POSITION_NAMES)
_NAMED = _NAMES.index("names")
_FIELDS, _PLACED = slice(_NAMES.index(FIELD_NAMES[0]), _NAMED), slice(_NAMES.index(POSITION_NAMES[0]), None)


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
        in_order = [places[token.term] for token in question.tokens if token.term in places]
        self._pairs = {(a, b): min(query.weights[a], query.weights[b]) for a, b in pairwise(in_order) if a != b}
        self._all_pairs = sum(self._pairs.values())
        self._inspected: dict[tuple[str, str], tuple[list[tuple[int, int]], AnswerSpan]] = {}
        self._analyzers: dict[str, Analyzer] = {}
        self._positions = PositionFeatures(question, query, engine, self._series, self._analyzer)

    @property
    def in_english(self) -> bool:
        """True if the question is read in English."""
        return self._question.in_english

    @property
    def is_typed(self) -> bool:
        """True if the question has no capital letter, as what is typed into a search box."""
        return self._question.is_typed

    def word_features(self, candidates: Sequence[Candidate]) -> FeatureTable:
        """Extract the features of candidates that need no more than their terms; some compare one with the others."""
        if not candidates:
            return FeatureTable((), np.zeros((0, 0)))
        texts = CountedTexts(candidates, self._query)
        matches = self._matches(candidates, texts)
        lengths, shares = [len(one.terms) for one in candidates], article_shares(candidates)
        table = np.empty((len(_NAMES), len(candidates)))
        table[0] = self._paragraphs(candidates, texts)
        table[1] = [shares[one.passage.source] for one in candidates]
        table[_FIELDS] = matches.features(self._query.weights, self._norms(lengths)) / self._total
        table[_NAMED] = self._named(matches)
        table[_NAMED + 1] = [*map(math.log1p, lengths)]
        table[_NAMED + 2] = _logs_of_paragraphs(candidates)
        table[_PLACED] = self._placed(candidates, matches).T
        return FeatureTable(_NAMES, table)

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

    def matches(self, text: str, source: str) -> list[tuple[int, int]]:
        """Find the spans of the words of a text of a source that match the question."""
        analyzer = self._analyzer(source)
        return self._query.matches(_located(analyzer, text) if len(text) <= LONGEST_KEPT else analyzer.located(text))

    def inspect(self, text: str, source: str) -> tuple[list[tuple[int, int]], AnswerSpan]:
        """Find the spans of the words of a text of a source that match the question, and the likely answer in it."""
        key = self._analyzer(source).language, text
        found = self._inspected.get(key)
        if found is None:
            matches = self.matches(text, source)
            found = self._inspected[key] = matches, self._expectation.extract(text, matches)
        return found

    def lacks(self, text: str, source: str) -> float:
        """Return 1.0 if a text of a source lacks what is asked for, although that has a sure form, or only plans it.

        It is 0.5 if that cannot be told, as of names in scripts without capitals or of what perhaps is a name, and 0.0
        if the text has it. A year counts nothing; "next year" is a date.
        """
        if only_planned(self._question, text):
            return 1.0
        asked, found = self._question.answer_type, self.inspect(text, source)[1].value
        if asked not in POINTED or found > FOUND or (found == FOUND and asked is AnswerType.DATE):
            return 0.0
        perhaps = found == FOUND and asked is not AnswerType.NUMBER
        return 0.5 if perhaps or not self._expectation.has_form else 1.0

    def _analyzer(self, source: str) -> Analyzer:
        """The analyzer of the language of a source."""
        found = self._analyzers.get(source)
        if found is None:
            found = self._analyzers[source] = analyzer_for(self._engine, source)
        return found

    def _paragraphs(self, candidates: Sequence[Candidate], texts: CountedTexts) -> Features:
        """The BM25 of the paragraph of each candidate, with its headings, over that of the best."""
        found, lengths = texts.sections, np.array([len(one.paragraph) + len(one.heads) for one in candidates])
        norms = K1 * (1 - B + B * lengths / PARAGRAPH_LENGTH)
        weighed = np.array(self._query.weights)[:, None] * found * (K1 + 1) / (found + norms)
        sums: Features = weighed.sum(axis=0)
        return sums / (sums.max() or 1.0)

    def _matches(self, candidates: Sequence[Candidate], texts: CountedTexts) -> FieldMatches:
        """The terms that each field of each candidate has, "the next" in an article on the first as "the second"."""
        sentence, title, heads, group, paragraph, before, after = texts.fields
        source = np.zeros_like(sentence)
        named = {name: held for name in {one.passage.source for one in candidates} if (held := self._source(name))}
        for column, one in enumerate(candidates) if named or self._series.is_asked else ():
            for at in self._series.said_otherwise(one):
                sentence[at, column] = 1.0
            for at, strength in named.get(one.passage.source, {}).items():
                source[at, column] = strength
        return FieldMatches(sentence, title, heads, group, paragraph, before, after, source)

    def _norms(self, lengths: Sequence[int]) -> Features:
        """The discount of each sentence for its length, 1.0 for one of average length."""
        norms: Features = 1 - B + B * np.array(lengths) / (self._query.mean_length or 1.0)
        return norms

    def _named(self, matches: FieldMatches) -> Features | float:
        """The share of the question's names that the paragraph, the title or the headings of each candidate have."""
        if not self._names:
            return 0.0
        held = (matches.paragraph + matches.title + matches.heads)[list(self._names)] > 0
        shares: Features = held.sum(axis=0) / len(self._names)
        return shares

    def _placed(self, candidates: Sequence[Candidate], matches: FieldMatches) -> Features:
        """The features of where each candidate stands, a row each."""
        before = (np.array(self._query.weights) @ np.minimum(matches.before, 1.0) / self._total).tolist()
        whole, features = map(all, matches.sentence.T.tolist()), self._positions.features
        each = zip(candidates, before, whole, strict=True)
        return np.array([features(one, share, holds_all=holds_all) for one, share, holds_all in each])

    def _source(self, name: str) -> dict[int, float]:
        """The terms of the question that name a source's publisher or date."""
        record = self._engine.record(name)
        publisher = "" if record is None else record.metadata.publisher or ""
        date = record.metadata.date if record else None
        if not (publisher or date):
            return {}
        analyzer = self._analyzer(name)
        months = pack(analyzer.language).calendar or pack(DEFAULT).calendar
        text = f"{publisher} {date.year} {months[date.month - 1]} {date.day}" if date else publisher
        return self._query.count(analyzer.terms(text))

    def _in_sequence(self, one: Candidate) -> float:
        """The weight of the question's pairs of adjacent terms that the sentence has, over that of all of them."""
        if not self._pairs:
            return 0.0
        terms, hits = one.terms, self._query.hits_of(one.terms)
        places = [*compress(count(), map(hits.__contains__, terms))]
        adjacent = [(terms[first], terms[second]) for first, second in pairwise(places) if second == first + 1]
        found = {pair for first, second in adjacent for pair in product(_strong(hits[first]), _strong(hits[second]))}
        return sum(self._pairs[pair] for pair in self._pairs if pair in found) / self._all_pairs if found else 0.0


def _logs_of_paragraphs(candidates: Sequence[Candidate]) -> list[float]:
    lengths = (min(max(len(one.paragraph), SHORT_PARAGRAPH), LONG_PARAGRAPH) for one in candidates)
    return [*map(math.log1p, lengths)]


@lru_cache(KEPT)
def _located(analyzer: Analyzer, sentence: str) -> Located:
    return analyzer.located(sentence)


def _strong(hits: Hits) -> list[int]:
    return [at for at, strength in hits if strength >= ROOT]
