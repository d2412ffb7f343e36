"""What some articles of an index hold, counted: the statistics of a part, wherever the index is kept.

What they hold is counted when they are chosen, and what changes when it does. In memory are the words that they have.
"""

import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.retrieval.store.corpus_counts import CorpusCounts, count
from index.retrieval.store.rows import Frequency
from index.retrieval.store.schema import Manifest

if TYPE_CHECKING:
    from index.retrieval.store.packing import PackedArticle

__all__ = ["CountedPart"]


class CountedPart:
    """Counts some articles, by their marks: each one's number, what is another where its words may be, its language."""

    _marks: dict[str, list[object]]
    counts: CorpusCounts

    if TYPE_CHECKING:  # the reader that it is mixed into has it

        def article(self, name: str) -> tuple[int, PackedArticle]: ...  # noqa: D102

    def count(self, names: Collection[str], before: "CountedPart | None") -> None:
        """Count the articles; what ``before`` has counted, a part of an earlier state, is not counted again."""
        counts = CorpusCounts()
        if before:
            counts.add(before.counts)
            for name in before.unlike(self):
                counts.add(count(before.article(name)[1]), -1)
        for name in self.unlike(before) if before else names:
            counts.add(count(self.article(name)[1]))
        self.counts, self._quotable, self._unquoted = counts, counts.quotable, counts.unquoted
        self._terms = sorted(term for term, number in self._quotable.items() if number)

    def unlike(self, other: "CountedPart") -> list[str]:
        """Return the names of the articles that another part does not have, or not with the same words."""
        return [name for name, marks in self._marks.items() if other._marks.get(name) != marks]  # noqa: SLF001 - its own

    def told(self, manifest: Manifest) -> Manifest:
        """Return a manifest that tells of these articles alone."""
        return replace(manifest, **{name: getattr(self.counts, name) for name in CorpusCounts.FIGURES})

    @property
    def numbers(self) -> list[int]:
        """The numbers of the articles."""
        return [int(str(number)) for number, *_ in self._marks.values()]

    def languages(self) -> dict[str, int]:
        """Return the number of the articles in each language, by its code."""
        return Counter(str(language) for *_, language in self._marks.values())

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

    def _beginning(self, prefix: str) -> Sequence[str]:
        return self._terms[bisect_left(self._terms, prefix) : bisect_right(self._terms, prefix + chr(sys.maxunicode))]
