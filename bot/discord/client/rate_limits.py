"""Manners: how often a person may ask, and how much a channel may be filled."""

from collections import OrderedDict, deque
from dataclasses import dataclass

__all__ = ["Limiter", "Rate"]

REMEMBERED = 10_000
"""People or channels of whom times are kept; the longest silent are forgotten first."""


@dataclass(frozen=True, slots=True)
class Rate:
    """At most ``times`` in any ``seconds``; 0 times stands for no limit."""

    times: int
    seconds: float


class Limiter:
    """Counts events by key in a sliding window. Times are seconds on any clock that only goes forward."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._seen: OrderedDict[int, deque[float]] = OrderedDict()

    def wait(self, key: int, now: float) -> float:
        """The seconds until this key may go on; 0.0 where it may now."""
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
