"""What people type, and how often: questions told apart from the rest, claims found in messages, limits kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.client.asking import claims_in, clean, reads_like_question, without_mention
from bot.discord.client.rate_limits import REMEMBERED, Limiter, Rate


@pytest.mark.parametrize(
    "text",
    [
        "Who opened the library?",
        "who opened the library",
        "what's the cost of it",
        "Is the bridge open",
        "Wer hat die Bibliothek eröffnet?",
        "谁开了图书馆？",
        "من فتح المكتبة؟",
        '"Did he say so?"',
    ],
)
def test_a_post_that_asks_reads_like_a_question(text: str) -> None:
    assert reads_like_question(text)


@pytest.mark.parametrize("text", ["", "Good morning.", "Who knows", "I know who opened it.", "what a day", "😀"])
def test_a_post_that_does_not_ask_does_not(text: str) -> None:
    assert not reads_like_question(text)


@given(st.text(max_size=80))
def test_a_cleaned_question_is_one_visible_line_and_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not set(cleaned) & set("\n\r\t\u200b\u202e\ufeff\u2066")
    assert cleaned == cleaned.strip()


def test_mentions_of_the_bot_go_and_those_of_people_become_names() -> None:
    assert without_mention("<@1> who is <@!2> or <@3>?", 1, {2: "Ada"}) == "who is @Ada or @someone?"


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("> one\n> two\nand\n> three", ("one\ntwo", "three")),
        ("He said “these are words in curly marks” today", ("these are words in curly marks",)),
        (
            'a "first quoted sentence" and a "second quoted sentence"',
            ("first quoted sentence", "second quoted sentence"),
        ),
        ('a "short" word', ('a "short" word',)),
        ("nothing is quoted here", ("nothing is quoted here",)),
        ("library.txt:12", ("library.txt:12",)),
        ("  ", ()),
        ("\n".join(f"> quote {n}\n-" for n in range(9)), tuple(f"quote {n}" for n in range(5))),
    ],
)
def test_what_a_message_quotes_is_what_is_checked(text: str, claims: tuple[str, ...]) -> None:
    assert claims_in(text) == claims


@given(st.integers(1, 5), st.lists(st.integers(0, 20), max_size=60))
def test_no_window_holds_more_than_the_limit(times: int, gaps: list[int]) -> None:
    limiter = Limiter(Rate(times, 10))
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
    limiter = Limiter(Rate(1, 10))
    limiter.count(1, 5.0)
    assert limiter.wait(1, 7.0) == 8.0
    assert limiter.wait(1, 15.0) == 0.0
    assert limiter.wait(2, 7.0) == 0.0


def test_a_limit_of_none_never_waits_and_remembers_nobody() -> None:
    limiter = Limiter(Rate(0, 10))
    limiter.count(1, 1.0)
    assert limiter.wait(1, 1.0) == 0.0


def test_a_crowd_is_remembered_only_up_to_a_bound() -> None:
    limiter = Limiter(Rate(1, 10))
    for person in range(REMEMBERED + 1):
        limiter.count(person, 1.0)
    assert limiter.wait(0, 1.0) == 0.0
    assert limiter.wait(REMEMBERED, 1.0) > 0
