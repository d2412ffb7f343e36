"""The state of a program: kept where the system keeps such, and not made by asking for the place."""

import sys
from pathlib import Path

import pytest

from bot.settings.state import state_folder


@pytest.mark.skipif(sys.platform != "linux", reason="each system keeps its state elsewhere")
def test_the_folder_is_in_the_users_state_and_need_not_exist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert state_folder() == tmp_path / "state" / "pullquote"
    assert not (tmp_path / "state").exists()
