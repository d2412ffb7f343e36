"""*Save as source* and ``/source``: what people see of the sources, add to them, and take away again."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.discord.cards.card import Colour
from bot.discord.cards.check_cards import context_pages
from bot.discord.cards.escaping import code
from bot.discord.cards.info_cards import notice
from bot.discord.client.answering import Answering
from bot.discord.client.autocomplete import complete_saved, complete_sources
from bot.discord.client.download import download
from bot.discord.client.responses import Reply, respond, tell
from bot.discord.saving.community_folder import SavingError, folder_of
from bot.wording.speaking import counted, said
from index.errors import SourceError

__all__ = ["SourceCommands", "save_command", "source_group"]

Interaction = discord.Interaction[Any]


class SourceCommands:
    """Runs the commands."""

    def __init__(self, answering: Answering) -> None:
        self.answering = answering
        self._workers = answering.workers
        self.saving = answering.saving
        self.download = download

    async def show(self, interaction: Interaction, name: str, line: int) -> None:
        """Show the lines of a source around one of them."""
        scope = self.answering.scopes.of_interaction(interaction)

        async def make() -> Sequence[Reply]:
            names = [one.name for one in await self._workers.find_sources(name, scope=scope)] or [name]
            excerpt = await self._workers.excerpt(f"{names[0]}:{line}", scope=scope)
            return [Reply(page) for page in context_pages([excerpt], self._workers.page_base(scope))]

        await respond(interaction, make, private=True)

    async def save(self, interaction: Interaction, message: discord.Message) -> None:
        """Save a post as a source."""

        async def make() -> Reply:
            name = await self.saving.save_post(message, interaction.guild_id or 0, interaction.user)
            return await self.saved_reply(interaction, name, "saved_post")

        await self.change(interaction, make, self.saving.refusal(interaction, post=True))

    async def add(self, interaction: Interaction, file: discord.Attachment) -> None:
        """Add an attached file to the sources."""

        async def make() -> Reply:
            most = self.saving.max_bytes
            if file.size > most:
                raise SavingError(said("saving.too_large", most=most))
            data = await self.download(file.url, most)
            name = await self.saving.add_file(interaction.guild_id or 0, file.filename, data, interaction.user.id)
            return await self.saved_reply(interaction, name, "saved_file")

        await self.change(interaction, make, self.saving.refusal(interaction))

    async def remove(self, interaction: Interaction, name: str) -> None:
        """Remove a source that was saved or added in this server."""

        async def make() -> Reply:
            await self.saving.remove(name, interaction.guild_id or 0, interaction.user.id)
            return Reply(notice(said("saving.removed", name=code(name))))

        await self.change(interaction, make, self.saving.refusal(interaction, adds=False))

    async def reload(self, interaction: Interaction) -> None:
        """Take up what changed among the sources."""

        async def make() -> Reply:
            await self.saving.reload(interaction.guild_id or 0, interaction.user.id)
            records, _ = await self._workers.sources(scope=self.answering.scopes.of_interaction(interaction))
            return Reply(notice(said("saving.reloaded", sources=counted("source", len(records)))))

        await self.change(interaction, make, self.saving.refusal(interaction, adds=False))

    async def change(self, interaction: Interaction, make: Callable[[], Awaitable[Reply]], refusal: str | None) -> None:
        """Do what somebody asked for and tell them privately; or why not."""
        if refusal := refusal or self.answering.haste(interaction.user.id, interaction.created_at):
            await tell(interaction, refusal)
            return

        async def made() -> Sequence[Reply]:
            try:
                return [await make()]
            except SavingError as error:
                return [Reply(notice(str(error), Colour.WRONG))]
            except SourceError as error:
                return [Reply(notice(said("saving.unreadable", cause=error.cause), Colour.WRONG))]

        async with self._workers.answering():
            await respond(interaction, made, private=True)

    async def saved_reply(self, interaction: Interaction, name: str, kind: str) -> Reply:
        """Return what is said of a source that was saved, by its ``kind``, and who is answered from it."""
        scope = self.answering.scopes.of_interaction(interaction)
        records, _ = await self._workers.sources(scope=None)
        record = next((one for one in records if one.name == name), None)
        outside = scope is not None and record is not None and not scope.holds(name, record.metadata)
        folder = code(folder_of(interaction.guild_id or 0))
        lines = [said(f"saving.{kind}", name=code(name))]
        lines += [f"-# {said('saving.parts' if self._workers.settings.scopes else 'saving.everybody', folder=folder)}"]
        lines += [f"-# ⚠ {said('saving.outside', folder=folder)}"] if outside else []
        lines += [] if record else [f"-# {said('saving.not_yet')}"]
        return Reply(notice("\n".join(lines), Colour.ANSWER))


def save_command(does: SourceCommands, *, roles: bool) -> app_commands.ContextMenu:
    """Return the command of a message's menu; without ``roles`` Discord offers it to who may manage messages alone."""

    @app_commands.context_menu(name=locale_str("Save as source"))
    async def menu(interaction: Interaction, message: discord.Message) -> None:
        await does.save(interaction, message)

    if not roles:
        menu.default_permissions = discord.Permissions(manage_messages=True)
    return menu


def source_group(does: SourceCommands) -> app_commands.Group:
    """Return ``/source`` and what it can do."""
    group = app_commands.Group(
        name=locale_str("source"), description=locale_str("Show a source, or change what answers are taken from")
    )
    for command in (_show(does), _add(does), _remove(does), _reload(does)):
        group.add_command(command)
    return group


def _show(does: SourceCommands) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name=locale_str("show"), description=locale_str("Show the lines of a source around a place"))
    @app_commands.rename(name=locale_str("name"), line=locale_str("line"))
    @app_commands.describe(
        name=locale_str("The name or title of a source"), line=locale_str("The number of the line, from 1")
    )
    async def command(interaction: Interaction, name: str, line: app_commands.Range[int, 1] = 1) -> None:
        await does.show(interaction, name, line)

    command.autocomplete("name")(complete_sources(does.answering))
    return command


def _add(does: SourceCommands) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(
        name=locale_str("add"), description=locale_str("Add a file to the sources, for people who manage the server")
    )
    @app_commands.rename(file=locale_str("file"))
    @app_commands.describe(file=locale_str("A text, a page, a PDF or a document to answer from"))
    async def command(interaction: Interaction, file: discord.Attachment) -> None:
        await does.add(interaction, file)

    return command


def _remove(does: SourceCommands) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(
        name=locale_str("remove"), description=locale_str("Remove a source that was saved or added in this server")
    )
    @app_commands.rename(name=locale_str("name"))
    @app_commands.describe(name=locale_str("The name of the source"))
    async def command(interaction: Interaction, name: str) -> None:
        await does.remove(interaction, name)

    command.autocomplete("name")(complete_saved(does.answering))
    return command


def _reload(does: SourceCommands) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(
        name=locale_str("reload"), description=locale_str("Take up now what changed among the sources")
    )
    async def command(interaction: Interaction) -> None:
        await does.reload(interaction)

    return command
