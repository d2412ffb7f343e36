"""The workers: answers are made in threads, a few at a time, and the event loop goes on meanwhile."""

import asyncio
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.answers import Answerer, WordedAnswer
from bot.discord.client.workers import Workers
from bot.fairness.check_queue import BusyError
from bot.settings.model import DiscordSettings, Settings
from index.deadline import keep_time
from index.library.verification import Verdict

QUESTION = "Who opened the library?"


class Held(Answerer):
    """The real answerer, which answers when it is let go, and counts how many it answers at once."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.go = threading.Event()
        self.begun = threading.Semaphore(0)
        self.now = self.most = 0
        self._lock = threading.Lock()

    def ask(self, question: str, **more: Any) -> WordedAnswer:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
        self.begun.release()
        self.go.wait(10)
        with self._lock:
            self.now -= 1
        return super().ask(question, **more)

    def suggest(self, typed: str, limit: int = 25) -> list[str]:
        return [typed, "x" * 101, "", typed, *(f"{typed} {n}" for n in range(limit))]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "a.txt").write_text("Mayor Ada Brown opened the library.\n", "utf-8")
    return Settings(sources=tmp_path, discord=DiscordSettings(workers=2, counts=tmp_path / "counts.json"))


@pytest.fixture
def held(settings: Settings) -> Iterator[Held]:
    answerer = Held(settings)
    yield answerer
    answerer.go.set()


async def test_the_event_loop_goes_on_while_answers_are_made_and_no_more_than_set_are_made_at_once(
    held: Held, settings: Settings
) -> None:
    workers = Workers(held, settings)
    asked = [asyncio.ensure_future(workers.ask(QUESTION, scope=None)) for _ in range(6)]
    for _ in range(2):
        await asyncio.to_thread(held.begun.acquire)
    held.go.set()  # it is the loop that lets them go: if it stood still, nothing would
    answers = await asyncio.gather(*asked)
    assert held.most == 2
    assert {one.answer.passages[0].citation for one in answers} == {"a.txt:1"}
    assert workers.counts.now == {"asked": 6, "answered": 6, "unsure": 0, "declined": 0, "checked": 0}


async def test_an_answer_that_takes_too_long_is_given_up_and_the_next_is_made(held: Held, settings: Settings) -> None:
    short = settings.model_copy(update={"discord": DiscordSettings(workers=1, answer_seconds=0.5)})
    workers = Workers(held, short)
    with pytest.raises(TimeoutError):
        await workers.ask(QUESTION, scope=None)
    held.go.set()
    assert (await workers.ask(QUESTION, scope=None)).answer.answered


async def test_draining_waits_for_what_is_being_answered(held: Held, settings: Settings) -> None:
    workers = Workers(held, settings)

    async def answer() -> WordedAnswer:
        async with workers.answering():
            return (await workers.ask(QUESTION, scope=None)).answer

    asked = asyncio.ensure_future(answer())
    await asyncio.to_thread(held.begun.acquire)
    draining = asyncio.ensure_future(workers.drain())
    await asyncio.sleep(0.01)
    assert not draining.done()
    held.go.set()
    await draining
    assert asked.done()
    assert workers.closing


async def test_draining_does_not_wait_for_ever(held: Held, settings: Settings) -> None:
    short = settings.model_copy(update={"discord": DiscordSettings(answer_seconds=0.05)})
    workers = Workers(held, short)

    async def never() -> None:
        async with workers.answering():
            await asyncio.sleep(60)

    stuck = asyncio.ensure_future(never())
    await asyncio.sleep(0)
    await workers.drain()
    assert not stuck.done()
    stuck.cancel()


async def test_completions_are_what_discord_takes(held: Held, settings: Settings) -> None:
    found = await Workers(held, settings).suggest("lib", scope=None)
    assert len(found) == 25
    assert len(set(found)) == 25
    assert all(0 < len(one) <= 100 for one in found)


async def test_crafted_checks_hold_up_neither_answers_nor_the_checks_of_others_and_end(tmp_path: Path) -> None:
    for n in range(8):
        (tmp_path / f"{n}.txt").write_text("".join(f"a b {'a b ' * 27}c {at}.\n" for at in range(1500)), "utf-8")
    (tmp_path / "library.txt").write_text("Mayor Ada Brown opened the library.\n", "utf-8")
    bounds = DiscordSettings(workers=1, check_seconds=0.3, answer_seconds=10)
    settings = Settings(sources=tmp_path, discord=bounds, memory_passages=100_000)
    workers = Workers(Answerer(settings), settings)
    began = time.monotonic()
    heavy = [f"{'a b ' * 90}zebra {n}" for n in range(5)]
    attack = [asyncio.ensure_future(workers.check(heavy, 1, scope=None)) for _ in range(6)]
    await asyncio.sleep(0.1)
    assert (await workers.ask(QUESTION, scope=None)).answer.answered
    (check,) = await workers.check(["Mayor Ada Brown opened the library."], 2, scope=None)
    assert check.verdict is Verdict.VERBATIM
    assert time.monotonic() - began < 30
    ended = await asyncio.gather(*attack, return_exceptions=True)
    assert [type(one) for one in ended] == [TimeoutError] * 4 + [BusyError] * 2
    assert time.monotonic() - began < 30


async def test_an_answer_that_takes_too_long_ends_where_it_asks_for_the_time(settings: Settings) -> None:
    class Endless(Answerer):
        ended = threading.Event()

        def ask(self, *_: Any, **__: Any) -> WordedAnswer:
            try:
                while True:
                    keep_time()
            finally:
                self.ended.set()

    short = settings.model_copy(update={"discord": DiscordSettings(answer_seconds=0.05)})
    with pytest.raises(TimeoutError):
        await Workers(Endless(short), short).ask(QUESTION, scope=None)
    assert await asyncio.to_thread(Endless.ended.wait, 5)
