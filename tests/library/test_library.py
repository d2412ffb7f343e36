"""The answerer is the only door: it keeps to what is served, and takes up what changed as it was told to."""

import threading
from pathlib import Path

import pytest

from bot.answers import Answerer
from bot.settings.model import Settings
from index.errors import SourcesError

MARCH = "The lighthouse was painted white in March.\nIt stands on a rock.\n"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "lighthouse.txt").write_text(MARCH, "utf-8")
    (sources / "ferry.txt").write_text("The ferry to the island leaves at nine.\n", "utf-8")
    return sources


def test_a_changed_source_that_is_not_taken_up_is_quoted_as_it_was_indexed_and_marked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.library.freshness.LITTLE_FILES", 0)
    answerer = Answerer(Settings(sources=folder, engine="disk", index_path=folder.parent / "index"))
    (folder / "lighthouse.txt").write_text(MARCH.replace("March", "April"), "utf-8")
    quote = answerer.ask("When was the lighthouse painted?").passages[0]
    assert "March" in quote.text
    assert quote.changed
    assert not answerer.ask("When does the ferry leave?").passages[0].changed


def test_a_changed_source_is_read_again_before_it_is_quoted_where_that_is_set(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.library.freshness.LITTLE_FILES", 0)
    answerer = Answerer(Settings(sources=folder, engine="disk", index_path=folder.parent / "index", changed="reindex"))
    answerer.ask("When was the lighthouse painted?")
    (folder / "lighthouse.txt").write_text(MARCH.replace("March", "the month of April"), "utf-8")
    quote = answerer.ask("When was the lighthouse painted?").passages[0]
    assert "April" in quote.text
    assert not quote.changed


def test_what_was_served_goes_on_being_served_where_the_change_cannot_be(folder: Path) -> None:
    said: list[str] = []
    answerer = Answerer(Settings(sources=folder), say=said.append)
    (folder / "sources.toml").write_text("nonsense = \n", "utf-8")
    assert not answerer.refresh()
    for _ in range(2):
        answer = answerer.ask("When was the lighthouse painted?")
        assert answer.answered
        assert "cannot be looked through" in answer.notes[0]
    assert len(said) == 1
    assert "sources.toml" in said[0]


def test_refresh_says_whether_anything_changed(folder: Path) -> None:
    answerer = Answerer(Settings(sources=folder))
    assert not answerer.refresh()
    (folder / "new.txt").write_text("A museum opened.\n", "utf-8")
    assert answerer.refresh()
    assert [record.name for record in answerer.sources()] == ["ferry.txt", "lighthouse.txt", "new.txt"]


def test_a_folder_with_nothing_to_serve_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourcesError, match="holds no"):
        Answerer(Settings(sources=tmp_path))


def test_a_follow_up_is_answered_with_the_subject_of_the_question_before(folder: Path) -> None:
    answerer = Answerer(Settings(sources=folder))
    before = "Was the lighthouse painted?"
    answer = answerer.ask("When was it?", before=before)
    assert answer.quotes[0].text == "The lighthouse was painted white in March."
    assert answer.subject == before
    assert "lighthouse" in answer.asked
    assert any("lighthouse" in note for note in answer.notes)


def test_a_complete_question_takes_nothing_from_the_one_before(folder: Path) -> None:
    answer = Answerer(Settings(sources=folder)).ask("When does the ferry leave?", before="Was the lighthouse painted?")
    assert answer.subject is None
    assert answer.notes == ()


def test_the_passages_around_a_quote_are_those_of_its_source(folder: Path) -> None:
    answerer = Answerer(Settings(sources=folder))
    quote = answerer.ask("When was the lighthouse painted?").passages[0]
    before, after = answerer.around(quote, 1)
    assert before == ()
    assert [one.text for one in after] == ["It stands on a rock."]


def test_many_threads_get_the_same_answer(folder: Path) -> None:
    answerer = Answerer(Settings(sources=folder, watch=True))
    expected = answerer.ask("When was the lighthouse painted?")
    answers = []
    threads = [
        threading.Thread(target=lambda: answers.append(answerer.ask("When was the lighthouse painted?")))
        for _ in range(24)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 24


@pytest.mark.parametrize("engine", ["memory", "disk"])
def test_every_engine_gives_the_same_passages_in_the_same_order(tmp_path: Path, engine: str) -> None:
    settings = {"sources": ROOT / "sources", "engine": engine, "index_path": tmp_path / "index"}
    answerer = Answerer(Settings.model_validate(settings))
    default = Answerer(Settings(sources=ROOT / "sources"))
    for question in ("What was decided about the hotline?", "Who is Guo Shenkun?", "What is the capital of France?"):
        assert answerer.ask(question) == default.ask(question)
