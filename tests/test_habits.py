"""What is done each time: checks before a commit, the same ones afterwards, a changelog, and limits of time."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from bot import __version__

ROOT = Path(__file__).parent.parent
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
HOOKS = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CHECKS = re.compile(r"^(\.venv/bin/(?:ruff|mypy|lint-imports)\b.*?)(?: \|\| .*)?$", re.MULTILINE)


def test_the_hooks_run_what_the_pipeline_runs() -> None:
    hooks = re.findall(r"^\s+entry: (.*)$", HOOKS, re.MULTILINE)
    assert len(hooks) == 4
    assert hooks == CHECKS.findall(CI)


def test_the_hooks_need_no_network_and_no_list_of_files() -> None:
    assert re.findall(r"^\s+- repo: (.*)$", HOOKS, re.MULTILINE) == ["local"]
    for each in ("language: system", "pass_filenames: false", "always_run: true"):
        assert HOOKS.count(each) == 4


def test_the_hooks_can_be_read(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-config", str(ROOT / ".pre-commit-config.yaml")]
    environ = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path)}
    subprocess.run(command, check=True, cwd=ROOT, env=environ)


def test_contributing_names_the_same_checks() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert CHECKS.findall(text) == CHECKS.findall(CI)


def test_the_pipeline_is_a_script_that_its_shell_can_read() -> None:
    subprocess.run(["bash", "-n", str(ROOT / ".ci" / "run")], check=True)
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_every_python_that_is_declared_is_tested() -> None:
    declared = re.findall(r"Python :: (3\.\d+)", " ".join(PROJECT["project"]["classifiers"]))
    (tested,) = re.findall(r"^for version in (.*); do$", CI, re.MULTILINE)
    assert tested.split() == declared
    assert PROJECT["project"]["requires-python"] == f">={declared[0]}"


def test_a_test_that_hangs_fails() -> None:
    assert 0 < PROJECT["tool"]["pytest"]["ini_options"]["timeout"] <= 300


def test_the_version_is_in_the_changelog_with_its_date_below_what_is_unreleased() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert re.fullmatch(rf"{re.escape(__version__)} - \d{{4}}-\d\d-\d\d", headings[1])
    assert headings[1:] == sorted(headings[1:], reverse=True)
