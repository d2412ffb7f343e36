"""Decides who may use the bot and where: by the operator's settings, and by those of the moderators of a server."""

from typing import Any

import discord

from bot.discord.client.membership import Membership
from bot.discord.state.servers import Servers
from bot.settings.model import DiscordSettings

__all__ = ["FREE", "SETUP", "Access"]

FREE = "forget"
"""The command that everybody may use everywhere: what is kept about people is theirs."""
SETUP = "setup"
"""The command, and the beginning of its components, with which moderators change what their own settings forbid."""


class Access:
    """Holds the settings against a person and a place. Roles are read from what came with a message or a press."""

    def __init__(self, client: discord.Client, settings: DiscordSettings, servers: Servers) -> None:
        self._settings = settings
        self._servers = servers
        self._membership = Membership(client, settings)

    async def by_interaction(self, interaction: discord.Interaction[Any]) -> bool:
        """Return True if the person of an interaction may use the bot there in this way."""
        data: dict[str, Any] = {**(interaction.data or {})}
        name = data.get("name") or str(data.get("custom_id")).partition(":")[0]
        if name == FREE:
            return True
        brought = interaction.is_user_integration() and not interaction.is_guild_integration()
        if brought and not interaction.context.dm_channel and not self._settings.user_install:
            return False
        places = {interaction.channel_id, getattr(interaction.channel, "parent_id", None)}
        return await self._allowed(interaction.user, interaction.guild_id, places, setup=name == SETUP)

    async def by_message(self, message: discord.Message) -> bool:
        """Return True if the author of a message may ask the bot with it."""
        places = {message.channel.id, getattr(message.channel, "parent_id", None)}
        return await self._allowed(message.author, message.guild.id if message.guild else None, places)

    async def _allowed(
        self, person: discord.User | discord.Member, server: int | None, places: set[int | None], *, setup: bool = False
    ) -> bool:
        if server is None:
            return self._settings.direct_messages and await self._membership.of(person.id)
        if self._settings.servers and server not in self._settings.servers:
            return False
        roles = {role.id for role in getattr(person, "roles", ())}
        rules = (self._settings,) if setup else (self._settings, self._servers.of(server))
        return all(
            (not rule.channels or places & set(rule.channels)) and (not rule.roles or roles & set(rule.roles))
            for rule in rules
        )
