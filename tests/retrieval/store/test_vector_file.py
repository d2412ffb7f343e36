import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index.errors import IndexingError
from index.retrieval.store.vector_file import VECTORS, VectorFile

SOME = {1: b"one", -(2**62): b"low", 2**62: b"high"}


def test_vectors_are_found_by_their_keys_also_by_who_looked_before_they_were_there(tmp_path: Path) -> None:
    reading, writing = VectorFile(tmp_path), VectorFile(tmp_path)
    assert reading.found([1]) == {}
    assert reading.marked() == ""
    assert not (tmp_path / VECTORS).exists()
    writing.add(SOME)
    writing.mark("model")
    assert reading.found([1, 2, 2**62]) == {1: b"one", 2**62: b"high"}
    assert reading.keys().tolist() == sorted(SOME)
    assert reading.keys().dtype == np.int64
    writing.add({2: b"two"})
    assert reading.found([2]) == {2: b"two"}
    assert reading.marked() == "model"


def test_what_is_dropped_is_gone_and_takes_no_room(tmp_path: Path) -> None:
    file = VectorFile(tmp_path)
    file.add({key: bytes(384) for key in range(1000)})
    size = (tmp_path / VECTORS).stat().st_size
    file.drop(range(1, 1000))
    assert file.keys().tolist() == [0]
    assert (tmp_path / VECTORS).stat().st_size < size / 10


def test_a_file_that_holds_something_else_is_as_none_and_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / VECTORS).write_bytes(b"this is no database, but it is long enough to be taken for one" * 100)
    file = VectorFile(tmp_path)
    assert file.found([1]) == {}
    assert file.keys().tolist() == []
    file.add(SOME)
    assert file.found([1]) == {1: b"one"}


def test_who_asks_does_not_wait_for_who_writes(tmp_path: Path) -> None:
    file = VectorFile(tmp_path)
    file.add(SOME)
    with closing(sqlite3.connect(tmp_path / VECTORS, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert file.found([1]) == {}
        other.execute("COMMIT")
    assert file.found([1]) == {1: b"one"}


def test_a_folder_that_is_not_there_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(IndexingError, match="the index cannot be written"):
        VectorFile(tmp_path / "none").add(SOME)


def test_who_has_read_reads_a_file_that_was_made_anew(tmp_path: Path) -> None:
    reading, writing = VectorFile(tmp_path), VectorFile(tmp_path)
    writing.add(SOME)
    assert reading.found([1]) == {1: b"one"}
    (tmp_path / VECTORS).unlink()
    assert reading.found([1]) == {}
    writing.add({1: b"another"})
    assert reading.found([1]) == {1: b"another"}


def test_many_threads_read_what_one_has_opened(tmp_path: Path) -> None:
    file = VectorFile(tmp_path)
    file.add(SOME)
    with ThreadPoolExecutor(4) as threads:
        assert all(found == {1: b"one"} for found in threads.map(lambda _: file.found([1]), range(64)))
