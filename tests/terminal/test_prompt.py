"""The prompt: what each line gets, through a pipe and on a terminal, and what it remembers."""

import asyncio
import json
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.answers import Answerer
from bot.settings.model import Settings
from bot.terminal.prompt import converse, history_path, prompt_session, read_lines
from bot.terminal.screen import Screen
from bot.terminal.session import COMMANDS, Session
from index.errors import SourcesError

ARTICLE = "The harbour of Oslo opened a new ferry line.\nMayor Anna Berg cut the ribbon on 3 May 2021.\nIt rained.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "ferry.txt").write_text(ARTICLE, encoding="utf-8")
    return made


@pytest.fixture
def session(folder: Path) -> Session:
    return Session(Answerer(Settings(sources=folder)), Screen, folder="articles", context=1)


@contextmanager
def keyboard(typed: str) -> Iterator[PipeInput]:
    """A terminal at which these keys are pressed."""
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text(typed)
        yield keys


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


def test_a_bug_in_one_question_is_told_in_a_line_and_the_prompt_goes_on(
    session: Session, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def ask(*_: object, **__: object) -> None:
        {}["boom"]

    with monkeypatch.context() as broken:
        broken.setattr(Answerer, "ask", ask)
        read_lines(session, ["boom\n"])
    read_lines(session, ["Who cut the ribbon?\n"])
    out, err = capsys.readouterr()
    told, _, rest = out.partition("\n\n")
    assert re.fullmatch(r"“boom”: this is a bug of Pullquote \(KeyError: 'boom'; .*test_prompt\.py, line \d+\)", told)
    assert "“Mayor Anna Berg cut the ribbon on 3 May 2021.”" in rest
    assert err == ""


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
    assert all(name in session.reply(":help") for name in COMMANDS)


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


def test_a_pipe_gets_an_answer_a_line_and_no_escape_code(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    read_lines(session, ["Who cut the ribbon?\n", "\n", ":chek\n", ":quit\n", "never reached\n"])
    out = capsys.readouterr().out
    assert out.endswith("\n\nThere is no command :chek; did you mean :check?\n\n")
    assert out.count("Anna Berg") == 1
    assert "\x1b" not in out


def test_what_goes_wrong_with_a_line_is_told_and_the_next_one_is_answered(
    session: Session, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise SourcesError("articles: it is gone\x1b[2J")

    with monkeypatch.context() as patched:
        patched.setattr(Answerer, "ask", fail)
        read_lines(session, ["Who cut the ribbon?"])
    assert capsys.readouterr().out == "articles: it is gone␛[2J\n\n"
    read_lines(session, ["Who cut the ribbon?"])
    assert "Anna Berg" in capsys.readouterr().out


def test_a_terminal_converses_until_ctrl_d(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    with keyboard("Who cut the ribbon?\r:check 1\r\x04"):
        converse(session, prompt_session(session, None))
    out = capsys.readouterr().out
    assert out.index("“Mayor Anna Berg") < out.index("> 2 │ Mayor Anna Berg")


def test_ctrl_c_drops_the_line_and_not_the_prompt(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    with keyboard("nonsense\x03:chek\r:quit\r"):
        converse(session, prompt_session(session, None))
    assert capsys.readouterr().out == "There is no command :chek; did you mean :check?\n\n"


def test_ctrl_c_drops_an_answer_that_is_being_made(
    session: Session, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Answerer, "ask", interrupt)
    with keyboard("Who?\r:quit\r"):
        converse(session, prompt_session(session, None))
    assert capsys.readouterr().out == "Interrupted.\n\n"


async def test_tab_completes(session: Session) -> None:
    with keyboard(":sou\t") as keys:
        prompt = prompt_session(session, None)
        completed = asyncio.Event()
        prompt.default_buffer.on_text_changed += lambda buffer: buffer.text == ":sources" and completed.set()
        line = asyncio.create_task(prompt.prompt_async())
        await completed.wait()
        keys.send_text("\r")
        assert await line == ":sources"


def test_questions_are_remembered_across_runs_in_a_file_of_ones_own(
    session: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    remembered = tmp_path / "state" / "history"
    with keyboard(":help\r:quit\r"):
        converse(session, prompt_session(session, remembered))
    assert stat.S_IMODE(remembered.stat().st_mode) == 0o600
    capsys.readouterr()
    session.ended = False
    up, enter, end = "\x1b[A", "\r", "\x04"
    with keyboard(up + up + enter + end):
        converse(session, prompt_session(session, remembered))
    assert ":context N [LINES]" in capsys.readouterr().out


def test_the_history_can_be_searched(session: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    remembered = tmp_path / "history"
    remembered.write_text("\n# 2021-05-03\n+:sources\n\n# 2021-05-04\n+:json\n", encoding="utf-8")
    with keyboard("\x12sour\r\r\x04"):
        converse(session, prompt_session(session, remembered))
    assert capsys.readouterr().out.startswith("articles: 1 source")


def test_a_history_that_cannot_be_written_is_told_and_the_prompt_works(
    session: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "state").write_text("a file", encoding="utf-8")
    with keyboard(":chek\r:quit\r"):
        converse(session, prompt_session(session, tmp_path / "state" / "history"))
    out, err = capsys.readouterr()
    assert err.startswith(f"pullquote: {tmp_path / 'state' / 'history'}: your questions are not remembered (")
    assert out.startswith("There is no command")


@pytest.mark.skipif(sys.platform != "linux", reason="each system keeps its state elsewhere")
def test_history_is_kept_in_the_users_state_unless_set_otherwise_or_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/var/state")
    assert history_path(Settings()) == Path("/var/state/pullquote/history")
    assert history_path(Settings(history_path=Path("mine"))) == Path("mine")
    assert history_path(Settings(history=False)) is None
