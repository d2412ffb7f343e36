"""Whoever words answers adds one line to what the library says, and serves what the settings say."""

from dataclasses import fields
from pathlib import Path

import pytest

from bot.answers import Answerer, WordedAnswer
from bot.page_link import page_url
from bot.settings.model import Settings
from index.errors import SettingsError, SourcesError
from index.library.answer import Answer
from index.library.library import Library
from index.library.verification import Verdict

TEXT = "Mayor Ada Brown opened the library.\nCarl Diaz opened the bridge.\nEva Green opened the zoo.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "a.txt").write_text(TEXT, "utf-8")
    return made


@pytest.mark.parametrize("question", ["Who opened the library?", "Who painted the zeppelin?", ""])
def test_an_answer_is_the_library_s_with_a_line_above_it(folder: Path, question: str) -> None:
    worded, plain = Answerer(Settings(sources=folder)).ask(question), Library(folder).ask(question)
    assert isinstance(worded, WordedAnswer)
    for field in fields(Answer):
        assert getattr(worded, field.name) == getattr(plain, field.name)
    assert bool(worded.lead) is bool(worded.because) is not worded.answered


def test_one_sentence_that_answers_speaks_for_itself_and_a_refusal_says_why(folder: Path) -> None:
    answerer = Answerer(Settings(sources=folder))
    assert answerer.ask("Who opened the library?").lead == ""
    refusal = answerer.ask("Who painted the zeppelin?")
    assert refusal.lead == "The sources do not say. 'painted' and 'zeppelin' appear nowhere in them."
    assert refusal.because == "'painted' and 'zeppelin' appear nowhere in them"


def test_the_question_before_and_another_limit_are_handed_on(folder: Path) -> None:
    answer = Answerer(Settings(sources=folder)).ask("And the zoo?", before="Who opened the library?", limit=1)
    assert answer.subject == "Who opened the library?"
    assert len(answer.passages) == 1


def test_the_settings_say_how_many_passages_are_listed_and_quoted_and_in_which_words(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "own.toml").write_text('[one]\nperson = "It was:"\n', "utf-8")
    settings = Settings(sources=folder, limit=2, quotes=1, templates=tmp_path / "own.toml")
    answer = Answerer(settings).ask("Who opened the library?")
    assert (len(answer.passages), len(answer.quotes), answer.lead) == (2, 1, "It was:")


def test_an_index_is_made_where_the_settings_say_and_that_is_said(folder: Path, tmp_path: Path) -> None:
    said: list[str] = []
    reported: list[object] = []
    settings = Settings(sources=folder, engine="disk", index_path=tmp_path / "index")
    assert Answerer(settings, said.append, reported.append).ask("Who opened the library?").answered
    assert (tmp_path / "index" / "current").exists()
    assert str(tmp_path / "index") in said[0]
    assert reported


def test_wording_that_cannot_be_used_is_told_before_sources_are_looked_at(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="wording cannot be read"):
        Answerer(Settings(sources=tmp_path / "absent", templates=tmp_path / "absent.toml"))
    with pytest.raises(SourcesError, match="no such folder"):
        Answerer(Settings(sources=tmp_path / "absent"))


def test_a_link_to_the_page_of_a_quote_is_checked_as_its_citation(folder: Path) -> None:
    answerer = Answerer(Settings(sources=folder))
    quote = answerer.ask("Who opened the library?").quotes[0]
    link = page_url("https://quotes.example.org", quote.citation, quote.sha256, quote.text) or ""
    assert answerer.check(link).verdict is Verdict.PLACE
    assert [one.verdict for one in map(answerer.check, answerer.claims(f"> {quote.text}\n{link}"))] == [
        Verdict.AT_CITATION
    ]
    assert answerer.check(f"“Carl Diaz opened the bridge.” {link}").verdict is Verdict.ELSEWHERE
    (folder / "a.txt").write_text(TEXT.replace("library", "lake"), "utf-8")
    assert answerer.check(link).verdict is Verdict.CHANGED
