"""Selection: the best passages of a pool by the exact score of ``index.retrieval.bm25``.

Every sentence of every paragraph of the pool is scored at once, as arithmetic on arrays: what a question costs here
depends on how large its pool is and not on how large the collection is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.documents.article import BLOCK as LONGEST
from index.retrieval.bm25 import K1, PARAGRAPH, PRECISION, TITLE, B
from index.retrieval.store.blocks import HEAD, QUOTABLE, ROW, Block, Row, key
from index.retrieval.store.documents import Documents

__all__ = ["Means", "Selection", "most"]

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]

WORD, HASH = 4, 8
FIELD = {name: at for at, name in enumerate(Row._fields)}
KEYS_LENGTH = 3
"""The place, in words, of the length of an article's keys in its head; the number of its passages is in place 1."""


@dataclass(frozen=True, slots=True)
class Means:
    """The mean lengths, in terms, of the collection's sentences that can be quoted and of its paragraphs."""

    sentence: float
    paragraph: float


@dataclass(frozen=True, slots=True)
class _Paragraphs:
    """The paragraphs of a pool: the address of each one's first sentence, how many it has, and its article."""

    address: Numbers
    sentences: Numbers
    block: Numbers
    keys: Numbers
    end: Numbers


class Selection:
    """Chooses among the passages of a document store."""

    def __init__(self, documents: Documents, means: Means) -> None:
        self._documents, self._means = documents, means
        whole = len(documents.held) // HASH * HASH
        self._words = np.frombuffer(documents.held, "<u4", whole // WORD)
        self._hashes = np.frombuffer(documents.held, "<u8", whole // HASH)

    def best(self, pool: Iterable[int], weights: Mapping[str, float], limit: int) -> Sequence[tuple[float, Block, int]]:
        """The ``limit`` best passages of all paragraphs that have an address in the pool: score, article and ordinal.

        Raises IndexingError, or IndexError, where an address is of no passage.
        """
        addresses = np.fromiter(pool, np.int64)
        if not len(addresses):
            return []
        paragraphs = self._paragraphs(addresses)
        scores, address = self._scored(paragraphs, weights)
        least = np.partition(scores, -limit)[-limit] if len(scores) > limit else 0.0
        kept = scores >= least
        ordinals = self._field(address[kept], "ordinal")
        blocks = (address[kept] - ordinals * ROW.size - HEAD.size).tolist()
        held = {at: self._documents.block(at) for at in set(blocks)}
        found = [
            (score, held[at], ordinal)
            for score, at, ordinal in zip(scores[kept].tolist(), blocks, ordinals.tolist(), strict=True)
        ]
        found.sort(key=lambda one: (-one[0], self._documents.name(one[1]), one[2]))
        return found[:limit]

    def _field(self, addresses: Numbers, name: str) -> Numbers:
        return self._words[addresses // WORD + FIELD[name]].astype(np.int64)

    def _paragraphs(self, addresses: Numbers) -> _Paragraphs:
        """The paragraphs that these passages are of, each once."""
        ordinal, first = self._field(addresses, "ordinal"), self._field(addresses, "first")
        address, at = np.unique(addresses - (ordinal - first) * ROW.size, return_index=True)
        first, last = first[at], self._field(addresses[at], "last")
        block = address - first * ROW.size - HEAD.size
        keys = block + HEAD.size + (self._words[block // WORD + 1].astype(np.int64) + 1) * ROW.size
        end = keys + self._words[block // WORD + KEYS_LENGTH]
        if ((last < first) | (last - first >= LONGEST)).any():
            raise self._documents.damaged()
        return _Paragraphs(address, last - first + 1, block, keys // HASH, end // HASH)

    def _scored(self, paragraphs: _Paragraphs, weights: Mapping[str, float]) -> tuple[Floats, Numbers]:
        """The scores and the addresses of the sentences of these paragraphs that can be quoted."""
        terms = sorted(weights)
        wanted = [key(term) for term in terms]
        weight = np.array([weights[term] for term in terms])
        address = np.repeat(paragraphs.address, paragraphs.sentences)
        ends = np.cumsum(paragraphs.sentences)
        address += (np.arange(len(address)) - np.repeat(ends - paragraphs.sentences, paragraphs.sentences)) * ROW.size
        start, end = self._field(address, "before"), self._field(address + ROW.size, "before")
        keys = np.repeat(paragraphs.keys, paragraphs.sentences)
        title_at = paragraphs.keys + self._field(paragraphs.keys * HASH - ROW.size, "before")
        starts = np.concatenate([keys + start, title_at])
        found = self._counts(starts, np.concatenate([end - start, paragraphs.end - title_at]), wanted)
        counts, title = found[: len(address)], found[len(address) :] > 0
        around = np.add.reduceat(counts, ends - paragraphs.sentences)
        lengths = np.add.reduceat(end - start, ends - paragraphs.sentences)
        share = PARAGRAPH * _saturation(around, lengths / self._means.paragraph) + TITLE * title
        own = _saturation(counts, (end - start) / self._means.sentence)
        scores = np.round((own + np.repeat(share, paragraphs.sentences, axis=0)) @ weight, PRECISION)
        quotable = (self._field(address, "flags") & QUOTABLE) > 0
        return scores[quotable], address[quotable]

    def _counts(self, starts: Numbers, lengths: Numbers, wanted: Sequence[int]) -> Numbers:
        """How often each wanted key (columns) stands in each of these runs of keys (rows)."""
        ends = np.cumsum(lengths)
        if (lengths < 0).any() or ends[-1] > len(self._hashes):
            raise self._documents.damaged()
        held = self._hashes[np.repeat(starts - (ends - lengths), lengths) + np.arange(ends[-1])]
        run = np.repeat(np.arange(len(lengths)), lengths)
        counts = np.empty((len(lengths), len(wanted)), np.int64)
        for column, one in enumerate(wanted):
            counts[:, column] = np.bincount(run[held == one], minlength=len(lengths))
        return counts


def most(weight: float) -> float:
    """The most that a term can add to a passage's score, wherever and however often it stands."""
    return weight * ((K1 + 1) * (1 + PARAGRAPH) + TITLE)


def _saturation(frequency: Numbers, relative_length: Floats) -> Floats:
    """``index.retrieval.bm25.saturation`` of many texts (rows) and terms (columns)."""
    return frequency * (K1 + 1) / (frequency + K1 * (1 - B + B * relative_length)[:, None])
