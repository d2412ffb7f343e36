"""Adds posts, answers and files to the sources, for people who may, and removes them: the files, and what is noted.

Each change is one line in the log: who did what, by ids, and no words.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import discord

from bot.discord.cards.answer_cards import MAX_QUESTION
from bot.discord.cards.citing import one_line
from bot.discord.client.event_log import event
from bot.discord.client.workers import Workers
from bot.discord.saving.community_folder import CommunityFolder, SavingError, file_name, post_name
from bot.discord.saving.saved_post import SavedPost, read_post
from bot.discord.state.bot_state import BotState
from bot.discord.state.saved_sources import SavedSource
from bot.settings.model import Settings
from bot.wording.speaking import said
from index.citations.citation import Citation
from index.documents.source import Source
from index.errors import SourceError

__all__ = ["Saving"]

log = logging.getLogger(__name__)

MOST = 6000
"""The longest post that is saved, in characters; Discord's own limit is 4,000."""
TITLE, NAME = 60, 64
"""The longest title and name of a person, in characters."""
_MARKS = " \t#>*-_~`|"


class Saving:
    """What people add to the sources. Methods raise SavingError, which is for who tried, SourceError and StateError."""

    def __init__(self, workers: Workers, state: BotState, settings: Settings) -> None:
        self.workers = workers
        self._settings = settings.discord
        self.saved = state.saved
        self._folder = CommunityFolder(settings.sources)
        self._lock = asyncio.Lock()
        self.max_bytes = min(settings.max_file_bytes, settings.discord.save_max_bytes)
        self.on_quoted: Callable[[Sequence[str]], None] = lambda _: None

    def refusal(self, interaction: discord.Interaction[Any], *, post: bool = False, adds: bool = True) -> str | None:
        """Return why the person of an interaction may not save a ``post``, or change other sources; None if they may.

        What ``adds`` nothing works where saving is off, too.
        """
        if adds and not self._settings.save:
            return said("saving.off")
        if interaction.guild_id is None:
            return said("saving.in_servers")
        allowed = interaction.permissions.manage_messages if post else interaction.permissions.manage_guild
        roles = {role.id for role in getattr(interaction.user, "roles", ())}
        if allowed or roles.intersection(self._settings.save_roles):
            return None
        return said("saving.not_yours_messages" if post else "saving.not_yours_server")

    async def save_post(self, message: discord.Message, server: int, saver: discord.abc.User) -> str:
        """Save a post as a source and return its name; a post that was saved before is saved anew."""
        author, edited = message.author, message.edited_at
        post = SavedPost(
            title="",
            author=_label(author.display_name),
            channel=_label(str(getattr(message.channel, "name", "") or "")),
            saver=_label(saver.display_name),
            date=message.created_at.date(),
            url=f"https://discord.com/channels/{server}/{message.channel.id}/{message.id}",
            text="",
        )
        name, now = post_name(server, message.id), time.time()
        at, channel = edited.timestamp() if edited else 0.0, message.channel.id
        row = SavedSource(name, "post", server, channel, message.id, author.id, saver.id, at, 0.0, now)
        await self._put(row, _worded(post, message.content, message.attachments).data)
        return name

    async def save_answer(
        self, question: str, words: str, interaction: discord.Interaction[Any], url: str
    ) -> tuple[str, str]:
        """Save an answer of a person, titled with the question; return the name of the source and its citation."""
        author, channel = interaction.user, str(getattr(interaction.channel, "name", "") or "")
        day = interaction.created_at.date()
        title, label = one_line(question, MAX_QUESTION), _label(author.display_name)
        post = SavedPost(title, label, _label(channel), label, day, url, _bounded(words), answered=True)
        server = interaction.guild_id or 0
        name, now = post_name(server, interaction.id), time.time()
        await self._put(SavedSource(name, "answer", server, 0, 0, author.id, author.id, 0.0, now, now), post.data)
        return name, _citation(name, post)

    async def add_file(self, server: int, given: str, data: bytes, person: int) -> str:
        """Add a file that was uploaded under a name, and return the name of the source."""
        name, now = file_name(server, given), time.time()
        row = SavedSource(name, "file", server, 0, 0, 0, person, 0.0, now, now)
        await self._put(row, lambda: data, anew=False)
        return name

    async def remove(self, name: str, server: int, person: int) -> None:
        """Remove a source that was saved in a server, and nothing else."""
        row = await self.saved.named(name)
        if row is None or row.server != server:
            raise SavingError(said("saving.unknown"))
        await self._drop([row])
        event(log.info, "source removed", source=name, server=server, person=person)

    async def reload(self, server: int, person: int) -> None:
        """Take up what changed among the sources, for somebody who asked for that."""
        event(log.info, "sources reloaded", server=server, person=person)
        await self._take_up()

    async def gone(self, row: SavedSource, cause: str) -> None:
        """Remove a source whose post is gone, or whose words cannot be read any more."""
        await self._drop([row])
        event(log.info, "source removed", source=row.name, server=row.server, cause=cause)

    async def rewrite(self, row: SavedSource, message: discord.Message) -> None:
        """Put the words of an edited post in the place of those before; without words, or too long, it goes."""
        edited = message.edited_at.timestamp() if message.edited_at else 0.0
        try:
            async with self._lock:
                old = read_post(await asyncio.to_thread(self._folder.read, row.name))
                data = _worded(old, message.content, message.attachments).data()
                await self.workers.read_source(row.name, data)
                await self.saved.edited(row, edited)
                await asyncio.to_thread(self._folder.write, row.name, data)
        except (SavingError, SourceError, ValueError, FileNotFoundError) as error:
            await self.gone(row, type(error).__name__)
            return
        event(log.info, "source edited", source=row.name, server=row.server)
        await self._take_up()

    async def forget(self, person: int) -> tuple[int, int]:
        """Remove all that a person wrote, and that they saved something; return the numbers of both."""
        rows = await self.saved.by(person)
        await self._drop(rows)
        saved = await self.saved.saved_by(person)
        for row in saved:
            await self._unname(row)
        if rows:
            event(log.info, "sources forgotten", sources=len(rows))
        return len(rows), len(saved)

    async def _unname(self, row: SavedSource) -> None:
        """Take the name of who saved a source out of it."""
        async with self._lock:
            if row.kind != "file":
                with contextlib.suppress(FileNotFoundError, ValueError):  # gone, or changed by whoever runs the bot
                    post = read_post(await asyncio.to_thread(self._folder.read, row.name))
                    await asyncio.to_thread(self._folder.write, row.name, replace(post, saver="").data())
            await self.saved.without_saver(row)

    async def _put(self, row: SavedSource, made: Callable[[], bytes], *, anew: bool = True) -> None:
        """Write a source that can be read as one, note it first, and take it up."""
        try:
            data = made()
        except UnicodeEncodeError:
            raise SavingError(said("saving.unwritable")) from None
        await self.workers.read_source(row.name, data)
        async with self._lock:
            before = await self.saved.named(row.name)
            if before and not anew:
                raise SavingError(said("saving.there", name=row.name))
            if not await self.saved.add(row, self._settings.save_most):
                raise SavingError(said("saving.full", most=self._settings.save_most))
            try:
                await asyncio.to_thread(self._folder.write, row.name, data)
            except BaseException:
                if before is None:
                    await self.saved.remove(row)
                raise
        event(log.info, "source saved", source=row.name, server=row.server, person=row.saver)
        await self._take_up()

    async def _drop(self, rows: Sequence[SavedSource]) -> None:
        async with self._lock:
            for row in rows:
                await asyncio.to_thread(self._folder.remove, row.name)
                await self.saved.remove(row)
        if rows:
            await self._take_up()

    async def _take_up(self) -> None:
        """Have the next answer know what changed; it is done, also where that takes too long now."""
        try:
            await self.workers.refresh()
        except TimeoutError:
            event(log.warning, "sources not refreshed", cause="took too long")


def _worded(post: SavedPost, text: str, attachments: Sequence[discord.Attachment]) -> SavedPost:
    """Return a post with these words and their title: the first line that has any."""
    lines = (one_line(line, TITLE).strip(_MARKS) for line in text.splitlines())
    title = next(filter(None, lines), "") or f"A post by {post.author}"
    named = tuple(_label(one.filename) for one in attachments)
    return replace(post, title=title, text=_bounded(text), attachments=named)


def _citation(name: str, post: SavedPost) -> str:
    """Return the citation of all the words of a post."""
    text = post.data().decode()
    words = post.text.strip()
    start = text.rindex(words)
    return str(Citation.at(Source(name, text, ""), start, start + len(words)))


def _bounded(text: str) -> str:
    if not text.strip():
        raise SavingError(said("saving.no_words"))
    if len(text) > MOST:
        raise SavingError(said("saving.too_long", most=MOST))
    return text


def _label(text: str) -> str:
    return one_line(text, NAME)
