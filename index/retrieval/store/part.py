"""The rows of some articles of a generation, read as if it held no others.

Counting what they hold takes about 15 µs a passage.
"""

import json
from collections.abc import Collection
from dataclasses import replace
from itertools import islice

from index.documents.article import Record
from index.retrieval.store.counted_part import CountedPart
from index.retrieval.store.generation import Generation
from index.retrieval.store.packing import load_record
from index.retrieval.store.rows import RowReader
from index.retrieval.store.schema import sound

__all__ = ["PartReader"]

MARKS = """SELECT name, a.id, sha256, metadata, language
    FROM json_each(?) AS wanted CROSS JOIN articles AS a ON name = wanted.value"""
"""What of articles is another wherever what they hold may be."""


class PartReader(CountedPart, RowReader):
    """Reads the rows of the articles of some ``names``, by their ``numbers``; ``generation`` tells of them alone."""

    def __init__(self, generation: Generation, names: Collection[str], before: "PartReader | None" = None) -> None:
        """Count what the articles hold; raises IndexingError where one is not there."""
        super().__init__(generation.folder, generation.manifest)
        found = self._all(MARKS, [json.dumps(list(names))])
        self._marks = {name: marks for name, *marks in found}
        self.count(names, before)
        self._read.clear()
        self.generation = replace(generation, manifest=self.told(generation.manifest))

    def records(self, most: int | None = None) -> list[Record]:
        """Return what is known of the articles, by name, or of the first so many."""
        found = self._all("SELECT name, record FROM articles ORDER BY name")
        with sound(self._folder):
            own = (load_record(told) for name, told in found if name in self._marks)
            return list(islice(own, most))

    def record(self, name: str) -> tuple[int, Record] | None:
        """Return an article's number and what is known of it, None for one that is not among them."""
        return super().record(name) if name in self._marks else None
