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

    def wait(self, key: int, now: float) -> float:
        """Return the seconds until the next event of this key is allowed; 0.0 if it is now."""
        times = self._seen.get(key)
        if not self._rate.times or times is None:
            return 0.0
        while times and times[0] <= now - self._rate.seconds:
            times.popleft()
        return times[0] + self._rate.seconds - now if len(times) >= self._rate.times else 0.0

    def count(self, key: int, now: float) -> None:
        """Count one event of this key."""
        if not self._rate.times:
            return
        self._seen.setdefault(key, deque(maxlen=self._rate.times)).append(now)
        self._seen.move_to_end(key)
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
