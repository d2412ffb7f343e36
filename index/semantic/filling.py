"""Filling: the vectors of all passages of an index, made where they are missing and dropped where nobody needs them."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import islice
from typing import NamedTuple

import numpy as np

from index.documents.passages import Passage
from index.retrieval.engine import Engine
from index.retrieval.store.kept import KeptState
from index.retrieval.store.kept_vectors import KeptVectors
from index.retrieval.store.updating import IndexProgress
from index.semantic.passage_texts import texts_of
from index.semantic.sentence_models import Encoder

__all__ = ["Filled", "fill", "fill_sources", "is_of"]

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
    manifest = state.manifest

    def lacking() -> Iterator[tuple[int, str]]:
        passages = 0
        for sources, source in enumerate(_sources(state, encoder), start=1):
            passages += source.passages
            wanted.append(np.array(list(source.texts), dtype=np.int64))
            yield from _unknown(source.texts, known)
            if sources < manifest.articles:
                done = (sources, manifest.articles, passages, manifest.passages)
                report(IndexProgress(*done, passages, time.monotonic() - began))

    made = _make(lacking(), kept, encoder, threads)
    dropped = _drop(kept, np.concatenate(wanted) if wanted else np.array([], dtype=np.int64))
    kept.mark(mark)
    return Filled(made, len(known) - made - dropped, dropped, time.monotonic() - began)


def fill_sources(
    names: Iterable[str], engine: Engine, kept: KeptVectors, encoder: Encoder, *, threads: int = 1
) -> None:
    """Make the vectors that passages of some sources lack, as far as an engine has these; raises as ``fill`` does."""

    def lacking() -> Iterator[tuple[int, str]]:
        known = set[int]()
        for record in filter(None, map(engine.record, names)):
            quotable = [one for one in engine.passages(record.name, 0, sys.maxsize) if one.quotable]
            texts = _by_key(quotable, record.title, encoder)
            known.update(kept.found([*texts]))
            yield from _unknown(texts, known)

    _make(lacking(), kept, encoder, threads)


def _unknown(texts: Mapping[int, str], known: set[int]) -> Iterator[tuple[int, str]]:
    """Yield the texts by key that are not known, which they are from then on."""
    for key, text in texts.items():
        if key not in known:
            known.add(key)
            yield key, text


def _make(texts: Iterable[tuple[int, str]], kept: KeptVectors, encoder: Encoder, threads: int) -> int:
    """Make and write the vectors of texts by key, and return how many."""
    made, rest = 0, iter(texts)
    with ThreadPoolExecutor(threads, "vectors") as pool:
        while some := dict(islice(rest, AT_ONCE)):
            kept.add(dict(zip(some, pool.map(encoder.vector, some.values()), strict=True)))
            made += len(some)
    return made


def is_of(kept: KeptVectors, encoder: Encoder) -> bool:
    """True if what is kept was made by a model for all passages of some state, it need not be the last."""
    return kept.marked().startswith(encoder.folder.digest)


def _sources(state: KeptState, encoder: Encoder) -> Iterator[_Source]:
    with closing(state.rows()) as rows:
        for record in rows.records():
            _, article = rows.article(record.name)
            rows_of = (row.unpacked(record.name).passages for row in article.paragraphs)
            quotable = [one for some in rows_of for one in some if one.quotable]
            yield _Source(len(quotable), _by_key(quotable, record.title, encoder))


def _by_key(passages: Iterable[Passage], title: str, encoder: Encoder) -> dict[int, str]:
    return {encoder.key(text): text for one in passages for text in texts_of(one, title)}


def _drop(kept: KeptVectors, wanted: np.ndarray) -> int:
    keys = kept.keys()
    stale = np.setdiff1d(keys, wanted)
    if len(stale) <= STALE * len(keys):
        return 0
    kept.drop(stale.tolist())
    return len(stale)
