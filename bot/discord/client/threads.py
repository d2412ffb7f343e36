"""Finds the question before this one in a conversation, and opens threads."""

import asyncio
import datetime as dt
import logging
from collections.abc import Sequence
from typing import Any, TypeAlias

import discord

from bot.discord.cards.escaping import shorten
from bot.discord.client.components import shown_in
from bot.discord.client.event_log import event
from bot.discord.client.faults import REFUSED, refusal_text
from bot.discord.client.message_text import clean

__all__ = [
    "Channel",
    "answer_in",
    "answers_in",
    "name_of",
    "open_thread",
    "question_before",
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

LOOK_BACK = 20
"""Messages to look back for the question before."""
READ = 100
"""Messages of a channel that are read in one request."""
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


async def question_before(client: discord.Client, channel: object) -> str | None:
    """Return the last question that was answered in a thread or in direct messages; None elsewhere.

    It is read from the messages themselves, so that nothing has to be stored.
    """
    if client.user is None or not isinstance(channel, discord.Thread | discord.DMChannel):
        return None
    for message in reversed(client.cached_messages):
        if message.channel.id == channel.id and (question := question_in(message, client.user.id)):
            return question
    try:
        async for message in channel.history(limit=LOOK_BACK):
            if question := question_in(message, client.user.id):
                return question
    except REFUSED as error:
        event(log.info, "history not read", channel=channel.id, cause=refusal_text(error))
    return None


async def answer_in(place: discord.abc.Messageable, question: int, own: int) -> discord.PartialMessage | None:
    """Return the answer to a question: a reply to it, or a message in the thread with the id of the question."""
    try:
        async for message in place.history(after=discord.Object(question - 1), limit=LOOK_BACK, oldest_first=True):
            reference = message.reference.message_id if message.reference else None
            if message.author.id == own and message.components and question in {reference, message.channel.id}:
                return discord.PartialMessage(channel=message.channel, id=message.id)
    except REFUSED as error:
        event(log.info, "history not read", cause=refusal_text(error))
    return None


async def answers_in(
    place: discord.abc.Messageable, after: dt.datetime, before: dt.datetime, own: int
) -> Sequence[tuple[int, discord.PartialMessage]]:
    """Return the answers of a channel between two times, each behind the id of its question; one request."""
    found: list[tuple[int, discord.PartialMessage]] = []
    try:
        async for message in place.history(limit=READ, before=before):
            reference = message.reference.message_id if message.reference else None
            question = reference or (message.channel.id if isinstance(message.channel, discord.Thread) else None)
            if message.author.id == own and message.components and question and message.created_at > after:
                found.append((question, discord.PartialMessage(channel=message.channel, id=message.id)))
    except REFUSED as error:
        event(log.info, "history not read", cause=refusal_text(error))
    return found[::-1]


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
    return shorten(clean(question), NAME) or "Question"
