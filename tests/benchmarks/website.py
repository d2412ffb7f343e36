"""How long a page of the website takes beside its answer alone, and what 200 people at once wait, beside a busy bot.

    python -m tests.benchmarks.website [PASSAGES]

The website and the bot are processes of their own. Needs the extra ``bench``.
"""

import asyncio
import http.client
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import aiohttp

from bot.answers import Answerer
from bot.settings.model import Settings
from tests.benchmarks.collection import prepare
from tests.benchmarks.discord_load import CHILD, FIRST_SERVER, Load, Stopwatch, _server
from tests.benchmarks.lifecycle import build
from tests.benchmarks.report import publish
from tests.benchmarks.runs import ROOT, Row, Run, Table, in_turns, over, provenance
from tests.discord.local_discord import served, until

__all__ = ["main"]

PASSAGES, ROUNDS, ASKED = 100_000, 5, 40
CLIENTS, VISITS = 200, 5
PEOPLE, SECONDS, SERVERS = 300, 20.0, 100
"""People who ask the bot once in so many seconds, and the servers in which they do."""
BASE = "the answer itself"
TEXT = f"""\
The time to the first byte is that until the head of the response is there, over a connection that is kept; the answer
itself is that of a library in a process without a website. {CLIENTS} clients begin at the same moment and each asks,
follows the first citation, completes, asks on, and checks the first quote as it is copied, one request after the other.
The last table has the website in the bot's own process, while {PEOPLE} people ask the bot within {SECONDS:.0f} seconds,
without the clients and with them; the clients and the Discord that it speaks with take part of the same two cores.
"""
_COPIED = re.compile(r"<pre [^>]*data-copy[^>]*>([^<]*)</pre>")
_CITATION = re.compile(r'class="citation" href="([^"]+)"')


@contextmanager
def website(sources: Path, index: Path) -> Iterator[str]:
    """Serve a folder; gives the address."""
    command = [sys.executable, "-m", "bot", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, env=_environ(sources, index), stdout=subprocess.PIPE, text=True) as child:
        try:
            line = child.stdout.readline() if child.stdout else ""
            yield re.findall(r"http://[\d.:]+", line)[0]
        finally:
            child.terminate()


def _environ(sources: Path, index: Path) -> dict[str, str]:
    own = {"SOURCES": str(sources), "INDEX_PATH": str(index), "WEB__PROXIES": '["127.0.0.1"]'}
    return os.environ | {f"PULLQUOTE_{name}": value for name, value in own.items()}


def first_bytes(title: str, sources: Path, index: Path, questions: list[str]) -> Table:
    """The time of an answer, and that until the first byte of pages."""
    answerer = Answerer(Settings(sources=sources, index_path=index))
    with website(sources, index) as address:
        connection = http.client.HTTPConnection(urlsplit(address).netloc)
        cited = [answerer.ask(one).passages[0] for one in questions[:ASKED]]
        tasks: dict[str, Callable[[], float]] = {
            BASE: lambda: _timed([lambda one=one: answerer.ask(one) for one in questions[:ASKED]]),
            "first byte of its page": lambda: _fetched(
                connection, [f"/ask?q={quote(one)}" for one in questions[:ASKED]]
            ),
            "first byte of its JSON": lambda: _fetched(
                connection, [f"/api/v1/ask?q={quote(one)}" for one in questions[:ASKED]]
            ),
            "first byte of a citation's page": lambda: _fetched(
                connection, [f"/source/{quote(one.source)}?at={one.line}" for one in cited]
            ),
        }
        found = in_turns(tasks, ROUNDS)
        connection.close()
    rows: list[Row] = [
        [name, [round(1000 * one, 3) for one in times], over(times, found[BASE])] for name, times in found.items()
    ]
    text = f"{ROUNDS} rounds of {ASKED} questions; the time is that of one."
    return Table(title=title, text=text, head=["", "ms", f"times “{BASE}”"], rows=rows)


def _timed(works: list[Callable[[], Any]]) -> float:
    began = time.perf_counter()
    for work in works:
        work()
    return (time.perf_counter() - began) / len(works)


def _fetched(connection: http.client.HTTPConnection, paths: list[str]) -> float:
    """The mean time to the first byte of some pages."""
    waited = 0.0
    for number, path in enumerate(paths):
        began = time.perf_counter()
        connection.request("GET", path, headers={"X-Forwarded-For": f"10.0.1.{number}"})
        response = connection.getresponse()
        waited += time.perf_counter() - began
        response.read()
        assert response.status == 200, (path, response.status)
    return waited / len(paths)


async def crowd(address: str, questions: list[str]) -> tuple[list[float], Counter[int], float]:
    """Send all clients at once; gives the sorted waits for first bytes, the statuses, and the seconds of it all."""
    statuses, waits = Counter[int](), list[float]()
    connector = aiohttp.TCPConnector(limit=0)

    async def fetched(session: aiohttp.ClientSession, client: int, method: str, path: str, **form: str) -> str:
        began = time.perf_counter()
        headers = {"X-Forwarded-For": f"10.1.{client // 250}.{client % 250 + 1}"}
        async with session.request(method, address + path, data=form or None, headers=headers) as response:
            waits.append(time.perf_counter() - began)
            statuses[response.status] += 1
            return await response.text()

    async def visit(session: aiohttp.ClientSession, client: int) -> None:
        first, second = (questions[(client * 2 + at) % len(questions)] for at in range(2))
        page = await fetched(session, client, "GET", f"/ask?q={quote(first)}")
        link = _CITATION.search(page)
        await fetched(session, client, "GET", unescape(link[1]).partition("#")[0] if link else "/sources")
        await fetched(session, client, "GET", f"/complete?q={quote(first[:12])}")
        await fetched(session, client, "GET", f"/ask?q={quote(second)}")
        copied = _COPIED.search(page)
        await fetched(session, client, "POST", "/check", text=unescape(copied[1]) if copied else first)

    began = time.perf_counter()
    async with aiohttp.ClientSession(connector=connector) as session:
        await asyncio.gather(*(visit(session, client) for client in range(CLIENTS)))
    return sorted(waits), statuses, time.perf_counter() - began


def crowd_rows(waits: list[float], statuses: Counter[int], seconds: float) -> list[Row]:
    """The rows that tell of a crowd."""
    return [
        ["requests", len(waits), f"{CLIENTS * VISITS}"],
        ["of them turned away for the moment (503, 504)", statuses[503] + statuses[504], "0"],
        ["of them failed", len(waits) - statuses[200] - statuses[503] - statuses[504], "0"],
        ["requests a second", round(len(waits) / seconds, 1), ""],
        *([f"first byte, {share}th percentile, s", round(_share(waits, share), 3), ""] for share in (50, 95)),
        ["first byte, longest, s", round(waits[-1], 3), ""],
    ]


def _share(waits: list[float], share: int) -> float:
    return waits[min(len(waits) - 1, len(waits) * share // 100)]


async def beside(sources: Path, index: Path, questions: list[str]) -> list[Row]:
    """What people of the bot wait without the clients of its website and with them."""
    server, words = Stopwatch(), sorted({word for one in questions for word in one.split()})
    server.servers = [{"id": str(FIRST_SERVER + number), "unavailable": True} for number in range(SERVERS)]
    with socket.socket() as free, tempfile.TemporaryDirectory() as work:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        told = Path(work, "late.json")
        own = {
            "DISCORD_TOKEN": "a.b.c",
            "DISCORD__STATE": work,
            "DISCORD__LOG_LEVEL": "error",
            "DISCORD__SHARDING": "false",
            "WEB__ON": "true",
            "WEB__PORT": str(port),
        }
        environ = _environ(sources, index) | {f"PULLQUOTE_{name}": value for name, value in own.items()}
        async with served(server) as address:
            command = [sys.executable, "-c", CHILD, address, str(told)]
            bot = subprocess.Popen(command, cwd=ROOT, env=environ)  # noqa: ASYNC220 - it begins at once
            try:
                await until(lambda: server.sockets, 120)
                for number in range(SERVERS):
                    await server.tell("GUILD_CREATE", _server(number))
                await Load(server, questions, words, SERVERS).person(1, 0)
                await until(lambda: server.at, 120)
                alone = await _people(server, questions, words)
                both, crowded = await asyncio.gather(
                    _people(server, questions, words), crowd(f"http://127.0.0.1:{port}", questions)
                )
            finally:
                bot.terminate()
                await asyncio.to_thread(bot.wait)
        late = json.loads(await asyncio.to_thread(told.read_text, "utf-8"))
    rows: list[Row] = []
    for name, waits in (("alone", alone), ("beside the clients", both)):
        rows.append([f"people of the bot without an answer, {name}", PEOPLE - len(waits), "0"])
        rows += [
            [
                f"their wait, {share}th percentile, {name}, s",
                round(_share(waits, share), 3),
                "≤ 3" if share > 50 else "",
            ]
            for share in (50, 95)
        ]
    rows.append(["longest work of the event loop itself between two timers, ms", round(1000 * late["own"], 1), "< 100"])
    return [*rows, *crowd_rows(*crowded)]


async def _people(server: Stopwatch, questions: list[str], words: list[str]) -> list[float]:
    """Let people ask the bot; gives their sorted waits."""
    load = Load(server, questions, words, SERVERS)
    await asyncio.gather(*(load.person(number, number * SECONDS / PEOPLE) for number in range(PEOPLE)))
    with suppress(TimeoutError):
        await until(lambda: all(key in server.at for key in load.began), 40)
    return sorted(server.at[key] - at for key, at in load.began.items() if key in server.at)


def _texts(path: Path) -> list[str]:
    asked = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [one.get("text") or one["question"] for one in asked]


def main() -> None:
    """Measure, keep and print."""
    passages = int(sys.argv[1]) if sys.argv[1:] else PASSAGES
    folder = prepare(passages)
    sources, index = folder / "sources", folder / "index"
    if not index.exists():
        build(folder)
    questions, news = _texts(folder / "questions.jsonl"), _texts(ROOT / "tests/data/news-questions.jsonl")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as small:
        tables = [
            first_bytes("Two articles", ROOT / "sources", Path(small, "i"), news),
            first_bytes(f"{passages:,} passages", sources, index, questions),
        ]
    with website(sources, index) as address:
        rows = crowd_rows(*asyncio.run(crowd(address, questions)))
    head = ["", "measured", "aim"]
    tables.append(Table(title=f"{CLIENTS} clients at once, {passages:,} passages", head=head, rows=rows))
    rows = asyncio.run(beside(sources, index, questions))
    tables.append(Table(title=f"{CLIENTS} clients at once, in the process of a busy bot", head=head, rows=rows))
    made = provenance(["aiohttp", "discord.py"])
    publish(Run(name="website", title="The website", text=TEXT, provenance=made, tables=tables))


if __name__ == "__main__":
    main()
