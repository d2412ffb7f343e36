"""``pullquote serve``: it says where it is when it is ready, ends on a signal, and runs beside something else."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.answers import Answerer
from bot.settings.model import Settings
from bot.web import beside
from bot.web.web_server import WebServer
from index.errors import SettingsError

ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def started(folder: Path, *arguments: str) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """A process that serves a folder, and the address that it says."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "serve", "--sources", str(folder), "--port", "0", *arguments),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout
        line = (await asyncio.wait_for(process.stdout.readline(), 60)).decode()
        yield process, line
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def fetched(address: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(address) as got:
        return got.status, await got.text()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_it_says_where_it_is_and_ends_on_a_signal(folder: Path, number: signal.Signals) -> None:
    async with started(folder) as (process, line):
        said = re.fullmatch(r"Serving 2 sources at (http://127\.0\.0\.1:\d+/) \(Ctrl-C ends it\)\n", line)
        assert said
        status, text = await fetched(said[1] + "ask?q=Who opened the library?")
        assert (status, "Ada Brown" in text) == (200, True)
        process.send_signal(number)
        _, errors = await asyncio.wait_for(process.communicate(), 20)
        assert (process.returncode, errors) == (0, b"")


async def test_a_part_can_be_served_alone(folder: Path) -> None:
    async with started(folder, "--in", "guides/") as (_, line):
        assert line.startswith("Serving 1 source at ")
        address = line.split()[4]
        assert (await fetched(f"{address}source/library.txt"))[0] == 404
        assert (await fetched(f"{address}source/guides/boats.md"))[0] == 200


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--port", "70000"), 2, "--web-port: input should be less than or equal to 65535"),
        (("--port", "x"), 2, "argument --port: 'x' is no whole number from 0"),
        (("--host", "192.0.2.1"), 2, "web.port: 192.0.2.1:0 cannot be listened to"),
        (("--in", "none/"), 2, "no source is in the scope (none/)"),
    ],
)
async def test_what_is_wrong_is_said_in_one_line(
    folder: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    async with started(folder, *arguments) as (process, _):
        _, errors = await asyncio.wait_for(process.communicate(), 20)
        assert process.returncode == code
        assert errors.decode().startswith("pullquote: ")
        assert message in errors.decode()
        assert errors.count(b"\n") == 1


async def test_a_port_that_is_taken_is_said_with_the_cure(folder: Path) -> None:
    settings = Settings.model_validate({"sources": folder, "web": {"port": 0}})
    async with beside(Answerer(settings), settings) as server:
        assert isinstance(server, WebServer)
        address = server.address
        port = int(address.rpartition(":")[2])
        assert (await fetched(f"{address}/robots.txt"))[0] == 200
        assert (await fetched(f"{address}/ask?q={'🦆' * 999}"))[0] == 200
        taken = Settings.model_validate({"sources": folder, "web": {"port": port}})
        with pytest.raises(SettingsError, match=rf"web.port: 127.0.0.1:{port} cannot be .*name another port"):
            async with beside(Answerer(taken), taken):
                pass
    with pytest.raises(aiohttp.ClientConnectionError):
        await fetched(f"{address}/robots.txt")


async def test_work_under_way_is_finished_at_the_end(folder: Path) -> None:
    settings = Settings.model_validate({"sources": folder, "web": {"port": 0}})
    async with beside(Answerer(settings), settings) as server:
        assert isinstance(server, WebServer)
        asked = asyncio.ensure_future(fetched(f"{server.address}/ask?q=Who opened the library?"))
        await asyncio.sleep(0.02)
    assert (await asked)[0] == 200
