"""Opens threads on answers, and tells which question a message of the bot answers."""

import asyncio
import logging
from typing import Any, TypeAlias

import discord

from bot.discord.cards.escaping import shorten
from bot.discord.client.components import shown_in
from bot.discord.client.event_log import event
from bot.discord.client.faults import REFUSED, refusal_text
from bot.discord.client.message_text import clean
from bot.wording.speaking import said

__all__ = [
    "Channel",
    "name_of",
    "open_thread",
    "question_in",
    "thread_of",
]

log = logging.getLogger(__name__)

Channel: TypeAlias = (
    discord.TextChannel
    | discord.VoiceChannel
    | discord.StageChannel
    | discord.Thread
    | discord.DMChannel
    | discord.GroupChannel
    | discord.PartialMessageable
)
"""A place of messages."""

THREAD_SECONDS = 5
"""The time limit for opening a thread; an answer does without it then."""
NAME = 100
"""The longest name of a thread, in characters."""


def question_in(message: discord.Message | None, own: int) -> str | None:
    """Return the question that a message of the bot answers, or the one whose subject it took; None for others."""
    if message is None or message.author.id != own:
        return None
    shown = shown_in(message)
    return shown.before or shown.question or None


async def thread_of(message: discord.Message, question: str) -> discord.Thread | None:
    """Open a thread on a message; None if Discord does not, or not soon."""
    try:
        async with asyncio.timeout(THREAD_SECONDS):
            return await message.create_thread(name=name_of(question))
    except (*REFUSED, TimeoutError) as error:
        event(log.warning, "no thread", channel=message.channel.id, cause=refusal_text(error))
        return None


async def open_thread(interaction: discord.Interaction[Any], question: str) -> None:
    """Open a thread on the answer to a command, if its channel can have one."""
    if not isinstance(interaction.channel, discord.TextChannel):
        return
    try:
        sent = await interaction.original_response()
    except REFUSED as error:
        event(log.warning, "no thread", channel=interaction.channel_id, cause=refusal_text(error))
    else:
        await thread_of(sent, question)


def name_of(question: str) -> str:
    """Return a name for the thread of a question."""
    return shorten(clean(question), NAME) or said("button.thread")
