"""Turns ranked passages into quotes."""

from bisect import bisect_right

from index.citations.citation import Citation
from index.documents.blocks import Kind
from index.documents.fingerprints import Fingerprints
from index.documents.passages import Passage
from index.library.answer import Place, Quote
from index.ranking.ranker import RankedPassage
from index.retrieval.engine import Engine

__all__ = ["Quoter"]


class Quoter:
    """Adds to ranked passages what the index knows of their sources, and compares that with the files on disk."""

    def __init__(self, engine: Engine, fingerprints: Fingerprints) -> None:
        self._engine = engine
        self._fingerprints = fingerprints

    def quote(self, rank: int, ranked: RankedPassage, *, quoted: bool) -> Quote:
        """Return the quote of one ranked passage; raises LookupError if the index no longer holds its source."""
        passage = ranked.quote
        record = self._engine.record(passage.source)
        if record is None:
            raise LookupError(passage.source)
        antecedent, alone = ranked.antecedent, passage.text == ranked.passage.text
        return Quote(
            rank=rank,
            quoted=quoted,
            score=ranked.score,
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
            also=tuple(self._place(one) for one in ranked.also),
            matches=ranked.matches,
            answer=ranked.answer,
            antecedent=self.quote(0, RankedPassage(antecedent, antecedent, 0.0), quoted=quoted) if antecedent else None,
            changed=self._fingerprints.current(passage.source) != record.sha256,
            features=ranked.features,
            ordinal=passage.ordinal,
            marks=passage.reading.marks,
            headings=passage.path,
            columns=passage.columns if alone else (),
            page=bisect_right(record.pages, passage.start) or None,
            kind=passage.kind,
            sentence=alone and passage.kind is Kind.TEXT,
        )

    def _place(self, passage: Passage) -> Place:
        record = self._engine.record(passage.source)
        sha256 = record.sha256 if record else ""
        return Place(str(Citation.of(passage)), passage.source, passage.start, passage.end, sha256, passage.text)
