"""How many connections the bot opens to Discord's gateway: as many as Discord recommends, unless a setting says."""

import asyncio
import logging

import discord
from pydantic import SecretStr

from bot.discord.client.event_log import event
from bot.settings.model import DiscordSettings

__all__ = ["shards_for"]

log = logging.getLogger(__name__)
FEW = 10
"""Starts that are left of those that Discord allows in a day, from which on a start warns."""


async def shards_for(settings: DiscordSettings, token: SecretStr) -> int | None:
    """Return the number of shards; None for a single connection without any.

    Asks Discord if the settings leave it open, and raises what discord.py does where that cannot be asked.
    """
    if settings.sharding is False:
        return None
    if settings.shard_count is not None:
        return settings.shard_count
    http = discord.http.HTTPClient(asyncio.get_running_loop())
    try:
        await http.static_login(token.get_secret_value())
        count, _, starts = await http.get_bot_gateway()
    finally:
        await http.close()
    if starts["remaining"] <= FEW:
        wait = round(starts["reset_after"] / 1000)
        event(log.warning, "few starts left", remaining=starts["remaining"], of=starts["total"], seconds=wait)
    return count if count > 1 or settings.sharding is True else None
