"""Both engines hold a structured text alike: its headings, its marks, its columns, and what is whole."""

from itertools import combinations
from pathlib import Path

import pytest

from index.documents.folder import Folder
from index.documents.source import Source
from index.retrieval.disk import DiskEngine
from index.retrieval.memory import MemoryEngine
from index.retrieval.store.generations import Generations
from index.retrieval.store.updating import update
from index.retrieval.store.verifying import verify

CLUB = Path(__file__).parents[1] / "data" / "club"
TERMS = ("fee", "adult", "member", "cancel", "key", "box", "rigger", "winter", "warden", "book", "treasur", "alon")


@pytest.fixture(scope="module")
def memory() -> MemoryEngine:
    return MemoryEngine(one for one in Folder(CLUB).scan() if isinstance(one, Source))


@pytest.fixture(scope="module")
def generations(tmp_path_factory: pytest.TempPathFactory) -> Generations:
    made = Generations(tmp_path_factory.mktemp("index"), CLUB)
    update(Folder(CLUB), made)
    return made


@pytest.fixture(scope="module")
def disk(generations: Generations) -> DiskEngine:
    return DiskEngine.open(generations)


def test_the_same_candidates_with_all_that_is_known_of_them(memory: MemoryEngine, disk: DiskEngine) -> None:
    for terms in combinations(TERMS, 2):
        boosts = dict.fromkeys(terms, 1.0)
        assert list(memory.candidates(boosts, 20)) == list(disk.candidates(boosts, 20))


def test_the_same_statistics(memory: MemoryEngine, disk: DiskEngine) -> None:
    assert memory.statistics(TERMS) == disk.statistics(TERMS)
    assert (
        memory.statistics(["fee"]).document_frequency["fee"] > 5
    )  # the rows under the heading and column of that name


def test_the_same_excerpts_are_what_stands_there(memory: MemoryEngine, disk: DiskEngine) -> None:
    texts = {one.name: one for one in Folder(CLUB).scan() if isinstance(one, Source)}
    for record in memory.records():
        for one in memory.passages(record.name, 0, 999):
            for span in (one.whole, one.group, (one.start, one.end)):
                excerpt = memory.excerpt(one, span)
                assert excerpt == disk.excerpt(one, span)
                source = texts[record.name]
                assert source.text[slice(*span)] == excerpt.text
                assert source.place(excerpt.start) == (excerpt.line, excerpt.column)
                assert source.place(excerpt.end - 1) == (excerpt.end_line, excerpt.end_column)


def test_an_index_of_it_is_sound(generations: Generations) -> None:
    assert verify(Folder(CLUB), generations).differences == ()
