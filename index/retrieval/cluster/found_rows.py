"""What a search on the cluster has found: rows from which passages are scored and quoted without asking again."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from index.documents.article import Candidate
from index.retrieval.cluster.packed_rows import paragraph_of, scored_of
from index.retrieval.store.rows import FoundPassage, candidates_of

__all__ = ["FoundRows"]

Terms = tuple[str, ...]
Titles = Callable[[Collection[int]], dict[int, tuple[str, Terms]]]


class FoundRows:
    """The rows that a search has found, with what each is scored and quoted by; ``least`` is the last one's score.

    ``titles`` returns the names and the titles' terms of articles by their numbers.
    """

    def __init__(self, hits: Sequence[dict[str, Any]], titles: Titles) -> None:
        rows = {paragraph.first: (paragraph, hit) for hit in hits for paragraph in [paragraph_of(hit["_source"])]}
        self._quoted = {first: paragraph for first, (paragraph, _) in rows.items()}
        self.quoted = tuple(self._quoted.values())
        self._scored = {first: scored_of(hit["_source"]) for first, (_, hit) in rows.items()}
        self._titles = titles
        self.paragraphs = sorted(rows)
        self.least = float(hits[-1]["_score"]) if hits else 0.0
        self.count = len(hits)

    def scored(self, ids: Sequence[int]) -> tuple[bytes, bytes]:
        """Return what is scored of some paragraphs, given in order: their lengths and their keys, end to end."""
        found = [self._scored[one] for one in ids]
        return b"".join(one.lengths for one in found), b"".join(one.keys for one in found)

    def articles(self, numbers: Collection[int]) -> dict[int, tuple[str, Terms]]:
        """Return the names and the titles' terms of articles by their numbers."""
        return self._titles(numbers)

    def candidates(self, found: Sequence[FoundPassage]) -> list[Candidate]:
        """Return passages with the terms around them."""
        return candidates_of(found, {one.paragraph: self._quoted[one.paragraph] for one in found})
