"""The writer: what it finishes is what its articles add up to, and what is gone takes no room for long."""

from contextlib import closing

import pytest

from index.documents.folder import Folder
from index.retrieval.store import writer
from index.retrieval.store.generation import Generation
from index.retrieval.store.ingest import SourceFile, read
from index.retrieval.store.rows import Frequency, RowReader
from index.retrieval.store.writer import GenerationWriter
from tests.retrieval.archive import Archive


def begin(archive: Archive, before: Generation | None) -> GenerationWriter:
    return GenerationWriter(archive.generations.begin(before), before, archive.folder, large=False)


def take(made: GenerationWriter, archive: Archive, *names: str, sha256: str | None = None) -> None:
    for batch in read(Folder(archive.folder), [SourceFile(name, 1, 2, sha256) for name in names]):
        made.take(batch)


def vocabulary(generation: Generation) -> dict[str, Frequency]:
    with closing(RowReader(generation.folder, generation.manifest)) as rows:
        return rows.vocabulary()


def test_a_first_generation_is_all_in_its_archive_and_names_the_size_of_every_file(archive: Archive) -> None:
    archive.generations.path.mkdir()
    with closing(begin(archive, None)) as made:
        take(made, archive, "0.txt", "1.txt")
        manifest = made.finish({"x.txt": "empty"}).manifest
        made.seal({})
    assert (manifest.articles, manifest.passages, manifest.next, manifest.archived) == (2, 4, 2, 2)
    assert (manifest.recent, manifest.dead, manifest.problems) == (0, 0, {"x.txt": "empty"})
    assert {name.partition("/")[0] for name in manifest.files} == {"archive.sqlite", "sentences", "paragraphs"}
    assert all((made.folder / name).stat().st_size == size for name, size in manifest.files.items())


def test_notes_are_kept_with_the_generation(archive: Archive) -> None:
    archive.generations.path.mkdir()
    with closing(begin(archive, None)) as made:
        take(made, archive, "0.txt")
        made.finish({})
        sealed = made.seal({"threshold": 0.5})
    archive.generations.publish(sealed)
    assert archive.generations.current().manifest.notes == {"threshold": 0.5}


def test_an_article_that_is_added_again_takes_the_place_of_the_first_under_a_number_of_its_own(
    archive: Archive,
) -> None:
    before = archive.update().generation
    terms = vocabulary(before)
    with closing(begin(archive, before)) as made:
        take(made, archive, "1.txt")
        made.finish({})
        after = made.seal({})
    assert (after.manifest.passages, after.manifest.terms) == (before.manifest.passages, before.manifest.terms)
    assert after.manifest.next == before.manifest.next + 1
    assert vocabulary(after) == terms


def test_an_article_that_is_removed_takes_its_terms_and_figures_along(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "FOLDED", 99.0)
    before = archive.update().generation
    with closing(begin(archive, before)) as made:
        made.remove("1.txt")
        made.remove("absent.txt")
        assert made.changed
        made.finish({})
        after = made.seal({})
    assert (after.manifest.articles, after.manifest.passages, after.manifest.dead) == (4, 8, 2)
    terms = vocabulary(after)
    assert "2011" not in terms
    assert terms["cyber"] == Frequency(4, 0)
    assert all(frequency > (0, 0) for frequency in terms.values())


def test_what_was_read_and_is_the_same_changes_nothing_but_its_time(archive: Archive) -> None:
    before = archive.update().generation
    sha256 = Folder(archive.folder).read("1.txt").sha256
    with closing(begin(archive, before)) as made:
        made.remove("absent.txt")
        assert not made.changed
        take(made, archive, "1.txt", sha256=sha256)
        assert made.changed
        made.finish({})
        after = made.seal({})
    assert after.manifest.next == before.manifest.next
    with closing(RowReader(after.folder, after.manifest)) as rows:
        assert rows.stamps()["1.txt"][:2] == (1, 2)


def test_a_source_that_can_no_longer_be_read_is_taken_away(archive: Archive) -> None:
    before = archive.update().generation
    (archive.folder / "1.txt").write_bytes(bytes(9))
    with closing(begin(archive, before)) as made:
        take(made, archive, "1.txt")
        made.finish({})
        after = made.seal({})
    assert after.manifest.articles == 4


@pytest.mark.parametrize("folded", [0.0, 1.0, 99.0])
def test_what_is_gone_takes_no_room_for_long(archive: Archive, monkeypatch: pytest.MonkeyPatch, folded: float) -> None:
    monkeypatch.setattr(writer, "FOLDED", folded)
    archive.update()
    sizes = []
    for time_ in range(30):
        archive.write("0.txt", f"It changes again and again, {'more ' * 900}{time_}.\n" + " " * time_)
        generation = archive.update().generation
        sizes.append(sum(path.stat().st_size for path in generation.folder.glob("*.sqlite")))
        assert generation.manifest.recent + generation.manifest.dead <= max(folded, 1.0) * 10
    assert max(sizes) <= sizes[2] + 20_000
    assert archive.differences() == ()
