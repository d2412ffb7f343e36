"""The queue of checks: turns for everybody, work that ends, and no more of it than can be done."""

import asyncio
import threading
import time

import pytest

from bot.fairness import check_queue
from bot.fairness.check_queue import BusyError, CheckQueue
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


async def test_a_short_quote_of_a_newcomer_need_not_wait_for_the_long_ones_of_many() -> None:
    queue, go, done = CheckQueue(60), threading.Event(), list[int]()
    works = [(person, 2000) for person in range(20)] + [(99, 60)]
    held = [
        asyncio.ensure_future(queue.run(person, lambda person=person: (go.wait(5), done.append(person)), size))
        for person, size in works
    ]
    await asyncio.sleep(0.01)
    go.set()
    await asyncio.gather(*held)
    assert done.index(99) == 1


async def test_a_long_check_makes_way_for_a_short_one_and_is_done_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_queue, "LONG", 0.05)
    queue, done = CheckQueue(60), list[str]()

    def long() -> None:
        while not done:
            keep_time()
            time.sleep(0.001)
        done.append("long")

    held = asyncio.ensure_future(queue.run(1, long, 2000))
    await asyncio.sleep(0.02)
    await queue.run(2, lambda: done.append("short"), 5)
    await held
    assert done == ["short", "long"]


async def test_a_check_makes_way_so_often_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_queue, "LONG", 0.02)
    queue, begun = CheckQueue(0.2), list[int]()

    def long() -> None:
        begun.append(1)
        endless()

    held = asyncio.ensure_future(queue.run(1, long, 2000))
    while not held.done():
        await queue.run(2 + len(begun), lambda: None, 1)
        await asyncio.sleep(0.005)
    assert isinstance(held.exception(), TimeoutError)
    assert len(begun) == check_queue.TURNS
