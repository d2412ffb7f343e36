"""Notes what somebody thinks of an answer, and says so to them alone."""

import time
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import discord

from bot.discord.client.responses import tell
from bot.discord.state.votes import Cast, Votes

__all__ = ["vote"]

SIGNS = {True: "👍", False: "👎"}
TOLD: Mapping[Cast, str] = MappingProxyType(
    {
        Cast.GIVEN: "{} is noted. Press it again to take it back.",
        Cast.CHANGED: "{} is noted in the place of what you said before.",
        Cast.TAKEN_BACK: "Your {} is taken back.",
        Cast.UNKNOWN: "I do not remember this answer any more, and cannot note what you think of it.",
    }
)


async def vote(interaction: discord.Interaction[Any], votes: Votes, *, liked: bool) -> None:
    """Note the vote of who pressed a button below an answer. Raises StateError if it cannot be written."""
    message = interaction.message.id if interaction.message else 0
    cast = await votes.cast(message, interaction.user.id, time.time(), liked=liked)
    await tell(interaction, TOLD[cast].format(SIGNS[liked]))
