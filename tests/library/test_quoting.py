"""A quote brings all that the index knows of its passage, and tells whether the source is still the same."""

from pathlib import Path

import pytest

from index.documents.fingerprints import Fingerprints
from index.documents.folder import Folder
from index.documents.source import Source
from index.library.answer import Place
from index.library.quoting import Quoter
from index.ranking.ranker import RankedPassage
from index.retrieval.memory import MemoryEngine

TEXT = "Anna Berg came. She opened the zoo.\nIt rained.\n"
METADATA = '["zoo.txt"]\ntitle = "The zoo"\npublisher = "The Paper"\ndate = 2020-03-04\nurl = "https://example.org/"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    (tmp_path / "zoo.txt").write_text(TEXT, "utf-8")
    (tmp_path / "sources.toml").write_text(METADATA, "utf-8")
    return Folder(tmp_path)


@pytest.fixture
def engine(folder: Folder) -> MemoryEngine:
    return MemoryEngine(one for one in folder.scan() if isinstance(one, Source))


def test_a_quote_is_what_stands_at_its_place_with_what_is_known_of_its_source(
    folder: Folder, engine: MemoryEngine
) -> None:
    came, opened, rained = engine.passages("zoo.txt", 0, 9)
    ranked = RankedPassage(
        opened, opened, 2.5, also=(rained,), matches=((4, 10),), answer=(15, 18), features={"bm25": 2.5}
    )
    quote = Quoter(engine, Fingerprints(folder)).quote(3, ranked, quoted=True)
    record = engine.record("zoo.txt")
    assert record is not None
    assert TEXT[quote.start : quote.end] == quote.text == "She opened the zoo."
    assert (quote.rank, quote.quoted, quote.score, quote.ordinal) == (3, True, 2.5, 1)
    assert quote.citation == "zoo.txt:1:17-35"
    assert (quote.line, quote.column, quote.end_line, quote.end_column) == (1, 17, 1, 35)
    assert (quote.title, quote.publisher, str(quote.date), quote.url) == (
        "The zoo",
        "The Paper",
        "2020-03-04",
        "https://example.org/",
    )
    assert quote.sha256 == record.sha256 == folder.fingerprint("zoo.txt")
    assert (quote.matches, quote.answer, quote.features) == (((4, 10),), (15, 18), {"bm25": 2.5})
    assert quote.also == (Place("zoo.txt:2", "zoo.txt", 36, 46),)
    assert [(one.sha256, one.text) for one in quote.also] == [(record.sha256, rained.text)]
    assert (quote.antecedent, quote.changed) == (None, False)
    assert came.text == "Anna Berg came."


def test_the_sentence_that_says_who_she_is_is_quoted_as_context(folder: Folder, engine: MemoryEngine) -> None:
    came, opened, _ = engine.passages("zoo.txt", 0, 9)
    quote = Quoter(engine, Fingerprints(folder)).quote(
        1, RankedPassage(opened, opened, 2.5, antecedent=came), quoted=True
    )
    assert quote.antecedent is not None
    assert (quote.antecedent.text, quote.antecedent.rank, quote.antecedent.quoted) == ("Anna Berg came.", 0, True)


@pytest.mark.parametrize("gone", [False, True])
def test_a_source_that_changed_or_went_since_it_was_indexed_is_marked(
    folder: Folder, engine: MemoryEngine, gone: bool
) -> None:
    (path,) = folder.path.glob("*.txt")
    path.unlink() if gone else path.write_text(f"New. {TEXT}", "utf-8")
    (passage,) = engine.passages("zoo.txt", 0, 0)
    ranked = RankedPassage(passage, passage, 1.0)
    quote = Quoter(engine, Fingerprints(folder)).quote(1, ranked, quoted=False)
    assert quote.changed
    assert quote.text == "Anna Berg came."


def test_a_source_that_the_index_no_longer_holds_cannot_be_quoted(folder: Folder, engine: MemoryEngine) -> None:
    (passage,) = engine.passages("zoo.txt", 0, 0)
    ranked = RankedPassage(passage, passage, 1.0)
    with pytest.raises(LookupError, match=r"zoo\.txt"):
        Quoter(MemoryEngine([]), Fingerprints(folder)).quote(1, ranked, quoted=True)
