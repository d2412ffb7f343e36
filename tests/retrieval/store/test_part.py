"""A part of an index: what is said of it is what an index of those articles alone would say."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index.documents.folder import Folder
from index.documents.source import Source
from index.errors import IndexingError
from index.retrieval.disk import DiskEngine
from index.retrieval.memory import MemoryEngine
from tests.retrieval.archive import Archive

INSIDE = ("0.txt", "2.txt", "kept.md")
ASKED = ("cyber", "crime", "hotlin", "open", "2012", "2013", "articl", "secret", "vault", "absent")


def filled(root: Path) -> Archive:
    archive = Archive(root)
    archive.write("kept.md", "# Fees\n\nThe hotline costs nothing. Crime costs more. Crime costs crime.\n")
    archive.write("out.txt", "A secret vault of cyber crime. The vault stays secret, and the hotline opens it.\n")
    return archive


def remade(archive: Archive) -> None:
    archive.update()


def updated(archive: Archive) -> None:
    """An index some of whose articles came, changed and went."""
    archive.write("2.txt", "The vault was secret once.\n")
    archive.update()
    archive.write("2.txt", "Article 2 speaks of the hotline in 2012, and again of the hotline.\n")
    (archive.folder / "out.txt").unlink()
    archive.update()


@pytest.mark.parametrize("made", [remade, updated])
def test_a_part_says_what_an_engine_of_its_articles_alone_says(tmp_path: Path, made: Callable[[Archive], None]) -> None:
    archive = filled(tmp_path)
    made(archive)
    sources = [one for one in Folder(archive.folder).scan() if isinstance(one, Source) and one.name in INSIDE]
    alone, part = MemoryEngine(sources), DiskEngine.open(archive.generations).restricted(INSIDE)
    assert part.statistics(ASKED) == alone.statistics(ASKED)
    for terms in (ASKED, ("crime",), ("secret", "vault"), ("hotlin", "open")):
        boosts = {term: 1.0 + 0.1 * at for at, term in enumerate(terms)}
        assert list(part.candidates(boosts, 50)) == list(alone.candidates(boosts, 50))
    for term in ("hotlim", "crme", "vautl", "secert", "2011"):
        assert list(part.similar(term)) == list(alone.similar(term))
    for prefix in ("", "c", "hot", "va", "20"):
        assert list(part.completions(prefix, 5)) == list(alone.completions(prefix, 5))
    assert list(part.records()) == list(alone.records())
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
