"""A part of an index: what is said of it is what an index of those articles alone would say."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index.documents.folder import Folder
from index.documents.source import Source
from index.errors import IndexingError
from index.retrieval.disk import DiskEngine
from index.retrieval.memory import MemoryEngine
from index.retrieval.store.packing import PackedArticle
from index.retrieval.store.part import PartReader
from tests.retrieval.archive import Archive

INSIDE = ("0.txt", "2.txt", "kept.md")
ASKED = ("cyber", "crime", "hotlin", "open", "2012", "2013", "articl", "secret", "vault", "absent")


def filled(root: Path) -> Archive:
    archive = Archive(root)
    archive.write("kept.md", "# Fees\n\nThe hotline costs nothing. Crime costs more. Crime costs crime.\n")
    archive.write("out.txt", "A secret vault of cyber crime. The vault stays secret, and the hotline opens it.\n")
    return archive


def made(archive: Archive) -> DiskEngine:
    """A part of an index that is as it was made."""
    archive.update()
    return DiskEngine.open(archive.generations).restricted(INSIDE)


def updated(archive: Archive, **how: bool) -> DiskEngine:
    """A part that follows on one of before, some of whose articles came, changed and went."""
    archive.write("2.txt", "The vault was secret once.\n")
    archive.update()
    before = DiskEngine.open(archive.generations).restricted(["0.txt", "1.txt", "2.txt", "out.txt"])
    archive.write("2.txt", "Article 2 speaks of the hotline in 2012, and again of the hotline.\n")
    (archive.folder / "out.txt").unlink()
    archive.update(**how)
    return DiskEngine.open(archive.generations).restricted(INSIDE, before)


def rebuilt(archive: Archive) -> DiskEngine:
    """The same, where all articles have new numbers meanwhile."""
    return updated(archive, rebuild=True)


@pytest.mark.parametrize("made", [made, updated, rebuilt])
def test_a_part_says_what_an_engine_of_its_articles_alone_says(tmp_path: Path, made: Callable[[Archive], None]) -> None:
    archive = filled(tmp_path)
    part = made(archive)
    alone = MemoryEngine(one for one in Folder(archive.folder).scan() if isinstance(one, Source) and one.name in INSIDE)
    assert part.statistics(ASKED) == alone.statistics(ASKED)
    for terms in (ASKED, ("crime",), ("secret", "vault"), ("hotlin", "open")):
        boosts = {term: 1.0 + 0.1 * at for at, term in enumerate(terms)}
        assert list(part.candidates(boosts, 50)) == list(alone.candidates(boosts, 50))
    for term in ("hotlim", "crme", "vautl", "secert", "2011"):
        assert list(part.similar(term)) == list(alone.similar(term))
    for prefix in ("", "c", "hot", "va", "20"):
        assert list(part.completions(prefix, 5)) == list(alone.completions(prefix, 5))
    assert list(part.records()) == list(alone.records())
    assert list(part.records(1)) == list(alone.records())[:1]
    assert list(part.passages("0.txt", 0, 9)) == list(alone.passages("0.txt", 0, 9))


def test_an_article_outside_is_not_there(tmp_path: Path) -> None:
    archive = filled(tmp_path)
    archive.update()
    part = DiskEngine.open(archive.generations).restricted(INSIDE)
    assert part.record("out.txt") is None
    assert list(part.passages("out.txt", 0, 9)) == []
    assert [one.name for one in part.restricted(["2.txt"]).records()] == ["2.txt"]


def test_a_part_leaves_the_engine_as_it_was(tmp_path: Path) -> None:
    archive = filled(tmp_path)
    archive.update()
    engine = DiskEngine.open(archive.generations)
    before = engine.statistics(ASKED), list(engine.candidates({"crime": 1.0}, 50))
    engine.restricted(INSIDE)
    assert (engine.statistics(ASKED), list(engine.candidates({"crime": 1.0}, 50))) == before


def test_a_part_of_what_is_not_in_the_index_is_an_error(tmp_path: Path) -> None:
    archive = filled(tmp_path)
    archive.update()
    with pytest.raises(IndexingError, match=r"there is no none\.txt"):
        DiskEngine.open(archive.generations).restricted(["none.txt"])


def test_what_was_counted_before_is_not_counted_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = filled(tmp_path)
    archive.update()
    before = DiskEngine.open(archive.generations).restricted(INSIDE)
    archive.write("0.txt", "Article 0 is another now.\n")
    archive.update()
    read: list[str] = []
    original = PartReader.article

    def article(self: PartReader, name: str) -> tuple[int, PackedArticle]:
        read.append(name)
        return original(self, name)

    monkeypatch.setattr(PartReader, "article", article)
    DiskEngine.open(archive.generations).restricted(INSIDE, before)
    assert set(read) == {"0.txt"}
