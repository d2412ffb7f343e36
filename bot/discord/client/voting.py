"""Notes what somebody thinks of an answer, and says so to them alone."""

import time
from typing import Any

import discord

from bot.discord.client.responses import tell
from bot.discord.state.votes import Votes
from bot.wording.speaking import said

__all__ = ["vote"]

SIGNS = {True: "👍", False: "👎"}


async def vote(interaction: discord.Interaction[Any], votes: Votes, *, liked: bool) -> None:
    """Note the vote of who pressed a button below an answer. Raises StateError if it cannot be written."""
    message = interaction.message.id if interaction.message else 0
    cast = await votes.cast(message, interaction.user.id, time.time(), liked=liked)
    await tell(interaction, said(f"vote.{cast.name.lower()}", sign=SIGNS[liked]))
