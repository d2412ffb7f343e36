"""How long people wait for the Discord bot while others attack it, in thousands of servers.

    python -m tests.benchmarks.discord_load [PASSAGES [SERVERS]]

The bot is a process of its own with discord.py's own HTTP client and gateway, against a Discord on this machine that is
in this process. Needs the extra ``bench``.
"""

import asyncio
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
from aiohttp import web

from tests.benchmarks.collection import prepare
from tests.benchmarks.report import publish
from tests.benchmarks.runs import ROOT, Row, Run, Table, provenance
from tests.discord.local_discord import BOT, USER, LocalDiscord, answered, message, served, until

__all__ = ["main"]

PEOPLE, ATTACKERS, MINUTES, EACH = 1_000, 20, 2, 3.0
"""People who ask once a minute, those who attack, the minutes, and what each attacker sends a second."""
PASSAGES, SERVERS = 10_000, 10_000
PATIENCE = 40.0
FIRST_SERVER, FIRST_PERSON, FIRST_ATTACKER = 10**15, 2 * 10**15, 3 * 10**15
TEXT = f"""\
{PEOPLE:,} people ask once a minute, at random times and in servers of their own, half of them by `/ask` and half by a
mention. Beside them {ATTACKERS} others send {EACH:.0f} requests a second each: crafted checks of 2,000 letters, right
clicks on messages of five long quotes, questions of 300 letters, and presses of buttons. The bot is a process of its
own, with discord.py's HTTP client and gateway; the Discord that it speaks with takes part of the same two cores. A wait
is the time until Discord has the whole answer. A block is the time by which a timer of the bot's event loop was late:
it worked itself, or waited for the processor or for the threads that answer.
"""
CHILD = """
import asyncio, json, sys, threading, time, traceback
import discord, yarl
from bot.__main__ import main
from bot.discord.client.client import Bot
discord.http.Route.BASE = sys.argv[1]
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sys.argv[1])
beat, late, own, where = [time.perf_counter()], [], [], [0.0, ""]
begin = asyncio.Event()
async def measure():
    while True:
        beat[0], used = time.perf_counter(), time.thread_time()
        await asyncio.sleep(0.005)
        if begin.is_set():
            late.append(time.perf_counter() - beat[0] - 0.005)
            own.append(time.thread_time() - used)
def look(loop):
    while True:
        time.sleep(0.01)
        stood = time.perf_counter() - beat[0]
        if begin.is_set() and stood > max(where[0], 0.05):
            frames = sys._current_frames().items()
            seen = {one: "".join(traceback.format_stack(frame)[-4:]) for one, frame in frames}
            where[:] = stood, seen.pop(loop) + "".join(f"beside\\n{one}" for one in seen.values() if "/index/" in one)
hook, ready = Bot.setup_hook, Bot.on_ready
async def setup_hook(self):
    self.measuring = asyncio.ensure_future(measure())
    threading.Thread(target=look, args=(threading.get_ident(),), daemon=True).start()
    await hook(self)
async def on_ready(self):
    await ready(self)
    begin.set()
Bot.setup_hook, Bot.on_ready = setup_hook, on_ready
code = main(["discord"])
late.sort()
told = {"late": late[-1:] + late[int(len(late) * 0.99):][:1], "own": max(own), "where": where[1]}
json.dump(told, open(sys.argv[2], "w"))
sys.exit(code)
"""


class Stopwatch(LocalDiscord):
    """A Discord that notes when it has the answer to each request, by its token or the id of its message."""

    def __init__(self) -> None:
        super().__init__()
        self.at: dict[str, float] = {}
        self.cards: list[Any] = []

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Note the time of what is an answer."""
        parts = request.path.split("/")
        if request.method in {"POST", "PATCH"} and parts[-1] in {"callback", "@original", "messages"}:
            body = await request.json()
            key = {"callback": parts[-2], "@original": parts[-3]}.get(parts[-1]) or self._asked(body)
            thinking = parts[-1] == "callback" and body["type"] in {5, 6}
            if not thinking:
                self.at.setdefault(key, time.perf_counter())
            if parts[-1] == "callback" and not self.cards and "custom_id" in json.dumps(body):
                self.cards.append(body["data"]["components"])
            if parts[-1] == "messages":
                return answered(message(10**16 + len(self.at), USER) | {"components": body["components"]})
            self.seen["POST", "callback"] += 1
            return answered({"interaction": {"id": "1", "type": 2}} if parts[-1] == "callback" else message(7, USER))
        return answered(message(9, USER)) if parts[1] == "webhooks" else await super().handle(request)

    @staticmethod
    def _asked(body: Any) -> str:
        return str((body.get("message_reference") or {}).get("message_id"))


class Load:
    """What people and attackers send; each request is noted in ``began`` under its key."""

    def __init__(self, server: Stopwatch, questions: list[str], words: list[str], servers: int) -> None:
        self._server, self._questions, self._words, self._servers = server, questions, words, servers
        self._random = random.Random(7)  # noqa: S311 - no secret
        self._number = 0
        self.began: dict[str, float] = {}
        self.refused: dict[str, float] = {}

    async def person(self, number: int, at: float) -> None:
        """Let somebody ask at some time."""
        await asyncio.sleep(at)
        question, place = self._random.choice(self._questions), self._random.randrange(self._servers)
        key = self._key()
        self.began[key] = time.perf_counter()
        if number % 2:
            await self._use(key, FIRST_PERSON + number, place, _option("ask", question=question))
            return
        told = message(int(key), _user(FIRST_PERSON + number), f"<@{BOT}> {question}") | {
            "channel_id": str(FIRST_SERVER + place + SERVERS * 2),
            "guild_id": str(FIRST_SERVER + place),
            "mentions": [_user(BOT)],
        }
        await self._server.tell("MESSAGE_CREATE", told)

    async def attacker(self, number: int, seconds: float) -> None:
        """Let somebody send one costly request after the other."""
        until_then = time.perf_counter() + seconds
        while time.perf_counter() < until_then:
            await asyncio.sleep(self._random.expovariate(EACH))
            key = self._key()
            self.refused[key] = time.perf_counter()
            data = self._random.choice([self._check, self._quotes, self._long, self._press])()
            await self._use(key, FIRST_ATTACKER + number, number, data)

    def _check(self) -> dict[str, Any]:
        letters = self._random.choice(["a b ", " ".join(self._random.choices(self._words, k=300)) + " "])
        return _option("check", claim=(letters * 2000)[:2000])

    def _quotes(self) -> dict[str, Any]:
        quotes = "\n\n".join(f"> {' '.join(self._random.choices(self._words, k=60))}" for _ in range(5))
        told = message(5, _user(FIRST_ATTACKER), quotes[:2000])
        return {
            "id": "601",
            "name": "Check this quote",
            "type": 3,
            "target_id": "5",
            "resolved": {"messages": {"5": told}},
        }

    def _long(self) -> dict[str, Any]:
        return _option("ask", question=" ".join(self._random.choices(self._words, k=100))[:300])

    def _press(self) -> dict[str, Any]:
        if not self._server.cards:
            return self._long()
        ids = re.findall(r'"custom_id": "([^"]+)"', json.dumps(self._server.cards[0]))
        return {"component_type": 2, "custom_id": self._random.choice(ids)}

    def _key(self) -> str:
        self._number += 1
        return str((int(time.time() * 1000) - 1420070400000 << 22) + self._number)

    async def _use(self, key: str, person: int, place: int, data: dict[str, Any]) -> None:
        """Send an interaction, whose id and token are the key."""
        all_allowed = str((1 << 47) - 1)
        member = {"user": _user(person), "roles": [], "joined_at": None, "deaf": False, "mute": False, "flags": 0}
        channel = {"id": str(FIRST_SERVER + place + SERVERS * 2), "type": 0, "permissions": all_allowed}
        told = {
            "id": key,
            "token": key,
            "application_id": str(BOT),
            "type": 3 if "component_type" in data else 2,
            "version": 1,
            "data": data,
            "guild_id": str(FIRST_SERVER + place),
            "channel_id": channel["id"],
            "channel": channel,
            "member": member | {"permissions": all_allowed},
            "app_permissions": all_allowed,
            "entitlements": [],
            "authorizing_integration_owners": {},
            "attachment_size_limit": 1,
            "locale": "en-US",
        }
        if "component_type" in data:
            told["message"] = message(8, USER) | {
                "components": self._server.cards[0],
                "channel_id": channel["id"],
                "flags": 1 << 15,  # of components alone
            }
        await self._server.tell("INTERACTION_CREATE", told)


def main() -> None:
    """Measure, keep and print."""
    given = [int(one) for one in sys.argv[1:]]
    passages, servers = [*given, *(PASSAGES, SERVERS)[len(given) :]]
    folder = prepare(passages)
    rows, where = asyncio.run(_measure(folder, servers))
    table = Table(title=f"{passages:,} passages, {servers:,} servers", head=["", "measured", "aim"], rows=rows)
    made = provenance(["discord.py", "aiohttp"])
    publish(Run(name="discord-load", title="Discord under load", text=TEXT, provenance=made, tables=[table]))
    print(f"where the longest block was seen:\n{where}" if where else "")


async def _measure(folder: Path, servers: int) -> tuple[list[Row], str]:
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["text"] for line in lines]
    words = sorted({word for one in questions for word in one.split()})
    server = Stopwatch()
    server.servers = [{"id": str(FIRST_SERVER + number), "unavailable": True} for number in range(servers)]
    with tempfile.TemporaryDirectory() as work:
        told = Path(work, "late.json")
        async with served(server) as address:
            bot = _start(folder, address, told)
            try:
                rows = await _waits(server, Load(server, questions, words, servers), psutil.Process(bot.pid), servers)
            finally:
                bot.terminate()
                await asyncio.to_thread(bot.wait)
        late = json.loads(await asyncio.to_thread(told.read_text, "utf-8"))
    longest, most = (1000 * one for one in late["late"])
    rows += [
        ["longest block of the event loop, ms", round(longest, 1), "< 100"],
        ["99th percentile of blocks, ms", round(most, 1), ""],
        ["longest work of the event loop itself between two timers, ms", round(1000 * late["own"], 1), "< 100"],
    ]
    return rows, late["where"]


def _start(folder: Path, address: str, told: Path) -> "subprocess.Popen[bytes]":
    own = {
        "PULLQUOTE_SOURCES": str(folder / "sources"),
        "PULLQUOTE_DISCORD_TOKEN": "a.b.c",
        "PULLQUOTE_DISCORD__STATE": str(told.parent),
        "PULLQUOTE_DISCORD__LOG_LEVEL": "error",
        "PULLQUOTE_DISCORD__SHARDING": "false",
    }
    command = [sys.executable, "-c", CHILD, address, str(told)]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, **own})


async def _waits(server: Stopwatch, load: Load, bot: psutil.Process, servers: int) -> list[Row]:
    await until(lambda: server.sockets, 120)
    began, empty = time.perf_counter(), _memory(bot)
    for number in range(servers):
        await server.tell("GUILD_CREATE", _server(number))
    await load.person(1, 0)
    await until(lambda: len(server.at) == 1, 120)
    rows: list[Row] = [
        ["seconds until all servers are known and one is answered", round(time.perf_counter() - began, 1), ""]
    ]
    held = [_memory(bot)]
    rows.append(["memory for the servers, MB", round(held[0] - empty, 1), ""])
    for minute in range(MINUTES):
        people = (load.person(number, random.Random(number + minute).random() * 60) for number in range(PEOPLE))  # noqa: S311
        attackers = (load.attacker(number, 60) for number in range(ATTACKERS))
        await asyncio.gather(*people, *attackers)
        await _all_answered(server, load)
        held.append(_memory(bot))
    waits = sorted(server.at[key] - at for key, at in load.began.items() if key in server.at)
    attacks = sorted(server.at[key] - at for key, at in load.refused.items() if key in server.at)
    rows += [
        ["people who asked", len(load.began), ""],
        ["of them without an answer", len(load.began) - len(waits), "0"],
        *_percentiles("wait", waits, "≤ 3"),
        ["requests of attackers", len(load.refused), ""],
        ["of them without an answer", len(load.refused) - len(attacks), ""],
        *(
            [f"memory more after minute {at}, MB", round(one - held[0], 1), ""]
            for at, one in enumerate(held[1:], start=1)
        ),
    ]
    return rows


def _percentiles(name: str, waits: list[float], aim: str) -> Iterator[Row]:
    for share in (50, 95, 99):
        value = waits[min(len(waits) - 1, len(waits) * share // 100)]
        yield [f"{name}, {share}th percentile, s", round(value, 3), aim if share == 95 else ""]
    yield [f"{name}, longest, s", round(waits[-1], 3), ""]


async def _all_answered(server: Stopwatch, load: Load) -> None:
    try:
        await until(lambda: all(key in server.at for key in load.began), PATIENCE)
    except TimeoutError:
        return


def _memory(process: psutil.Process) -> float:
    return float(process.memory_info().rss / 1e6)


def _option(name: str, **options: str) -> dict[str, Any]:
    given = [{"name": key, "type": 3, "value": value} for key, value in options.items()]
    return {"id": "600", "name": name, "type": 1, "options": given}


def _user(number: int) -> dict[str, Any]:
    return {"id": str(number), "username": f"u{number}", "discriminator": "0", "avatar": None, "bot": number == BOT}


def _server(number: int) -> dict[str, Any]:
    """A server as Discord sends it: a role, ten channels, and of its members the bot alone."""
    server = FIRST_SERVER + number
    role = {"id": str(server), "name": "@everyone", "permissions": str((1 << 47) - 1), "position": 0, "flags": 0}
    role |= {"color": 0, "hoist": False, "managed": False, "mentionable": False}
    first = server + SERVERS * 2
    channels = [
        {"id": str(first + at * SERVERS * 10), "type": 0, "name": f"c{at}", "position": at, "permission_overwrites": []}
        for at in range(10)
    ]
    own = {"user": _user(BOT), "roles": [], "joined_at": None, "deaf": False, "mute": False, "flags": 0}
    return {"id": str(server), "name": f"Server {number}", "roles": [role], "channels": channels, "members": [own]}


if __name__ == "__main__":
    main()
