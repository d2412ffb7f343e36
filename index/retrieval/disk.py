"""The disk engine: a complete generation of an index, its rows in SQLite, its inverted lists in tantivy.

Nothing is read when it opens; a question reads what it needs. An engine shows one generation for as long as it lives,
also while another process writes the next one.
"""

import copy
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache, wraps
from itertools import chain
from typing import ParamSpec, Self, TypeVar

from index.documents.article import Candidate, Record
from index.documents.passages import Passage, excerpt
from index.errors import IndexingError
from index.retrieval.bm25 import idf
from index.retrieval.engine import Engine, Statistics, by_frequency
from index.retrieval.fuzzy import LETTERS, beginnings, nearest
from index.retrieval.store.generation import Generation
from index.retrieval.store.generations import Generations
from index.retrieval.store.part import PartReader
from index.retrieval.store.postings import Postings
from index.retrieval.store.rescoring import MeanLengths, best_first, largest_share, rescore
from index.retrieval.store.rows import FoundPassage, Frequency, RowReader, statistics
from index.retrieval.store.schema import DAMAGE, damage

__all__ = ["DiskEngine"]

SENTENCES, PARAGRAPHS = 200, 100
"""How many of each tantivy is asked for at first, before they are scored exactly."""

TIMES: tuple[int, ...] = (1, 2, 4, 8, 16)
"""How many times as many it is asked for while a better passage may be left."""

COMMON, MOST = 150_000, 250_000
"""In how many passages a term stands at least that is not sought at first, and how much is sought to prove the best.

A search takes some 30 ms for a million places at which its terms stand. Beyond that a question of common words may miss
one of the best: two in a hundred do at a million generated passages, 14 at ten million.
"""

REMEMBERED = 4096
"""Terms whose frequency, and sources whose record, is remembered."""

TRIES = 10
"""How often an index is opened again that was replaced while it was being opened."""


def _needed(weights: Mapping[str, float], least: float) -> set[str]:
    """Return MaxScore's essential terms: a passage that holds none of them cannot reach the score ``least``."""
    left, needed = least, set(weights)
    for term in sorted(weights, key=weights.__getitem__):
        left -= largest_share(weights[term])
        if left <= 0:
            break
        needed.remove(term)
    return needed


class _Best:
    """The ``limit`` best passages (``found``) of the paragraphs that were scored (``seen``)."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.found: list[FoundPassage] = []
        self.seen: set[int] = set()

    @property
    def least(self) -> float:
        """The score of the last of them, 0.0 while there are fewer than wanted."""
        return self.found[-1].score if len(self.found) == self.limit else 0.0

    def add(self, pool: set[int], found: Iterable[FoundPassage]) -> None:
        """Take up the best of a pool."""
        self.seen |= pool
        self.found = best_first([*self.found, *found])[: self.limit]


Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def _sound(read: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Make a method raise IndexingError where the files of the index do not hold what was written to them."""

    @wraps(read)
    def reading(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        try:
            return read(*args, **kwargs)
        except DAMAGE as error:
            raise damage(args[0].generation.folder, error) from error  # type: ignore[attr-defined]  # the engine

    return reading


class DiskEngine:
    """All passages of a generation of an index; safe to use from several threads."""

    def __init__(self, generation: Generation) -> None:
        """Open a generation; raises IndexingError where its files are not what was written."""
        folder, manifest = generation.folder, generation.manifest
        self._serve(generation, RowReader(folder, manifest), Postings(folder, MeanLengths.of(manifest)))

    def _serve(self, generation: Generation, rows: RowReader, postings: Postings) -> None:
        self.generation, self._rows, self._postings = generation, rows, postings
        manifest = generation.manifest
        self._record = lru_cache(REMEMBERED)(self._rows.record)
        self._frequencies: dict[str, Frequency] = {}
        self._means = MeanLengths.of(manifest)

    @classmethod
    def open(cls, generations: Generations) -> Self:
        """Open the generation that serves; raises IndexingError where there is none or it cannot be used.

        One that was replaced meanwhile is opened anew: its files may have been swept away while they were opened, and
        tantivy takes some that are missing for empty.
        """
        for _ in range(TRIES):
            name = generations.name()
            try:
                engine = cls(generations.current())
                if generations.name() == engine.generation.folder.name:
                    return engine
            except IndexingError:
                if name == generations.name():
                    raise
        return cls(generations.current())

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages of its sources, that of most sources first."""
        return by_frequency(self._rows.languages())

    @_sound
    def restricted(self, names: Collection[str], before: Engine | None = None) -> Self:
        """Return an engine that holds some of the sources; see ``Engine.restricted``."""
        known = before._rows if isinstance(before, DiskEngine) else None  # noqa: SLF001 - its own
        rows = PartReader(self.generation, names, known if isinstance(known, PartReader) else None)
        part = copy.copy(self)
        vars(part).pop("languages", None)
        means = MeanLengths.of(rows.generation.manifest)
        part._serve(rows.generation, rows, self._postings.restricted(rows.numbers, means))  # noqa: SLF001 - its own
        return part

    @_sound
    def statistics(self, terms: Collection[str]) -> Statistics:
        """Return figures of the collection, and the document frequency of each of these terms."""
        found = self._known(terms)
        return statistics(found, self.generation.manifest.passages, self._means.sentence)

    @_sound
    def candidates(self, boosts: Mapping[str, float], limit: int) -> Sequence[Candidate]:
        """Return the passages that fit these terms best; see ``Engine.candidates``.

        Common terms are sought only where they can matter (after MaxScore: Turtle and Flood, 1995).
        """
        passages, known = self.generation.manifest.passages, self._known(boosts)
        weights = {term: boost * idf(known[term].quotable, passages) for term, boost in boosts.items()}
        if not weights or limit < 1:
            return []
        frequencies = {term: known[term].quotable for term in weights}
        rare = {term for term in weights if frequencies[term] <= COMMON} or set(weights)
        best = _Best(limit)
        if not self._look(best, weights, rare):
            if sum(frequencies.values()) <= MOST:
                further = TIMES[1:] if len(rare) == len(weights) else TIMES
                any(self._look(best, weights, set(weights), times) for times in further)
            elif not (needed := _needed(weights, best.least)) <= rare:
                self._look(best, weights, needed)
        return self._rows.candidates(best.found)

    def _look(self, best: _Best, weights: Mapping[str, float], sought: Collection[str], times: int = 1) -> bool:
        """Look for better passages that hold some of the terms; return whether no better one is left.

        None is, when the last of them is better than what both searches left out and the other terms can add up to
        (the threshold algorithm of Fagin, Lotem and Naor, 2003).
        """
        pool, bound = self._proposed({term: weights[term] for term in sorted(sought)}, times)
        bound += sum(largest_share(weight) for term, weight in weights.items() if term not in sought)
        best.add(pool, rescore(self._rows, self._means, pool - best.seen, weights, best.limit))
        return not bound or best.least > bound

    def _proposed(self, weights: Mapping[str, float], times: int) -> tuple[set[int], float]:
        """Return the paragraphs that are worth scoring, and what no passage of any other can exceed by these terms."""
        frequencies = {term: known.quotable for term, known in self._known(weights).items()}
        sentences = self._postings.sentences(weights, frequencies, times * SENTENCES)
        paragraphs = self._postings.paragraphs(weights, frequencies, times * PARAGRAPHS)
        pool = {*sentences.addresses, *paragraphs.addresses}
        if not pool and any(frequencies.values()):
            raise damage(self.generation.folder, "the inverted lists lack words of the vocabulary")
        return pool, sentences.bound + paragraphs.bound

    def _known(self, terms: Collection[str]) -> dict[str, Frequency]:
        """Return the frequencies of terms; raises IndexingError where the inverted lists hold one that has none."""
        known = self._frequencies
        if missing := [term for term in terms if term not in known]:
            found = self._rows.frequencies(missing)
            for term in missing:
                if term not in found and self._postings.holds(term):
                    raise damage(self.generation.folder, f"the vocabulary lacks “{term}”")
            if len(known) >= REMEMBERED:
                known = self._frequencies = {term: known[term] for term in terms if term in known}
            known.update((term, found.get(term, Frequency())) for term in missing)
        return {term: known[term] for term in terms}

    @_sound
    def similar(self, term: str) -> Sequence[str]:
        """Return known terms that it may have been meant for; see ``Engine.similar``."""
        lengths = len(term) - LETTERS, len(term) + LETTERS
        return nearest(term, chain.from_iterable(self._rows.beginning(one, *lengths) for one in beginnings(term)))

    @_sound
    def completions(self, prefix: str, limit: int) -> Sequence[str]:
        """Return known terms that begin with a prefix; see ``Engine.completions``."""
        return self._rows.completions(prefix, limit)

    @_sound
    def passages(self, source: str, first: int, last: int) -> Sequence[Passage]:
        """Return the passages of a source from ordinal ``first`` to ``last``, both included, as far as they exist."""
        known = self._record(source)
        return self._rows.passages(known[0], source, first, last) if known else []

    @_sound
    def excerpt(self, passage: Passage, span: tuple[int, int]) -> Passage:
        """Return a passage made wider; see ``Engine.excerpt``."""
        if span == (passage.start, passage.end):
            return passage
        known = self._record(passage.source)
        return (
            excerpt(passage, span, self._rows.paragraph(known[0], passage.source, passage.ordinal))
            if known
            else passage
        )

    @_sound
    def record(self, source: str) -> Record | None:
        """Return what is known of a source, or None where it is not in the index."""
        known = self._record(source)
        return known[1] if known else None

    @_sound
    def records(self, most: int | None = None) -> Sequence[Record]:
        """Return what is known of every source, by name, or of the first so many."""
        return self._rows.records(most)
