"""Reading sources for an index: many at a time, in as many processes as there are cores, and in bounded memory."""

import multiprocessing
import os
import signal
import struct
import threading
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import connection
from pathlib import Path

from index.documents.article import analyse
from index.documents.folder import Folder
from index.errors import IndexingError, SourceError
from index.retrieval.store.corpus_counts import CorpusCounts, count
from index.retrieval.store.packing import PackedArticle, pack

__all__ = ["AnalysedBatch", "AnalysedFile", "SourceFile", "read"]

BATCH = 128 * 1024
"""Bytes of sources that are handed to a process at once; what is begun is finished also where all is given up."""

IN_FLIGHT = 16 * 1024 * 1024
"""Bytes of sources that are being read at any time; a larger file is read alone."""

SETTLED = 2_000_000_000
"""Nanoseconds: a file that changed later than this before it is read may change again and look the same."""

ALONE = 4 * 1024 * 1024
"""Bytes up to which no other process is worth its start."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A source to be read, as its file was seen: its size in bytes, and its time in nanoseconds.

    Once it was read, a time of 0 says that it changed too shortly before for the time to tell the next change.
    ``sha256`` is that of what was indexed of it with the same metadata, of which ``metadata`` is a digest.
    """

    name: str
    size: int
    time: int
    sha256: str | None = None
    metadata: str = ""


@dataclass(frozen=True, slots=True)
class AnalysedFile:
    """The result of reading a file: its article, or None where that is indexed already, or why it cannot be served."""

    file: SourceFile
    article: PackedArticle | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class AnalysedBatch:
    """Some files, read, and the counts of the new articles among them."""

    files: tuple[AnalysedFile, ...]
    counts: CorpusCounts


def read(
    folder: Folder, files: Sequence[SourceFile], workers: int | None = None
) -> Generator[AnalysedBatch, None, None]:
    """Read sources and analyse them, in the order given, with so many processes (as there are cores)."""
    workers = workers or os.cpu_count() or 1
    if workers == 1 or sum(one.size for one in files) <= ALONE:
        for batch in _batches(files):
            yield _read(folder, batch)
        return
    context = multiprocessing.get_context("spawn")  # a fork of a process with threads can hang
    given = (folder.path, folder.max_bytes)
    pool = ProcessPoolExecutor(workers, context, initializer=_begin, initargs=given)
    try:
        yield from _in_order(pool, _batches(files))
    except BrokenProcessPool:
        raise IndexingError(
            "a process that read sources was ended from outside, which the system does when memory runs out, and "
            'Python in a script of your own that does not begin under if __name__ == "__main__"; '
            "run it again, the index is as it was"
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, batches: Iterable[list[SourceFile]]) -> Iterator[AnalysedBatch]:
    """Hand out batches so that never more than IN_FLIGHT bytes are on their way, and take them back in order."""
    waiting: deque[tuple[int, Future[AnalysedBatch]]] = deque()
    for batch in batches:
        size = sum(one.size for one in batch)
        while waiting and sum(size for size, _ in waiting) + size > IN_FLIGHT:
            yield waiting.popleft()[1].result()
        waiting.append((size, pool.submit(_read_here, batch)))
    while waiting:
        yield waiting.popleft()[1].result()


def _batches(files: Iterable[SourceFile]) -> Iterator[list[SourceFile]]:
    batch: list[SourceFile] = []
    size = 0
    for one in files:
        if batch and size + one.size > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += one.size
    if batch:
        yield batch


_folder: Folder


def _begin(path: Path, max_bytes: int) -> None:
    """Make ready a process that reads: it leaves Ctrl-C to its parent and ends when its parent does."""
    global _folder  # noqa: PLW0603 - the one thing that a process keeps between batches
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _folder = Folder(path, max_bytes)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _read_here(batch: list[SourceFile]) -> AnalysedBatch:
    return _read(_folder, batch)


def _read(folder: Folder, batch: list[SourceFile]) -> AnalysedBatch:
    files = tuple(_analysed(folder, one) for one in batch)
    counts = CorpusCounts()
    for one in files:
        if one.article is not None:
            counts.add(count(one.article))
    return AnalysedBatch(files, counts)


def _analysed(folder: Folder, file: SourceFile) -> AnalysedFile:
    if file.time > time.time_ns() - SETTLED:
        file = replace(file, time=0)
    try:
        source = folder.read(file.name)
    except SourceError as error:
        return AnalysedFile(file, problem=error.cause)
    if source.sha256 == file.sha256:
        return AnalysedFile(file)
    try:
        return AnalysedFile(file, pack(analyse(source)))
    except struct.error:
        return AnalysedFile(file, problem="too large for an index; part it into several files")
