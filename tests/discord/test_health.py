"""Health over HTTP: alive, ready or not and why, and figures; no names, no questions, and a port that is taken."""

import re
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from bot.answers import Answerer
from bot.discord.client.watching import vitals_of, watched
from bot.discord.operation.health import HealthServer
from bot.discord.operation.metrics import metrics_text
from bot.discord.operation.vitals import ErrorCounter, Vitals
from bot.settings.model import DiscordSettings
from index.errors import SettingsError
from tests.discord.world import Opener, World

QUESTION = "Who opened the Riverside library?"


def vitals(w: World, errors: ErrorCounter | None = None) -> Vitals:
    return vitals_of(w.bot, errors or ErrorCounter())


@asynccontextmanager
async def asked(w: World) -> AsyncIterator[aiohttp.ClientSession]:
    """A client of the health of a bot."""
    errors = ErrorCounter()
    errors.attach()
    async with (
        HealthServer("127.0.0.1:0", lambda: vitals(w, errors)) as server,
        aiohttp.ClientSession(f"http://127.0.0.1:{server.port}") as session,
    ):
        yield session
    errors.close()


async def get(session: aiohttp.ClientSession, path: str) -> tuple[int, str]:
    async with session.get(path) as got:
        return got.status, await got.text()


def figures(text: str) -> dict[str, float]:
    """The figures of the text form; each line is one, or a comment."""
    found = {}
    for line in text.splitlines():
        if not re.match(r"# (HELP|TYPE) pullquote_\w+ .+$", line):
            name, value = re.fullmatch(r'(pullquote_\w+(?:\{\w+="\w+"\})?) (\S+)', line).groups()  # type: ignore[union-attr]
            found[name] = float(value)
    return found


async def test_what_was_asked_refused_and_went_wrong_is_counted_and_nobody_named(world: Opener) -> None:
    w = await world(person_limit=2)
    async with asked(w) as session:
        await w.alice.slash(w.channel, "ask", question=QUESTION)
        await w.alice.slash(w.channel, "ask", question="What is the capital of France?")
        await w.alice.slash(w.channel, "ask", question=QUESTION)
        w.bot.dispatch("interaction", None)  # which fails
        await w.env.settle()
        w.env._errors.clear()  # noqa: SLF001 - it was meant to
        status, text = await get(session, "/metrics")
    found = figures(text)
    assert status == 200
    assert found['pullquote_answers_total{outcome="answered"}'] == 1
    assert found['pullquote_answers_total{outcome="declined"}'] == 1
    assert found["pullquote_refused_total"] == 1
    assert found["pullquote_errors_total"] == 1
    assert found["pullquote_sources"] == 3
    assert found["pullquote_passages"] > 10
    assert found["pullquote_ready"] == found["pullquote_up"] == found['pullquote_gateway_connected{shard="0"}'] == 1
    assert 0 <= found["pullquote_index_age_seconds"] < 120
    assert found["pullquote_questions_pending"] == found["pullquote_checks_pending"] == 0
    assert found["pullquote_start_time_seconds"] > 1e9
    assert not re.search("Riverside|alice|France", text)


async def test_it_is_ready_until_it_closes_or_loses_discord_and_says_why_not(world: Opener) -> None:
    w = await world()
    async with asked(w) as session:
        assert await get(session, "/ready") == (200, "ready\n")
        await w.bot.ws.close()
        assert await get(session, "/ready") == (503, "not connected to Discord's gateway\n")
        assert not vitals(w).alive
        w.bot.workers.closing = True
        assert await get(session, "/ready") == (503, "closing\n")
        assert await get(session, "/live") == (200, "alive\n")
        assert 'pullquote_gateway_connected{shard="0"} 0' in (await get(session, "/metrics"))[1]


async def test_a_port_that_is_taken_is_said_with_the_cure(world: Opener) -> None:
    w = await world()
    async with HealthServer("127.0.0.1:0", lambda: vitals(w)) as server:
        w.bot.settings = w.bot.settings.model_copy(update={"health": f"127.0.0.1:{server.port}"})
        with pytest.raises(SettingsError, match=rf"discord.health: 127.0.0.1:{server.port} cannot be .*another port"):
            async with watched(w.bot, {}):
                pass


@pytest.mark.parametrize("address", ["127.0.0.1:9464", "[::1]:80", "0.0.0.0:1", "localhost:65535", None])
def test_an_address_is_a_host_and_a_port(address: str | None) -> None:
    assert DiscordSettings(health=address).health == address


@pytest.mark.parametrize("address", ["9464", ":9464", "127.0.0.1", "127.0.0.1:65536", "http://127.0.0.1:1", ""])
def test_anything_else_is_none(address: str) -> None:
    with pytest.raises(ValueError, match="write it as HOST:PORT"):
        DiscordSettings(health=address)


def test_no_server_is_there_by_default_and_none_of_it_imports_discord(sources: Any) -> None:
    assert DiscordSettings().health is None
    Answerer(sources)
    code = "import sys, bot.discord.operation.{}; sys.exit('discord' in sys.modules)"
    for name in ("health", "metrics", "supervisor", "vitals"):
        assert subprocess.run([sys.executable, "-c", code.format(name)], check=False).returncode == 0
    lazy = "import sys, bot.discord.client.runner; sys.exit('bot.discord.operation.health' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", lazy], check=False).returncode == 0


async def test_latency_that_is_not_known_yet_is_left_out(world: Opener) -> None:
    w = await world()
    lines = metrics_text(vitals(w)).splitlines()
    assert not [one for one in lines if "nan" in one.lower() or one.endswith("inf")]
