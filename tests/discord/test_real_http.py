"""The bot with discord.py's own HTTP client, against a server on this machine that refuses, limits and fails.

The simulated Discord of the other tests stands in for that client, and so for its retries.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import discord
import pytest

from bot.answers import Answerer, WordedAnswer
from bot.discord.client.client import Bot, client_for
from bot.settings.model import Settings
from tests.discord.local_discord import BOT, CHANNEL, GUILD, PERSON, LocalDiscord, command, message, served
from tests.discord.world import TOKEN, walk

QUESTION = "Who opened the Riverside library?"


@asynccontextmanager
async def logged_in(
    discord_server: LocalDiscord,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    answerer: type[Answerer] = Answerer,
) -> AsyncIterator[Bot]:
    """The bot, which has logged in over HTTP and has no gateway."""
    async with served(discord_server) as address:
        monkeypatch.setattr(discord.http.Route, "BASE", address)
        bot = client_for(answerer(settings), settings)
        try:
            await bot.login(TOKEN.get_secret_value())
            yield bot
        finally:
            await bot.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets discord.py's HTTP client sleep a tenth of the time."""
    sleep = asyncio.sleep

    async def shorter(seconds: float, *args: Any) -> Any:
        return await sleep(seconds / 10, *args)

    monkeypatch.setattr(discord.http.asyncio, "sleep", shorter)


def slow(seconds: float) -> type[Answerer]:
    """An answerer that takes so many seconds longer."""

    class Slow(Answerer):
        def ask(self, question: str, **options: Any) -> WordedAnswer:
            time.sleep(seconds)
            return super().ask(question, **options)

    return Slow


async def ask(bot: Bot, number: int = 1) -> None:
    """Let a person ask in a direct message, and wait until the bot is done with it."""
    await hear(bot, "MESSAGE_CREATE", message(number, PERSON, QUESTION))


async def hear(bot: Bot, event: str, data: Any) -> None:
    """Let the bot hear an event, as from its gateway, and wait until it is done with it."""
    before = asyncio.all_tasks()
    bot._connection.parsers[event](data)  # noqa: SLF001 - as the gateway does
    await asyncio.gather(*(asyncio.all_tasks() - before))


async def test_a_message_that_is_limited_or_fails_is_sent_again_and_once(
    sources: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = LocalDiscord()
    async with logged_in(server, sources, monkeypatch) as bot:
        server.refusals["POST", "messages"] = [(429, 0.2), (500, 0)]
        await ask(bot)
        assert server.seen["POST", "messages"] == 3
        assert len(server.sent) == 1
        texts = [one["content"] for one in walk(server.sent[0]["components"]) if one["type"] == 10]
        assert any("Ada Brown" in text for text in texts)


@pytest.mark.usefixtures("impatient")
async def test_a_message_that_fails_for_good_is_logged_and_the_next_is_answered(
    sources: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    server = LocalDiscord()
    async with logged_in(server, sources, monkeypatch) as bot:
        server.refusals["POST", "messages"] = [(500, 0)] * 5
        await ask(bot)
        assert "answer not sent" in caplog.text
        await ask(bot, 2)
        assert len(server.sent) == 1


@pytest.mark.parametrize("refusals", [[(500, 0.0)] * 5, [(429, 20.0)] * 5])
async def test_typing_that_is_refused_for_long_does_not_hold_an_answer(
    sources: Settings, monkeypatch: pytest.MonkeyPatch, refusals: list[tuple[int, float]]
) -> None:
    server = LocalDiscord()
    async with logged_in(server, sources, monkeypatch, slow(1.3)) as bot:
        server.refusals["POST", "typing"] = refusals
        began = time.monotonic()
        await ask(bot)
        assert time.monotonic() - began < 15
        assert server.seen["POST", "typing"]
        assert len(server.sent) == 1


@pytest.mark.usefixtures("impatient")
async def test_commands_that_cannot_be_registered_stop_no_start(
    sources: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    server = LocalDiscord()
    server.refusals["PUT", "commands"] = [(500, 0)] * 5
    async with logged_in(server, sources, monkeypatch) as bot:
        assert "commands not registered" in caplog.text
        await ask(bot)
        assert len(server.sent) == 1


async def test_a_mark_that_is_limited_holds_up_no_answer_to_others(
    sources: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = LocalDiscord()
    async with logged_in(server, sources, monkeypatch) as bot:
        marked = discord.PartialMessage(channel=bot.get_partial_messageable(CHANNEL), id=9)
        server.refusals["PUT", "@me"] = [(429, 20.0)] * 5
        mark = asyncio.ensure_future(marked.add_reaction("⏳"))
        await ask(bot)
        assert len(server.sent) == 1
        mark.cancel()


async def test_a_limit_that_is_longer_than_an_answer_is_worth_ends_it_and_holds_up_nothing(
    sources: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    server = LocalDiscord()
    async with logged_in(server, sources, monkeypatch) as bot:
        server.refusals["POST", "messages"] = [(429, 600.0)]
        began = time.monotonic()
        await ask(bot)
        assert time.monotonic() - began < 5
        assert "answer not sent" in caplog.text
        assert server.seen["POST", "messages"] == 1


async def test_a_limit_on_commands_that_is_long_stops_no_start(
    sources: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    server = LocalDiscord()
    server.refusals["PUT", "commands"] = [(429, 3600.0)]
    async with logged_in(server, sources, monkeypatch) as bot:
        assert "commands not registered" in caplog.text
        await ask(bot)
        assert len(server.sent) == 1


@pytest.mark.usefixtures("impatient")
async def test_the_answer_to_a_command_is_sent_again_where_discord_is_limited_or_fails(
    sources: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = LocalDiscord()
    async with logged_in(server, sources, monkeypatch) as bot:
        server.refusals["POST", "callback"] = [(429, 0.2), (500, 0)]
        await hear(bot, "INTERACTION_CREATE", command("ask", question=QUESTION))
        assert server.seen["POST", "callback"] == 3
        assert len(server.sent) == 1


@pytest.mark.usefixtures("impatient")
async def test_an_answer_in_the_place_of_thinking_is_sent_again_where_discord_is_limited_or_fails(
    sources: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = LocalDiscord()
    async with logged_in(server, sources, monkeypatch, slow(1.8)) as bot:
        server.refusals["PATCH", "@original"] = [(429, 0.2), (502, 0)]
        await hear(bot, "INTERACTION_CREATE", command("ask", question=QUESTION))
        assert [one["type"] for one in server.sent] == [discord.InteractionResponseType.deferred_channel_message.value]
        assert server.seen["PATCH", "@original"] == 3
        texts = [one["content"] for one in walk(server.edited[0]["components"]) if one["type"] == 10]
        assert any("Ada Brown" in text for text in texts)


@pytest.mark.parametrize("refusal", [(429, 600.0), (403, 0.0)])
async def test_a_thread_that_is_refused_or_limited_for_long_leaves_the_answer_in_its_channel(
    sources: Settings, monkeypatch: pytest.MonkeyPatch, refusal: tuple[int, float]
) -> None:
    threaded = sources.discord.model_copy(update={"open_threads": True})
    server = LocalDiscord()
    async with logged_in(server, sources.model_copy(update={"discord": threaded}), monkeypatch) as bot:
        await hear(bot, "GUILD_CREATE", guild())
        server.refusals["POST", "threads"] = [refusal]
        asked = message(1, PERSON, f"<@{BOT}> {QUESTION}") | {
            "guild_id": str(GUILD),
            "mentions": [PERSON | {"id": BOT}],
        }
        began = time.monotonic()
        await hear(bot, "MESSAGE_CREATE", asked)
        assert time.monotonic() - began < 8
        assert server.seen["POST", "threads"] == 1
        assert len(server.sent) == 1


def guild() -> dict[str, Any]:
    """A server with one channel, in which the bot may do all, as Discord sends it."""
    role = {"id": str(GUILD), "name": "@everyone", "permissions": str(discord.Permissions.all().value), "position": 0}
    role |= {"color": 0, "hoist": False, "managed": False, "mentionable": False, "flags": 0}
    channel = {"id": str(CHANNEL), "type": 0, "name": "general", "position": 0, "permission_overwrites": []}
    own = {"user": PERSON | {"id": str(BOT)}, "roles": [], "joined_at": None, "deaf": False, "mute": False, "flags": 0}
    return {"id": str(GUILD), "name": "Riverside", "roles": [role], "channels": [channel], "members": [own]}
