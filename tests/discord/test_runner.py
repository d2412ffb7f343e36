"""Operation: the token, the errors of a start, registering commands, shards, stopping, logs and counts."""

import asyncio
import contextlib
import io
import json
import logging
import os
import re
import signal
import socket
import subprocess
import sys
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
from discord import app_commands
from pydantic import SecretStr

from bot.answers import Answerer, WordedAnswer
from bot.discord import run
from bot.discord.client import runner
from bot.discord.client.client import ShardedBot, client_for, intents_for
from bot.discord.client.credentials import FILE, VARIABLE, read_token
from bot.discord.client.event_log import LineFormatter, set_up
from bot.discord.client.posting import PERMISSIONS
from bot.discord.client.translations import TEXTS, CommandTranslator
from bot.discord.client.usage import UsageCounts
from bot.settings.model import DiscordSettings, Settings
from index.errors import ServiceError, SettingsError, SourcesError
from tests.discord.world import TOKEN, Opener, World, said

SECRET = "MTk4NjIy.very.secret"  # noqa: S105 - of no bot
GONE = "the disk is gone"
QUESTION = "Who opened the Riverside library?"


def test_the_token_comes_from_the_environment_or_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{SECRET}\n", "utf-8")
    assert read_token({VARIABLE: SECRET}).get_secret_value() == SECRET
    assert read_token({FILE: str(file)}).get_secret_value() == SECRET


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({}, "no Discord token"),
        ({VARIABLE: "  "}, "no Discord token"),
        ({VARIABLE: SECRET, FILE: "x"}, "both set"),
        ({FILE: "/nowhere/token"}, "/nowhere/token cannot be read: No such file"),
        ({VARIABLE: f"{SECRET} and more"}, "that is no token"),
        ({VARIABLE: f"{SECRET}\u200b"}, "that is no token"),
    ],
)
def test_a_token_that_is_missing_or_wrong_is_said_in_words_without_it(
    environment: dict[str, str], message: str
) -> None:
    with pytest.raises(SettingsError, match=message) as caught:
        read_token(environment)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00"])
def test_a_token_file_without_a_token_is_said_in_words(tmp_path: Path, content: Any) -> None:
    file = tmp_path / "token"
    file.write_bytes(content)
    with pytest.raises(SettingsError, match=r"token.* (is empty|cannot be read|is no token)"):
        read_token({FILE: str(file)})


@pytest.fixture
def sources(tmp_path: Path) -> Settings:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("Mayor Ada Brown opened the Riverside library.\n", "utf-8")
    return Settings(sources=folder, discord=DiscordSettings(state=tmp_path / "state"))


def fail_with(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    async def static_login(*_: object) -> None:
        raise error

    monkeypatch.setattr(discord.http.HTTPClient, "static_login", static_login)


def answer_of(status: int) -> Any:
    """The answer of Discord with a status, as aiohttp has it."""
    return SimpleNamespace(status=status, reason="reason")


@pytest.mark.parametrize(
    ("error", "kind", "message"),
    [
        (discord.LoginFailure("Improper token has been passed."), SettingsError, "Discord refuses the token"),
        (discord.PrivilegedIntentsRequired(None), SettingsError, "Message Content Intent.*developers/applications"),
        (discord.HTTPException(answer_of(503), "unavailable"), ServiceError, "503"),
        (aiohttp.ClientConnectionError("dns"), ServiceError, "cannot be reached"),
        (socket.gaierror(-2, "Name or service not known"), ServiceError, "cannot be reached"),
        (discord.GatewayNotFound(), ServiceError, "gateway"),
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
    with pytest.raises(discord.PrivilegedIntentsRequired) as caught:
        async with simcord.run(
            client_for(Answerer(settings), settings, TOKEN), approved_intents=discord.Intents.default()
        ):
            pass
    assert "discord.ask_channels needs the Message Content Intent" in str(runner.explain(caught.value))


def test_no_intent_is_privileged_unless_there_are_channels_to_read() -> None:
    plain, reading = intents_for(DiscordSettings()), intents_for(DiscordSettings(ask_channels=(1,)))
    assert not any((plain.message_content, plain.members, plain.presences))
    assert reading.message_content
    assert not any((reading.members, reading.presences))


async def test_the_commands_are_registered_when_they_changed_and_only_then(world: Opener) -> None:
    w = await world()
    registrations = [one for one in w.sent("PUT") if one.path.endswith("/commands")]
    assert len(registrations) == 1
    await w.restart()
    await w.restart()
    assert len([one for one in w.sent("PUT") if one.path.endswith("/commands")]) == 1
    for file in w.settings.discord.state.iterdir():
        file.write_text("of another version", "utf-8")
    await w.restart()
    assert len([one for one in w.sent("PUT") if one.path.endswith("/commands")]) == 2


@pytest.mark.parametrize(("sync", "times"), [("always", 2), ("never", 0)])
async def test_registering_can_be_set_to_always_or_never(world: Opener, sync: str, times: int) -> None:
    w = await world(sync=sync)
    await w.restart()
    assert len([one for one in w.sent("PUT") if one.path.endswith("/commands")]) == times


async def test_the_commands_are_for_servers_messages_and_people_and_in_five_languages(world: Opener) -> None:
    w = await world()
    (registration,) = [one for one in w.sent("PUT") if one.path.endswith("/commands")]
    names = {one["name"] for one in registration.json}
    assert names == {"ask", "check", "sources", "source", "about", "Check this quote"}
    for command in registration.json:
        assert sorted(command["contexts"]) == [0, 1, 2]
        assert sorted(command["integration_types"]) == [0, 1]
        for one in (command, *command.get("options", [])):
            assert {"de", "es-ES", "fr", "zh-CN"} <= set(one["name_localizations"])
            assert command["type"] != 1 or {"de", "es-ES", "fr", "zh-CN"} <= set(one["description_localizations"])


async def test_every_text_of_a_command_is_translated_and_no_translation_is_left_over(world: Opener) -> None:
    w = await world()
    used = {command.name for command in w.bot.tree.get_commands()}
    for command in w.bot.tree.get_commands():
        if isinstance(command, discord.app_commands.Command):
            used |= {command.description}
            used |= {text for one in command.parameters for text in (str(one.display_name), str(one.description))}
    assert used == set(TEXTS)
    assert (
        await CommandTranslator().translate(discord.app_commands.locale_str("none"), discord.Locale.german, None)
        is None
    )


async def test_shards_answer_for_their_servers(sources: Settings) -> None:
    settings = sources.model_copy(
        update={"discord": DiscordSettings(sharding=True, shard_count=2, state=sources.discord.state)}
    )
    bot = client_for(Answerer(settings), settings, TOKEN)
    assert isinstance(bot, ShardedBot)
    async with simcord.run(bot) as env:
        for shard in (0, 1):
            guild = env.create_guild(f"Server {shard}", shard_id=shard)
            channel = guild.create_text_channel("general")
            alice = guild.add_member(env.create_user(f"alice{shard}"))
            result = await alice.slash(channel, "ask", question=QUESTION)
            assert said(result.response).quotes[0].citation == "a.txt:1"
        assert set(bot.shards) == {0, 1}


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
    assert w.bot.desk.closing
    assert not w.bot.is_closed()
    await w.env.advance_time(3)
    for _ in range(100):
        if w.bot.is_closed():
            break
        await asyncio.sleep(0.01)
    assert w.bot.is_closed()
    assert said(result.response).quotes[0].citation == "library.txt:1"
    assert not loop.remove_signal_handler(signal.SIGTERM)


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


@pytest.fixture
def lines() -> Iterator[Callable[[Any], io.StringIO]]:
    """What is logged, by the handler that the bot sets up."""
    stream = io.StringIO()
    loggers = [logging.getLogger(name) for name in ("bot", "discord")]
    before = [(one.handlers[:], one.level, one.propagate) for one in loggers]

    def begin(form: Any) -> io.StringIO:
        set_up("info", form, stream)
        return stream

    yield begin
    for logger, (handlers, level, propagate) in zip(loggers, before, strict=True):
        logger.handlers[:], logger.propagate = handlers, propagate
        logger.setLevel(level)


@pytest.mark.parametrize("wanted", [False, True])
async def test_questions_are_logged_only_where_the_setting_says_so(
    world: Opener, lines: Callable[[str], io.StringIO], wanted: bool
) -> None:
    stream = lines("json")
    w = await world(log_questions=wanted)
    await w.alice.slash(w.channel, "ask", question=QUESTION)
    events = [json.loads(line) for line in stream.getvalue().splitlines()]
    (asked,) = [one for one in events if one["event"] == "asked"]
    assert asked["answered"] is True
    assert asked["milliseconds"] >= 0
    assert (QUESTION in stream.getvalue()) is wanted
    assert TOKEN.get_secret_value() not in stream.getvalue()
    assert str(w.alice.id) not in stream.getvalue()


async def test_an_error_in_an_answer_is_logged_without_the_question(
    world: Opener, lines: Callable[[str], io.StringIO]
) -> None:
    class Broken(Answerer):
        def ask(self, *_: Any, **__: Any) -> WordedAnswer:
            raise RuntimeError(GONE)

    stream = lines("text")
    w = await world(answerer=Broken)
    await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    assert "the disk is gone" in stream.getvalue()
    assert QUESTION not in stream.getvalue()


def test_a_log_line_stays_one_line_and_its_fields_can_be_told_apart() -> None:
    record = logging.makeLogRecord({"msg": "source not served", "levelname": "WARNING", "name": "bot"})
    record.fields = {"source": "a b.txt", "cause": 'line\nbreak="x"', "count": 3}
    line = LineFormatter().format(record)
    assert "\n" not in line
    assert line.endswith(r'event="source not served" from=bot source="a b.txt" cause="line\nbreak=\"x\"" count=3')
    assert json.loads(LineFormatter("json").format(record))["cause"] == 'line\nbreak="x"'


def test_an_exception_is_a_field_of_its_line() -> None:
    try:
        int("broken")
    except ValueError:
        record = logging.LogRecord("bot", logging.ERROR, "", 0, "failed", None, sys.exc_info())
    assert "ValueError: invalid literal" in json.loads(LineFormatter("json").format(record))["traceback"]


@pytest.mark.parametrize("content", ["", "[]", '{"asked": "many"}', "\udcff"])
def test_a_damaged_file_of_counts_starts_anew(tmp_path: Path, content: Any) -> None:
    path = tmp_path / "counts.json"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    counts = UsageCounts(path)
    counts.add("asked")
    assert UsageCounts(path).now["asked"] == 1


def test_counts_that_cannot_be_written_go_on_in_memory(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    counts = UsageCounts(tmp_path / "file" / "counts.json")
    counts.add("asked")
    assert counts.now["asked"] == 1
    assert "counts not" in caplog.text


def test_neither_the_terminal_nor_a_pure_room_loads_discord() -> None:
    cards = [
        "answer_cards",
        "button_state",
        "card",
        "check_cards",
        "citing",
        "escaping",
        "info_cards",
        "invisible",
        "reading",
    ]
    others = ["asking", "credentials", "event_log", "rate_limits", "usage", "workers"]
    names = ["bot.discord", *(f"bot.discord.cards.{one}" for one in cards)]
    names += [f"bot.discord.client.{one}" for one in others]
    code = f"import sys, {', '.join(names)}; sys.exit('discord' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_token_is_in_no_repr(sources: Settings) -> None:
    bot = client_for(Answerer(sources), sources, SecretStr(SECRET))
    assert SECRET not in repr(bot) + repr(bot.signer) + repr(vars(bot.signer))


def test_the_permissions_are_those_that_are_documented() -> None:
    document = (Path(__file__).parents[2] / "docs" / "discord.md").read_text("utf-8")
    assert f"&permissions={PERMISSIONS.value}\n" in document
    words = " ".join(document.split())
    for name, granted in PERMISSIONS:
        shown = {"read_messages": "View Channels"}.get(name, name.replace("_", " ").title().replace(" In ", " in "))
        assert not granted or shown in words


def test_the_commands_are_those_that_are_documented(sources: Settings) -> None:
    document = (Path(__file__).parents[2] / "docs" / "discord.md").read_text("utf-8")
    commands = client_for(Answerer(sources), sources, SecretStr(SECRET)).tree.get_commands()
    slash = [one for one in commands if isinstance(one, app_commands.Command)]
    usages = {
        " ".join([one.name, *(part.name if part.required else f"[{part.name}]" for part in one.parameters)])
        for one in slash
    }
    table = "\n".join(line for line in document.splitlines() if line.startswith("|"))
    assert set(re.findall(r"`/([^`]+)`", table)) == usages
    assert {f"*{one.name}*" for one in commands if one not in slash} <= set(re.findall(r"\*[^*|]+\*", table))


def test_the_service_does_not_start_again_what_cannot_start() -> None:
    unit = (Path(__file__).parents[2] / "docs" / "pullquote.service").read_text("utf-8")
    (codes,) = re.findall(r"^RestartPreventExitStatus=(.*)$", unit, re.MULTILINE)
    assert set(codes.split()) == {str(SettingsError.exit_code), str(SourcesError.exit_code)}
    (seconds,) = re.findall(r"^TimeoutStopSec=(\d+)$", unit, re.MULTILINE)
    assert int(seconds) > DiscordSettings().answer_seconds
