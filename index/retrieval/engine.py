"""The protocol of engines: they propose candidates and report statistics, and leave ranking to others."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from index.documents.article import Candidate, Record
from index.documents.passages import Passage
from index.text.analyzer import Analyzer, analyzer
from index.text.language import DEFAULT

__all__ = ["Candidate", "Engine", "Record", "Statistics", "analyzer_for", "by_frequency"]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Figures of a whole collection that ranking needs, over the passages that can be quoted.

    ``passages`` is their number, ``mean_length`` their mean length in terms (0.0 for an empty collection).
    ``document_frequency`` maps each term that was asked about to how many of them hold it, or stand under a heading or
    in a column that does (0 for an unknown one).
    ``unquoted`` are the terms that stand in text which is never quoted: page furniture, credits, datelines.
    """

    passages: int
    mean_length: float
    document_frequency: Mapping[str, int]
    unquoted: frozenset[str] = frozenset()


def analyzer_for(engine: "Engine", source: str) -> Analyzer:
    """Return the analyzer by which a source was analysed, that of English for an unknown one."""
    if len(engine.languages) == 1:
        return analyzer(engine.languages[0])  # without a look at the record, which every candidate would take
    record = engine.record(source)
    return analyzer(record.language if record else DEFAULT)


def by_frequency(counts: Mapping[str, int]) -> tuple[str, ...]:
    """Return the languages that are counted, the most frequent first, then by their codes; ("en",) for none."""
    return tuple(sorted(counts, key=lambda code: (-counts[code], code))) or (DEFAULT,)


class Engine(Protocol):
    """A searchable collection of passages."""

    @property
    def languages(self) -> Sequence[str]:
        """The codes of the languages of its sources, that of most sources first; ("en",) for an empty collection."""

    def statistics(self, terms: Collection[str]) -> Statistics:
        """Return figures of the collection, with the document frequency of each of these terms."""

    def candidates(self, boosts: Mapping[str, float], limit: int) -> Sequence[Candidate]:
        """Return the ``limit`` passages that match the terms best, by sentence, paragraph and title together.

        ``boosts`` maps each term to its weight, 1.0 being a plain match. The score is that of
        ``index.retrieval.bm25``, so every engine proposes the same passages in the same order; ties are broken by
        source name, then position. Only passages that can be quoted and that hold one of the terms (in the sentence,
        its paragraph or its article's title) are proposed.
        """

    def similar(self, term: str) -> Sequence[str]:
        """Return the known terms that are spelled alike, the nearest first; see ``index.retrieval.fuzzy``."""

    def completions(self, prefix: str, limit: int) -> Sequence[str]:
        """Return at most ``limit`` known terms that begin with a prefix: the most frequent first, then by letters."""

    def passages(self, source: str, first: int, last: int) -> Sequence[Passage]:
        """Return the passages of a source from ordinal ``first`` to ``last``, both included, as far as they exist."""

    def excerpt(self, passage: Passage, span: tuple[int, int]) -> Passage:
        """Return a passage made wider to a span around it, its whole or its group, as far as its paragraph goes."""

    def record(self, source: str) -> Record | None:
        """Return the record of a source, or None for one that is not served."""

    def records(self, most: int | None = None) -> Sequence[Record]:
        """Return the records of all sources, by name, or of the first so many."""

    def restricted(self, names: Collection[str], before: "Engine | None" = None) -> Self:
        """Return an engine that holds some of the sources, by name, and nothing of the others.

        ``before`` is what was returned of an earlier state, which may spare some of the work.
        """
