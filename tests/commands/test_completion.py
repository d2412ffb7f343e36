"""`pullquote completion`: a script for each shell."""

import re
import subprocess

import pytest

from tests.commands.command_line import run


@pytest.mark.parametrize("shell", ["bash", "fish", "powershell", "tcsh", "zsh"])
def test_completion_scripts_know_the_commands_and_options(capsys: pytest.CaptureFixture[str], shell: str) -> None:
    code, out, _ = run(capsys, "completion", shell)
    assert code == 0
    assert "sources" in out
    assert "explain" in out


@pytest.mark.parametrize("command", ["ask", "repl", "check", "sources"])
def test_the_options_of_a_part_are_completed_where_it_can_be_chosen(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    script = run(capsys, "completion", "bash")[1]
    (line,) = re.findall(rf"^_shtab_pullquote_{command}_option_strings=.*$", script, re.MULTILINE)
    assert {"--in", "--tag", "--since", "--until"} <= set(re.findall(r"--\w+", line))


def test_the_bash_script_is_one_that_bash_reads(capsys: pytest.CaptureFixture[str]) -> None:
    script = run(capsys, "completion", "bash")[1]
    assert subprocess.run(["bash", "-n"], input=script, text=True, check=False).returncode == 0
