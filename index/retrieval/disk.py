"""The disk engine: a complete state of an index on disk, mapped into memory and searched with tantivy.

Nothing is read when it opens; a question reads what it needs. An engine shows one state for as long as it lives, also
while another process writes the next one.
"""

import heapq
import re
import struct
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache, wraps
from itertools import chain
from typing import ParamSpec, Self, TypeVar

from index.documents.article import Candidate, Record
from index.documents.passages import Passage
from index.errors import IndexingError
from index.retrieval.bm25 import idf
from index.retrieval.engine import Statistics
from index.retrieval.fuzzy import beginnings, nearest
from index.retrieval.store.catalogue import Entry
from index.retrieval.store.counts import Frequency
from index.retrieval.store.documents import Documents
from index.retrieval.store.generations import CATALOGUE, DOCUMENTS, REBUILD, VOCABULARY, Generations, State
from index.retrieval.store.postings import Postings
from index.retrieval.store.selection import Means, Selection, most
from index.retrieval.store.table import Table

__all__ = ["DiskEngine"]

SENTENCES, PARAGRAPHS = 200, 100
"""How many of each tantivy is asked for, before they are scored exactly."""

COMMON, COMMON_SHARE = 5_000, 0.02
"""In how many passages, and in which share of them, a term stands at least that is common."""

QUOTABLE_TERM = re.compile(r"^([^\t\n]+)\t([1-9]\d*)", re.MULTILINE)
"""A line of the vocabulary whose term stands in a passage that can be quoted."""

REMEMBERED = 4096
"""Terms whose frequency, and sources whose record, is remembered."""

TRIES = 10
"""How often an index is opened again that was replaced while it was being opened."""


def _needed(weights: Mapping[str, float], least: float) -> set[str]:
    """The terms of which a passage must hold one to come to a score: all but the lightest that together cannot."""
    left, needed = least, set(weights)
    for term in sorted(weights, key=weights.__getitem__):
        left -= most(weights[term])
        if left <= 0:
            break
        needed.remove(term)
    return needed


Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def _sound(read: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Say what to do where the files of the index do not hold what was written to them."""

    @wraps(read)
    def reading(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        try:
            return read(*args, **kwargs)
        except (ValueError, TypeError, LookupError, struct.error) as error:
            raise IndexingError(f"the index is damaged ({error}); {REBUILD}") from error

    return reading


class DiskEngine:
    """One complete state of an index on disk; safe to use from several threads."""

    def __init__(self, state: State) -> None:
        """Map the files of a state; raises IndexingError where one is damaged."""
        manifest, folder = state.manifest, state.folder
        self.state = state
        try:
            self._documents = Documents.open(folder / DOCUMENTS, manifest.stored)
            self._vocabulary, self._catalogue = Table(folder / VOCABULARY), Table(folder / CATALOGUE)
        except (OSError, ValueError) as error:
            raise IndexingError(
                f"{error}: the index is damaged; make it anew with 'pullquote index --rebuild'"
            ) from None
        self._postings = Postings(folder)
        self._entry = lru_cache(REMEMBERED)(self._read_entry)
        self._frequency = lru_cache(REMEMBERED)(lambda term: Frequency.parse(self._vocabulary.get(term)))
        self._means = Means(
            manifest.terms / manifest.passages if manifest.passages else 0.0,
            manifest.paragraph_terms / manifest.paragraphs if manifest.paragraphs else 0.0,
        )
        self._selection = Selection(self._documents, self._means)

    @classmethod
    def open(cls, generations: Generations) -> Self:
        """Open the state that serves; raises IndexingError where there is none or it cannot be used."""
        for _ in range(TRIES):
            name = generations.name()
            try:
                return cls(generations.current())
            except IndexingError:
                if name == generations.name():
                    raise
        return cls(generations.current())

    @_sound
    def statistics(self, terms: Collection[str]) -> Statistics:
        """Figures of the collection, and the document frequency of each of these terms."""
        found = {term: self._frequency(term) for term in terms}
        return Statistics(
            self.state.manifest.passages,
            self._means.sentence,
            {term: frequency.quotable for term, frequency in found.items()},
            frozenset(term for term, frequency in found.items() if frequency.unquoted),
        )

    @_sound
    def candidates(self, boosts: Mapping[str, float], limit: int) -> Sequence[Candidate]:
        """The passages that fit these terms best; see ``Engine.candidates``.

        Passages that hold only common terms are not looked for at first, and only if they could be among the best
        (after MaxScore: Turtle and Flood, 1995).
        """
        weights = self._weights(boosts)
        if not weights or limit < 1:
            return []
        sought = self._rare(weights)
        found = self._selection.best(self._pool(sought), weights, limit)
        needed = _needed(weights, found[-1][0] if len(found) == limit else 0.0)
        if not needed <= sought.keys():
            found = self._selection.best(self._pool({term: weights[term] for term in needed}), weights, limit)
        return self._documents.candidates((block, ordinal) for _, block, ordinal in found)

    def _weights(self, boosts: Mapping[str, float]) -> dict[str, float]:
        """What each term counts, by how rare it is."""
        passages = self.state.manifest.passages
        return {term: boost * idf(self._frequency(term).quotable, passages) for term, boost in boosts.items()}

    def _rare(self, weights: Mapping[str, float]) -> dict[str, float]:
        """The weights of the terms that are not common; all, where the rarest is."""
        common = max(COMMON, self.state.manifest.passages * COMMON_SHARE)
        return {term: one for term, one in weights.items() if self._frequency(term).quotable <= common} or dict(weights)

    def _pool(self, weights: Mapping[str, float]) -> Collection[int]:
        """The addresses of what is worth scoring exactly; see ``index.retrieval.store.postings``."""
        found = dict.fromkeys(self._postings.sentences(weights, SENTENCES))
        return found | dict.fromkeys(self._postings.paragraphs(weights, PARAGRAPHS))

    @_sound
    def similar(self, term: str) -> Sequence[str]:
        """Known terms that it may have been meant for; see ``Engine.similar``."""
        return nearest(term, chain.from_iterable(map(self._beginning, beginnings(term))))

    @_sound
    def completions(self, prefix: str, limit: int) -> Sequence[str]:
        """Known terms that begin with a prefix; see ``Engine.completions``."""
        found = ((-frequency, known) for known, frequency in self._beginning(prefix))
        return [known for _, known in heapq.nsmallest(limit, found)]

    @_sound
    def passages(self, source: str, first: int, last: int) -> Sequence[Passage]:
        """The passages of a source from ordinal ``first`` to ``last``, both included, as far as they exist."""
        entry = self._entry(source)
        if entry is None:
            return []
        block = self._documents.block(entry.at)
        wanted = range(max(first, 0), min(last + 1, block.passages))
        return [self._documents.passage(block, ordinal) for ordinal in wanted]

    @_sound
    def record(self, source: str) -> Record | None:
        """What is known of a source, or None where it is not in the index."""
        entry = self._entry(source)
        return entry.record if entry else None

    @_sound
    def records(self) -> Sequence[Record]:
        """What is known of every source, by name."""
        return [Entry.parse(value).record for _, value in self._catalogue]

    def _beginning(self, prefix: str) -> Iterator[tuple[str, int]]:
        """The terms with a prefix that stand in passages that can be quoted, with their frequencies."""
        for lines in self._vocabulary.text(prefix):
            for known, frequency in QUOTABLE_TERM.findall(lines):
                yield known, int(frequency)

    def _read_entry(self, source: str) -> Entry | None:
        value = self._catalogue.get(source)
        return Entry.parse(value) if value is not None else None
