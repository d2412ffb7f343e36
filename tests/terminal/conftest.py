"""A session over a folder of one article."""

from pathlib import Path

import pytest

from bot.answers import Answerer
from bot.settings.model import Settings
from bot.terminal.screen import Screen
from bot.terminal.session import Session

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
