"""Makes quotes of ranked passages."""

from index.citations.citation import Citation
from index.documents.fingerprints import Fingerprints
from index.documents.passages import Passage
from index.library.answer import Place, Quote
from index.ranking.ranker import RankedPassage
from index.retrieval.engine import Engine

__all__ = ["Quoter", "place_of"]


class Quoter:
    """Makes quotes of evidence: what the index knows of the source, and whether that is still true on disk."""

    def __init__(self, engine: Engine, fingerprints: Fingerprints) -> None:
        self._engine = engine
        self._fingerprints = fingerprints

    def quote(self, rank: int, evidence: RankedPassage, *, quoted: bool) -> Quote:
        """Return the quote of one ranked passage; raises LookupError if the index no longer holds its source."""
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
            antecedent=None if before is None else self.quote(0, RankedPassage(before, 0.0), quoted=quoted),
            changed=self._fingerprints.current(passage.source) != record.sha256,
            features=evidence.features,
            ordinal=passage.ordinal,
        )


def place_of(passage: Passage) -> Place:
    """Return the place of a passage."""
    return Place(str(Citation.of(passage)), passage.source, passage.start, passage.end)
