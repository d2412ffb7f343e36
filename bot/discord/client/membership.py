"""Knows whether who writes directly, outside all servers, belongs to a server whose people may ask."""

import asyncio
import math
import time
from collections import OrderedDict
from collections.abc import Sequence

import aiohttp
import discord

from bot.discord.client.faults import REFUSED
from bot.settings.model import DiscordSettings

__all__ = ["Membership"]

REMEMBERED = 10_000
"""People of whom it is known."""
PATIENCE = 2.0
"""Seconds that Discord may take to say so; it gives up on an interaction after three."""
SECONDS = 300.0
"""The time for which it is taken to be the same."""


class Membership:
    """Asks Discord, once in a while for each person, and only where the settings name servers or roles."""

    def __init__(self, client: discord.Client, settings: DiscordSettings) -> None:
        self._client = client
        self._servers, self._roles = frozenset(settings.servers), frozenset(settings.roles)
        self._known: OrderedDict[int, tuple[float, bool]] = OrderedDict()

    async def of(self, person: int) -> bool:
        """Return True for a member of one of the servers of the settings with one of the roles, as far as set."""
        if not self._servers and not self._roles:
            return True
        until, known = self._known.get(person, (-math.inf, False))
        if time.monotonic() > until:
            try:
                async with asyncio.timeout(PATIENCE):
                    known = await self._ask(person)
            except TimeoutError:
                return False
            self._known[person] = time.monotonic() + SECONDS, known
            self._known.move_to_end(person)
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return known

    async def _ask(self, person: int) -> bool:
        for guild in self._guilds():
            try:
                member = await guild.fetch_member(person)
            except (*REFUSED, aiohttp.ClientError, OSError):
                continue
            if not self._roles or any(role.id in self._roles for role in member.roles):
                return True
        return False

    def _guilds(self) -> Sequence[discord.Guild]:
        """Return the servers of the settings, or those that have one of its roles."""
        guilds = [one for one in self._client.guilds if not self._servers or one.id in self._servers]
        return [one for one in guilds if not self._roles or any(map(one.get_role, self._roles))]
