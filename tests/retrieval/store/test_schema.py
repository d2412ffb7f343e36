"""The tables of an index: the manifest comes back as it was written, and damage is told with its cure."""

import json
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import IndexingError
from index.retrieval.store.schema import (
    ARCHIVE,
    COLLECTION,
    FORMAT,
    MANIFEST,
    Manifest,
    open_read_only,
    open_to_write,
    read_manifest,
    sound,
    write_manifest,
)
from index.text.analyzer import ANALYSIS
from tests.retrieval.archive import Archive

WHOLE = Manifest("/é", articles=2, passages=3, next=4, problems={"x.txt": "empty"}, files={"a": 1}, notes={"n": [1.5]})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a manifest, and an archive without tables."""
    with closing(open_to_write(tmp_path / COLLECTION)) as connection:
        connection.execute(MANIFEST)
        write_manifest(connection, WHOLE)
    open_to_write(tmp_path / ARCHIVE).close()
    return tmp_path


def test_a_manifest_comes_back_as_it_was_written_last(folder: Path) -> None:
    assert read_manifest(folder) == WHOLE
    later = Manifest("/elsewhere")
    with closing(open_to_write(folder / COLLECTION)) as connection:
        write_manifest(connection, later)
        assert connection.execute("SELECT count(*) FROM manifest").fetchone() == (1,)
    assert read_manifest(folder) == later
    assert (later.format, later.analysis) == (FORMAT, ANALYSIS)


@pytest.mark.parametrize(("name", "value"), [("format", FORMAT + 1), ("analysis", "another")])
def test_a_manifest_of_another_version_is_refused_whatever_else_it_says(folder: Path, name: str, value: object) -> None:
    told = {"format": FORMAT, "analysis": ANALYSIS, "of the future": True} | {name: value}
    with closing(open_to_write(folder / COLLECTION)) as connection:
        connection.execute("UPDATE manifest SET told = ?", (json.dumps(told),))
    with pytest.raises(IndexingError, match=f"another version.*{value}.*this one needs {FORMAT}.*--rebuild"):
        read_manifest(folder)


@pytest.mark.parametrize("told", ["{", "[]", "{}", f'{{"format": {FORMAT}, "analysis": "{ANALYSIS}", "unknown": 1}}'])
def test_a_manifest_that_was_not_written_so_is_damage(folder: Path, told: str) -> None:
    with closing(open_to_write(folder / COLLECTION)) as connection:
        connection.execute("UPDATE manifest SET told = ?", (told,))
    with pytest.raises(IndexingError, match=r"the index is damaged.*--rebuild"):
        read_manifest(folder)


def test_no_manifest_at_all_is_damage_and_no_file_is_an_error_of_the_system(folder: Path) -> None:
    with closing(open_to_write(folder / COLLECTION)) as connection:
        connection.execute("DELETE FROM manifest")
    with pytest.raises(IndexingError, match="damaged"):
        read_manifest(folder)
    (folder / COLLECTION).unlink()
    with pytest.raises(FileNotFoundError):
        read_manifest(folder)


@pytest.mark.parametrize("error", [sqlite3.DatabaseError("x"), UnicodeError("x"), KeyError("x"), struct.error("x")])
def test_what_reading_raises_where_bytes_are_wrong_is_told_as_damage(error: Exception) -> None:
    with pytest.raises(IndexingError, match=r"^/i: the index is damaged: '?x'?; make it anew with"), sound(Path("/i")):
        raise error


def test_an_error_of_the_system_is_no_damage() -> None:
    with pytest.raises(PermissionError), sound(Path("/i")):
        raise PermissionError


def test_a_complete_generation_is_read_without_a_lock_and_never_written(archive: Archive) -> None:
    folder = archive.update().generation.folder
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    with closing(open_read_only(folder)) as one, closing(sqlite3.connect(folder / COLLECTION)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert one.execute("SELECT count(*) FROM articles").fetchone() == (5,)
        assert one.execute("SELECT count(*) FROM archive.paragraphs").fetchone() == (5,)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            one.execute("DELETE FROM articles")
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            one.execute("DELETE FROM archive.paragraphs")
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
