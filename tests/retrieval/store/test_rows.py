"""The rows of a generation give back every article as it was analysed, in the archive and outside of it."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from index.documents.article import Article, analyse
from index.documents.folder import Folder
from index.errors import IndexingError
from index.retrieval.store import rows as row_reader
from index.retrieval.store.packing import metadata_digest, pack
from index.retrieval.store.rows import FoundPassage, Frequency, RowReader, SourceStamp
from index.retrieval.store.schema import SHIFT
from tests.retrieval.archive import LONG_AGO, Archive

FIRST, RECENT = "long.txt", "zoo.txt"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive of which one article was added later, so that it stands outside of the file of the others."""
    made = Archive(tmp_path_factory.mktemp("rows"))
    made.write(FIRST, "".join(f"Guo met {word}. He left.\n\n" for word in ("Lynch", "Berg", "Ode") * 20))
    made.update()
    made.write(RECENT, "Photo: Anna Berg\n\nThe zoo opened in crime. A lynx was seen.\n")
    (made.folder / "sources.toml").write_text(f'["{RECENT}"]\ntitle = "On lynxes"\n', "utf-8")
    manifest = made.update().generation.manifest
    assert (manifest.archived, manifest.next, manifest.recent) == (6, 7, 3)
    return made


@pytest.fixture
def rows(archive: Archive) -> Iterator[RowReader]:
    generation = archive.generations.current()
    with closing(RowReader(generation.folder, generation.manifest)) as opened:
        yield opened


def analysed(archive: Archive, name: str) -> Article:
    return analyse(Folder(archive.folder).read(name))


@pytest.mark.parametrize("name", [FIRST, RECENT])
def test_an_article_comes_back_as_it_was_packed(archive: Archive, rows: RowReader, name: str) -> None:
    number, found = rows.article(name)
    packed = pack(analysed(archive, name))
    without_number = tuple(row._replace(first=row.first - (number << SHIFT)) for row in found.paragraphs)
    assert found._replace(paragraphs=without_number) == packed._replace(scored=())
    assert rows.record(name) == (number, packed.record)


@pytest.mark.parametrize("name", [FIRST, RECENT])
@pytest.mark.parametrize(("first", "last"), [(0, 0), (1, 5), (-4, 1), (0, 10**9), (119, 200), (3, 2), (-5, -1), (2, 2)])
def test_passages_are_those_of_the_range_as_far_as_they_exist(
    archive: Archive, rows: RowReader, name: str, first: int, last: int
) -> None:
    number, _ = rows.article(name)
    expected = [one for one in analysed(archive, name).passages if first <= one.ordinal <= last]
    for _ in range(2):  # the second time as they are remembered
        assert rows.passages(number, name, first, last) == expected


def test_candidates_come_in_the_order_in_which_they_were_found_with_the_terms_around_them(
    archive: Archive, rows: RowReader
) -> None:
    wanted = [(RECENT, 2), (FIRST, 3), (RECENT, 1), (FIRST, 0)]
    found = []
    for name, ordinal in wanted:
        number, article = rows.article(name)
        (row,) = [one for one in article.paragraphs if 0 <= (number << SHIFT | ordinal) - one.first < one.passages]
        title = tuple(article.title.split())
        found.append(FoundPassage(1.0, row.first, number << SHIFT | ordinal, name, title))
    assert rows.candidates(found) == [analysed(archive, name).candidate(ordinal) for name, ordinal in wanted]


def test_what_is_scored_is_what_was_packed_and_nothing_for_what_is_not_there(archive: Archive, rows: RowReader) -> None:
    ids, packed = [], []
    for name in (FIRST, RECENT):
        number, _ = rows.article(name)
        for row in pack(analysed(archive, name)).scored:
            ids.append(number << SHIFT | row.first)
            packed.append(row)
    whole = b"".join(row.lengths for row in packed), b"".join(row.keys for row in packed)
    assert rows.scored(ids) == whole
    assert rows.scored([*ids, 999 << SHIFT]) == whole
    assert rows.scored([]) == rows.scored([999 << SHIFT]) == (b"", b"")


def test_frequencies_are_of_the_terms_that_the_collection_has(rows: RowReader) -> None:
    found = rows.frequencies(["cyber", "berg", "brazil", "it's"])
    assert found == {"cyber": Frequency(5, 0), "berg": Frequency(20, 1)}
    assert rows.frequencies([]) == {}
    assert found.items() <= rows.vocabulary().items()


def test_terms_are_found_by_their_beginning_if_a_passage_that_can_be_quoted_holds_them(rows: RowReader) -> None:
    assert rows.completions("l", 9) == ["left", "lynch", "lynx"]
    assert rows.completions("l", 2) == ["left", "lynch"]
    assert sorted(rows.beginning("l", 4, 4)) == [("left", 60), ("lynx", 1)]
    assert rows.completions("photo", 9) == rows.beginning("photo", 0, 99) == []
    assert rows.completions("%", 9) == rows.completions("_", 9) == []


def test_sources_are_told_by_name_and_known_again_by_their_stamps(archive: Archive, rows: RowReader) -> None:
    records = rows.records()
    assert [one.name for one in records] == ["0.txt", "1.txt", "2.txt", "3.txt", "4.txt", FIRST, RECENT]
    assert records == [analysed(archive, one.name).record for one in records]
    size = (archive.folder / RECENT).stat().st_size
    time = (archive.folder / RECENT).stat().st_mtime_ns
    assert rows.stamps()[RECENT] == SourceStamp(size, time, metadata_digest(records[-1].metadata), records[-1].sha256)
    assert time // 10**9 == LONG_AGO + size


def test_a_source_that_is_not_there_has_no_record_and_reading_it_is_damage(rows: RowReader) -> None:
    assert rows.record("absent.txt") is None
    with pytest.raises(IndexingError, match=r"damaged: there is no absent\.txt"):
        rows.article("absent.txt")


def test_names_and_titles_are_given_by_the_numbers_of_articles(rows: RowReader) -> None:
    number, _ = rows.article(RECENT)
    assert rows.articles({number, 999}) == {number: (RECENT, ("lynx",))}


def test_names_and_titles_are_the_same_when_some_were_forgotten(
    rows: RowReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_reader, "REMEMBERED", 1)
    names = {rows.article(name)[0]: name for name in ("0.txt", "1.txt", FIRST, RECENT)}
    numbers = [*names]
    for some in (numbers[:2], numbers[1:3], numbers, numbers[:1], numbers[2:], numbers):
        assert {number: name for number, (name, _) in rows.articles(some).items()} == {one: names[one] for one in some}
