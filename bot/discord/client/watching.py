"""Reads the state of a running bot, for its operator, and tells the supervisor of it."""

import asyncio
import contextlib
import math
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager

import discord

from bot.discord.client.client import Bot
from bot.discord.operation.supervisor import Supervisor
from bot.discord.operation.vitals import ErrorCounter, Vitals

__all__ = ["vitals_of", "watched"]


def vitals_of(bot: Bot, errors: ErrorCounter) -> Vitals:
    """Return the state of the bot now; ``errors`` has counted since the start."""
    served = bot.workers.answerer.served
    questions, checks = bot.workers.pending
    connected = _connected(bot)
    return Vitals(
        trouble=_trouble(bot, connected),
        connected=connected,
        latency={shard: seconds for shard, seconds in _latencies(bot).items() if math.isfinite(seconds)},
        questions=questions,
        checks=checks,
        answers=dict(bot.workers.tally.answers),
        refused=bot.workers.tally.refused,
        errors=errors.count,
        sources=served.sources,
        passages=served.passages,
        index_made=served.made,
        behind=bool(served.behind),
        started=errors.started,
    )


@asynccontextmanager
async def watched(bot: Bot, environment: Mapping[str, str]) -> AsyncIterator[None]:
    """Let the operator and the supervisor see how the bot is, as long as it runs.

    Raises SettingsError if the address for that cannot be had.
    """
    supervisor, errors = Supervisor(environment), ErrorCounter()
    errors.attach()

    def look() -> Vitals:
        return vitals_of(bot, errors)

    async with AsyncExitStack() as stack:
        stack.callback(errors.close)
        if bot.settings.health:
            from bot.discord.operation.health import HealthServer  # noqa: PLC0415 - only where a setting asks for it

            await stack.enter_async_context(HealthServer(bot.settings.health, look))
        bot.on_closing = lambda: supervisor.tell("STOPPING=1")
        telling = asyncio.ensure_future(supervisor.watch(lambda: look().ready, lambda: look().alive))
        try:
            yield
        finally:
            telling.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await telling


def _trouble(bot: Bot, connected: Mapping[int, bool]) -> str:
    """Return why the bot does not answer, empty if it does."""
    if bot.workers.closing or bot.is_closed():
        return "closing"
    if not bot.is_ready() or not connected or not all(connected.values()):
        return "not connected to Discord's gateway"
    return "" if bot.workers.answerer.served.sources else "no sources"


def _connected(bot: Bot) -> Mapping[int, bool]:
    if isinstance(bot, discord.AutoShardedClient):
        return {number: not shard.is_closed() for number, shard in bot.shards.items()}
    return {0: bool(bot.ws and bot.ws.open)}


def _latencies(bot: Bot) -> Mapping[int, float]:
    return dict(bot.latencies) if isinstance(bot, discord.AutoShardedClient) else {0: bot.latency}
