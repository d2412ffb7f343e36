"""The commands: their options, and the replies to them."""

import asyncio
import functools
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.discord.cards.answer_cards import MAX_QUESTION
from bot.discord.cards.check_cards import check_pages
from bot.discord.cards.info_cards import about_card, found_card, notice, sources_card
from bot.discord.client.answering import Answering
from bot.discord.client.autocomplete import complete_questions, complete_sources
from bot.discord.client.components import shown_in
from bot.discord.client.follow_up_form import ask
from bot.discord.client.forgetting import forget_command, what_is_kept
from bot.discord.client.message_text import CLAIMS, claims_in
from bot.discord.client.responses import Reply, may_write, respond, tell
from bot.discord.client.server_setup import ServerSetup, setup_command
from bot.discord.client.source_commands import SourceCommands, save_command, source_group
from bot.discord.client.threads import open_thread
from bot.discord.client.unanswered_list import UnansweredList, unanswered_command
from bot.wording.speaking import counted, said, speaking
from bot.wording.voice import Voice

__all__ = ["add_commands"]

Interaction = discord.Interaction[Any]

MAX_CLAIM = 2000
"""The longest citation or quote that is checked, in characters."""


class Commands:
    """Runs the commands."""

    def __init__(self, answering: Answering) -> None:
        self.answering = answering
        self.workers = answering.workers
        self.setup = ServerSetup(answering)
        self.of_sources = SourceCommands(answering)
        self.unanswered = UnansweredList(answering)

    async def ask(self, interaction: Interaction, question: str, *, private: bool | None) -> None:
        """Answer a question, for everybody or privately; in a thread it may follow up on the one before."""
        private = self._privately(interaction, private)
        before = functools.partial(self.answering.answered.subject_in, interaction.client, interaction.channel)
        sent = await ask(interaction, self.answering, question, private=private, before=before)
        if sent and self.answering.opens_threads(interaction.guild_id):
            await open_thread(interaction, question)

    async def check(self, interaction: Interaction, texts: Sequence[str], *, private: bool | None) -> None:
        """Check the citations and quotes of some texts, of which each counts as a question."""
        private = self._privately(interaction, private) or not may_write(interaction)
        scope = self.answering.scopes.of_interaction(interaction)
        claims = await self.workers.claims(texts, scope=scope)
        first = claims[:CLAIMS]
        person, channel = interaction.user.id, interaction.channel_id or interaction.user.id
        refusal = (
            said("standing.nothing")
            if not first
            else self.answering.refusal(person, channel, interaction.created_at, private=private, questions=len(first))
        )
        if refusal:
            await tell(interaction, refusal)
            return

        async def make() -> Sequence[Reply]:
            checks = await self.workers.check(first, person, scope=scope)
            base = self.workers.page_base(scope)
            with speaking(self._voice(interaction, texts, private=private)):  # which takes time for long quotes
                cards = await asyncio.to_thread(check_pages, checks, base, private=private)
            pages = [Reply(page, person, private) for page in cards]
            left = len(claims) - len(checks)
            return [
                *pages,
                *([Reply(notice(said("standing.unchecked", quotes=counted("quote", left))))] if left else []),
            ]

        async with self.workers.answering():
            await respond(interaction, make, private=private)

    def _voice(self, interaction: Interaction, texts: Sequence[str], *, private: bool) -> Voice:
        """Return the voice for checks of some texts: for everybody that of the texts, if none is chosen."""
        language = self.answering.language(interaction.guild_id, interaction.locale.value if private else "")
        return self.answering.voices.for_question("" if private else " ".join(texts), language)

    def _privately(self, interaction: Interaction, private: bool | None) -> bool:  # noqa: FBT001 - as discord.py gives it
        """Return an option as it was given, or else as the server has it."""
        return self.answering.state.servers.of(interaction.guild_id).private if private is None else private

    async def sources(self, interaction: Interaction, name: str | None) -> None:
        """List the sources, or those that match a name."""
        scope = self.answering.scopes.of_interaction(interaction)

        async def make() -> Sequence[Reply]:
            if name:
                return [Reply(found_card(await self.workers.find_sources(name, scope=scope), name))]
            card = sources_card(*await self.workers.sources(scope=scope), 0, private=True)
            return [Reply(card, interaction.user.id, private=True)]

        await respond(interaction, make, private=True)

    async def about(self, interaction: Interaction) -> None:
        """Describe the bot and what it sees."""
        channels = [f"<#{channel}>" for channel in self.workers.settings.ask_channels]
        user = interaction.client.user
        name = user.name if user else "Pullquote"

        async def make() -> Sequence[Reply]:
            records, _ = await self.workers.sources(scope=self.answering.scopes.of_interaction(interaction))
            kept = what_is_kept(self.workers.settings)
            return [Reply(about_card(name, _version(), len(records), channels, kept))]

        await respond(interaction, make, private=True)


def add_commands(tree: app_commands.CommandTree[Any], does: Commands) -> None:
    """Add every command to a tree: for servers and for people who install the bot, in channels and messages alike.

    Where the settings forbid it, they are not for people who install it, or not for messages outside servers.
    """
    user, direct = does.workers.settings.user_install, does.workers.settings.direct_messages
    forget = forget_command(does.answering)
    source = source_group(does.of_sources)
    for command in (_ask(does), _check(does), _check_quote(does), _sources(does), source, _about(does), forget):
        command.allowed_installs = app_commands.AppInstallationType(guild=True, user=user)
        command.allowed_contexts = app_commands.AppCommandContext(
            guild=True, dm_channel=direct, private_channel=direct and user
        )
        tree.add_command(command)
    save = save_command(does.of_sources, roles=bool(does.workers.settings.save_roles))
    for in_servers in (setup_command(does.setup), save, unanswered_command(does.unanswered)):
        in_servers.allowed_installs = app_commands.AppInstallationType(guild=True, user=False)
        in_servers.allowed_contexts = app_commands.AppCommandContext(
            guild=True, dm_channel=False, private_channel=False
        )
        tree.add_command(in_servers)


def _ask(does: Commands) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(
        name=locale_str("ask"),
        description=locale_str("Answer a question with the sources' own sentences, each with its place"),
    )
    @app_commands.rename(question=locale_str("question"), private=locale_str("private"))
    @app_commands.describe(
        question=locale_str("What you want to know"), private=locale_str("Show the answer to you alone")
    )
    async def command(
        interaction: Interaction,
        question: app_commands.Range[str, 1, MAX_QUESTION],
        private: bool | None = None,  # noqa: FBT001 - discord.py passes options by name
    ) -> None:
        await does.ask(interaction, question, private=private)

    command.autocomplete("question")(complete_questions(does.answering))
    return command


def _check(does: Commands) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(
        name=locale_str("check"),
        description=locale_str("Check a citation or a quote against the sources as they stand now"),
    )
    @app_commands.rename(claim=locale_str("claim"), private=locale_str("private"))
    @app_commands.describe(
        claim=locale_str("A citation such as article.txt:12, or words that are said to stand in the sources"),
        private=locale_str("Show the answer to you alone"),
    )
    async def command(
        interaction: Interaction,
        claim: app_commands.Range[str, 1, MAX_CLAIM],
        private: bool | None = None,  # noqa: FBT001 - discord.py passes options by name
    ) -> None:
        await does.check(interaction, [claim], private=private)

    return command


def _check_quote(does: Commands) -> app_commands.ContextMenu:
    @app_commands.context_menu(name=locale_str("Check this quote"))
    async def menu(interaction: Interaction, message: discord.Message) -> None:
        cited = [one.words or one.citation for one in shown_in(message).quotes]
        await does.check(interaction, cited or claims_in(_words(message)), private=True)

    return menu


def _sources(does: Commands) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(
        name=locale_str("sources"), description=locale_str("List the sources that answers are taken from")
    )
    @app_commands.rename(name=locale_str("name"))
    @app_commands.describe(name=locale_str("The name or title of a source"))
    async def command(interaction: Interaction, name: str | None = None) -> None:
        await does.sources(interaction, name)

    command.autocomplete("name")(complete_sources(does.answering))
    return command


def _about(does: Commands) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(
        name=locale_str("about"), description=locale_str("What this bot is, how to ask it, and what it sees")
    )
    async def command(interaction: Interaction) -> None:
        await does.about(interaction)

    return command


def _words(message: discord.Message) -> str:
    """Return the text of a message, or of the message that it forwards, or of its embeds."""
    forwarded = [one.content for one in message.message_snapshots]
    embedded = [one.description or "" for one in message.embeds]
    return next((text for text in (message.content, *forwarded, "\n".join(embedded)) if text.strip()), "")


def _version() -> str:
    try:
        return version("pullquote")
    except PackageNotFoundError:
        return "from a working copy"
