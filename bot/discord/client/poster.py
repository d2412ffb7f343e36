"""Sends, edits and deletes messages in channels, where permissions may be missing."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import discord

from bot.discord.cards.card import Colour
from bot.discord.cards.escaping import escape
from bot.discord.cards.info_cards import notice
from bot.discord.client.event_log import event
from bot.discord.client.faults import REFUSED, refusal_text
from bot.discord.client.responses import SILENT, Reply
from bot.discord.client.threads import Channel
from bot.fairness.rate_limits import Rate, RateLimiter
from bot.wording.speaking import said

__all__ = ["PERMISSIONS", "Poster"]

log = logging.getLogger(__name__)

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    read_message_history=True,
    add_reactions=True,
)
"""The permissions that the bot asks of a server: to see, write and reply, to open threads, to mark a message."""
WAIT = "⏳"
TYPING = 1.0
"""Seconds after which the bot is shown as typing; most answers are there before."""
STILL_TYPING = 8.0
"""Seconds after which that is said again; Discord shows it for ten."""
WHISPERS = Rate(1, 3600)
"""The rate of direct messages about one channel where the bot may not write."""
ALL_WHISPERS = Rate(10, 3600)
"""The rate of all direct messages that nobody asked for; Discord bans bots that open many."""


class Poster:
    """Sends replies as messages. A refusal by Discord is logged, and reported to the person who asked if possible."""

    def __init__(self) -> None:
        self._whispers, self._all_whispers = RateLimiter(WHISPERS), RateLimiter(ALL_WHISPERS)

    async def send(self, channel: Channel, reply: Reply, question: discord.Message) -> discord.Message | None:
        """Send a reply to a question and return the message, or None if that is not allowed."""
        view = reply.view()
        kwargs: dict[str, Any] = {"view": view, "allowed_mentions": SILENT}
        if channel.id == question.channel.id and _may(channel, "read_message_history"):
            kwargs["reference"] = question.to_reference(fail_if_not_exists=False)
        try:
            sent: discord.Message = await channel.send(**kwargs)
        except REFUSED as error:
            await self._refused(channel, question, error)
            return None
        return sent

    async def edit(self, answer: discord.PartialMessage, reply: Reply) -> bool:
        """Replace an answer by a new reply; return True if Discord took it."""
        try:
            await answer.edit(view=reply.view(), allowed_mentions=SILENT)
        except REFUSED as error:
            event(log.warning, "answer not edited", channel=answer.channel.id, cause=refusal_text(error))
            return False
        return True

    async def delete(self, answer: discord.PartialMessage) -> None:
        """Delete an answer that is not deleted yet."""
        try:
            await answer.delete()
        except discord.NotFound:
            return
        except REFUSED as error:
            event(log.warning, "answer not deleted", channel=answer.channel.id, cause=refusal_text(error))

    async def whisper(self, message: discord.Message, reply: Reply) -> None:
        """Reply to the author of a message in private; mark the message if they take none, or too many were sent."""
        now = message.created_at.timestamp()
        if self._whispers.wait(message.channel.id, now) or self._all_whispers.wait(0, now):
            await self.mark(message)
            return
        self._whispers.count(message.channel.id, now)
        self._all_whispers.count(0, now)
        try:
            await message.author.send(view=reply.view(), allowed_mentions=SILENT)
        except REFUSED:
            await self.mark(message)

    async def mark(self, message: discord.Message) -> None:
        """Mark a message with an hourglass: seen, but not answered now."""
        try:
            await message.add_reaction(WAIT)
        except REFUSED as error:
            event(log.info, "not told", channel=message.channel.id, cause=refusal_text(error))

    @asynccontextmanager
    async def typing(self, channel: Channel) -> AsyncIterator[None]:
        """Show that an answer is on its way if it takes long; the answer never waits for that."""
        shown = asyncio.ensure_future(_show_typing(channel))
        try:
            yield
        finally:
            shown.cancel()

    async def _refused(self, channel: Channel, question: discord.Message, error: Exception) -> None:
        lacking = _lacking(channel)
        event(log.warning, "answer not sent", channel=channel.id, cause=refusal_text(error), missing=", ".join(lacking))
        if isinstance(error, discord.Forbidden) and question.guild is not None:
            permissions = ", ".join(lacking)
            allow = said("refusal.forbidden_permissions", permissions=permissions)
            place = escape(f"#{getattr(channel, 'name', said('refusal.that_channel'))}")
            cure = allow if lacking else said("refusal.forbidden_role")
            text = said("refusal.forbidden", place=place, cure=cure)
            await self.whisper(question, Reply(notice(text, Colour.WRONG)))


async def _show_typing(channel: Channel) -> None:
    await asyncio.sleep(TYPING)
    try:
        while True:
            await channel.typing()
            await asyncio.sleep(STILL_TYPING)
    except REFUSED as error:
        event(log.debug, "typing not shown", channel=channel.id, cause=refusal_text(error))


def _lacking(channel: Channel) -> list[str]:
    """Name the permissions that the bot needs to answer in a channel and lacks, as Discord shows them."""
    writes = "send_messages_in_threads" if isinstance(channel, discord.Thread) else "send_messages"
    needed = ("view_channel", writes, "read_message_history")
    return [name.replace("_", " ").title() for name in needed if not _may(channel, name)]


def _may(channel: Channel, permission: str) -> bool:
    guild = getattr(channel, "guild", None)
    if guild is None:
        return True
    return bool(getattr(channel.permissions_for(guild.me), permission))
