"""The cluster engine: one state of an index on a cluster, asked by as few requests as it takes.

A question asks for the frequencies of its terms, then for those of what is related to them, and then for passages; what
is remembered is not asked for again.
"""

import copy
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Self

from index.documents.article import Candidate, Record
from index.documents.passages import Passage, excerpt
from index.retrieval.bm25 import idf
from index.retrieval.cluster.cluster_mapping import MOST_TERMS
from index.retrieval.cluster.cluster_part import ClusterPart
from index.retrieval.cluster.cluster_rows import MOST_ROWS, ClusterRows
from index.retrieval.cluster.cluster_state import ClusterState
from index.retrieval.engine import Engine, Statistics, by_frequency
from index.retrieval.fuzzy import LETTERS, beginnings, nearest
from index.retrieval.store.rescoring import MeanLengths, largest_share, rescore
from index.retrieval.store.rows import FoundPassage, Frequency, statistics

__all__ = ["ClusterEngine"]

AT_FIRST, TIMES = 64, 4
"""How many rows are asked for, and how many times as many if a better passage may be left."""

IMPRECISE = 1e-5
"""The share by which a score of the cluster may be too low, since it counts in 32 bits."""

REMEMBERED = 4096
"""Terms whose frequency is remembered."""

SHORT = 3
"""Characters up to which terms that are spelled alike are many: two of so few may be any."""


class ClusterEngine:
    """All passages of a state of an index on a cluster; safe to use from several threads."""

    def __init__(self, state: ClusterState) -> None:
        self._serve(state, state.rows())

    def _serve(self, state: ClusterState, rows: ClusterRows) -> None:
        self.generation, self._rows = state, rows
        self._means = MeanLengths.of(state.manifest)
        self._frequencies: dict[str, Frequency] = {}
        self._languages: tuple[str, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages of its sources, that of most sources first; asked for once."""
        self._languages = self._languages or by_frequency(self._rows.languages())
        return self._languages

    def restricted(self, names: Collection[str], before: Engine | None = None) -> Self:
        """Return an engine that holds some of the sources; see ``Engine.restricted``."""
        known = before._rows if isinstance(before, ClusterEngine) else None  # noqa: SLF001 - its own
        rows = ClusterPart(self.generation.rows(), names, known if isinstance(known, ClusterPart) else None)
        part = copy.copy(self)
        told = replace(self.generation, manifest=rows.told(self.generation.manifest))
        part._serve(told, rows)  # noqa: SLF001 - its own
        return part

    def statistics(self, terms: Collection[str]) -> Statistics:
        """Return figures of the collection, and the document frequency of each of these terms."""
        found = self._known(terms)
        return statistics(found, self.generation.manifest.passages, self._means.sentence)

    def candidates(self, boosts: Mapping[str, float], limit: int) -> Sequence[Candidate]:
        """Return the passages that fit these terms best; see ``Engine.candidates``.

        The cluster never scores a passage less than it is, so the best are all found when the last of them is better
        than what the cluster gave to the last row.
        """
        passages, known = self.generation.manifest.passages, self._known(boosts)
        weights = {term: boost * idf(known[term].quotable, passages) for term, boost in boosts.items()}
        if not weights or limit < 1:
            return []
        sought = dict(sorted(weights.items(), key=lambda one: -one[1])[:MOST_TERMS])
        left = sum(largest_share(weight) for term, weight in weights.items() if term not in sought)
        size = AT_FIRST
        while True:
            rows = self._rows.search(sought, size)
            found: list[FoundPassage] = rescore(rows, self._means, rows.paragraphs, weights, limit)
            least = found[-1].score if len(found) == limit else 0.0
            if rows.count < size or least > rows.least * self._underrated + left or size == MOST_ROWS:
                return rows.candidates(found)
            size = min(size * TIMES, MOST_ROWS)

    @property
    def _underrated(self) -> float:
        """How many times as large as the cluster's a score is at most, if texts have become shorter or longer since."""
        scored = self.generation.scored_with
        return max(1.0, self._means.sentence / scored.sentence, self._means.paragraph / scored.paragraph) + IMPRECISE

    def _known(self, terms: Collection[str]) -> dict[str, Frequency]:
        """Return the frequencies of terms, asked for once."""
        known = self._frequencies
        if missing := [term for term in terms if term not in known]:
            found = self._rows.frequencies(missing)
            if len(known) >= REMEMBERED:
                known = self._frequencies = {term: known[term] for term in terms if term in known}
            known.update((term, found.get(term, Frequency())) for term in missing)
        return {term: known[term] for term in terms}

    def similar(self, term: str) -> Sequence[str]:
        """Return known terms that it may have been meant for; see ``Engine.similar``."""
        if len(term) > SHORT:
            return nearest(term, self._rows.spelled_alike(term))
        lengths = len(term) - LETTERS, len(term) + LETTERS
        return nearest(term, (pair for one in beginnings(term) for pair in self._rows.beginning(one, *lengths)))

    def completions(self, prefix: str, limit: int) -> Sequence[str]:
        """Return known terms that begin with a prefix; see ``Engine.completions``."""
        return self._rows.completions(prefix, limit)

    def passages(self, source: str, first: int, last: int) -> Sequence[Passage]:
        """Return the passages of a source from ordinal ``first`` to ``last``, both included, as far as they exist."""
        known = self._rows.record(source)
        return self._rows.passages(known[0], source, first, last) if known else []

    def excerpt(self, passage: Passage, span: tuple[int, int]) -> Passage:
        """Return a passage made wider; see ``Engine.excerpt``."""
        if span == (passage.start, passage.end):
            return passage
        known = self._rows.record(passage.source)
        if known is None:
            return passage
        return excerpt(passage, span, self._rows.paragraph(known[0], passage.source, passage.ordinal))

    def record(self, source: str) -> Record | None:
        """Return what is known of a source, or None where it is not in the index."""
        known = self._rows.record(source)
        return known[1] if known else None

    def records(self, most: int | None = None) -> Sequence[Record]:
        """Return what is known of every source, by name, or of the first so many."""
        return self._rows.records(most)
