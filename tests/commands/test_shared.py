"""What the commands share: files that are not served are told aside, and colour is for terminals."""

from pathlib import Path

import pytest

from tests.commands.command_line import run


def test_a_source_that_is_named_and_gone_is_told_once_and_the_rest_is_asked(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    (folder / "sources.toml").write_text('["gone.txt"]\ntitle = "Gone"\n', encoding="utf-8")
    code, out, err = run(capsys, "ask", "Who cut the ribbon?")
    assert (code, err) == (0, "pullquote: 1 file is not served; `pullquote sources` says why\n")
    assert "Mayor Anna Berg" in out
    code, out, _ = run(capsys, "sources")
    assert code == 0
    assert "gone.txt: sources.toml names it, but it is not there; correct the name or remove the table" in out


def test_a_damaged_file_is_told_aside_and_the_rest_still_answers(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    (folder / "broken.txt").write_bytes(b"\xff\xff\xff")
    code, out, err = run(capsys, "ask", "Who cut the ribbon?")
    assert (code, err) == (0, "pullquote: 1 file is not served; `pullquote sources` says why\n")
    assert "Anna Berg" in out


def test_colour_is_for_terminals_unless_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert "\x1b" not in run(capsys, "ask", "Who cut the ribbon?")[1]
    assert "\x1b[" in run(capsys, "ask", "--color", "always", "Who cut the ribbon?")[1]
