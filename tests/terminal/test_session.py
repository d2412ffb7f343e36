"""A session: what each line gets."""

import json
from pathlib import Path

import pytest

from bot.terminal.session import Session


def test_a_question_gets_its_answer_and_the_numbers_refer_to_it(session: Session) -> None:
    assert "“Mayor Anna Berg cut the ribbon on 3 May 2021.”" in session.reply("Who cut the ribbon?")
    shown = session.reply(":context 1 0")
    assert shown.startswith("ferry.txt:2\nFerry\nsha256 ")
    assert shown.endswith("> 2 │ Mayor Anna Berg cut the ribbon on 3 May 2021.")
    assert "  1 │ The harbour of Oslo opened a new ferry line.\n> 2 │" in session.reply(":context 1")


def test_check_takes_a_number_a_citation_or_words(session: Session) -> None:
    session.reply("Who cut the ribbon?")
    assert "> 2 │ Mayor Anna Berg" in session.reply(":check 1")
    assert "> 3 │ It rained." in session.reply(":check ferry.txt:3")
    assert "ferry.txt:2" in session.reply(":check Anna Berg cut the ribbon")


def test_check_sees_the_disk_as_it_is_now(session: Session, folder: Path) -> None:
    session.reply("Who cut the ribbon?")
    before = session.reply(":check 1")
    (folder / "ferry.txt").write_text("Something else.\nAnother mayor came.\n", encoding="utf-8")
    after = session.reply(":check 1")
    assert before.splitlines()[0] != after.splitlines()[0]


@pytest.mark.parametrize("line", [":check {}", ":context {}", ":context 1 {}"])
def test_a_number_of_any_length_is_no_trouble(session: Session, line: str) -> None:
    session.reply("Who cut the ribbon?")
    assert session.reply(line.format("9" * 5000))


def test_more_shows_the_next_best_until_there_are_none(session: Session) -> None:
    session.reply("ferry ribbon rained")
    pages = []
    while (page := session.reply(":more")) != "There are no more.":
        assert page.startswith("Next best, not part of the answer:\n")
        pages.append(page)
    assert len(pages) <= 1


def test_json_is_the_last_answer(session: Session) -> None:
    session.reply("Who cut the ribbon?")
    assert json.loads(session.reply(":json"))["question"] == "Who cut the ribbon?"


def test_explain_shows_the_figures_of_the_last_answer(session: Session) -> None:
    session.reply("Who cut the ribbon?")
    assert session.reply(":explain").startswith("Asked for: ")


def test_sources_and_help_are_there_from_the_start(session: Session) -> None:
    assert session.reply(":sources").startswith("articles: 1 source, 3 passages\n")
    assert all(name in session.reply(":help") for name in Session.COMMANDS)


@pytest.mark.parametrize("command", [":more", ":json", ":explain", ":check 1", ":context 1"])
def test_a_command_about_the_last_answer_needs_one(session: Session, command: str) -> None:
    assert session.reply(command) == "Ask something first."


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        (":chek 1", "There is no command :chek; did you mean :check?"),
        (":zzz", "There is no command :zzz; :help lists those there are."),
        (":check", "Name what to check: the number of a passage, a citation, or some words."),
        (":context", "Name a passage by its number, and how many lines around if you like: :context 1 3"),
        (":context 1 x", "Name a passage by its number, and how many lines around if you like: :context 1 3"),
    ],
)
def test_a_slip_is_told_with_the_cure(session: Session, line: str, reply: str) -> None:
    assert session.reply(line) == reply


def test_a_number_that_the_answer_lacks_is_told_with_those_it_has(session: Session) -> None:
    session.reply("Who cut the ribbon?")
    assert session.reply(":check 99").startswith("The last answer has passages 1 to ")


def test_a_follow_up_takes_its_subject_from_the_question_before_and_says_so(session: Session) -> None:
    note = "Took “the new ferry line” from the question before."
    assert note not in session.reply("Who opened the new ferry line?")
    assert session.reply("Where was it opened?").splitlines()[0] == note
    assert session.reply("When was it opened?").splitlines()[0] == note


def test_completion_knows_commands_citations_and_names(session: Session) -> None:
    assert list(session.complete(":c")) == [(":check", 2), (":context", 2)]
    assert list(session.complete(":check f")) == [("ferry.txt:", 1)]
    session.reply("Who cut the ribbon?")
    assert ("ferry.txt:2", 1) in list(session.complete(":check f"))
    assert ("1", 0) in list(session.complete(":context "))
    assert list(session.complete(":quit ")) == []


def test_reload_takes_up_what_changed_and_says_what_it_did(session: Session, folder: Path) -> None:
    assert session.reply(":reload") == "Nothing has changed; 1 source now."
    (folder / "ferry.txt").write_text("The ferry line was closed.\n", encoding="utf-8")
    (folder / "tram.txt").write_text("The tram goes to the harbour.\n", encoding="utf-8")
    assert session.reply(":reload") == "1 new, 1 changed; 2 sources now."
    (folder / "ferry.txt").unlink()
    assert session.reply(":reload") == "1 gone; 1 source now."
    assert "tram.txt:1" in session.reply("Where does the tram go?")


def test_a_new_file_is_answered_from_without_a_restart(session: Session, folder: Path) -> None:
    assert "appears nowhere" in session.reply("tram")
    (folder / "tram.txt").write_text("The tram goes to the harbour.\n", encoding="utf-8")
    assert "tram.txt:1" in session.reply("Where does the tram go?")
