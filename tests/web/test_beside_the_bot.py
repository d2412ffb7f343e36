"""The website beside the Discord bot, in its process: both answer from the same sources, and both end together."""

import asyncio
import signal
import socket
from pathlib import Path

import aiohttp

from tests.discord.local_discord import LocalDiscord, until
from tests.discord.test_process import started


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


async def test_both_answer_and_both_end(tmp_path: Path) -> None:
    port = free_port()
    own = {"PULLQUOTE_WEB__ON": "true", "PULLQUOTE_WEB__PORT": str(port)}
    server = LocalDiscord()
    async with started(server, tmp_path, **own) as process, aiohttp.ClientSession() as session:
        await until(lambda: server.sockets)
        async with session.get(f"http://127.0.0.1:{port}/ask?q=Who opened the library?") as got:
            assert "Ada Brown" in await got.text()
        process.send_signal(signal.SIGTERM)
        _, log = await asyncio.wait_for(process.communicate(), 30)
        assert process.returncode == 0
        assert f'event="website at http://127.0.0.1:{port}/"'.encode() in log


async def test_there_is_none_unless_it_is_turned_on(tmp_path: Path) -> None:
    server = LocalDiscord()
    async with started(server, tmp_path) as process:
        await until(lambda: server.sockets)
        process.send_signal(signal.SIGTERM)
        _, log = await asyncio.wait_for(process.communicate(), 30)
        assert b"website" not in log


async def test_a_port_that_is_taken_ends_the_start_with_the_cure(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        own = {"PULLQUOTE_WEB__ON": "true", "PULLQUOTE_WEB__PORT": str(taken.getsockname()[1])}
        async with started(LocalDiscord(), tmp_path, **own) as process:
            _, log = await asyncio.wait_for(process.communicate(), 30)
            assert process.returncode == 2
            assert b"name another port, or end what uses it" in log
