"""Completion as one types: questions, titles and headings, and the names of sources."""

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import discord
from discord import app_commands

from bot.discord.cards.escaping import shorten
from bot.discord.client.asking import clean
from bot.discord.client.workers import SUGGESTION, SUGGESTIONS, Desk
from index.retrieval.engine import Record

__all__ = ["complete_questions", "complete_sources", "find_sources"]

Completion = Callable[[discord.Interaction[Any], str], Coroutine[Any, Any, list[app_commands.Choice[str]]]]


def complete_questions(desk: Desk) -> Completion:
    """Completes the question of ``/ask`` with likely questions, titles and headings."""

    async def complete(_: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        found = (clean(one) for one in await desk.suggest(clean(typed)))
        return [app_commands.Choice(name=one, value=one) for one in dict.fromkeys(found) if one]

    return complete


def complete_sources(desk: Desk) -> Completion:
    """Completes the name of a source by any part of its name or title."""

    async def complete(_: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        try:
            records = (await desk.sources())[0]
        except TimeoutError:
            return []
        found = [one for one in find_sources(records, typed) if len(one.name) <= SUGGESTION]
        return [
            app_commands.Choice(name=shorten(_label(one), SUGGESTION), value=one.name) for one in found[:SUGGESTIONS]
        ]

    return complete


def find_sources(records: Sequence[Record], typed: str) -> Sequence[Record]:
    """The sources whose name or title has what was typed, those first whose name or title it is."""
    wanted = typed.strip().casefold()
    found = [one for one in records if wanted in one.name.casefold() or wanted in one.title.casefold()]
    return sorted(found, key=lambda one: (wanted not in {one.name.casefold(), one.title.casefold()}, one.name))


def _label(record: Record) -> str:
    title = clean(record.title)
    return title if title == clean(record.name) else f"{title} · {clean(record.name)}"
