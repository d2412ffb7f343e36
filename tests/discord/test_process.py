"""The bot as a process of its own, against a Discord on this machine: how it starts, is watched, and ends."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from index.errors import ServiceError, SettingsError
from tests.discord.local_discord import PERSON, LocalDiscord, command, message, served, until
from tests.discord.world import walk

ROOT = Path(__file__).parents[2]
QUESTION = "Who opened the Riverside library?"
BOT = """
import sys, time
import discord, yarl
from bot.__main__ import main
from bot.answers import Answerer
discord.http.Route.BASE = sys.argv[1]
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sys.argv[1])
ask = Answerer.ask
def slow(*args, **options):
    time.sleep(float(sys.argv[2]))
    return ask(*args, **options)
Answerer.ask = slow
sys.exit(main(["discord"]))
"""


@asynccontextmanager
async def started(
    server: LocalDiscord, tmp_path: Path, *, slow: float = 0.0, **settings: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A process of the bot, killed at the end if it still runs."""
    (tmp_path / "a.txt").write_text("Mayor Ada Brown opened the Riverside library.\n", "utf-8")
    own = {"PULLQUOTE_SOURCES": str(tmp_path), "PULLQUOTE_DISCORD_TOKEN": "a.b.c", "PYTHONPATH": str(ROOT)}
    own |= {"PULLQUOTE_DISCORD__STATE": str(tmp_path / "state"), **settings}
    async with served(server) as address:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", BOT, address, str(slow)),
            env={**os.environ, **own},
            cwd=tmp_path,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()


@pytest.mark.parametrize(
    ("code", "exit_code", "cure"),
    [
        (4004, SettingsError.exit_code, "Reset Token"),
        (4010, SettingsError.exit_code, "shard_count unset"),
        (4011, ServiceError.exit_code, "start it again"),
        (4012, SettingsError.exit_code, "upgrade Pullquote"),
        (4013, SettingsError.exit_code, "upgrade Pullquote"),
        (4014, SettingsError.exit_code, "Message Content Intent"),
    ],
)
async def test_a_gateway_that_would_refuse_the_next_connection_too_ends_it_with_the_cure_in_one_line(
    tmp_path: Path, code: int, exit_code: int, cure: str
) -> None:
    server = LocalDiscord(closes=code)
    async with started(server, tmp_path) as process:
        _, said = await process.communicate()
        assert process.returncode == exit_code
        assert len(server.identified) == 1
        *_, last = said.decode().splitlines()
        assert last.startswith("pullquote: ")
        assert cure in last
        assert b"Traceback" not in said
        assert b"a.b.c" not in said


@pytest.mark.parametrize(("shards", "setting", "connections"), [(1, "auto", 1), (2, "auto", 2), (2, "false", 1)])
async def test_it_opens_as_many_connections_as_discord_recommends(
    tmp_path: Path, shards: int, setting: str, connections: int
) -> None:
    server = LocalDiscord(shards=shards)
    async with started(server, tmp_path, PULLQUOTE_DISCORD__SHARDING=setting):
        await until(lambda: len(server.sockets) == connections)
        given = [one.get("shard") for one in server.identified]
        assert given == ([[0, 2], [1, 2]] if connections == 2 else [None])
        assert server.seen["GET", "bot"] == (setting == "auto")


async def test_sigterm_ends_it_after_the_answers_under_way(tmp_path: Path) -> None:
    server = LocalDiscord()
    async with started(server, tmp_path, slow=2.5) as process:
        await until(lambda: server.sockets)
        await server.tell("MESSAGE_CREATE", message(1, PERSON, QUESTION))
        await server.tell("INTERACTION_CREATE", command("ask", question=QUESTION))
        await until(lambda: server.seen["POST", "callback"])  # "thinking"
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
        answers = [*server.sent, *server.edited]
        texts = [one["content"] for sent in answers for one in walk(sent.get("components", [])) if one["type"] == 10]
        assert sum("Ada Brown" in text for text in texts) == 2


async def test_it_tells_how_it_is_where_the_setting_says(tmp_path: Path) -> None:
    server = LocalDiscord()
    port = free_port()
    async with started(server, tmp_path, PULLQUOTE_DISCORD__HEALTH=f"127.0.0.1:{port}"):
        await until(lambda: server.sockets)
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
            assert await status(session, "/live") == 200
            while await status(session, "/ready") != 200:  # noqa: ASYNC110 - it happens in another process
                await asyncio.sleep(0.05)
            await server.tell("INTERACTION_CREATE", command("ask", question=QUESTION))
            await until(lambda: server.sent)
            async with session.get("/metrics") as got:
                text = await got.text()
        assert 'pullquote_answers_total{outcome="answered"} 1' in text
        assert "Riverside" not in text


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


async def status(session: aiohttp.ClientSession, path: str) -> int:
    async with session.get(path) as got:
        return got.status


async def test_systemd_hears_that_it_is_ready_alive_and_stopping(tmp_path: Path) -> None:
    server = LocalDiscord()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(str(tmp_path / "notify"))
        heard.settimeout(0)
        hear = listener(heard)
        named = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "600000"}
        async with started(server, tmp_path, **named) as process:
            await until(lambda: hear().count("WATCHDOG=1") > 1)
            assert "READY=1" in hear()
            process.send_signal(signal.SIGTERM)
            assert await process.wait() == 0
        assert hear()[-1] == "STOPPING=1"


def listener(heard: socket.socket) -> Callable[[], list[str]]:
    """Return what gives all that was told so far."""
    told: list[str] = []

    def hear() -> list[str]:
        while True:
            try:
                told.append(heard.recv(100).decode())
            except BlockingIOError:
                return told

    return hear
