"""The command line: its help, its options and what is wrong with it."""

import io
import sys
from importlib import import_module

import pytest

from bot.cli import COMMANDS, build
from tests.commands.command_line import run


def test_the_help_of_every_command_has_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("ask", "repl", "check", "sources", "index", "eval", "discord"):
        with pytest.raises(SystemExit) as caught:
            run(capsys, command, "--help")
        assert caught.value.code == 0
        out = capsys.readouterr().out
        assert "exit codes:" in out
        assert "3  the sources or the index cannot be served" in out


def test_every_command_has_a_module_that_runs_it() -> None:
    for name in COMMANDS:
        assert callable(import_module(f"bot.commands.{name}").run)


def test_every_option_has_help() -> None:
    pending = [build()]
    while pending:
        for action in pending.pop()._actions:  # noqa: SLF001 # argparse has no public list of them
            inner = list(action.choices.values()) if isinstance(action.choices, dict) else []
            assert inner or action.help, action
            pending += inner


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(capsys, "--version")
    assert capsys.readouterr().out == "pullquote 0.1.0\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["aks"], "argument COMMAND: invalid choice: 'aks'"),
        (["ask"], "give a question, or --batch FILE"),
        (["ask", "Who?", "--batch", "-"], "give a question, or --batch FILE"),
        (["ask", "Who?", "--limt", "3"], "unrecognized arguments: --limt 3"),
        (["ask", "Who?", "--limit", "ten"], "argument --limit: invalid int value: 'ten'; see `pullquote ask --help`"),
        (["ask", "Who?", "--limit", "0"], "--limit: input should be greater than or equal to 1"),
        (["ask", "Who?", "--context", "-1"], "argument --context: '-1' is no whole number from 0"),
        (["ask", "Who?", "--config", "none.toml"], "none.toml: the settings file cannot be read"),
        (["ask", "--batch", "none.txt"], "none.txt: the batch cannot be read"),
        (["check"], "give a citation or a quote, or --batch FILE"),
        (["completion", "cmd"], "argument shell: invalid choice: 'cmd'"),
    ],
)
def test_what_is_wrong_with_the_command_line_is_said_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(f"pullquote: {message}")
    assert err.count("\n") == 1
