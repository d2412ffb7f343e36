"""A working directory for commands."""

import os
from pathlib import Path

import pytest

from tests.commands.command_line import ARTICLE


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with a folder of one article, and no settings from outside."""
    for name in [name for name in os.environ if name.startswith("PULLQUOTE_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "sources"
    made.mkdir()
    (made / "ferry.txt").write_text(ARTICLE, encoding="utf-8")
    return made
