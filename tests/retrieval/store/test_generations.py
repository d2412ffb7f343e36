"""Generations: the next one takes the place of the last in one step, and one process at a time makes it."""

import json
import os
import socket
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from index.documents.folder import Folder
from index.errors import IndexingError, NoIndexError, OtherSourcesError
from index.retrieval.disk import DiskEngine
from index.retrieval.store.generation import Generation
from index.retrieval.store.generations import Generations
from index.retrieval.store.schema import COLLECTION
from index.retrieval.store.updating import update
from tests.retrieval.archive import Archive

HOLDS_THE_LOCK = "with generations.locked():\n    print(flush=True)\n    sys.stdin.readline()\n"


def test_a_second_writer_is_told_who_holds_the_lock(archive: Archive) -> None:
    archive.update()
    with archive.run(HOLDS_THE_LOCK) as child:
        assert child.stdout is not None
        child.stdout.readline()
        with pytest.raises(IndexingError, match=f"process {child.pid} on {socket.gethostname()} is writing this index"):
            archive.update()
        assert len(archive.texts()) == 10
        child.kill()
    assert archive.update().unchanged == 5


def test_a_second_writer_that_waits_goes_on_when_the_first_has_finished(archive: Archive) -> None:
    with archive.run(HOLDS_THE_LOCK) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdout.readline()
        child.stdin.write("\n")
        child.stdin.flush()
        assert len(archive.update(wait=30.0).added) == 5


def damage_manifest(folder: Path, change: Callable[[dict[str, object]], None]) -> None:
    with closing(sqlite3.connect(folder / "collection.sqlite", isolation_level=None)) as connection:
        told = json.loads(connection.execute("SELECT told FROM manifest").fetchone()[0])
        change(told)
        connection.execute("UPDATE manifest SET told = ?", (json.dumps(told),))


def make_of_format_1(folder: Path) -> None:
    """Leave what an index of the first format looks like."""
    for path in folder.glob("*.sqlite"):
        path.unlink()
    (folder / "manifest.json").write_text('{"format": 1, "analysis": "7", "sources": "elsewhere"}', encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda folder: damage_manifest(folder, lambda told: told.update(format=99)), "another version.*format 99"),
        (lambda folder: damage_manifest(folder, lambda told: told.update(analysis="other")), "another version.*other"),
        (lambda folder: damage_manifest(folder, lambda told: told.pop("sources")), "damaged.*sources"),
        (make_of_format_1, "another version.*format 1, terms 7.*needs 5"),
        (
            lambda folder: (folder / "manifest.json").write_text("{}") and (folder / "collection.sqlite").unlink(),
            "other",
        ),
        (lambda folder: (folder / "collection.sqlite").unlink(), "collection.sqlite: the index cannot be read"),
        (lambda folder: (folder / "collection.sqlite").write_bytes(b"{" * 9000), "damaged: file is not a database"),
        (lambda folder: os.truncate(folder / "archive.sqlite", 100), "damaged: 100 bytes in the place of"),
        (lambda folder: (folder / "archive.sqlite").unlink(), "archive.sqlite: the index cannot be read"),
        (lambda folder: next(folder.glob("sentences/*.idx")).unlink(), r"\.idx: the index cannot be read"),
        (lambda folder: os.truncate(next(folder.glob("paragraphs/*.term")), 9), "damaged: 9 bytes in the place of"),
        (lambda folder: (folder.parent / "current").write_text("generation-99"), "cannot be read"),
        (lambda folder: (folder.parent / "current").write_bytes(bytes(13)), "damaged: it names no generation"),
    ],
)
def test_a_damaged_or_foreign_index_says_so_and_is_made_anew(
    archive: Archive, damage: Callable[[Path], None], said: str
) -> None:
    folder = archive.update().generation.folder
    before = archive.texts()
    damage(folder)
    with pytest.raises(IndexingError, match=f"(?s){said}.*pullquote index --rebuild"):
        archive.texts()
    assert archive.update().fresh is not None
    assert archive.texts() == before


def test_an_index_of_another_folder_is_neither_read_nor_written(archive: Archive, tmp_path: Path) -> None:
    archive.update()
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("Something else.\n", encoding="utf-8")
    generations = Generations(archive.index, other)
    with pytest.raises(
        OtherSourcesError, match=r"this is the index of .*sources, not of .*other; set another index_path"
    ):
        DiskEngine.open(generations)
    for rebuild in (False, True):
        with pytest.raises(OtherSourcesError):
            update(Folder(other), generations, rebuild=rebuild)
    assert len(archive.texts()) == 10


def test_a_folder_that_holds_other_things_is_never_written_into(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "letters.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(IndexingError, match=r"holds other things \(letters.txt\)"):
        archive.update()
    assert [one.name for one in (tmp_path / "index").iterdir()] == ["letters.txt"]


def test_a_path_that_cannot_be_a_folder_is_told(archive: Archive) -> None:
    archive.index.write_text("a file", encoding="utf-8")
    with pytest.raises(IndexingError, match="cannot be"):
        archive.update()


def test_without_a_generation_there_is_no_index(archive: Archive) -> None:
    assert archive.generations.name() is None
    with pytest.raises(NoIndexError, match="there is no index here yet; make it with 'pullquote index'"):
        archive.generations.current()


def test_a_generation_that_was_begun_serves_only_when_it_is_published_and_the_last_goes_then(archive: Archive) -> None:
    first = archive.update().generation
    generations = archive.generations
    folder = generations.begin(first)
    assert generations.current() == first
    generations.publish(Generation(folder, first.manifest))
    assert generations.name() == folder.name == "generation-2"
    assert generations.current().manifest == first.manifest
    assert not first.folder.exists()


def test_what_was_begun_and_not_published_is_left_behind_and_can_be_dropped(archive: Archive) -> None:
    first = archive.update().generation
    generations = archive.generations
    assert generations.left_behind() == []
    begun = generations.begin(first)
    assert generations.left_behind() == [begun.name]
    generations.drop(generations.left_behind())
    assert not begun.exists()
    assert generations.current() == first


def test_what_was_begun_and_not_published_is_swept_away(archive: Archive) -> None:
    first = archive.update().generation
    names = [archive.generations.begin(before).name for before in (first, None)]
    assert names == ["generation-2", "generation-3"]
    archive.generations.sweep()
    assert [one.name for one in archive.index.glob("generation-*")] == [first.folder.name]
    assert archive.generations.current() == first


def test_a_new_generation_shares_the_files_that_never_change_and_copies_those_that_do(archive: Archive) -> None:
    first = archive.update().generation
    begun = archive.generations.begin(first)
    names = {path.relative_to(begun).as_posix() for path in begun.rglob("*") if path.is_file()}
    assert names == {COLLECTION, *first.manifest.files}
    shared = {name for name in names if (begun / name).samefile(first.folder / name)}
    assert names - shared == {name for name in names if name.endswith(".json")} | {COLLECTION}
    assert all((begun / name).read_bytes() == (first.folder / name).read_bytes() for name in names)


def test_the_bytes_of_a_generation_are_those_of_all_its_files(archive: Archive) -> None:
    generation = archive.update().generation
    files = [path for path in generation.folder.rglob("*") if path.is_file() and path.suffix != ".lock"]
    assert generation.bytes == sum(path.stat().st_size for path in files)


def test_the_lock_is_free_again_after_an_error_and_names_nobody(archive: Archive) -> None:
    with suppress(KeyError), archive.generations.locked():
        assert json.loads((archive.index / "holder.json").read_text("utf-8"))["pid"] == os.getpid()
        raise KeyError
    assert not (archive.index / "holder.json").exists()
    with archive.generations.locked():
        pass
