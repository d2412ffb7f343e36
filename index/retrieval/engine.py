"""What every engine does: propose candidates and report statistics. It ranks no evidence."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from index.documents.article import Candidate, Record
from index.documents.passages import Passage

__all__ = ["Candidate", "Engine", "Record", "Statistics"]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Figures of the whole collection that the ranking needs; all of passages that can be quoted.

    ``passages`` is their number, ``mean_length`` their mean length in terms (0.0 for an empty collection),
    ``document_frequency`` how many of them hold each term that was asked about (0 for an unknown one).
    ``unquoted`` are those terms that stand in text that is never quoted: page furniture, credits, datelines.
    """

    passages: int
    mean_length: float
    document_frequency: Mapping[str, int]
    unquoted: frozenset[str] = frozenset()


class Engine(Protocol):
    """A searchable collection of passages."""

    def statistics(self, terms: Collection[str]) -> Statistics:
        """Figures of the collection, and the document frequency of each of these terms."""

    def candidates(self, boosts: Mapping[str, float], limit: int) -> Sequence[Candidate]:
        """The ``limit`` passages that fit these terms best, by sentence, paragraph and title together.

        ``boosts`` says how much each term counts, 1.0 being a plain match. The score is that of
        ``index.retrieval.bm25``, so that every engine proposes the same passages in the same order; ties are broken
        by source name, then position. Only passages that can be quoted and that hold one of the terms (in the
        sentence, its paragraph or its article's title) are proposed.
        """

    def similar(self, term: str) -> Sequence[str]:
        """Known terms that it may have been meant for, the nearest first; see ``index.retrieval.fuzzy``."""

    def completions(self, prefix: str, limit: int) -> Sequence[str]:
        """Known terms that begin with a prefix, at most ``limit``: the most frequent first, then by letters."""

    def passages(self, source: str, first: int, last: int) -> Sequence[Passage]:
        """The passages of a source from ordinal ``first`` to ``last``, both included, as far as they exist."""

    def record(self, source: str) -> Record | None:
        """What is known of a source, or None where it is not in the index."""

    def records(self) -> Sequence[Record]:
        """What is known of every source, by name."""
