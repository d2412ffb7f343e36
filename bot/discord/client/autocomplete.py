"""Completes the options of commands: questions, titles and headings, and the names of sources."""

import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from typing import Any

import discord
from discord import app_commands

from bot.discord.cards.escaping import shorten
from bot.discord.client.answering import Answering
from bot.discord.client.event_log import event
from bot.discord.client.message_text import clean
from bot.discord.client.workers import SUGGESTION
from bot.discord.saving.community_folder import folder_of
from bot.wording.direction import isolated, left_to_right
from index.retrieval.engine import Record

__all__ = ["complete_questions", "complete_saved", "complete_sources"]

log = logging.getLogger(__name__)

Choices = list[app_commands.Choice[str]]
Interaction = discord.Interaction[Any]
Completion = Callable[[Interaction, str], Coroutine[Any, Any, Choices]]


def complete_questions(answering: Answering) -> Completion:
    """Return a completion of the question of ``/ask``: likely questions, titles and headings."""

    async def choices(typed: str, interaction: Interaction) -> Choices:
        scope = answering.scopes.of_interaction(interaction)
        texts = (clean(one) for one in await answering.workers.suggest(clean(typed), scope=scope))
        return [app_commands.Choice(name=one, value=one) for one in dict.fromkeys(texts) if one]

    return _safe(choices)


def complete_sources(answering: Answering) -> Completion:
    """Return a completion of the name of a source, by any part of its name or title."""

    async def choices(typed: str, interaction: Interaction) -> Choices:
        scope = answering.scopes.of_interaction(interaction)
        return list(_named(await answering.workers.suggest_sources(typed, scope=scope)))

    return _safe(choices)


def complete_saved(answering: Answering) -> Completion:
    """Return a completion of the name of a source that was saved in the same server, for who may remove it."""

    async def choices(typed: str, interaction: Interaction) -> Choices:
        if answering.saving.refusal(interaction, adds=False):
            return []
        folder = folder_of(interaction.guild_id or 0)
        return list(_named(await answering.workers.suggest_sources(typed, scope=None, folder=folder)))

    return _safe(choices)


def _safe(choices: Callable[[str, Interaction], Awaitable[Choices]]) -> Completion:
    """Return a completion that offers nothing if it fails, and logs neither who typed nor what."""

    async def complete(interaction: Interaction, typed: str) -> Choices:
        try:
            return await choices(typed, interaction)
        except Exception as error:  # noqa: BLE001 - discord.py would log the person and the server
            event(log.warning, "completion failed", cause=type(error).__name__)
            return []

    return complete


def _named(records: Iterable[Record]) -> Iterable[app_commands.Choice[str]]:
    for one in records:
        title, name = clean(one.title), clean(one.name)
        label = title if title == name else f"{isolated(title)} · {left_to_right(name)}"
        yield app_commands.Choice(name=shorten(label, SUGGESTION), value=one.name)
