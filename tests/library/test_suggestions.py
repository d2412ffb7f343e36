"""What is suggested while one types is something that the sources have."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import Answerer
from bot.settings.model import Settings
from index.library.suggestions import LONGEST

ANSWERER = Answerer(Settings(sources=Path(__file__).parents[2] / "sources"))


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("who is guo", "Who is Guo Shengkun?"),
        ("hotl", "hotline"),
        ("cyber sec", "cyber security"),
        ("cpl", "What is CPLA?"),
        ("first dial", "The first China-U.S. ministerial dialogue on fighting cyber crimes"),
        ("", "A second dialogue on cybercrime"),
    ],
)
def test_what_the_sources_have_is_offered(typed: str, offered: str) -> None:
    assert offered in ANSWERER.suggest(typed)


def test_nothing_is_offered_that_does_not_hold_the_last_word_typed() -> None:
    assert ANSWERER.suggest("guo zzz") == []


@given(st.text(max_size=60), st.integers(1, 25))
def test_any_text_gets_at_most_so_many_suggestions_within_the_limit(typed: str, limit: int) -> None:
    found = ANSWERER.suggest(typed, limit)
    assert len(found) <= limit
    assert all(0 < len(one) <= LONGEST for one in found)
    assert len({one.casefold() for one in found}) == len(found)


def test_each_suggestion_asked_back_finds_passages() -> None:
    for one in ANSWERER.suggest("guo"):
        assert ANSWERER.ask(one).passages
