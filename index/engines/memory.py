"""The memory engine: rank-bm25 over an inverted list, for collections that fit in memory."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from index.engines.base import Candidate, Record, Statistics
from index.passages import Passage, split
from index.sources import Source
from index.terms import terms

__all__ = ["MemoryEngine"]


class MemoryEngine:
    """All passages of some sources, in memory."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = {source.name: source for source in sources}
        self._passages = [passage for source in self._sources.values() for passage in split(source)]
        self._terms = [terms(passage.text) for passage in self._passages]

    def statistics(self, terms: Collection[str]) -> Statistics:
        """Figures of the collection, and the document frequency of each of these terms."""
        total = sum(map(len, self._terms))
        frequency = {term: sum(term in one for one in self._terms) for term in terms}
        return Statistics(len(self._terms), total / len(self._terms) if self._terms else 0.0, frequency)

    def candidates(self, weights: Mapping[str, float], limit: int) -> Sequence[Candidate]:
        """The passages that hold one of the terms."""
        held = [at for at, one in enumerate(self._terms) if weights.keys() & set(one)]
        held.sort(key=lambda at: -sum(weights[term] for term in set(self._terms[at]) & weights.keys()))
        return [self._candidate(at) for at in held[:limit]]

    def _candidate(self, at: int) -> Candidate:
        passage = self._passages[at]
        near = [
            self._terms[i] if 0 <= i < len(self._terms) and self._passages[i].source == passage.source else ()
            for i in (at - 1, at + 1)
        ]
        paragraph = tuple(
            term
            for other, held in zip(self._passages, self._terms, strict=True)
            if (other.source, other.paragraph) == (passage.source, passage.paragraph)
            for term in held
        )
        title = terms(self._sources[passage.source].title)
        return Candidate(passage, self._terms[at], near[0], near[1], paragraph, title)

    def similar(self, term: str) -> Sequence[str]:
        """Known terms that differ from this one by a letter or two."""
        del term
        return []

    def passages(self, source: str, first: int, last: int) -> Sequence[Passage]:
        """The passages of a source from one ordinal to another."""
        return [one for one in self._passages if one.source == source and first <= one.ordinal <= last]

    def record(self, source: str) -> Record | None:
        """What is known of a source."""
        return next((record for record in self.records() if record.name == source), None)

    def records(self) -> Sequence[Record]:
        """What is known of every source, by name."""
        return [
            Record(
                one.name,
                one.title,
                one.sha256,
                len(one.line_starts),
                sum(passage.source == one.name for passage in self._passages),
                0,
                one.metadata,
            )
            for one in self._sources.values()
        ]
