"""Keeps what was saved of a post as the post is: edited with it, and gone with it.

What happened while the bot was away is found out when the source is quoted, by at most one request an hour and post,
and nobody waits for it.
"""

import asyncio
import logging
import time
from collections.abc import Collection, Sequence

import aiohttp
import discord

from bot.discord.client.event_log import event
from bot.discord.client.faults import REFUSED, refusal_text, report
from bot.discord.client.saving import Saving
from bot.discord.saving.community_folder import COMMUNITY
from bot.discord.state.saved_sources import SavedSource
from index.errors import PullquoteError

__all__ = ["PostFollower"]

log = logging.getLogger(__name__)

TROUBLE = (PullquoteError, aiohttp.ClientError, OSError)
"""What may go wrong on the way, and is looked at again when the source is quoted again."""
HOUR = 3600.0
WAITING = 50
"""The most answers whose posts wait to be looked at; those of more are looked at when they are quoted again."""


class PostFollower:
    """Follows the posts that were saved."""

    def __init__(self, client: discord.Client, saving: Saving) -> None:
        self._client = client
        self._saving = saving
        self._turn = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        saving.on_quoted = self.quoted

    async def deleted(self, messages: Collection[int]) -> None:
        """Remove the sources that deleted posts became."""
        try:
            for row in await self._saving.saved.posts(messages):
                await self._saving.gone(row, "the post was deleted")
        except TROUBLE as error:
            report(error, "deleted post not followed")

    async def edited(self, change: discord.RawMessageUpdateEvent) -> None:
        """Take up the words of a post that its author edited; an event about a preview or a pin is none."""
        if not self._saving.saved.holds(change.message_id):
            return
        try:
            for row in await self._saving.saved.posts([change.message_id]):
                if _edited(change.message) <= row.edited:
                    continue
                if change.message.content:
                    await self._saving.rewrite(row, change.message)
                else:
                    await self._look(row)
        except TROUBLE as error:
            report(error, "edited post not followed")

    def quoted(self, sources: Sequence[str]) -> None:
        """Look, in the background, if quoted posts still stand as they were saved."""
        names = [one for one in dict.fromkeys(sources) if one.startswith(f"{COMMUNITY}/")]
        if names and len(self._tasks) < WAITING:
            task = asyncio.ensure_future(self._look_at(names))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def close(self) -> None:
        """Look at no more."""
        for task in self._tasks:
            task.cancel()

    async def _look_at(self, names: Sequence[str]) -> None:
        async with self._turn:
            try:
                for row in await self._saving.saved.due(names, time.time(), HOUR):
                    await self._look(row)
            except TROUBLE as error:
                report(error, "saved post not looked at")

    async def _look(self, row: SavedSource) -> None:
        """Ask Discord for a post, and do as it says."""
        place = self._client.get_partial_messageable(row.channel, guild_id=row.server)
        try:
            message = await place.fetch_message(row.message)
        except discord.NotFound:
            await self._saving.gone(row, "the post is gone")
        except REFUSED as error:
            event(log.info, "saved post not read", source=row.name, cause=refusal_text(error))
        else:
            if _edited(message) > row.edited:
                await self._saving.rewrite(row, message)


def _edited(message: discord.Message) -> float:
    return message.edited_at.timestamp() if message.edited_at else 0.0
