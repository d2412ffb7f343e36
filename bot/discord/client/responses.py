"""Responds to interactions with cards: at once or when they are ready, and never twice."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import discord

from bot.discord.cards.card import Card, Colour
from bot.discord.cards.citing import remark
from bot.discord.cards.info_cards import failure_card, notice
from bot.discord.client.components import layout
from bot.discord.client.faults import REFUSED, report
from bot.fairness.check_queue import BusyError
from bot.wording.of_sources import of_sources
from bot.wording.speaking import said, voice
from index.errors import CitationError, EmptyScopeError, PullquoteError, ServiceError

__all__ = [
    "SILENT",
    "Reply",
    "may_write",
    "respond",
    "send_more",
    "send_privately",
    "tell",
    "trouble",
]

Interaction = discord.Interaction[Any]

SILENT = discord.AllowedMentions.none()
PATIENCE = 1.5
"""Seconds until "thinking" is shown in place of an answer; Discord gives up after three."""
FOLLOW_UPS = 4
"""The most further messages of a response; Discord allows five if only a user installed the bot."""
WORDS = 500
"""The longest explanation of an error, in characters."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A card to send, with the person who asked for it.

    That of an answer has its question and the one before (``said``), its outcome and what it cites.
    """

    card: Card
    asker: int = 0
    private: bool = False
    said: tuple[str, str] = ("", "")
    outcome: str = ""
    citations: tuple[str, ...] = ()

    def view(self) -> discord.ui.LayoutView:
        """Return the layout to send."""
        return layout(self.card, asker=self.asker, private=self.private)


def may_write(interaction: Interaction) -> bool:
    """Return True if the person of an interaction may write for everybody where it took place."""
    if interaction.guild_id is None:
        return True
    allowed = interaction.permissions
    in_thread = isinstance(interaction.channel, discord.Thread)
    return allowed.send_messages_in_threads if in_thread else allowed.send_messages


async def respond(
    interaction: Interaction, make: Callable[[], Awaitable[Sequence[Reply]]], *, private: bool
) -> int | None:
    """Respond with the replies of ``make``, the first as the response and the others as follow-ups.

    Returns the id of the message of the first; None if ``make`` fails, which is reported to the person who asked.
    """
    made = asyncio.ensure_future(make())
    await asyncio.wait({made}, timeout=PATIENCE)
    try:
        if not made.done():
            await interaction.response.defer(ephemeral=private, thinking=True)
    except REFUSED:
        made.cancel()
        raise
    try:
        first, *more = await made
    except Exception as error:  # noqa: BLE001 - any error is logged and reported to the person who asked
        await _send(interaction, Reply(trouble(error)), private=True)
        return None
    sent = await _send(interaction, first, private=private)
    await send_more(interaction, more, private=private)
    return sent


async def send_more(interaction: Interaction, more: Sequence[Reply], *, private: bool) -> None:
    """Send the replies that follow the first, as far as Discord allows."""
    fit = list(more[:FOLLOW_UPS])
    if len(more) > FOLLOW_UPS:
        fit[-1] = Reply(notice(said("card.more_pages", count=len(more) - FOLLOW_UPS + 1)))
    for reply in fit:
        await interaction.followup.send(view=reply.view(), ephemeral=private, allowed_mentions=SILENT)


async def tell(interaction: Interaction, text: str, colour: Colour = Colour.PLAIN) -> None:
    """Send a text to one person that nobody else sees."""
    await send_privately(interaction, notice(text, colour))


async def send_privately(interaction: Interaction, card: Card) -> None:
    """Send a card to one person that nobody else sees."""
    view = Reply(card).view()
    if interaction.response.is_done():
        await interaction.followup.send(view=view, ephemeral=True, allowed_mentions=SILENT)
    else:
        await interaction.response.send_message(view=view, ephemeral=True, allowed_mentions=SILENT)


def trouble(error: BaseException) -> Card:
    """Return the card of an error for the person who asked, with its id in the log; an unforeseen one is logged."""
    if isinstance(error, TimeoutError):
        return failure_card(said("refusal.too_slow"))
    if isinstance(error, CitationError):
        return failure_card(remark(of_sources(str(error), voice()), WORDS))
    if isinstance(error, BusyError):
        return notice(said("refusal.busy"))
    if isinstance(error, EmptyScopeError):
        return notice(said("refusal.no_part"))
    if isinstance(error, ServiceError):
        return failure_card(said("refusal.unreachable"), report(error))
    ours = isinstance(error, PullquoteError)
    return failure_card(said("refusal.out_of_order" if ours else "refusal.failed"), report(error))


async def _send(interaction: Interaction, reply: Reply, *, private: bool) -> int | None:
    """Send a reply as the response, or in place of "thinking" if that is shown; return the id of its message."""
    view = reply.view()
    if interaction.response.is_done():
        return (await interaction.edit_original_response(view=view, allowed_mentions=SILENT)).id
    sent = await interaction.response.send_message(view=view, ephemeral=private, allowed_mentions=SILENT)
    return sent.message_id
