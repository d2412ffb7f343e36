"""Does the work behind pages in threads, off the event loop: a few at a time, with a time limit, some waiting."""

import asyncio
import functools
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

from bot.fairness.check_queue import BusyError, CheckQueue
from bot.settings.model import WebSettings
from index.deadline import Deadline

__all__ = ["WebWorkers"]

T = TypeVar("T")

OF_ONE = 6
"""Requests of one client that are worked on or wait, at most."""
TYPING_SECONDS = 2.0
"""The time limit of a completion, which nobody waits for longer."""
TYPING_WAITING = 20
"""Completions that wait, at most; more are not made."""


class WebWorkers:
    """Threads for the pages of a website.

    Work is ended when its time is up or nobody waits for it any more, as far as it asks for its deadline.
    """

    def __init__(self, settings: WebSettings) -> None:
        self._settings = settings
        self._pool = ThreadPoolExecutor(settings.workers, "web")
        self._typing = ThreadPoolExecutor(1, "web-typing")
        self._checks = CheckQueue(settings.check_seconds)
        self._busy = Counter[int | None]()
        self._typed = 0

    def close(self) -> None:
        """Begin no more work."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._typing.shutdown(wait=False, cancel_futures=True)
        self._checks.close()

    async def run(self, client: int | None, work: Callable[[], T]) -> T:
        """Return what the work for a client returns; what is left to do of a request that has waited is for None.

        Raises BusyError if too much waits already, of this client or of all, and TimeoutError if it takes too long.
        """
        full = self._busy.total() >= self._settings.workers + self._settings.waiting
        if client is not None and (full or self._busy[client] >= OF_ONE):
            raise BusyError
        self._busy[client] += 1
        try:
            return await self._within(self._pool, self._settings.answer_seconds, work)
        finally:
            self._busy[client] -= 1
            self._busy += Counter()  # forgets who has nothing left

    async def check(self, client: int, works: Sequence[tuple[int, Callable[[], T]]]) -> Sequence[T]:
        """Return what some checks for a client return, each with the length of its quote; those in time, at least one.

        Raises BusyError if too many wait, and TimeoutError if the first takes too long.
        """
        return await self._checks.each(client, works, self._settings.answer_seconds)

    async def typed(self, work: Callable[[], Sequence[T]]) -> Sequence[T]:
        """Return a completion, an empty one if it would come too late."""
        if self._typed >= TYPING_WAITING:
            return ()
        self._typed += 1
        try:
            return await self._within(self._typing, TYPING_SECONDS, work)
        except TimeoutError:
            return ()
        finally:
            self._typed -= 1

    @staticmethod
    async def _within(pool: ThreadPoolExecutor, seconds: float, work: Callable[[], T]) -> T:
        deadline = Deadline(seconds)
        try:
            async with asyncio.timeout(seconds):
                spoken = functools.partial(copy_context().run, deadline.run, work)
                return await asyncio.get_running_loop().run_in_executor(pool, spoken)
        finally:
            deadline.end()
