"""Posting: sending, editing and deleting messages in channels, where permissions may be missing."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import discord

from bot.discord.cards.button_state import Signer
from bot.discord.cards.card import Colour
from bot.discord.cards.escaping import escape
from bot.discord.cards.info_cards import notice
from bot.discord.cards.reading import Shown
from bot.discord.client.components import shown_in
from bot.discord.client.responses import SILENT, Reply
from bot.discord.client.threads import Channel

__all__ = ["PERMISSIONS", "Posting"]

log = logging.getLogger(__name__)

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    read_message_history=True,
    add_reactions=True,
)
"""What the bot asks of a server: to see, write and reply, to open threads, to mark a message it cannot answer."""
WAIT = "⏳"


class Posting:
    """Sends replies as messages. What Discord refuses is logged, and told to who asked where that is possible."""

    def __init__(self, signer: Signer) -> None:
        self._signer = signer

    async def send(self, channel: Channel, reply: Reply, question: discord.Message) -> discord.Message | None:
        """Send a reply to a question; None where that is not allowed."""
        view = reply.view(self._signer)
        kwargs: dict[str, Any] = {"view": view, "allowed_mentions": SILENT}
        if channel.id == question.channel.id and _may(channel, "read_message_history"):
            kwargs["reference"] = question.to_reference(fail_if_not_exists=False)
        try:
            sent: discord.Message = await channel.send(**kwargs)
        except discord.HTTPException as error:
            await self._refused(channel, question, error)
            return None
        return sent

    async def shown(self, answer: discord.PartialMessage) -> Shown | None:
        """What an answer says now; None where it is gone or out of sight."""
        try:
            return shown_in(await answer.fetch())
        except discord.HTTPException:
            return None

    async def edit(self, answer: discord.PartialMessage, reply: Reply) -> None:
        """Put a new reply in the place of an answer."""
        try:
            await answer.edit(view=reply.view(self._signer), allowed_mentions=SILENT)
        except discord.HTTPException as error:
            log.warning("answer not edited", extra={"fields": {"channel": answer.channel.id, "cause": error.text}})

    async def delete(self, answer: discord.PartialMessage) -> None:
        """Delete an answer; one that is gone already is fine."""
        try:
            await answer.delete()
        except discord.NotFound:
            return
        except discord.HTTPException as error:
            log.warning("answer not deleted", extra={"fields": {"channel": answer.channel.id, "cause": error.text}})

    async def whisper(self, message: discord.Message, reply: Reply) -> None:
        """Tell who wrote a message something in private; where they take no messages, mark theirs with an hourglass."""
        try:
            await message.author.send(view=reply.view(self._signer), allowed_mentions=SILENT)
        except discord.HTTPException:
            await self.mark(message)

    async def mark(self, message: discord.Message) -> None:
        """Mark a message with an hourglass: it was seen, and is not answered now."""
        try:
            await message.add_reaction(WAIT)
        except discord.HTTPException as error:
            log.info("not told", extra={"fields": {"channel": message.channel.id, "cause": error.text}})

    @asynccontextmanager
    async def typing(self, channel: Channel) -> AsyncIterator[None]:
        """Show that an answer is on its way, where that is allowed."""
        try:
            typing = channel.typing()
            await typing.__aenter__()
        except discord.HTTPException:
            yield
            return
        try:
            yield
        finally:
            await typing.__aexit__(None, None, None)

    async def _refused(self, channel: Channel, question: discord.Message, error: discord.HTTPException) -> None:
        lacking = _lacking(channel)
        fields = {"channel": channel.id, "cause": error.text, "missing": ", ".join(lacking)}
        log.warning("answer not sent", extra={"fields": fields})
        if isinstance(error, discord.Forbidden) and question.guild is not None:
            cure = f"A moderator can allow me: {', '.join(lacking)}." if lacking else "A moderator can look at my role."
            place = escape(f"#{getattr(channel, 'name', 'that channel')}")
            text = f"I am not allowed to answer in **{place}**. {cure} `/ask` works in the meantime."
            await self.whisper(question, Reply(notice(text, Colour.WRONG)))


def _lacking(channel: Channel) -> list[str]:
    """The permissions that the bot needs to answer and does not have in a channel, by the names that Discord shows."""
    writes = "send_messages_in_threads" if isinstance(channel, discord.Thread) else "send_messages"
    needed = ("view_channel", writes, "read_message_history")
    return [name.replace("_", " ").title() for name in needed if not _may(channel, name)]


def _may(channel: Channel, permission: str) -> bool:
    guild = getattr(channel, "guild", None)
    if guild is None:
        return True
    return bool(getattr(channel.permissions_for(guild.me), permission))
