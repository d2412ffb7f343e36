"""Quotes: ranked passages with everything that a surface shows of them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from index.citations.citation import Citation
from index.documents.fingerprints import Fingerprints
from index.documents.passages import Passage
from index.ranking.ranker import Evidence
from index.retrieval.engine import Engine

__all__ = ["Place", "Quote", "Quoter", "place_of"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: a citation and its offsets in characters of the decoded text, end exclusive."""

    citation: str
    source: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A ranked passage with everything a surface shows of it.

    ``rank`` counts from 1 (0 for a passage that is only context); ``quoted`` says that it is part of the answer and not
    just the next best. Lines and columns count from 1, ``end_column`` is that of the last character. ``matches`` and
    ``answer`` are spans within ``text``. ``antecedent`` is the passage that says who "He" is, quoted as context.
    ``changed`` says that the source on disk is no longer the one that was indexed. ``figures`` says what each figure
    added to the score. ``ordinal`` counts the passages of the source from 0.
    """

    rank: int
    quoted: bool
    score: float
    citation: str
    source: str
    title: str
    publisher: str | None
    date: dt.date | None
    url: str | None
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    sha256: str
    text: str
    also: tuple[Place, ...] = ()
    matches: tuple[tuple[int, int], ...] = ()
    answer: tuple[int, int] | None = None
    antecedent: "Quote | None" = None
    changed: bool = False
    figures: Mapping[str, float] = field(default_factory=dict)
    ordinal: int = 0


class Quoter:
    """Makes quotes of evidence: what the index knows of the source, and whether that is still true on disk."""

    def __init__(self, engine: Engine, fingerprints: Fingerprints) -> None:
        self._engine = engine
        self._fingerprints = fingerprints

    def quote(self, rank: int, evidence: Evidence, *, quoted: bool) -> Quote:
        """The quote of one ranked passage; raises LookupError where the index no longer holds its source."""
        passage = evidence.passage
        record = self._engine.record(passage.source)
        if record is None:
            raise LookupError(passage.source)
        before = evidence.antecedent
        return Quote(
            rank=rank,
            quoted=quoted,
            score=evidence.score,
            citation=str(Citation.of(passage)),
            source=passage.source,
            title=record.title,
            publisher=record.metadata.publisher,
            date=record.metadata.date,
            url=record.metadata.url,
            start=passage.start,
            end=passage.end,
            line=passage.line,
            column=passage.column,
            end_line=passage.end_line,
            end_column=passage.end_column,
            sha256=record.sha256,
            text=passage.text,
            also=tuple(place_of(one) for one in evidence.also),
            matches=evidence.matches,
            answer=evidence.answer,
            antecedent=None if before is None else self.quote(0, Evidence(before, 0.0), quoted=quoted),
            changed=self._fingerprints.current(passage.source) != record.sha256,
            figures=evidence.figures,
            ordinal=passage.ordinal,
        )


def place_of(passage: Passage) -> Place:
    """Where a passage stands."""
    return Place(str(Citation.of(passage)), passage.source, passage.start, passage.end)
