"""The rows of some articles of a generation, read as if it held no others.

What they hold is counted when they are chosen, about 15 µs a passage, and what changes when it does. In memory are the
words that they have.
"""

import json
import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import islice

from index.documents.article import Record
from index.retrieval.store.generations import Generation
from index.retrieval.store.packing import CorpusCounts, count, load_record
from index.retrieval.store.rows import Frequency, RowReader
from index.retrieval.store.schema import sound

__all__ = ["PartReader"]

MARKS = """SELECT name, a.id, sha256, metadata, language
    FROM json_each(?) AS wanted CROSS JOIN articles AS a ON name = wanted.value"""
"""What of articles is another wherever what they hold may be."""


class PartReader(RowReader):
    """Reads the rows of the articles of some ``names``, by their ``numbers``.

    ``generation`` tells of them alone, ``counts`` are of what they hold. What ``before`` has counted, a reader of
    another generation, is not counted again.
    """

    def __init__(self, generation: Generation, names: Collection[str], before: "PartReader | None" = None) -> None:
        """Count what the articles hold; raises IndexingError where one is not there."""
        super().__init__(generation.folder, generation.manifest)
        found = self._all(MARKS, [json.dumps(list(names))])
        self._marks = {name: marks for name, *marks in found}
        self.counts = self._counted(names, before)
        self._read.clear()
        figures = {name: getattr(self.counts, name) for name in CorpusCounts.FIGURES}
        self.generation = replace(generation, manifest=replace(generation.manifest, **figures))
        self._quotable, self._unquoted = self.counts.quotable, self.counts.unquoted
        self._terms = sorted(term for term, number in self._quotable.items() if number)

    def _counted(self, names: Collection[str], before: "PartReader | None") -> CorpusCounts:
        counts = CorpusCounts()
        if before:
            counts.add(before.counts)
            for name in before.unlike(self):
                counts.add(count(before.article(name)[1]), -1)
        for name in self.unlike(before) if before else names:
            counts.add(count(self.article(name)[1]))
        return counts

    def unlike(self, other: "PartReader") -> list[str]:
        """Return the names of the articles that another reader does not have, or not with the same words."""
        return [name for name, marks in self._marks.items() if other._marks.get(name) != marks]  # noqa: SLF001 - its own

    @property
    def numbers(self) -> list[int]:
        """The numbers of the articles."""
        return [number for number, *_ in self._marks.values()]

    def languages(self) -> dict[str, int]:
        """Return the number of the articles in each language, by its code."""
        return Counter(language for *_, language in self._marks.values())

    def frequencies(self, terms: Sequence[str]) -> dict[str, Frequency]:
        """Return the frequencies of all of these terms, 0 for those that the articles do not hold."""
        return {term: Frequency(self._quotable[term], self._unquoted[term]) for term in terms}

    def beginning(self, prefix: str, shortest: int, longest: int) -> list[tuple[str, int]]:
        """Return the terms with a prefix and so many characters that quotable passages hold, with their frequencies."""
        found = (term for term in self._beginning(prefix) if shortest <= len(term) <= longest)
        return [(term, self._quotable[term]) for term in found]

    def completions(self, prefix: str, limit: int) -> list[str]:
        """Return the terms with a prefix that quotable passages hold: the most frequent first, then by letters."""
        return sorted(self._beginning(prefix), key=lambda term: (-self._quotable[term], term))[:limit]

    def records(self, most: int | None = None) -> list[Record]:
        """Return what is known of the articles, by name, or of the first so many."""
        found = self._all("SELECT name, record FROM articles ORDER BY name")
        with sound(self._folder):
            own = (load_record(told) for name, told in found if name in self._marks)
            return list(islice(own, most))

    def record(self, name: str) -> tuple[int, Record] | None:
        """Return an article's number and what is known of it, None for one that is not among them."""
        return super().record(name) if name in self._marks else None

    def _beginning(self, prefix: str) -> Sequence[str]:
        return self._terms[bisect_left(self._terms, prefix) : bisect_right(self._terms, prefix + chr(sys.maxunicode))]
