"""Rate limits: no window holds more than the limit, and who waits as told may go on."""

from hypothesis import given
from hypothesis import strategies as st

from bot.fairness.rate_limits import REMEMBERED, Rate, RateLimiter


@given(st.integers(1, 5), st.lists(st.integers(0, 20), max_size=60))
def test_no_window_holds_more_than_the_limit(times: int, gaps: list[int]) -> None:
    limiter = RateLimiter(Rate(times, 10))
    passed: list[float] = []
    now = 0.0
    for gap in gaps:
        now += gap
        wait = limiter.wait(1, now)
        assert 0 <= wait <= 10
        if not wait:
            limiter.count(1, now)
            passed.append(now)
    assert all(later - earlier >= 10 for earlier, later in zip(passed, passed[times:], strict=False))


def test_one_who_waits_as_told_may_go_on() -> None:
    limiter = RateLimiter(Rate(1, 10))
    limiter.count(1, 5.0)
    assert limiter.wait(1, 7.0) == 8.0
    assert limiter.wait(1, 15.0) == 0.0
    assert limiter.wait(2, 7.0) == 0.0


def test_a_limit_of_none_never_waits_and_remembers_nobody() -> None:
    limiter = RateLimiter(Rate(0, 10))
    limiter.count(1, 1.0)
    assert limiter.wait(1, 1.0) == 0.0


def test_a_crowd_is_remembered_only_up_to_a_bound() -> None:
    limiter = RateLimiter(Rate(1, 10))
    for person in range(REMEMBERED + 1):
        limiter.count(person, 1.0)
    assert limiter.wait(0, 1.0) == 0.0
    assert limiter.wait(REMEMBERED, 1.0) > 0
