"""A folder of one source, for a bot to serve."""

from pathlib import Path

import pytest

from bot.settings.model import DiscordSettings, Settings


@pytest.fixture
def sources(tmp_path: Path) -> Settings:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("Mayor Ada Brown opened the Riverside library.\n", "utf-8")
    return Settings(sources=folder, discord=DiscordSettings(state=tmp_path / "state"))
