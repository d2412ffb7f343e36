"""The memory engine: rank-bm25 over an inverted list, for collections that fit in memory."""

import copy
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, Self

import numpy as np
from rank_bm25 import BM25Okapi

from index.documents.article import Article, Candidate, Record, analyse
from index.documents.passages import Passage, excerpt
from index.documents.source import Source
from index.retrieval.bm25 import K1, PARAGRAPH, PRECISION, TITLE, B, idf
from index.retrieval.engine import Engine, Statistics, by_frequency
from index.retrieval.fuzzy import nearest

__all__ = ["InvertedBM25", "MemoryEngine"]

Terms = tuple[str, ...]
Scores = np.ndarray[Any, np.dtype[np.float64]]
Shares = tuple[np.ndarray[Any, np.dtype[np.int32]], Scores]


class InvertedBM25(BM25Okapi):  # type: ignore[misc]  # rank-bm25 ships no types
    """rank-bm25's Okapi with an idf that is never negative, and an inverted list.

    Okapi's own idf goes negative for a term that more than half of the documents hold, which in a small collection
    most terms do. The inverted list (``holders``) names the documents that hold a term, so that no others are scored.
    A collection without a single term is allowed: nothing is found in it.
    """

    doc_len: Any
    corpus_size: int
    idf: dict[str, float]

    def __init__(self, corpus: Sequence[Terms]) -> None:
        self.holders: dict[str, list[int]] = {}
        for at, document in enumerate(corpus):
            for term in dict.fromkeys(document):
                self.holders.setdefault(term, []).append(at)
        if self.holders:
            super().__init__(corpus, k1=K1, b=B)
            self.doc_len = np.array(self.doc_len)

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        self.idf = {term: idf(frequency, self.corpus_size) for term, frequency in nd.items()}

    def scores(self, term: str) -> tuple[list[int], list[float]]:
        """Return the documents that hold a term, and what it adds to the score of each."""
        holders = self.holders.get(term, [])
        return holders, self.get_batch_scores([term], holders) if holders else []


class MemoryEngine:
    """An engine that holds all passages of some sources in memory."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._hold(sorted((analyse(source) for source in sources), key=lambda article: article.record.name))

    def restricted(self, names: Collection[str], before: Engine | None = None) -> Self:  # noqa: ARG002 - it is fast
        """Return an engine that holds some of the sources; see ``Engine.restricted``."""
        engine, wanted = copy.copy(self), set(names)
        engine._hold([article for name, article in self._articles.items() if name in wanted])  # noqa: SLF001 - its own
        return engine

    def _hold(self, articles: Sequence[Article]) -> None:
        self._articles = {article.record.name: article for article in articles}
        self._held = [(article, one.ordinal) for article in articles for one in article.passages if one.quotable]
        self._sentences = InvertedBM25([article.terms[ordinal] for article, ordinal in self._held])
        self._paragraphs = InvertedBM25([terms for article in articles for terms in article.paragraphs])
        self._blocks = _members(articles, self._held)
        self._titles: dict[str, list[int]] = {}
        for at, (article, ordinal) in enumerate(self._held):
            for term in {*article.title, *article.heads[article.blocks[ordinal]]}:
                self._titles.setdefault(term, []).append(at)
        self._frequency = Counter(
            term
            for article, ordinal in self._held
            for term in {*article.terms[ordinal], *article.heads[article.blocks[ordinal]]}
        )
        lengths = sum(len(article.terms[ordinal]) for article, ordinal in self._held)
        self._mean_length = lengths / len(self._held) if self._held else 0.0
        self.languages = by_frequency(Counter(article.record.language for article in articles))
        self._known: dict[str, Shares] = {}
        self._unquoted = frozenset[str]().union(*(article.unquoted for article in articles))

    def statistics(self, terms: Collection[str]) -> Statistics:
        """Return figures of the collection, with the document frequency of each of these terms."""
        frequency = {term: self._frequency[term] for term in terms}
        return Statistics(len(self._held), self._mean_length, frequency, self._unquoted.intersection(terms))

    def candidates(self, boosts: Mapping[str, float], limit: int) -> Sequence[Candidate]:
        """Return the passages that match the terms best; see ``Engine.candidates``."""
        if not boosts:
            return []
        found = [(boosts[term], *self._shares(term)) for term in sorted(boosts)]
        holders = np.concatenate([holders for _, holders, _ in found])
        added = np.concatenate([boost * shares for boost, _, shares in found])
        scores: Scores = np.bincount(holders, added, len(self._held))  # type: ignore[assignment]  # by the weights
        best = _best(scores, limit)
        return [article.candidate(ordinal) for article, ordinal in (self._held[at] for at in best)]

    def _shares(self, term: str) -> Shares:
        """Return the passages to which a term adds, and what it adds to each; worked out once for each term."""
        if term not in self._known:
            shares: defaultdict[int, float] = defaultdict(float)
            for at, score in zip(*self._sentences.scores(term), strict=True):
                shares[at] += score / self._sentences.idf[term]
            for block, score in zip(*self._paragraphs.scores(term), strict=True):
                for at in self._blocks[block]:
                    shares[at] += PARAGRAPH * score / self._paragraphs.idf[term]
            for at in self._titles.get(term, ()):
                shares[at] += TITLE
            weight = idf(self._frequency[term], len(self._held))
            values = weight * np.fromiter(shares.values(), float, len(shares))
            self._known[term] = np.fromiter(shares, np.int32, len(shares)), values
        return self._known[term]

    def similar(self, term: str) -> Sequence[str]:
        """Return the known terms that are spelled alike; see ``Engine.similar``."""
        return nearest(term, self._frequency.items())

    def completions(self, prefix: str, limit: int) -> Sequence[str]:
        """Return known terms that begin with a prefix; see ``Engine.completions``."""
        found = (known for known in self._frequency if known.startswith(prefix))
        return sorted(found, key=lambda known: (-self._frequency[known], known))[:limit]

    def passages(self, source: str, first: int, last: int) -> Sequence[Passage]:
        """Return the passages of a source from ordinal ``first`` to ``last``, both included, as far as they exist."""
        article = self._articles.get(source)
        return article.passages[max(first, 0) : max(last + 1, 0)] if article else ()

    def excerpt(self, passage: Passage, span: tuple[int, int]) -> Passage:
        """Return a passage made wider; see ``Engine.excerpt``."""
        if span == (passage.start, passage.end):
            return passage
        article = self._articles[passage.source]
        return excerpt(passage, span, article.paragraph(passage.ordinal))

    def record(self, source: str) -> Record | None:
        """Return the record of a source, or None for one that is not served."""
        article = self._articles.get(source)
        return article.record if article else None

    def records(self, most: int | None = None) -> Sequence[Record]:
        """Return the records of all sources, by name, or of the first so many."""
        return [article.record for article in islice(self._articles.values(), most)]


def _best(scores: Scores, limit: int) -> list[int]:
    """Return the places of the best scores above 0, in order; of equal ones the first."""
    found = np.flatnonzero(scores > 0)
    if len(found) > limit:
        reached = scores[found]
        least = np.partition(reached, -limit)[-limit]
        found = found[reached >= least - 10.0**-PRECISION]
    reached = scores[found].tolist()
    in_order = sorted([(-round(score, PRECISION), at) for score, at in zip(reached, found.tolist(), strict=True)])
    return [at for _, at in in_order[:limit]]


def _members(articles: Iterable[Article], held: Sequence[tuple[Article, int]]) -> list[list[int]]:
    """Return for each paragraph of all articles, in order, its passages that can be quoted."""
    first: dict[str, int] = {}
    total = 0
    for article in articles:
        first[article.record.name] = total
        total += len(article.paragraphs)
    members: list[list[int]] = [[] for _ in range(total)]
    for at, (article, ordinal) in enumerate(held):
        members[first[article.record.name] + article.blocks[ordinal]].append(at)
    return members
