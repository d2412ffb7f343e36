"""The vectors of an index on disk, in a file beside its generations, which share it."""

import json
import sqlite3
import threading
import weakref
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from index.retrieval.store.kept_vectors import Keys
from index.retrieval.store.schema import unwritable

__all__ = ["VECTORS", "VectorFile"]

VECTORS = "vectors.sqlite"
TABLES = (
    "CREATE TABLE IF NOT EXISTS vectors (key INTEGER PRIMARY KEY, vector BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS marked (only INTEGER PRIMARY KEY, model TEXT NOT NULL)",
)
FOUND = "SELECT v.key, vector FROM json_each(?) AS wanted CROSS JOIN vectors AS v ON v.key = wanted.value"
PATIENCE = 0.05
"""Seconds that a question waits for a writer; then it makes its vectors itself."""
WRITING = 60.0
"""Seconds that a writer waits for another."""


class VectorFile:
    """Reads and writes the file of vectors in the folder of an index; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / VECTORS
        self._lock = threading.Lock()
        self._reader: sqlite3.Connection | None = None
        self._close_reader: Callable[[], object] = lambda: None
        self._read_file: tuple[int, int] | None = None

    def found(self, keys: Sequence[int]) -> dict[int, bytes]:
        """Return the vectors that are kept of some keys; see ``KeptVectors``."""
        return dict(self._read(FOUND, [json.dumps(keys)]))

    def keys(self) -> Keys:
        """Return the keys of all, sorted."""
        return np.array([key for (key,) in self._read("SELECT key FROM vectors ORDER BY key")], dtype=np.int64)

    def marked(self) -> str:
        """Return what all of them are of; see ``KeptVectors``."""
        return next((str(model) for _, model in self._read("SELECT only, model FROM marked")), "")

    def mark(self, model: str) -> None:
        """Note what all of them are of."""
        with self._writing() as connection:
            connection.execute("INSERT OR REPLACE INTO marked VALUES (1, ?)", [model])

    def add(self, vectors: Mapping[int, bytes]) -> None:
        """Keep some more; a file that is damaged is made anew."""
        with self._writing() as connection:
            connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", vectors.items())

    def drop(self, keys: Collection[int]) -> None:
        """Keep some no longer, and leave the file no larger than it must be."""
        with self._writing() as connection:
            connection.executemany("DELETE FROM vectors WHERE key = ?", ((key,) for key in keys))
        with self._writing() as connection:
            connection.execute("COMMIT")
            connection.execute("VACUUM")
            connection.execute("BEGIN")

    def _read(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        """Return what a query finds, nothing where there is no file or it cannot be read now."""
        with self._lock:
            try:
                return self._reading().execute(query, values).fetchall()
            except (OSError, sqlite3.Error):
                self._read_file = None
                return []

    def _reading(self) -> sqlite3.Connection:
        """The connection that reads: opening one takes as long as reading, so it is kept while the file is the same."""
        told = self._path.stat()
        if self._reader is None or self._read_file != (told.st_dev, told.st_ino):
            self._close_reader()
            address = f"{self._path.absolute().as_uri()}?mode=ro"
            self._reader = sqlite3.connect(address, timeout=PATIENCE, uri=True, check_same_thread=False)
            self._read_file = told.st_dev, told.st_ino
            self._close_reader = weakref.finalize(self, self._reader.close)
        return self._reader

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Write in one step that is done as a whole."""
        try:
            connection = self._opened()
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                connection.close()
        except sqlite3.Error as error:
            raise unwritable(self._path, error) from None

    def _opened(self) -> sqlite3.Connection:
        """Return a connection that has begun to write; a file that holds something else is removed first."""
        for again in (False, True):
            connection = sqlite3.connect(self._path, timeout=WRITING, isolation_level=None)
            try:
                connection.execute("BEGIN IMMEDIATE")
                for table in TABLES:
                    connection.execute(table)
            except sqlite3.OperationalError:
                connection.close()
                raise
            except sqlite3.DatabaseError:
                connection.close()
                if again:
                    raise
                self._path.unlink()
            else:
                return connection
        raise AssertionError
