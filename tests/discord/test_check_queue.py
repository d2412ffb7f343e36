"""The queue of checks: turns for everybody, work that ends, and no more of it than can be done."""

import asyncio
import threading
import time

import pytest

from bot.discord.client import check_queue
from bot.discord.client.check_queue import BusyError, CheckQueue
from index.deadline import keep_time


def endless() -> None:
    while True:
        keep_time()
        time.sleep(0.001)


async def test_work_that_takes_too_long_is_ended_and_the_next_is_done() -> None:
    queue = CheckQueue(0.05)
    with pytest.raises(TimeoutError):
        await queue.run(1, endless)
    assert await queue.run(1, lambda: 7) == 7


async def test_work_that_nobody_waits_for_is_ended_at_once() -> None:
    queue = CheckQueue(60)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await queue.run(1, endless)
    async with asyncio.timeout(5):
        assert await queue.run(2, lambda: 7) == 7


async def test_who_has_used_least_time_comes_first() -> None:
    queue, done = CheckQueue(60), list[str]()
    await queue.run(1, lambda: time.sleep(0.05))
    go = threading.Event()
    works = [(3, "under way"), (1, "more of the first"), (1, "still more"), (2, "of the second")]
    held = [
        asyncio.ensure_future(queue.run(person, lambda name=name: (go.wait(5), done.append(name))))
        for person, name in works
    ]
    await asyncio.sleep(0.01)
    go.set()
    await asyncio.gather(*held)
    assert done == ["under way", "of the second", "more of the first", "still more"]


async def test_of_one_person_few_wait_and_of_all_not_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_queue, "OF_ALL", 5)
    queue, go = CheckQueue(60), threading.Event()
    held = [asyncio.ensure_future(queue.run(person, lambda: go.wait(5))) for person in (1, 1, 1, 1, 2, 3)]
    await asyncio.sleep(0.01)
    for person in (1, 4):
        with pytest.raises(BusyError):
            await queue.run(person, lambda: None)
    go.set()
    await asyncio.gather(*held)
    assert await queue.run(4, lambda: 7) == 7


async def test_who_stops_waiting_for_a_turn_holds_up_nobody() -> None:
    queue, go = CheckQueue(60), threading.Event()
    first, second, third = (asyncio.ensure_future(queue.run(person, lambda: go.wait(5))) for person in (1, 2, 3))
    await asyncio.sleep(0.01)
    second.cancel()
    go.set()
    async with asyncio.timeout(5):
        assert await first
        assert await third
    assert second.cancelled()
