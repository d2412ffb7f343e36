"""Running the bot: what stops a start is said in words, and a signal ends it in good order."""

import asyncio
import contextlib
import os
import re
import signal
import socket
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest
import simcord
from aiohttp import web

from bot.answers import Answerer
from bot.discord import run
from bot.discord.client import runner
from bot.discord.client.client import client_for
from bot.discord.client.credentials import VARIABLE
from bot.settings.model import DiscordSettings, Settings
from index.errors import ServiceError, SettingsError, SourcesError
from tests.discord.world import Opener, said

SECRET = "MTk4NjIy.very.secret"  # noqa: S105 - of no bot


QUESTION = "Who opened the Riverside library?"


def fail_with(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    async def static_login(*_: object) -> None:
        raise error

    monkeypatch.setattr(discord.http.HTTPClient, "static_login", static_login)


def answer_of(status: int) -> Any:
    """The answer of Discord with a status, as aiohttp has it."""
    return SimpleNamespace(status=status, reason="reason")


def closed(code: int) -> discord.ConnectionClosed:
    """The gateway closed a connection with a code."""
    return discord.ConnectionClosed(SimpleNamespace(close_code=code), shard_id=None, code=code)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("error", "kind", "message"),
    [
        (discord.LoginFailure("Improper token has been passed."), SettingsError, "Discord refuses the token"),
        (discord.PrivilegedIntentsRequired(None), SettingsError, "Message Content Intent.*developers/applications"),
        (discord.HTTPException(answer_of(503), "unavailable"), ServiceError, "503"),
        (aiohttp.ClientConnectionError("dns"), ServiceError, "cannot be reached"),
        (socket.gaierror(-2, "Name or service not known"), ServiceError, "cannot be reached"),
        (discord.GatewayNotFound(), ServiceError, "gateway"),
        (closed(4000), ServiceError, "gateway"),
        (closed(4004), SettingsError, "4004.*Reset Token"),
        (closed(4010), SettingsError, "4010.*shard_count"),
        (closed(4011), ServiceError, "start it again"),
        (closed(4012), SettingsError, "4012.*upgrade"),
        (closed(4013), SettingsError, "4013.*upgrade"),
    ],
)
def test_what_stops_a_start_is_said_in_words_with_the_cure_and_without_the_token(  # noqa: PLR0913, PLR0917 - the case and its tools
    sources: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: Exception,
    kind: type[Exception],
    message: str,
) -> None:
    fail_with(error, monkeypatch)
    with pytest.raises(kind, match=message) as caught:
        run(sources, {VARIABLE: SECRET})
    shown = "".join(traceback.format_exception(caught.value)) + "".join(capsys.readouterr())
    assert SECRET not in shown
    assert caught.value.__suppress_context__


def test_a_number_of_connections_that_was_set_and_is_too_small_is_a_setting_to_mend() -> None:
    said = runner.explain(closed(4011))
    assert isinstance(said, SettingsError)
    assert re.search("4011.*discord.sharding.* unset", str(said))


def test_a_login_without_a_network_is_said_in_words(sources: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setattr(discord.http.Route, "BASE", f"http://127.0.0.1:{free.getsockname()[1]}")
    with pytest.raises(ServiceError, match="cannot be reached"):
        run(sources, {VARIABLE: SECRET})


def test_a_token_that_the_server_refuses_is_said_in_words(
    sources: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def refuse(request: web.Request) -> web.Response:
        seen.append(request.headers["Authorization"])
        return web.json_response({"message": "401: Unauthorized", "code": 0}, status=401)

    seen: list[str] = []
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", refuse)
    with served(app) as address:
        monkeypatch.setattr(discord.http.Route, "BASE", address)
        with pytest.raises(SettingsError, match="Discord refuses the token") as caught:
            run(sources, {VARIABLE: SECRET})
    assert seen == [f"Bot {SECRET}"]
    assert SECRET not in "".join(traceback.format_exception(caught.value)) + "".join(capsys.readouterr())


def test_parts_are_made_ready_at_the_start_and_one_without_sources_is_a_warning(
    sources: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    scopes = {"town": {"in": ["*"]}, "none": {"in": ["vaults/"]}, "unused": {"in": ["x/"]}}
    given = {"default": "none", "1": "town", "2": "town"}
    told = sources.model_dump(by_alias=True, exclude={"scopes", "discord"})
    fail_with(discord.LoginFailure(), monkeypatch)
    with pytest.raises(SettingsError):
        run(Settings.model_validate(told | {"scopes": scopes, "discord": {"scopes": given}}), {VARIABLE: SECRET})
    logged = [one for one in capsys.readouterr().err.splitlines() if "event=part" in one or 'event="part' in one]
    assert len(logged) == 2
    assert "level=warning" in logged[0]
    assert logged[0].endswith('scope=none cause="no source is in the scope (vaults/); correct it"')
    assert logged[1].endswith("scope=town sources=1")


@contextlib.contextmanager
def served(app: web.Application) -> Iterator[str]:
    """A server on this machine, in a thread of its own."""
    loop = asyncio.new_event_loop()
    runner = web.AppRunner(app)
    loop.run_until_complete(runner.setup())
    site = web.TCPSite(runner, "127.0.0.1", 0)
    loop.run_until_complete(site.start())
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.run_until_complete(runner.cleanup())
    loop.close()


def test_a_folder_without_sources_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(SourcesError):
        run(Settings(sources=tmp_path / "none"), {VARIABLE: SECRET})


async def test_a_privileged_intent_that_is_off_stops_the_start(sources: Settings) -> None:
    settings = sources.model_copy(update={"discord": DiscordSettings(ask_channels=(1,), state=sources.discord.state)})
    bot = client_for(Answerer(settings), settings)
    with pytest.raises(discord.PrivilegedIntentsRequired) as caught:
        async with simcord.run(bot, approved_intents=discord.Intents.default()):
            pass
    await bot.state.close()
    assert "discord.ask_channels needs the Message Content Intent" in str(runner.explain(caught.value))


async def test_sigterm_finishes_what_is_being_answered_and_then_leaves(
    world: Opener, slow: Callable[[float], None]
) -> None:
    w = await world(options={"settle_timeout": 0.5})
    loop = asyncio.get_running_loop()
    runner.stop_on_signals(w.bot)
    slow(2)
    result = await w.alice.slash(w.channel, "ask", question=QUESTION)
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.sleep(0.05)
    assert w.bot.workers.closing
    assert not w.bot.is_closed()
    await w.env.advance_time(3)
    for _ in range(100):
        if w.bot.is_closed():
            break
        await asyncio.sleep(0.01)
    assert w.bot.is_closed()
    assert said(result.response).quotes[0].citation == "library.txt:1"
    assert not loop.remove_signal_handler(signal.SIGTERM)
