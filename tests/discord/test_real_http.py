"""The bot with discord.py's own HTTP client, against a server on this machine that refuses, limits and fails.

The simulated Discord of the other tests stands in for that client, and so for its retries.
"""

import asyncio
import json
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import discord
import pytest
from aiohttp import web

from bot.answers import Answerer, WordedAnswer
from bot.discord.client.client import Bot, client_for
from bot.settings.model import Settings
from tests.discord.world import TOKEN, walk

BOT, ALICE, CHANNEL, GUILD = 100, 200, 300, 400
QUESTION = "Who opened the Riverside library?"


class Unwell:
    """A Discord that answers some requests with given refusals before it does what they ask."""

    def __init__(self) -> None:
        self.refusals: dict[tuple[str, str], list[tuple[int, float]]] = defaultdict(list)
        self.seen: Counter[tuple[str, str]] = Counter()
        self.sent: list[Any] = []

    async def handle(self, request: web.Request) -> web.Response:
        """Answer a request: with the next refusal for its method and the end of its path, or well."""
        key = request.method, request.path.rsplit("/", 1)[-1]
        self.seen[key] += 1
        if self.refusals[key]:
            status, wait = self.refusals[key].pop(0)
            body = {"message": "limited", "retry_after": wait, "global": False, "code": 0}
            return answered(body, status, {"Retry-After": str(wait), "Via": "1.1 test"})
        return answered(await self._well(key, request))

    async def _well(self, key: tuple[str, str], request: web.Request) -> Any:
        user = {"id": str(BOT), "username": "pullquote", "discriminator": "0", "avatar": None, "bot": True}
        if key == ("GET", "@me"):
            return (
                user
                | {"flags": 0, "name": "pullquote", "description": "", "bot_public": True, "verify_key": ""}
                | ({"bot_require_code_grant": False, "owner": user, "summary": "", "icon": None})
            )
        if key == ("PUT", "commands"):
            return []
        if key == ("POST", "messages"):
            self.sent.append(await request.json())
            return message(500 + len(self.sent), user) | {"components": self.sent[-1]["components"]}
        return {}


def answered(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """A response of JSON; discord.py reads none whose type names an encoding."""
    return web.Response(body=json.dumps(body).encode(), status=status, headers=headers, content_type="application/json")


def message(number: int, author: Any, text: str = "") -> dict[str, Any]:
    """A message as Discord sends it."""
    empty: dict[str, Any] = {key: [] for key in ("attachments", "embeds", "mentions", "mention_roles", "components")}
    plain = {"type": 0, "tts": False, "pinned": False, "mention_everyone": False, "edited_timestamp": None}
    now = discord.utils.utcnow().isoformat()
    place = {"id": str(number), "channel_id": str(CHANNEL), "author": author, "content": text, "timestamp": now}
    return empty | plain | place


@asynccontextmanager
async def logged_in(
    discord_server: Unwell, settings: Settings, monkeypatch: pytest.MonkeyPatch, answerer: type[Answerer] = Answerer
) -> AsyncIterator[Bot]:
    """The bot, which has logged in over HTTP and has no gateway."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", discord_server.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    monkeypatch.setattr(discord.http.Route, "BASE", f"http://127.0.0.1:{runner.addresses[0][1]}")
    bot = client_for(answerer(settings), settings)
    try:
        await bot.login(TOKEN.get_secret_value())
        yield bot
    finally:
        await bot.close()
        await runner.cleanup()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets discord.py's HTTP client sleep a tenth of the time."""
    sleep = asyncio.sleep

    async def shorter(seconds: float, *args: Any) -> Any:
        return await sleep(seconds / 10, *args)

    monkeypatch.setattr(discord.http.asyncio, "sleep", shorter)


async def ask(bot: Bot, number: int = 1) -> None:
    """Let a person ask in a direct message, and wait until the bot is done with it."""
    alice = {"id": str(ALICE), "username": "alice", "discriminator": "0", "avatar": None}
    bot._connection.parsers["MESSAGE_CREATE"](message(number, alice, QUESTION))  # noqa: SLF001 - as the gateway does
    await asyncio.gather(*(one for one in asyncio.all_tasks() if "on_message" in one.get_name()))


async def test_a_message_that_is_limited_or_fails_is_sent_again_and_once(
    sources: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Unwell()
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
    server = Unwell()
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
    class Slow(Answerer):
        def ask(self, question: str, *, limit: int | None = None, before: str | None = None) -> WordedAnswer:
            time.sleep(1.3)
            return super().ask(question, limit=limit, before=before)

    server = Unwell()
    async with logged_in(server, sources, monkeypatch, Slow) as bot:
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
    server = Unwell()
    server.refusals["PUT", "commands"] = [(500, 0)] * 5
    async with logged_in(server, sources, monkeypatch) as bot:
        assert "commands not registered" in caplog.text
        await ask(bot)
        assert len(server.sent) == 1


async def test_a_mark_that_is_limited_holds_up_no_answer_to_others(
    sources: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Unwell()
    async with logged_in(server, sources, monkeypatch) as bot:
        marked = discord.PartialMessage(channel=bot.get_partial_messageable(CHANNEL), id=9)
        server.refusals["PUT", "@me"] = [(429, 20.0)] * 5
        mark = asyncio.ensure_future(marked.add_reaction("⏳"))
        await ask(bot)
        assert len(server.sent) == 1
        mark.cancel()
