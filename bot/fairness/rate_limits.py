"""Limits the rate of questions of a person and in a channel."""

from collections import OrderedDict, deque
from dataclasses import dataclass

__all__ = ["Rate", "RateLimiter"]

REMEMBERED = 10_000
"""People or channels whose times are kept; the one silent for longest is forgotten first."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A limit of ``times`` in any ``seconds``; 0 times stands for no limit."""

    times: int
    seconds: float


class RateLimiter:
    """Counts events by key in a sliding window. Times are seconds on any clock that only goes forward."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._seen: OrderedDict[int, deque[float]] = OrderedDict()

    def wait(self, key: int, now: float, events: int = 1) -> float:
        """Return the seconds until the next so many ``events`` of this key are allowed; 0.0 if they are now.

        More events than the limit are allowed when nothing has been counted lately.
        """
        times = self._seen.get(key)
        if not self._rate.times or times is None:
            return 0.0
        while times and times[0] <= now - self._rate.seconds:
            times.popleft()
        over = len(times) + min(events, self._rate.times) - self._rate.times
        return times[over - 1] + self._rate.seconds - now if over > 0 else 0.0

    def allow(self, key: int, now: float) -> bool:
        """Count one event of this key if it is allowed now; return True if it is."""
        if self.wait(key, now):
            return False
        self.count(key, now)
        return True

    def count(self, key: int, now: float, events: int = 1) -> None:
        """Count so many ``events`` of this key."""
        if not self._rate.times:
            return
        self._seen.setdefault(key, deque(maxlen=self._rate.times)).extend([now] * events)
        self._seen.move_to_end(key)
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
