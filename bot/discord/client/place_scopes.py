"""Says which part of the sources a place of Discord is given."""

from collections.abc import Mapping
from typing import Any

import discord

from index.library.scope import Scope

__all__ = ["DEFAULT", "PlaceScopes"]

DEFAULT = "default"
"""The key for every place that has none of its own."""


class PlaceScopes:
    """The scopes of servers, categories and channels by their ids; a thread has that of its channel."""

    def __init__(self, scopes: Mapping[str, Scope], places: Mapping[str, str]) -> None:
        """``places`` maps an id, or "default", to the name of one of the ``scopes``."""
        self._of = {place: scopes[name] for place, name in places.items()}

    def of(self, channel: object, server: int | None) -> Scope | None:
        """Return the scope of a channel, its category or its server, or the default; None for all sources."""
        for one in (*_ids(channel), server, DEFAULT):
            if one is not None and (scope := self._of.get(str(one))):
                return scope
        return None

    def of_interaction(self, interaction: discord.Interaction[Any]) -> Scope | None:
        """Return the scope of the place of an interaction; a channel that is not seen is known by its id alone."""
        channel = interaction.channel or interaction.channel_id
        return self.of(channel, interaction.guild_id)


def _ids(channel: object) -> tuple[int | None, ...]:
    """Return the ids of a channel, of the channel of a thread, and of the category, the closest first."""
    if isinstance(channel, int) or channel is None:
        return (channel,)
    parent = getattr(channel, "parent_id", None)
    return getattr(channel, "id", None), parent, _category(channel)


def _category(channel: object) -> int | None:
    try:
        found: int | None = getattr(channel, "category_id", None)
    except discord.ClientException:  # of a thread whose channel is not known
        return None
    return found
