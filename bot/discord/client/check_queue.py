"""Runs checks one at a time, apart from answers: first for who has used least, and each until its deadline.

Nothing here imports discord.
"""

import asyncio
import functools
import math
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from index.deadline import Deadline

__all__ = ["BusyError", "CheckQueue"]

T = TypeVar("T")

OF_ONE = 3
"""The most checks of one person that wait for their turn."""
OF_ALL = 300
"""The most checks that wait for their turn."""
HALF = 30.0
"""Seconds after which half of the time that a person has used is forgotten."""
REMEMBERED = 10_000
"""People whose used time is known; the one who checked nothing for longest is forgotten first."""


class BusyError(Exception):
    """Too many checks wait already, of this person or of all."""


class CheckQueue:
    """Gives each person turns of at most so many ``seconds``; who has used least time lately comes first."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._pool = ThreadPoolExecutor(1, "check")
        self._waiting: dict[int, deque[asyncio.Future[None]]] = {}
        self._used: OrderedDict[int, tuple[float, float]] = OrderedDict()
        self._running = False

    async def run(self, person: int, work: Callable[[], T]) -> T:
        """Return what the work returns when its turn has come.

        Raises BusyError if too many wait, and TimeoutError if the work takes too long, which ends it. It is ended also
        if the caller stops waiting.
        """
        await self._turn(person)
        deadline, began = Deadline(self._seconds), time.monotonic()
        future = asyncio.get_running_loop().run_in_executor(self._pool, functools.partial(deadline.run, work))
        future.add_done_callback(lambda done: self._over(person, time.monotonic() - began, done))
        try:
            return await asyncio.shield(future)
        except asyncio.CancelledError:
            deadline.end()
            raise

    def close(self) -> None:
        """Begin no more work."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _turn(self, person: int) -> None:
        if len(self._waiting.get(person, ())) >= OF_ONE or sum(map(len, self._waiting.values())) >= OF_ALL:
            raise BusyError
        turn = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(person, deque()).append(turn)
        self._next()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                self._forget(person, turn)
            else:
                self._running = False
                self._next()
            raise

    def _next(self) -> None:
        """Give the turn to the person who has used least, unless somebody has it."""
        if self._running or not self._waiting:
            return
        person = min(self._waiting, key=self._used_by)
        turn = self._waiting[person][0]
        self._forget(person, turn)
        if turn.done():
            self._next()
        else:
            self._running = True
            turn.set_result(None)

    def _forget(self, person: int, turn: asyncio.Future[None]) -> None:
        turns = self._waiting.get(person, deque())
        if turn in turns:
            turns.remove(turn)
        if not turns:
            self._waiting.pop(person, None)

    def _over(self, person: int, seconds: float, done: "asyncio.Future[T]") -> None:
        if not done.cancelled():
            done.exception()  # it is told to who waits; if nobody does any more, to nobody
        self._used[person] = (self._used_by(person) + seconds, time.monotonic())
        self._used.move_to_end(person)
        if len(self._used) > REMEMBERED:
            self._used.popitem(last=False)
        self._running = False
        self._next()

    def _used_by(self, person: int) -> float:
        used, at = self._used.get(person, (0.0, 0.0))
        return used * math.exp2((at - time.monotonic()) / HALF)
