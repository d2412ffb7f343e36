"""A deadline that long work in a thread asks for, so that giving up on it ends it."""

import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import TypeVar

__all__ = ["Deadline", "keep_time"]

T = TypeVar("T")


class Deadline:
    """The time until which some work may go on; it begins when the work does."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._ended = False
        self._at = float("inf")

    @property
    def passed(self) -> bool:
        """True if the time is up, or nobody waits for the work any more."""
        return self._ended or time.monotonic() > self._at

    @property
    def ended(self) -> bool:
        """True if the work was to end before its time was up."""
        return self._ended

    def end(self) -> None:
        """Let the work end as soon as it asks, from any thread."""
        self._ended = True

    def run(self, work: Callable[[], T]) -> T:
        """Return what the work returns; raises TimeoutError if the work asks for the time when it is up."""
        self._at = time.monotonic() + self._seconds
        token = _DEADLINE.set(self)
        try:
            keep_time()
            return work()
        finally:
            _DEADLINE.reset(token)


_DEADLINE: ContextVar[Deadline | None] = ContextVar("deadline", default=None)


def keep_time() -> None:
    """Raise TimeoutError if the deadline of the work in this thread has passed; work without one goes on."""
    deadline = _DEADLINE.get()
    if deadline is not None and deadline.passed:
        raise TimeoutError
