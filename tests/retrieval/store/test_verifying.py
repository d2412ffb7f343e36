"""Verifying finds whatever differs between an index and its sources, and nothing where they are equal."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.documents.folder import Folder
from index.errors import NoIndexError
from index.retrieval.store.schema import ARCHIVE, COLLECTION
from index.retrieval.store.verifying import Difference, IndexVerification, verify
from tests.retrieval.archive import Archive


def found(archive: Archive) -> dict[str, str]:
    return {one.name: one.difference for one in archive.differences()}


def change(path: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement, values)


def test_an_index_that_equals_its_sources_has_no_differences_and_is_compared_whole(archive: Archive) -> None:
    archive.update()
    seen: list[tuple[int, int]] = []
    result = verify(Folder(archive.folder), archive.generations, lambda done, of: seen.append((done, of)))
    assert result == IndexVerification(5, 10, ())
    assert seen == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]


def test_there_must_be_an_index(archive: Archive) -> None:
    with pytest.raises(NoIndexError):
        verify(Folder(archive.folder), archive.generations)


def test_sources_that_changed_went_or_came_are_named(archive: Archive) -> None:
    archive.update()
    archive.write("1.txt", "It is another one now.\n")
    (archive.folder / "2.txt").unlink()
    archive.write("9.txt", "A new one.\n")
    differences = found(archive)
    assert differences.keys() == {"1.txt", "2.txt", "9.txt"}
    assert differences["1.txt"] == "changed since it was indexed"
    assert differences["2.txt"].startswith("indexed, and now ")
    assert differences["9.txt"] == "not indexed yet"


def test_a_file_that_cannot_be_served_is_no_difference_once_that_is_known(archive: Archive) -> None:
    (archive.folder / "broken.txt").write_bytes(bytes(9))
    archive.update()
    assert found(archive) == {}


def test_another_time_of_a_file_is_no_difference(archive: Archive) -> None:
    archive.update()
    os.utime(archive.folder / "1.txt")
    assert found(archive) == {}


def test_a_stored_passage_that_is_not_what_stands_in_its_source_is_named_with_its_line(archive: Archive) -> None:
    archive.write("1.txt", "First line here.\n\nSecund line here.\n")
    path = archive.update().generation.folder / COLLECTION
    indexed = Folder(archive.folder).fingerprint("1.txt")
    archive.write("1.txt", "First line here.\n\nSecond line here.\n")
    now = Folder(archive.folder).fingerprint("1.txt")
    change(path, "UPDATE articles SET record = replace(record, ?, ?)", indexed, now)
    assert found(archive) == {"1.txt": "passage 2 is not what stands at line 3"}


def test_an_article_whose_rows_are_damaged_is_named_and_the_others_are_compared(archive: Archive) -> None:
    folder = archive.update().generation.folder
    change(folder / ARCHIVE, "UPDATE paragraphs SET text = replace(text, 'Article 1', 'Article 7')")
    archive.write("4.txt", "It is another one now.\n")
    differences = found(archive)
    assert "damaged: a paragraph is not what was written" in differences["1.txt"]
    assert differences["4.txt"] == "changed since it was indexed"


@pytest.mark.parametrize(
    ("damage", "difference"),
    [
        (
            lambda path: change(
                path, "UPDATE manifest SET told = replace(told, '\"passages\": 10', '\"passages\": 11')"
            ),
            Difference(COLLECTION, "passages: 11 in the place of 10"),
        ),
        (
            lambda path: change(
                path, "UPDATE manifest SET told = replace(told, '\"passages\": 10', '\"passages\": 11')"
            ),
            Difference("sentences", "10 passages in the inverted lists in the place of 11"),
        ),
        (
            lambda path: change(path, "UPDATE vocabulary SET quotable = 4 WHERE term = 'cyber'"),
            Difference(COLLECTION, "1 of 16 terms have a wrong frequency"),
        ),
        (
            lambda path: change(path, "INSERT INTO vocabulary VALUES ('brazil', 1, 0)"),
            Difference(COLLECTION, "1 of 17 terms have a wrong frequency"),
        ),
    ],
)
def test_a_figure_that_is_not_what_the_articles_add_up_to_is_told(
    archive: Archive, damage: Callable[[Path], None], difference: Difference
) -> None:
    damage(archive.update().generation.folder / COLLECTION)
    assert difference in archive.differences()
