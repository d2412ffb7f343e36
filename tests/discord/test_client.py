"""The client: its intents, its presence, its shards, and the sources it takes up."""

from typing import Any

import pytest
import simcord

from bot.answers import Answerer
from bot.discord.client.client import ShardedBot, client_for, intents_for
from bot.discord.state.bot_state import FILE
from bot.settings.model import DiscordSettings, Settings
from index.errors import SettingsError
from tests.discord.world import Opener, World, said

QUESTION = "Who opened the Riverside library?"


def test_no_intent_is_privileged_unless_there_are_channels_to_read() -> None:
    plain, reading = intents_for(DiscordSettings()), intents_for(DiscordSettings(ask_channels=(1,)))
    assert not any((plain.message_content, plain.members, plain.presences))
    assert reading.message_content
    assert not any((reading.members, reading.presences))


async def test_shards_answer_for_their_servers(sources: Settings) -> None:
    settings = sources.model_copy(
        update={"discord": DiscordSettings(sharding=True, shard_count=2, state=sources.discord.state)}
    )
    bot = client_for(Answerer(settings), settings)
    assert isinstance(bot, ShardedBot)
    async with simcord.run(bot) as env:
        for shard in (0, 1):
            guild = env.create_guild(f"Server {shard}", shard_id=shard)
            channel = guild.create_text_channel("general")
            alice = guild.add_member(env.create_user(f"alice{shard}"))
            result = await alice.slash(channel, "ask", question=QUESTION)
            assert said(result.response).quotes[0].citation == "a.txt:1"
        assert set(bot.shards) == {0, 1}
    await bot.state.close()


async def test_the_presence_says_how_to_ask(world: Opener) -> None:
    w = await world()
    assert w.settings.discord.presence.startswith("Ask me: /ask")
    assert w.bot.activity is not None
    assert (await world_without_presence(w)) is None


async def world_without_presence(w: World) -> Any:
    w.settings = w.settings.model_copy(update={"discord": w.settings.discord.model_copy(update={"presence": ""})})
    await w.restart()
    return w.bot.activity


async def test_changed_sources_are_taken_up_while_running(world: Opener) -> None:
    w = await world(refresh_seconds=30)
    (w.folder / "zoo.txt").write_text("Keeper Eva Green opened the city zoo in May.\n", "utf-8")
    await w.env.advance_time(61)
    result = await w.alice.slash(w.channel, "ask", question="Who opened the city zoo?")
    assert said(result.response).quotes[0].citation == "zoo.txt:1"


async def test_what_the_settings_name_and_the_bot_does_not_see_is_logged(
    world: Opener, caplog: pytest.LogCaptureFixture
) -> None:
    await world(servers=(1,), channels=(2,))
    assert "server not seen" in caplog.text
    assert "channel not seen" in caplog.text


async def test_a_damaged_state_stops_the_start_with_the_cure(sources: Settings) -> None:
    assert sources.discord.state is not None
    sources.discord.state.mkdir()
    (sources.discord.state / FILE).write_bytes(b"of another program" * 100)
    with pytest.raises(SettingsError, match=r"state\.sqlite: .* move it away"):
        async with simcord.run(client_for(Answerer(sources), sources)):
            pass
