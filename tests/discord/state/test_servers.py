"""The settings of servers: theirs alone, there after a restart, and an error where they are not understood."""

from pathlib import Path

import pytest

from bot.discord.state.bot_state import FILE
from bot.discord.state.database import Database, StateError
from bot.discord.state.servers import ServerSettings
from tests.discord.state.opening import opened


async def test_a_server_keeps_each_of_its_choices(tmp_path: Path) -> None:
    state = await opened(tmp_path)
    assert state.servers.of(None) == state.servers.of(1) == ServerSettings()
    await state.servers.change(1, {"channels": (2, 3)})
    await state.servers.change(1, {"threads": True})
    expected = ServerSettings(channels=(2, 3), threads=True)
    assert state.servers.of(1) == expected
    assert state.servers.of(2) == ServerSettings()
    await state.close()
    state = await opened(tmp_path)
    assert state.servers.of(1) == expected
    await state.close()


@pytest.mark.parametrize("text", ["{", '{"channels": "all"}', '{"unknown": 1}'])
async def test_settings_that_are_not_understood_open_the_bot_to_nobody(tmp_path: Path, text: str) -> None:
    await (await opened(tmp_path)).close()
    file = Database(tmp_path / FILE)
    await file.run(lambda connection: connection.execute("INSERT INTO servers VALUES (7, ?)", (text,)))
    await file.close()
    with pytest.raises(StateError, match=r"state\.sqlite: settings of the server 7.*delete that row"):
        await opened(tmp_path)
