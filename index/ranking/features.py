"""Features: what speaks for a candidate as the answer to a question, each as a number, mostly from 0 to about 1.

``index.ranking.weights`` explains each in words and says what it counts. The main ones are those of
``index.ranking.fields``, BM25 over weighted fields.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, product
from types import MappingProxyType

import numpy as np

from index.documents.article import Candidate
from index.query.answer_type import AnswerType
from index.query.expansion import ROOT, ExpandedQuery, Hits
from index.query.question import Question
from index.ranking.answer_span import AnswerSpan, Expectation
from index.ranking.fields import NAMES, FieldMatches
from index.ranking.position import PositionFeatures
from index.ranking.roles import only_planned
from index.ranking.series import Series
from index.retrieval.bm25 import K1, B
from index.retrieval.engine import Engine, analyzer_for
from index.text.analyzer import Analyzer, Token
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

_RANK_OFFSET = 3
"""Added to a rank counted from 0, so that the first proposals do not outweigh the others; set by hand."""

Counts = Mapping[int, Mapping[int, float]]
"""What is counted in texts (see ``ExpandedQuery.count``), by the identity of each: many candidates share them."""


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
        self._sources: dict[str, dict[int, float]] = {}
        self._inspected: dict[tuple[str, str], tuple[list[Token], AnswerSpan]] = {}
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

    def word_features(self, candidates: Sequence[Candidate]) -> list[dict[str, float]]:
        """Extract the features of each candidate that need no more than its terms; some compare it with the others."""
        if not candidates:
            return []
        counts = self._counts(candidates)
        paragraphs = self._paragraphs(candidates, counts)
        best = max(paragraphs) or 1.0
        shares = _shares(candidates)
        return [
            {
                "paragraph": paragraph / best,
                "article": shares[one.passage.source],
                **fields,
                **self._positions.features(one, counts[id(one.previous)]),
            }
            for one, paragraph, fields in zip(candidates, paragraphs, self._fields(candidates, counts), strict=True)
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

    def lacks(self, text: str, source: str) -> float:
        """Return 1.0 if a text of a source lacks what is asked for, although that has a sure form, or only plans it.

        It is 0.5 if that cannot be told, as of names in scripts without capitals or of what perhaps is a name, and 0.0
        if the text has it. A year counts nothing.
        """
        if only_planned(self._question, text):
            return 1.0
        asked, found = self._question.answer_type, self.inspect(text, source)[1].value
        if asked not in POINTED or found > FOUND:
            return 0.0
        perhaps = found == FOUND and asked is not AnswerType.NUMBER
        return 0.5 if perhaps or not self._expectation.has_form else 1.0

    def _analyzer(self, source: str) -> Analyzer:
        """The analyzer of the language of a source."""
        found = self._analyzers.get(source)
        if found is None:
            found = self._analyzers[source] = analyzer_for(self._engine, source)
        return found

    def _counts(self, candidates: Sequence[Candidate]) -> Counts:
        texts = {id(text): text for one in candidates for text in _texts(one)}
        return dict(zip(texts, self._query.counts([*texts.values()]), strict=True))

    def _paragraphs(self, candidates: Sequence[Candidate], counts: Counts) -> list[float]:
        """The BM25 of the paragraph of each candidate, with its headings."""
        known: dict[tuple[int, int], float] = {}
        for one in candidates:
            key = id(one.paragraph), id(one.heads)
            if key not in known:
                text = (*one.paragraph, *one.heads) if one.heads else one.paragraph
                known[key] = self._bm25(len(text), self._query.count(text) if one.heads else counts[key[0]])
        return [known[id(one.paragraph), id(one.heads)] for one in candidates]

    def _fields(self, candidates: Sequence[Candidate], counts: Counts) -> Iterator[dict[str, float]]:
        """The features of which words of the question stand in which field."""
        matches = self._matches(candidates, counts)
        mean = self._query.mean_length or 1.0
        norms = [1 - B + B * len(one.terms) / mean for one in candidates]
        names = self._named(matches)
        for one, parts, named in zip(candidates, matches.features(self._query.weights, norms), names, strict=True):
            yield {
                **{name: part / self._total for name, part in zip(NAMES, parts, strict=True)},
                "names": named,
                "length": math.log1p(len(one.terms)),
                "long paragraph": math.log1p(min(max(len(one.paragraph), SHORT_PARAGRAPH), LONG_PARAGRAPH)),
            }

    def _matches(self, candidates: Sequence[Candidate], counts: Counts) -> FieldMatches:
        """The terms that each field of each candidate has, "the next" in an article on the first as "the second"."""
        columns = {key: at for at, key in enumerate(counts)}
        table = np.zeros((len(self._query.terms), len(columns)))
        for column, found in enumerate(counts.values()):
            for at, strength in found.items():
                table[at, column] = strength
        every = [[columns[id(text)] for text in _texts(one)] for one in candidates]
        sentence, title, heads, group, paragraph, before, after = table[:, np.array(every).T].swapaxes(0, 1)
        source = np.zeros_like(sentence)
        for column, one in enumerate(candidates):
            for at in self._series.said_otherwise(one):
                sentence[at, column] = 1.0
            for at, strength in self._source(one.passage.source).items():
                source[at, column] = strength
        return FieldMatches(sentence, title, heads, group, paragraph, before, after, source)

    def _named(self, matches: FieldMatches) -> list[float]:
        """The share of the question's names that the paragraph, the title or the headings of each candidate have."""
        held = (matches.paragraph + matches.title + matches.heads)[list(self._names)] > 0
        shares: list[float] = (held.sum(axis=0) / (len(self._names) or 1)).tolist()
        return shares

    def _source(self, name: str) -> dict[int, float]:
        """The terms of the question that name a source's publisher or date."""
        if name not in self._sources:
            record = self._engine.record(name)
            publisher = "" if record is None else record.metadata.publisher or ""
            date = record.metadata.date if record else None
            analyzer = self._analyzer(name)
            months = pack(analyzer.language).calendar or pack(DEFAULT).calendar
            text = f"{publisher} {date.year} {months[date.month - 1]} {date.day}" if date else publisher
            self._sources[name] = self._query.count(analyzer.terms(text))
        return self._sources[name]

    def _bm25(self, length: int, counts: Mapping[int, float]) -> float:
        """The BM25 of the terms of a paragraph or a section."""
        norm = K1 * (1 - B + B * length / PARAGRAPH_LENGTH)
        return sum(self._query.weights[at] * count * (K1 + 1) / (count + norm) for at, count in counts.items())

    def _in_sequence(self, one: Candidate) -> float:
        """The weight of the question's pairs of adjacent terms that the sentence has, over that of all of them."""
        if not self._pairs:
            return 0.0
        hits, found = self._query.hits_of(one.terms), set[tuple[int, int]]()
        for first, second in pairwise(one.terms):
            if first in hits and second in hits:
                found.update(product(_strong(hits[first]), _strong(hits[second])))
        return sum(weight for pair, weight in self._pairs.items() if pair in found) / sum(self._pairs.values())


def _strong(hits: Hits) -> list[int]:
    return [at for at, strength in hits if strength >= ROOT]


def _texts(one: Candidate) -> tuple[Sequence[str], ...]:
    """The terms of a candidate's fields, in the order of ``FieldMatches``."""
    return one.terms, one.title, one.heads, one.group, one.paragraph, one.previous, one.following


def _shares(candidates: Sequence[Candidate]) -> dict[str, float]:
    """The share of each source in the candidates, the n-th counting 1 / (n + 2).

    After reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009).
    """
    shares: dict[str, float] = {}
    for at, one in enumerate(candidates):
        shares[one.passage.source] = shares.get(one.passage.source, 0.0) + 1 / (at + _RANK_OFFSET)
    total = sum(shares.values())
    return {source: share / total for source, share in shares.items()}
