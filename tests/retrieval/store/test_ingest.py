"""Reading sources for an index: in the order given, in bounded batches, in as many processes as wanted."""

import multiprocessing

import pytest

from index.documents.article import analyse
from index.documents.folder import Folder
from index.errors import IndexingError
from index.retrieval.store import ingest, packing
from index.retrieval.store.corpus_counts import CorpusCounts, count
from index.retrieval.store.ingest import AnalysedFile, SourceFile, read
from index.retrieval.store.packing import pack
from index.retrieval.store.updating import IndexProgress
from tests.retrieval.archive import Archive


def files_of(archive: Archive) -> list[SourceFile]:
    return [SourceFile(path.name, path.stat().st_size, 1) for path in sorted(archive.folder.iterdir())]


def test_every_source_is_packed_as_it_was_analysed_in_the_order_given(archive: Archive) -> None:
    folder, files = Folder(archive.folder), files_of(archive)[::-1]
    (batch,) = read(folder, files)
    assert batch.files == tuple(AnalysedFile(one, pack(analyse(folder.read(one.name)))) for one in files)


def test_a_batch_counts_its_new_articles_and_no_others(archive: Archive) -> None:
    folder, files = Folder(archive.folder), files_of(archive)
    known = SourceFile("1.txt", files[1].size, 1, folder.read("1.txt").sha256)
    (archive.folder / "2.txt").write_bytes(bytes(9))
    (batch,) = read(folder, [files[0], known, files[2], files[3]])
    new, same, broken, other = batch.files
    assert (same.article, same.problem) == (None, None)
    assert broken.article is None
    assert broken.problem
    expected = CorpusCounts()
    for one in (new, other):
        assert one.article is not None
        expected.add(count(one.article))
    assert batch.counts == expected
    assert batch.counts.articles == 2


def test_a_source_that_changed_since_it_was_indexed_is_analysed_again(archive: Archive) -> None:
    (batch,) = read(Folder(archive.folder), [SourceFile("1.txt", 9, 1, "0" * 64)])
    assert batch.files[0].article is not None


def test_a_source_with_too_many_passages_for_an_index_is_named(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "SHIFT", 1)
    archive.write("0.txt", "Just one.\n")
    (batch,) = read(Folder(archive.folder), files_of(archive)[:2])
    assert [one.problem for one in batch.files] == [None, "too large for an index; part it into several files"]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_batch_holds_no_more_than_its_bytes_but_for_a_larger_file_alone(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    files = files_of(archive)
    monkeypatch.setattr(ingest, "ALONE", 0)
    monkeypatch.setattr(ingest, "BATCH", 2 * files[0].size)
    monkeypatch.setattr(ingest, "IN_FLIGHT", 2 * files[0].size)
    large = SourceFile("3.txt", 9 * files[0].size, 1)
    batches = [one.files for one in read(Folder(archive.folder), [*files[:3], large, files[4]], workers)]
    assert [[one.file.name for one in batch] for batch in batches] == [
        ["0.txt", "1.txt"],
        ["2.txt"],
        ["3.txt"],
        ["4.txt"],
    ]


def test_a_reader_that_is_ended_from_outside_is_told(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest, "ALONE", 0)
    monkeypatch.setattr(ingest, "BATCH", 1)
    batches = read(Folder(archive.folder), files_of(archive) * 100, 2)
    next(batches)
    for child in multiprocessing.active_children():
        child.kill()
    with pytest.raises(IndexingError, match=r"ended from outside.*run it again, the index is as it was"):
        list(batches)


def test_several_processes_make_the_same_index_as_one(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.update()
    alone = archive.texts(), archive.generations.current().manifest
    monkeypatch.setattr(ingest, "ALONE", 0)
    monkeypatch.setattr(ingest, "BATCH", 100)
    seen: list[IndexProgress] = []
    archive.update(rebuild=True, workers=2, report=seen.append)
    assert archive.texts() == alone[0]
    assert archive.generations.current().manifest.passages == alone[1].passages
    assert [one.files for one in seen] == sorted(one.files for one in seen)
    assert (seen[-1].files, seen[-1].bytes, seen[-1].passages) == (5, seen[-1].all_bytes, 10)


def test_an_interrupted_update_ends_its_processes_and_leaves_the_old_index(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.update()
    before = archive.texts()
    monkeypatch.setattr(ingest, "ALONE", 0)
    monkeypatch.setattr(ingest, "BATCH", 100)

    def interrupt(_: IndexProgress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        archive.update(rebuild=True, workers=2, report=interrupt)
    assert multiprocessing.active_children() == []
    assert [one.name for one in archive.index.glob("generation-*")] == [archive.generations.name()]
    assert archive.texts() == before
