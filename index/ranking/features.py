"""The figures of a candidate: what speaks for a passage as the answer to a question, each as a number.

Most are from 0 to about 1. ``index.ranking.weights`` says what each counts, and what it means in words for a person.
The main figure is BM25 over weighted fields (Robertson, Zaragoza and Taylor, 2004): a word counts most in the sentence
itself, less in the article's title, the sentences beside it and the rest of the paragraph.
"""

import math
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise, product
from types import MappingProxyType

from index.documents.article import Candidate
from index.query.expansion import ROOT, ExpandedQuery
from index.query.ordinals import FOLLOWING, ORDINALS, PRECEDING, also_known_as
from index.query.question import AnswerType, Question
from index.ranking.answer_span import AnswerSpan, Expectation
from index.ranking.faq import SAME, is_question
from index.retrieval.bm25 import K1
from index.retrieval.engine import Engine
from index.text.analyzer import Token, terms, tokens

__all__ = ["FeatureExtractor"]

FIELD_TITLE = 0.5
FIELD_BESIDE = 0.25
FIELD_PARAGRAPH = 0.15
LENGTH_SHARE = 0.4
PARAGRAPH_LENGTH = 100
SHORT_PARAGRAPH, LONG_PARAGRAPH = 60, 120
"""Terms between which the length of a paragraph counts: an article on one line is no worse than one on many."""
EARLY = 15
SHORT_QUESTION = 7
DEFINITION_TERMS = 4

LACKING: Mapping[AnswerType, float] = MappingProxyType({AnswerType.MANNER: -0.25, AnswerType.REASON: -0.5})
"""What it tells of a sentence that it seems to lack what is asked for, where that has no sure form; else -1.0."""

ORDINALS_HELD = frozenset(ORDINALS)
SERIES = ORDINALS_HELD | FOLLOWING | PRECEDING

NOTHING = AnswerSpan(0.0)
"""What is found where the kind of answer has no form."""

_CLOSED = re.compile(r"[.!?;:…。！？；：।؟][\"'”’»)\]]*\Z")
_DEFINED = re.compile(
    r"(?!This|That|These|Those|It|They)(?:The |An? )?(?P<subject>[^.;]{2,80}?)"
    r"(?: \([^)]{1,200}\))?,? (?:is|are|was|were|means?|refers? to|an?|the) "
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")


class FeatureExtractor:
    """Measures candidates for one question; made once a question."""

    def __init__(self, question: Question, wanted: ExpandedQuery, engine: Engine) -> None:
        self._question, self._wanted, self._engine = question, wanted, engine
        self._expectation = Expectation(question)
        self._total = wanted.total
        places = {one: at for at, one in enumerate(wanted.terms)}
        named = [places[one] for name in question.names for one in terms(name) if one in places]
        self._names = tuple(dict.fromkeys(named))
        self._ordinals = frozenset(ORDINALS) & set(wanted.terms)
        self._series = [(at, one) for one, at in places.items() if one in SERIES]
        self._sources: dict[str, dict[int, float]] = {}
        self._articles: dict[str, dict[str, float]] = {}
        self._years = frozenset(_YEAR.findall(question.text[:1000]))
        self._shortness = max(0, SHORT_QUESTION - len(wanted.terms)) / (SHORT_QUESTION - 1)
        in_order = [places[token.term] for token in question.tokens if token.term in places]
        weights = wanted.weights
        self._pairs = {(a, b): min(weights[a], weights[b]) for a, b in pairwise(in_order) if a != b}
        self._seen: dict[str, tuple[list[Token], AnswerSpan]] = {}
        self._counts: dict[Sequence[str], dict[int, float]] = {}

    def words(self, candidates: Sequence[Candidate]) -> list[dict[str, float]]:
        """The figures of each candidate that its terms tell; those of paragraph and article compare it with others."""
        self._wanted.meet(frozenset().union(*(text for one in candidates for text in _texts(one))))
        paragraphs = [self._paragraph(one) for one in candidates]
        best = max(paragraphs, default=0.0) or 1.0
        shares = _shares(candidates)
        return [
            {
                "paragraph": paragraph / best,
                "article": shares[one.passage.source],
                **self._words(one),
                **self._title(one),
            }
            for one, paragraph in zip(candidates, paragraphs, strict=True)
        ]

    def look(self, text: str) -> tuple[list[Token], AnswerSpan]:
        """The words of a text that match the question, and what the text has of what is asked for."""
        seen = self._seen.get(text)
        if seen is None:
            matches = list(self._wanted.matches(tokens(text)))
            found = self._expectation.finding(text, [(one.start, one.end) for one in matches])
            seen = self._seen[text] = matches, found
        return seen

    def _count(self, text: Sequence[str]) -> dict[int, float]:
        found = self._counts.get(text)
        if found is None:
            found = self._counts[text] = self._wanted.count(text)
        return found

    def _words(self, one: Candidate) -> dict[str, float]:
        """The figures of which words of the question stand where."""
        sentence, title, paragraph = self._sentence(one), self._count(one.title), self._count(one.paragraph)
        before, after = self._count(one.previous), self._count(one.following)
        norm = 1 - LENGTH_SHARE + LENGTH_SHARE * len(one.terms) / (self._wanted.mean_length or 1.0)
        field = coverage = fills = told = previous = following = 0.0
        source = self._source(one.passage.source)
        for at in sentence.keys() | title.keys() | paragraph.keys() | before.keys() | after.keys() | source.keys():
            weight = self._wanted.weights[at]
            held, in_title = sentence.get(at, 0.0), title.get(at, 0.0)
            in_title = min(1.0, in_title)
            is_before, is_after = before.get(at, 0.0), after.get(at, 0.0)
            is_before, is_after = min(1.0, is_before), min(1.0, is_after)
            frequency = (
                held / norm
                + FIELD_TITLE * in_title
                + FIELD_BESIDE * (is_before + is_after)
                + FIELD_PARAGRAPH * min(paragraph.get(at, 0.0), 3.0)
            )
            field += weight * (K1 + 1) * frequency / (frequency + K1)
            lacking = weight * (1.0 - held) if held < 1.0 else 0.0
            coverage += weight - lacking
            fills += lacking * in_title
            told += lacking * source.get(at, 0.0) * (1.0 - in_title)
            previous += lacking * is_before
            following += lacking * is_after
        names = sum(at in paragraph or at in title for at in self._names)
        return {
            "words": field / self._total,
            "coverage": coverage / self._total,
            "title fills in": fills / self._total,
            "source fills in": told / self._total,
            "before": previous / self._total,
            "after": following / self._total,
            "names": names / len(self._names) if self._names else 0.0,
            "length": math.log1p(len(one.terms)),
            "long paragraph": math.log1p(min(max(len(one.paragraph), SHORT_PARAGRAPH), LONG_PARAGRAPH)),
        }

    def _sentence(self, one: Candidate) -> dict[int, float]:
        """What a sentence matches, "the next" in an article on the first as "the second"."""
        sequel = self._sequel(one)
        return self._count(one.terms) | dict.fromkeys(sequel, 1.0) if sequel else self._count(one.terms)

    def _sequel(self, one: Candidate) -> list[int]:
        """The places of the ordinals that the sentence says by another word, as its article counts."""
        return [at for at, asked in self._series if not also_known_as(asked, one.title).isdisjoint(one.terms)]

    def _in_series(self, one: Candidate) -> float:
        """Whether a passage or its article's title is of the first, the second, the next that is asked for."""
        if self._sequel(one) or not self._ordinals.isdisjoint(one.terms):
            return 1.0
        return _agreement(self._ordinals, ORDINALS_HELD.intersection(one.title))

    def _source(self, name: str) -> dict[int, float]:
        """The terms of the question that name a source's publisher or date."""
        if name not in self._sources:
            record = self._engine.record(name)
            told = "" if record is None else record.metadata.publisher or ""
            if record is not None and record.metadata.date:
                date = record.metadata.date
                told = f"{told} {date.year} {_MONTHS[date.month - 1]} {date.day}"
            self._sources[name] = self._count(terms(told)) if told else {}
        return self._sources[name]

    def _paragraph(self, one: Candidate) -> float:
        """The BM25 of a paragraph."""
        norm = K1 * (1 - LENGTH_SHARE + LENGTH_SHARE * len(one.paragraph) / PARAGRAPH_LENGTH)
        found = self._count(one.paragraph).items()
        return sum(self._wanted.weights[at] * count * (K1 + 1) / (count + norm) for at, count in found)

    def _title(self, one: Candidate) -> dict[str, float]:
        """The figures of the article, its title and date, and of the passage's place in it."""
        article = self._articles.get(one.passage.source)
        if article is None:
            article = self._articles[one.passage.source] = self._article(one)
        return {
            **article,
            "first or second": self._in_series(one) if self._series else 0.0,
            "early": math.log1p(min(one.passage.ordinal, EARLY)) * self._shortness,
            "no sentence": float(_CLOSED.search(one.passage.text[-8:]) is None),
            "a question": float(is_question(one.passage.text)),
            "asked before": self._asked_before(one),
        }

    def _article(self, one: Candidate) -> dict[str, float]:
        """The figures of an article's title and date, the same for all its passages."""
        title = dict.fromkeys(one.title)
        asked = sum(self._wanted.related.get(term, ((0, 0.0),))[0][1] for term in title)
        own = set(self._wanted.terms)
        date = self._engine.record(one.passage.source) if self._years else None
        year = str(date.metadata.date.year) if date and date.metadata.date else ""
        return {
            "title asked for": asked / len(title) if title else 0.0,
            "whole title": float(bool(title) and own.issuperset(title)),
            "date": _agreement(self._years, frozenset({year} - {""})),
        }

    def form(self, one: Candidate) -> dict[str, float]:
        """The figures of a candidate that the form of its sentence tells: whether it has what is asked for."""
        text = one.passage.text
        _, found = self.look(text) if self._expectation.has_form else ((), NOTHING)
        return {
            "in sequence": self._sequence(one),
            "kind of answer": max(found.value, LACKING.get(self._question.kind, -1.0)),
            "near": found.nearness if found.span else 0.0,
            "counted": float(found.counted),
            "by name": float(found.by_name),
            "definition": self._definition(text),
        }

    def _asked_before(self, one: Candidate) -> float:
        """The share of the question that the sentence before holds, where that is a question; below a half 0.0."""
        held = self._count(one.previous).items()
        share = sum(self._wanted.weights[at] * min(1.0, count) for at, count in held) / self._total
        if share < SAME:
            return 0.0
        before = self._engine.passages(one.passage.source, one.passage.ordinal - 1, one.passage.ordinal - 1)
        return share if before and is_question(before[0].text) else 0.0

    def _sequence(self, one: Candidate) -> float:
        """The weight of the question's pairs of adjacent terms that the sentence has, over that of all of them."""
        if not self._pairs:
            return 0.0
        found: set[tuple[int, int]] = set()
        before: Sequence[int] = ()
        for term in one.terms:
            hits = self._wanted.hits(term)
            here = [at for at, strength in hits if strength >= ROOT] if hits else ()
            if before and here:
                found.update(product(before, here))
            before = here
        return sum(weight for pair, weight in self._pairs.items() if pair in found) / sum(self._pairs.values())

    def _definition(self, text: str) -> float:
        """1.0 where a sentence begins with what is to be defined and goes on to say what it is, or else 0.0."""
        if self._question.kind is not AnswerType.DEFINITION or len(self._wanted.terms) > DEFINITION_TERMS:
            return 0.0
        match = _DEFINED.match(text)
        if match is None:
            return 0.0
        subject = terms(match["subject"])
        return float(len(self._wanted.count(subject)) == len(self._wanted.terms) and len(subject) <= DEFINITION_TERMS)


def _texts(one: Candidate) -> tuple[Sequence[str], ...]:
    """The terms of a candidate and of what stands around it."""
    return one.paragraph, one.previous, one.following, one.title


def _shares(candidates: Sequence[Candidate]) -> dict[str, float]:
    """The share of each source in the candidates, the n-th counting 1 / (n + 2) (after reciprocal rank fusion)."""
    shares: dict[str, float] = {}
    for at, one in enumerate(candidates):
        shares[one.passage.source] = shares.get(one.passage.source, 0.0) + 1 / (at + 3)
    total = sum(shares.values())
    return {source: share / total for source, share in shares.items()}


def _agreement(asked: frozenset[str], held: frozenset[str]) -> float:
    """1.0 where what is asked for is held, -1.0 where only something else is, 0.0 where either is empty."""
    if not asked or not held:
        return 0.0
    return 1.0 if asked & held else -1.0
