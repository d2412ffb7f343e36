"""Filling: the vectors of all passages of an index, made where they are missing and dropped where nobody needs them."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import NamedTuple

import numpy as np

from index.retrieval.store.kept import KeptState
from index.retrieval.store.kept_vectors import KeptVectors
from index.retrieval.store.updating import IndexProgress
from index.semantic.passage_texts import texts_of
from index.semantic.sentence_models import Encoder

__all__ = ["Filled", "fill", "is_of"]

AT_ONCE = 256
"""Vectors that are written in one step: what is made is not lost if the filling is stopped."""

STALE = 1 / 8
"""The share of the vectors that are of no passage any more, from which on they are dropped."""


class Filled(NamedTuple):
    """How many vectors were made, were there, and were dropped, and how many seconds that took."""

    made: int
    known: int
    dropped: int
    seconds: float


class _Source(NamedTuple):
    """The passages of one source that can be quoted: how many, and their texts by key."""

    passages: int
    texts: dict[int, str]


def fill(
    state: KeptState,
    kept: KeptVectors,
    encoder: Encoder,
    *,
    threads: int = 1,
    report: Callable[[IndexProgress], None] = lambda _: None,
) -> Filled:
    """Make the vectors that a state of an index lacks, on so many threads.

    Raises IndexingError where they cannot be written, and ModelError if the model cannot be run; what was made until
    then is kept.
    """
    mark = f"{encoder.folder.digest} {state.name} {state.made}"
    began, known, wanted = time.monotonic(), set(kept.keys().tolist()), list[np.ndarray]()
    if kept.marked() == mark:
        return Filled(0, len(known), 0, time.monotonic() - began)
    manifest, made, sources, passages = state.manifest, 0, 0, 0
    waiting: dict[int, str] = {}
    with ThreadPoolExecutor(threads, "vectors") as pool:

        def write(least: int) -> int:
            if len(waiting) < least:
                return 0
            kept.add(dict(zip(waiting, pool.map(encoder.vector, waiting.values()), strict=True)))
            known.update(waiting)
            count = len(waiting)
            waiting.clear()
            return count

        for source in _sources(state, encoder):
            sources, passages = sources + 1, passages + source.passages
            wanted.append(np.array(list(source.texts), dtype=np.int64))
            for key, text in source.texts.items():
                if key not in known:
                    waiting[key] = text
                    made += write(AT_ONCE)
            done = (sources, manifest.articles, passages, manifest.passages)
            if sources < manifest.articles:
                report(IndexProgress(*done, passages, time.monotonic() - began))
        made += write(1)
    dropped = _drop(kept, np.concatenate(wanted) if wanted else np.array([], dtype=np.int64))
    kept.mark(mark)
    return Filled(made, len(known) - made - dropped, dropped, time.monotonic() - began)


def is_of(kept: KeptVectors, encoder: Encoder) -> bool:
    """True if what is kept was made by a model for all passages of some state, it need not be the last."""
    return kept.marked().startswith(encoder.folder.digest)


def _sources(state: KeptState, encoder: Encoder) -> Iterator[_Source]:
    with closing(state.rows()) as rows:
        for record in rows.records():
            _, article = rows.article(record.name)
            found = (one for row in article.paragraphs for one in row.unpacked(record.name).passages if one.quotable)
            texts = [texts_of(one, record.title) for one in found]
            yield _Source(len(texts), {encoder.key(text): text for pair in texts for text in pair})


def _drop(kept: KeptVectors, wanted: np.ndarray) -> int:
    keys = kept.keys()
    stale = np.setdiff1d(keys, wanted)
    if len(stale) <= STALE * len(keys):
        return 0
    kept.drop(stale.tolist())
    return len(stale)
