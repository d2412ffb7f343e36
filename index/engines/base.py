"""What every engine does: propose candidates and report statistics. It ranks no evidence."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from index.passages import Passage
from index.sources import Metadata

__all__ = ["Candidate", "Engine", "Record", "Statistics"]


@dataclass(frozen=True, slots=True)
class Record:
    """What an index knows of one source without its text: the SHA-256 is of the bytes that were indexed."""

    name: str
    title: str
    sha256: str
    lines: int
    passages: int
    skipped_lines: int
    metadata: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True)
class Statistics:
    """Figures of the whole collection that the ranking needs.

    ``passages`` is their number, ``mean_length`` their mean length in terms (0.0 for an empty collection),
    ``document_frequency`` how many passages hold each term that was asked about (0 for an unknown one).
    """

    passages: int
    mean_length: float
    document_frequency: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may answer, with the terms of what stands around it, each in the order of the text.

    ``previous`` and ``following`` are the terms of the neighbouring passages of the same source (empty at its ends),
    ``paragraph`` those of the whole paragraph (its own included), ``title`` those of the article's title.
    """

    passage: Passage
    terms: tuple[str, ...]
    previous: tuple[str, ...]
    following: tuple[str, ...]
    paragraph: tuple[str, ...]
    title: tuple[str, ...]


class Engine(Protocol):
    """A searchable collection of passages."""

    def statistics(self, terms: Collection[str]) -> Statistics:
        """Figures of the collection, and the document frequency of each of these terms."""

    def candidates(self, weights: Mapping[str, float], limit: int) -> Sequence[Candidate]:
        """The ``limit`` passages that fit these weighted terms best, by sentence, paragraph and title together.

        Every engine proposes the same ones: ties are broken by source name, then position. Only quotable passages
        that hold one of the terms (in the sentence, its paragraph or its title) are proposed.
        """

    def similar(self, term: str) -> Sequence[str]:
        """Known terms that differ from this one by a letter or two, the nearest and then the most frequent first."""

    def passages(self, source: str, first: int, last: int) -> Sequence[Passage]:
        """The passages of a source from ordinal ``first`` to ``last``, both included, as far as they exist."""

    def record(self, source: str) -> Record | None:
        """What is known of a source, or None where it is not in the index."""

    def records(self) -> Sequence[Record]:
        """What is known of every source, by name."""
