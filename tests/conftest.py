"""Fixtures of more than one room."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import pytest_asyncio

pytest.register_assert_rewrite("tests.web.site", "tests.discord.world", "tests.discord.card_samples")
# A busy machine is no reason to fail, nor is luck: every run has the same examples. Others are drawn each time
# with --hypothesis-profile=random, which finds what the same ones do not.
hypothesis.settings.register_profile("same", deadline=None, derandomize=True)
hypothesis.settings.register_profile("random", deadline=None)
hypothesis.settings.load_profile("same")


@pytest_asyncio.fixture
async def world(tmp_path: Path) -> AsyncIterator[Any]:
    """Opens a simulated Discord with the bot in it; see ``discord_world``, which is imported for who asks alone."""
    from tests.discord.world import worlds  # noqa: PLC0415 - discord.py takes its time

    async with worlds(tmp_path) as opened:
        yield opened


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Makes every answer of the bot take so many seconds more, on the clock of the simulation."""
    from bot.discord.client.workers import Workers  # noqa: PLC0415 - the same

    call = Workers._call  # noqa: SLF001 - the one place where work is handed to a thread

    def by(seconds: float) -> None:
        async def later(*args: Any) -> Any:
            await asyncio.sleep(seconds)
            return await call(*args)

        monkeypatch.setattr(Workers, "_call", later)

    return by
