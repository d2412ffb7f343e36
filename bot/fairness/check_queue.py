"""Runs checks one at a time, apart from answers: short ones of who has used least first, each until its deadline.

Nothing here imports discord.
"""

import asyncio
import functools
import math
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
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
LONG = 1.0
"""Seconds after which a turn makes way for a cheaper one, and is begun anew later."""
TURNS = 3
"""The turns in which a check must be done; in the last one it need not make way."""
PACE = 200.0
"""Characters of a quote that are expected to cost a second, so that short ones need not wait for many long ones."""
REMEMBERED = 10_000
"""People whose used time is known; the one who checked nothing for longest is forgotten first."""


class BusyError(Exception):
    """Too many checks wait already, of this person or of all."""


@dataclass(frozen=True, slots=True, eq=False)
class _Turn:
    """A turn that somebody waits for, and the seconds that it is expected to take."""

    begun: asyncio.Future[None]
    expected: float


class CheckQueue:
    """Gives each person turns of at most so many ``seconds``.

    The next turn is that with the least time that the person has used lately and is expected to use now.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._pool = ThreadPoolExecutor(1, "check")
        self._waiting: dict[int, deque[_Turn]] = {}
        self._used: OrderedDict[int, tuple[float, float]] = OrderedDict()
        self._running = False
        self._watch: asyncio.TimerHandle | None = None

    async def run(self, person: int, work: Callable[[], T], size: int = 0) -> T:
        """Return what the work on a quote of ``size`` characters returns when its turn has come.

        Raises BusyError if too many wait, and TimeoutError if the work takes too long, which ends it. It is ended also
        if the caller stops waiting.
        """
        for turn in range(1, TURNS + 1):
            await self._turn(person, size, again=turn > 1)
            deadline = Deadline(self._seconds)
            try:
                return await self._do(person, deadline, work, makes_way=turn < TURNS)
            except TimeoutError:
                if not deadline.ended:
                    raise
        raise TimeoutError

    async def each(self, person: int, works: Sequence[tuple[int, Callable[[], T]]], seconds: float) -> Sequence[T]:
        """Return what some checks return, each with the length of its quote: those in time, at least one, in turns.

        Raises as `run` does for the first that is too late, or if there is no room; after one that fails, no more.
        """
        made: list[T] = []
        try:
            async with asyncio.timeout(seconds):
                for size, work in works:
                    made.append(await self.run(person, work, size))
        except TimeoutError:
            if not made:
                raise
        return made

    async def _do(self, person: int, deadline: Deadline, work: Callable[[], T], *, makes_way: bool) -> T:
        loop, began = asyncio.get_running_loop(), time.monotonic()
        future = loop.run_in_executor(self._pool, functools.partial(deadline.run, work))
        future.add_done_callback(lambda done: self._over(person, time.monotonic() - began, done))
        if makes_way:
            self._watch = loop.call_later(LONG, self._make_way, person, deadline)
        try:
            return await asyncio.shield(future)
        except asyncio.CancelledError:
            deadline.end()
            raise

    def _make_way(self, person: int, deadline: Deadline) -> None:
        """End a long turn if a cheaper one waits, now or later; it is begun anew in another turn."""
        cost = self._used_by(person) + LONG
        if any(self._cost(one) < cost for one in self._waiting):
            deadline.end()
        else:
            self._watch = asyncio.get_running_loop().call_later(LONG / 4, self._make_way, person, deadline)

    @property
    def pending(self) -> int:
        """The checks that wait or are under way."""
        return sum(map(len, self._waiting.values())) + self._running

    def close(self) -> None:
        """Begin no more work."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _turn(self, person: int, size: int, *, again: bool) -> None:
        """Wait for a turn; whoever had one already and made way is not refused ``again``."""
        full = len(self._waiting.get(person, ())) >= OF_ONE or sum(map(len, self._waiting.values())) >= OF_ALL
        if full and not again:
            raise BusyError
        turn = _Turn(asyncio.get_running_loop().create_future(), size / PACE)
        self._waiting.setdefault(person, deque()).append(turn)
        self._next()
        try:
            await turn.begun
        except asyncio.CancelledError:
            if turn.begun.cancelled():
                self._forget(person, turn)
            else:
                self._running = False
                self._next()
            raise

    def _next(self) -> None:
        """Begin the next turn, unless one is under way."""
        if self._running or not self._waiting:
            return
        person = min(self._waiting, key=self._cost)
        turn = self._waiting[person][0]
        self._forget(person, turn)
        if turn.begun.done():
            self._next()
        else:
            self._running = True
            turn.begun.set_result(None)

    def _forget(self, person: int, turn: _Turn) -> None:
        turns = self._waiting.get(person, deque())
        if turn in turns:
            turns.remove(turn)
        if not turns:
            self._waiting.pop(person, None)

    def _over(self, person: int, seconds: float, done: "asyncio.Future[T]") -> None:
        if not done.cancelled():
            done.exception()  # it is told to who waits; if nobody does any more, to nobody
        if self._watch:
            self._watch.cancel()
        self._used[person] = (self._used_by(person) + seconds, time.monotonic())
        self._used.move_to_end(person)
        if len(self._used) > REMEMBERED:
            self._used.popitem(last=False)
        self._running = False
        self._next()

    def _cost(self, person: int) -> float:
        """The seconds by which the next turn of a person is weighed: those used lately and those expected."""
        return self._used_by(person) + self._waiting[person][0].expected

    def _used_by(self, person: int) -> float:
        used, at = self._used.get(person, (0.0, 0.0))
        return used * math.exp2((at - time.monotonic()) / HALF)
