"""Pauses: what is there when the bot is ready is not searched for garbage again, and is freed all the same."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from bot.discord.operation.pauses import YOUNG, settle


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    threshold = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)


class Held:
    """Something to hold."""


def test_what_there_is_lasts_until_nothing_refers_to_it_and_searches_are_short() -> None:
    held = Held()
    freed = weakref.ref(held)
    settle()
    assert gc.get_freeze_count() > 0
    assert gc.get_threshold()[0] == YOUNG
    assert not any(one is held for one in gc.get_objects())
    del held
    assert freed() is None
