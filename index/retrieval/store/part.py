"""The rows of some articles of a generation, read as if it held no others.

What they hold is counted when they are chosen: about 20 µs a passage. In memory are the words that they have.
"""

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import replace

from index.documents.article import Record
from index.retrieval.store.generations import Generation
from index.retrieval.store.packing import CorpusCounts, count, load_record
from index.retrieval.store.rows import Frequency, RowReader
from index.retrieval.store.schema import sound

__all__ = ["PartReader"]


class PartReader(RowReader):
    """Reads the rows of the articles of some ``names``; ``numbers`` are theirs, ``generation`` tells of them alone."""

    def __init__(self, generation: Generation, names: Collection[str]) -> None:
        """Count what the articles hold; raises IndexingError where one is not there."""
        super().__init__(generation.folder, generation.manifest)
        self._names, self.numbers, counts = frozenset(names), list[int](), CorpusCounts()
        for name in sorted(names):
            number, article = self.article(name)
            self.numbers.append(number)
            counts.add(count(article))
        self._read.clear()
        figures = {name: getattr(counts, name) for name in CorpusCounts.FIGURES}
        self.generation = replace(generation, manifest=replace(generation.manifest, **figures))
        self._quotable, self._unquoted, self._terms = counts.quotable, counts.unquoted, sorted(counts.quotable)

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

    def records(self) -> list[Record]:
        """Return what is known of the articles, by name."""
        found = self._all("SELECT name, record FROM articles ORDER BY name")
        with sound(self._folder):
            return [load_record(told) for name, told in found if name in self._names]

    def record(self, name: str) -> tuple[int, Record] | None:
        """Return an article's number and what is known of it, None for one that is not among them."""
        return super().record(name) if name in self._names else None

    def _beginning(self, prefix: str) -> Sequence[str]:
        return self._terms[bisect_left(self._terms, prefix) : bisect_right(self._terms, prefix + chr(sys.maxunicode))]
