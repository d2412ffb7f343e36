"""Completes the options of commands: questions, titles and headings, and the names of sources."""

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import discord
from discord import app_commands

from bot.discord.cards.escaping import shorten
from bot.discord.client.message_text import clean
from bot.discord.client.workers import SUGGESTION, SUGGESTIONS, Workers
from index.retrieval.engine import Record

__all__ = ["complete_questions", "complete_sources", "find_sources"]

Completion = Callable[[discord.Interaction[Any], str], Coroutine[Any, Any, list[app_commands.Choice[str]]]]


def complete_questions(workers: Workers) -> Completion:
    """Return a completion of the question of ``/ask``: likely questions, titles and headings."""

    async def complete(_: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        texts = (clean(one) for one in await workers.suggest(clean(typed)))
        return [app_commands.Choice(name=one, value=one) for one in dict.fromkeys(texts) if one]

    return complete


def complete_sources(workers: Workers) -> Completion:
    """Return a completion of the name of a source, by any part of its name or title."""

    async def complete(_: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        try:
            records = (await workers.sources())[0]
        except TimeoutError:
            return []
        fitting = [one for one in find_sources(records, typed) if len(one.name) <= SUGGESTION]
        return [
            app_commands.Choice(name=shorten(_label(one), SUGGESTION), value=one.name) for one in fitting[:SUGGESTIONS]
        ]

    return complete


def find_sources(records: Sequence[Record], typed: str) -> Sequence[Record]:
    """Return the sources whose name or title contains the typed text, exact matches first."""
    wanted = typed.strip().casefold()
    found = [one for one in records if wanted in one.name.casefold() or wanted in one.title.casefold()]
    return sorted(found, key=lambda one: (wanted not in {one.name.casefold(), one.title.casefold()}, one.name))


def _label(record: Record) -> str:
    title = clean(record.title)
    return title if title == clean(record.name) else f"{title} · {clean(record.name)}"
