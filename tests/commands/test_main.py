"""The entry point: exit codes, and streams that are closed, full or interrupted."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.command_line import ROOT, run


def test_without_a_command_there_is_help_and_a_usage_code(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys)
    assert code == 2
    assert "usage: pullquote" in out


def test_sources_that_are_not_there_are_named_and_end_with_3(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "ask", "Who?", "--sources", "nowhere")
    assert (code, out) == (3, "")
    assert err.startswith("pullquote: nowhere: ")


def test_a_reader_that_has_enough_ends_it_quietly() -> None:
    Path("questions.txt").write_text("Who cut the ribbon?\n" * 2000, encoding="utf-8")
    command = f"'{sys.executable}' -m bot ask --json --batch questions.txt 2>errors | head -n 1"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
    )
    assert done.stdout.count(b"\n") == 1
    assert Path("errors").read_text(encoding="utf-8") == ""


def test_an_interruption_ends_with_130_and_no_trace(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Interrupting(io.BytesIO):
        def __iter__(self) -> "Interrupting":
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Interrupting()))
    assert run(capsys, "ask", "--batch", "-") == (130, "", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_an_output_that_cannot_be_written_is_told_in_one_line() -> None:
    command = f"'{sys.executable}' -m bot ask 'Who cut the ribbon?' > /dev/full"
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["bash", "-c", command], capture_output=True, env=environ, check=False)
    assert done.returncode == 2
    assert done.stderr == b"pullquote: the output: No space left on device\n"


def test_without_any_stream_the_exit_code_still_tells() -> None:
    command = f"'{sys.executable}' -m bot ask 'Who cut the ribbon?' <&- >&- 2>&-"
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    assert subprocess.run(["bash", "-c", command], env=environ, check=False).returncode == 0
