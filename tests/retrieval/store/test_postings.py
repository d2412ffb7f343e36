"""The inverted lists: what was added is found by its terms and its title, what was removed is not."""

from pathlib import Path

import pytest

from index.documents.article import analyse
from index.documents.source import Metadata, Source
from index.errors import IndexingError
from index.retrieval.store.packing import PackedArticle, pack
from index.retrieval.store.postings import Hits, Postings, PostingsWriter
from index.retrieval.store.rescoring import MeanLengths
from index.retrieval.store.schema import SHIFT


def article(text: str, title: str = "Untitled") -> PackedArticle:
    return pack(analyse(Source("a.txt", text, "0" * 64, Metadata(title=title))))


def write(folder: Path, *articles: PackedArticle, first: int = 0) -> None:
    writer = PostingsWriter(folder, large=False)
    for number, one in enumerate(articles, start=first):
        writer.add(number, one)
    writer.finish()


def opened(folder: Path) -> Postings:
    return Postings(folder, MeanLengths(2.0, 3.0))


def address(number: int, ordinal: int = 0) -> int:
    return number << SHIFT | ordinal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Lists of two articles."""
    write(
        tmp_path,
        article("Guo spoke. Guo met Lynch.\n\nBeijing waited.", title="On lynxes"),
        article("Photo: Anna Berg\n\nThe hotline rang for Guo.\n"),
    )
    return tmp_path


def test_sentences_are_found_by_their_terms_as_the_addresses_of_their_paragraphs(folder: Path) -> None:
    held = opened(folder)
    assert held.passages == 4
    assert sorted(held.sentences({"guo": 1.0}, {}, 9).addresses) == [address(0), address(0), address(1, 1)]
    assert held.sentences({"beij": 1.0}, {}, 9).addresses == [address(0, 2)]
    assert held.sentences({"lynx": 1.0, "brazil": 1.0}, {}, 9) == Hits([], 0.0)


def test_paragraphs_are_found_by_their_terms_and_by_the_title_of_their_article(folder: Path) -> None:
    held = opened(folder)
    assert sorted(held.paragraphs({"guo": 1.0}, {}, 9).addresses) == [address(0), address(1, 1)]
    assert sorted(held.paragraphs({"lynx": 1.0}, {}, 9).addresses) == [address(0), address(0, 2)]


def test_the_heaviest_terms_come_first_and_what_was_left_out_scores_no_more_than_the_bound(folder: Path) -> None:
    held = opened(folder)
    for weights, first in (
        ({"lynch": 1.0, "hotlin": 9.0}, address(1, 1)),
        ({"lynch": 9.0, "hotlin": 1.0}, address(0)),
    ):
        (found,), bound = held.sentences(weights, {}, 1)
        assert found == first
        assert bound > 0
    assert held.sentences({"lynch": 1.0, "hotlin": 9.0}, {}, 9).bound == 0.0


def test_text_that_is_never_quoted_is_not_in_the_lists(folder: Path) -> None:
    held = opened(folder)
    assert held.holds("hotlin")
    assert not held.holds("berg")
    assert not held.holds("brazil")


def test_fewer_sentences_than_a_term_has_are_damage(folder: Path) -> None:
    held = opened(folder)
    assert len(held.sentences({"guo": 1.0}, {"guo": 3}, 9).addresses) == 3
    with pytest.raises(IndexingError, match="damaged: 3 of at least 4 hold “guo”"):
        held.sentences({"guo": 1.0}, {"guo": 4}, 9)
    with pytest.raises(IndexingError, match="damaged: 0 of at least 1 hold “badger”"):
        held.paragraphs({"badger": 1.0}, {"badger": 1}, 9)


def test_an_article_that_was_removed_is_found_no_more_and_the_others_are(folder: Path) -> None:
    writer = PostingsWriter(folder, large=False)
    writer.remove(0)
    writer.add(2, article("Guo came again."))
    writer.finish()
    held = opened(folder)
    assert held.passages == 2
    assert sorted(held.sentences({"guo": 1.0}, {}, 9).addresses) == [address(1, 1), address(2)]
    assert held.paragraphs({"lynx": 1.0}, {}, 9).addresses == []
    assert not held.holds("lynch")


def test_nothing_is_to_be_seen_of_what_is_written_before_it_is_finished(folder: Path) -> None:
    writer = PostingsWriter(folder, large=True)
    writer.add(2, article("Brazil won."))
    assert not opened(folder).holds("brazil")
    writer.finish()
    assert opened(folder).holds("brazil")


def test_lists_that_are_not_there_or_damaged_say_what_to_do(folder: Path) -> None:
    with pytest.raises(IndexingError, match=r"--rebuild"):
        opened(folder / "absent")
    (folder / "sentences" / "meta.json").write_text("{", "utf-8")
    with pytest.raises(IndexingError, match=r"sentences: the index is damaged.*--rebuild"):
        opened(folder)
    with pytest.raises(IndexingError, match="sentences: the index cannot be written"):
        PostingsWriter(folder, large=False)
