"""Rescoring: the best passages of a pool by the exact score of ``index.retrieval.bm25``.

Every sentence of every paragraph of the pool is scored at once, as arithmetic on arrays: what a question costs here
depends on how large its pool is and not on how large the collection is.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from index.retrieval.bm25 import K1, PARAGRAPH, PRECISION, TITLE, B
from index.retrieval.store.packing import TITLE_RUN, term_key
from index.retrieval.store.rows import FoundPassage
from index.retrieval.store.schema import SHIFT, Manifest

__all__ = ["MeanLengths", "ScoredRows", "best_first", "largest_share", "rescore"]

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]


class ScoredRows(Protocol):
    """What is scored of paragraphs; see `index.retrieval.store.rows.RowReader`."""

    def scored(self, ids: Sequence[int]) -> tuple[bytes, bytes]:
        """Return what is scored of some paragraphs, given in order: their lengths and their keys, end to end."""

    def articles(self, numbers: Collection[int]) -> dict[int, tuple[str, tuple[str, ...]]]:
        """Return the names and the titles' terms of articles by their numbers."""


class MeanLengths(NamedTuple):
    """The mean lengths, in terms, of the collection's sentences that can be quoted and of its paragraphs."""

    sentence: float
    paragraph: float

    @classmethod
    def of(cls, manifest: Manifest) -> Self:
        """Return those that a manifest tells of, 0.0 where there is nothing to measure."""
        return cls(
            manifest.terms / manifest.passages if manifest.passages else 0.0,
            manifest.paragraph_terms / manifest.paragraphs if manifest.paragraphs else 0.0,
        )


class _Runs(NamedTuple):
    """The runs of terms of a pool's paragraphs: of each its sentences and then its title, one after the other.

    ``lengths`` are in terms; ``starts`` and ``titles`` are the places of each paragraph's first run and of its title's.
    """

    lengths: Numbers
    quotable: NDArray[np.bool_]
    starts: Numbers
    titles: Numbers
    keys: NDArray[np.uint64]


def rescore(
    rows: ScoredRows, means: MeanLengths, pool: Collection[int], weights: Mapping[str, float], limit: int
) -> list[FoundPassage]:
    """Return the ``limit`` best passages of the paragraphs of a pool, the best first; ties by name and position.

    Raises ValueError where a paragraph holds none of the terms, since all of the pool were found by one.
    """
    if not pool:
        return []
    ids = sorted(pool)
    runs = _runs(*rows.scored(ids))
    if len(runs.titles) != len(ids):
        raise ValueError("the inverted lists name a paragraph that is not there")
    scores = np.where(runs.quotable, _scores(runs, means, weights), -1.0)
    least = np.partition(scores, -limit)[-limit] if len(scores) > limit else 0.0
    kept = np.flatnonzero(scores >= max(least, 0.0))
    at = np.searchsorted(runs.starts, kept, side="right") - 1
    places = [(ids[one], ordinal) for one, ordinal in zip(at.tolist(), (kept - runs.starts[at]).tolist(), strict=True)]
    articles = rows.articles({paragraph >> SHIFT for paragraph, _ in places})
    found = [
        FoundPassage(score, paragraph, paragraph + ordinal, *articles[paragraph >> SHIFT])
        for score, (paragraph, ordinal) in zip(scores[kept].tolist(), places, strict=True)
    ]
    return best_first(found)[:limit]


def best_first(found: Iterable[FoundPassage]) -> list[FoundPassage]:
    """Return passages in the order of their scores; ties by name and position."""
    return sorted(found, key=lambda one: (-one.score, one.name, one.address))


def _runs(lengths: bytes, keys: bytes) -> _Runs:
    """Return the runs of paragraphs, given as they are packed; see ``index.retrieval.store.packing``."""
    told = np.frombuffer(lengths, "<u4").astype(np.int64)
    titles = np.flatnonzero(told & TITLE_RUN)
    return _Runs(told >> 2, (told & 1) > 0, np.append(0, titles + 1)[:-1], titles, np.frombuffer(keys, "<u8"))


def _scores(runs: _Runs, means: MeanLengths, weights: Mapping[str, float]) -> Floats:
    """Return the scores of all sentences, and something at the places of the titles."""
    terms = sorted(weights)
    counts = _counts(runs, [term_key(term) for term in terms])
    title, lengths = counts[runs.titles] > 0, runs.lengths.copy()
    counts[runs.titles] = lengths[runs.titles] = 0
    around = np.add.reduceat(counts, runs.starts)
    if not ((around > 0) | title).any(axis=1).all():
        raise ValueError("the inverted lists name a paragraph that holds none of the words")
    relative = np.add.reduceat(lengths, runs.starts) / means.paragraph
    share = PARAGRAPH * _saturation(around, relative) + TITLE * title
    own = _saturation(counts, lengths / means.sentence)
    weight = np.array([weights[term] for term in terms])
    sizes = runs.titles - runs.starts + 1
    scores: Floats = np.round((own + np.repeat(share, sizes, axis=0)) @ weight, PRECISION)
    return scores


def _counts(runs: _Runs, wanted: Sequence[int]) -> Numbers:
    """Return how often each wanted key (columns) stands in each run (rows)."""
    run = np.repeat(np.arange(len(runs.lengths)), runs.lengths)
    counts = np.empty((len(runs.lengths), len(wanted)), np.int64)
    for column, one in enumerate(wanted):
        counts[:, column] = np.bincount(run[runs.keys == one], minlength=len(runs.lengths))
    return counts


def largest_share(weight: float) -> float:
    """Return the most that a term can add to a passage's score, wherever and however often it stands."""
    return weight * ((K1 + 1) * (1 + PARAGRAPH) + TITLE)


def _saturation(frequency: Numbers, relative_length: Floats) -> Floats:
    """Return ``index.retrieval.bm25.saturation`` of many texts (rows) and terms (columns)."""
    return frequency * (K1 + 1) / (frequency + K1 * (1 - B + B * relative_length)[:, None])
