"""The prompt: lines through a pipe and on a terminal, and what it remembers."""

import asyncio
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
from bot.terminal.session import Session
from index.errors import SourcesError


@contextmanager
def keyboard(typed: str) -> Iterator[PipeInput]:
    """A terminal at which these keys are pressed."""
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text(typed)
        yield keys


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
    line, told, rest = out.split("\n\n", 2)
    assert line == "> boom"
    assert re.fullmatch(r"“boom”: this is a bug of Pullquote \(KeyError: 'boom'; .*test_prompt\.py, line \d+\)", told)
    assert "“Mayor Anna Berg cut the ribbon on 3 May 2021.”" in rest
    assert err == ""


def test_a_pipe_gets_an_answer_a_line_and_no_escape_code(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    read_lines(session, ["Who cut the ribbon?\n", "\n", ":chek\n", ":quit\n", "never reached\n"])
    out = capsys.readouterr().out
    assert out.endswith("\n\n> :chek\n\nThere is no command :chek; did you mean :check?\n\n> :quit\n\n")
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
    assert capsys.readouterr().out == "> Who cut the ribbon?\n\narticles: it is gone␛[2J\n\n"
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
