"""``/unanswered``: a private list for moderators of what was declined, unsure or disliked, to dismiss or to answer.

The list is remembered by nobody: each button names its page and its group in its ``custom_id``.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str

from bot.answers import Answerer
from bot.discord.cards.card import Colour
from bot.discord.cards.unanswered_text import group_text, head_text
from bot.discord.client.answer_form import AnswerForm
from bot.discord.client.answering import Answering
from bot.discord.client.event_log import event
from bot.discord.client.responses import SILENT, tell
from bot.discord.state.unanswered import PoorAnswer, QuestionGroup, grouped
from bot.page_link import page_url
from bot.wording.speaking import said
from index.library.scope import Scope

__all__ = ["UNANSWERED", "UnansweredList", "unanswered_command"]

log = logging.getLogger(__name__)

Interaction = discord.Interaction[Any]

UNANSWERED = "unanswered"
"""The command, and the beginning of the ``custom_id`` of its buttons."""
ON_PAGE = 5
"""Groups on a page."""
_SECONDARY = discord.ButtonStyle.secondary


class UnansweredList:
    """Shows the list to people who may manage messages, of the channels that they can see."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self._unanswered = answering.state.unanswered

    async def show(self, interaction: Interaction) -> None:
        """Show the first page to who asked alone."""
        if (member := await self._moderator(interaction)) is not None:
            await interaction.response.defer(ephemeral=True, thinking=True)
            await self._draw(interaction, member, 0)

    async def press(self, interaction: Interaction) -> None:
        """Turn the page, dismiss a group, or open the form in which it is answered."""
        member = await self._moderator(interaction)
        if member is None:
            return
        data: dict[str, Any] = {**(interaction.data or {})}
        _, action, page, newest = str(data.get("custom_id")).split(":")
        if action == "answer":
            await self._answer(interaction, member, int(newest))
            return
        await interaction.response.defer()
        if action == "dismiss":
            await self._dismiss(member, int(newest))
        await self._draw(interaction, member, int(page))

    async def groups(self, member: discord.Member) -> Sequence[QuestionGroup]:
        """Return what was not answered well on the server of a moderator, as far as they can read it there."""
        answers = await self._unanswered.of(member.guild.id)
        seen = {one: self._library(member.guild, one) for one in {one.channel for one in answers} if _sees(member, one)}

        def work() -> Sequence[QuestionGroup]:
            return grouped([_served(one, seen[one.channel]) for one in answers if one.channel in seen])

        return await asyncio.to_thread(work)

    def _library(self, server: discord.Guild, channel: int) -> Answerer:
        """Return what a channel is given of the sources now."""
        return self._answering.workers.answerer.within(self._scope(server, channel))

    def _scope(self, server: discord.Guild, channel: int) -> Scope | None:
        return self._answering.scopes.of(server.get_channel_or_thread(channel) or channel, server.id)

    def _text(self, group: QuestionGroup, server: discord.Guild) -> str:
        last = group.answers[0]
        base = self._answering.workers.page_base(self._scope(server, last.channel))
        page = page_url(base, last.citations[0]) if last.citations else None
        url = f"https://discord.com/channels/{server.id}/{last.channel}/{last.message}"
        told = group.questions, last.citations, group.outcomes
        return group_text(*told, dislikes=group.dislikes, at=last.at, url=url, page=page)

    async def _moderator(self, interaction: Interaction) -> discord.Member | None:
        """Return the person of an interaction, if they may see the list and are not in haste."""
        refusal = self._answering.haste(interaction.user.id, interaction.created_at)
        member = interaction.user
        if isinstance(member, discord.Member) and interaction.permissions.manage_messages and not refusal:
            return member
        await tell(interaction, refusal or said("unanswered.not_yours"))
        return None

    async def _find(self, member: discord.Member, newest: int) -> QuestionGroup | None:
        """Return the answers of a group up to the message by which it was listed."""
        groups = await self.groups(member)
        found = next((one for one in groups if any(answer.message == newest for answer in one.answers)), None)
        return found and QuestionGroup(tuple(one for one in found.answers if one.message <= newest))

    async def _dismiss(self, member: discord.Member, newest: int) -> None:
        if (group := await self._find(member, newest)) is not None:
            await self._unanswered.dismiss([message for _, message in group.places])
            event(log.info, "question dismissed", server=member.guild.id, person=member.id, answers=len(group.answers))

    async def _answer(self, interaction: Interaction, member: discord.Member, newest: int) -> None:
        group = await self._find(member, newest)
        refusal = self._answering.saving.refusal(interaction, post=True)
        if group is None or refusal or not group.questions:
            await tell(interaction, refusal or said("unanswered.gone"))
            return

        async def then() -> None:
            await self._dismiss(member, newest)

        form = AnswerForm(self._answering, group.questions[0], group.places, then)
        await interaction.response.send_modal(form)

    async def _draw(self, interaction: Interaction, member: discord.Member, page: int) -> None:
        groups = await self.groups(member)
        counts: Counter[str] = Counter()
        for channel, outcomes in (await self._unanswered.counts(member.guild.id)).items():
            if _sees(member, channel):
                counts.update(outcomes)
        settings = self._answering.workers.settings
        head = head_text(counts, len(groups), settings.keep_days, stored=settings.store_questions)
        answerable = self._answering.saving.refusal(interaction, post=True) is None
        texts = [(one, self._text(one, member.guild)) for one in groups]
        view = _view(head, texts, page, answerable=answerable)
        await interaction.edit_original_response(view=view, allowed_mentions=SILENT)


def _view(head: str, groups: Sequence[tuple[QuestionGroup, str]], page: int, *, answerable: bool) -> ui.LayoutView:
    """Return a page of groups with their texts; one too high means the last."""
    pages = max(1, -(-len(groups) // ON_PAGE))
    page = min(page, pages - 1)
    view = ui.LayoutView(timeout=None)
    box = ui.Container[Any](ui.TextDisplay(head), accent_colour=discord.Colour(int(Colour.CONTEXT)))
    view.add_item(box)
    for group, text in groups[page * ON_PAGE : (page + 1) * ON_PAGE]:
        box.add_item(ui.Separator(spacing=discord.SeparatorSpacing.small))
        box.add_item(ui.TextDisplay(text))
        box.add_item(ui.ActionRow(*_buttons(group, page, answerable=answerable)))
    if pages > 1:
        box.add_item(ui.TextDisplay(f"-# {said('card.page_of', page=str(page + 1), pages=str(pages))}"))
        turns = [(said("button.back"), page - 1)] * (page > 0) + [(said("button.more"), page + 1)] * (page + 1 < pages)
        buttons = (ui.Button[Any](label=label, custom_id=f"{UNANSWERED}:page:{to}:0") for label, to in turns)
        view.add_item(ui.ActionRow(*buttons))
    view.stop()  # discord.py is to keep nothing of it
    return view


def _buttons(group: QuestionGroup, page: int, *, answerable: bool) -> Iterator[ui.Button[Any]]:
    if answerable and group.questions:
        yield ui.Button(label=said("button.answer"), custom_id=f"{UNANSWERED}:answer:{page}:{group.newest}")
    yield ui.Button(
        label=said("button.dismiss"), custom_id=f"{UNANSWERED}:dismiss:{page}:{group.newest}", style=_SECONDARY
    )


def _served(answer: PoorAnswer, library: Answerer) -> PoorAnswer:
    """Return an answer with the citations that its channel is given now, whatever it was given then."""
    return replace(answer, citations=tuple(one for one in answer.citations if library.serves(one)))


def _sees(member: discord.Member, channel: int) -> bool:
    """Return True if a person can read a channel or a thread.

    Of a thread that is archived the bot may not know the channel; then who may manage threads can.
    """
    place = member.guild.get_channel_or_thread(channel)
    if place is None or (isinstance(place, discord.Thread) and place.parent is None):
        return member.guild_permissions.manage_threads
    allowed = place.permissions_for(member)
    private = isinstance(place, discord.Thread) and place.is_private()
    return allowed.view_channel and allowed.read_message_history and (allowed.manage_threads or not private)


def unanswered_command(listing: UnansweredList) -> app_commands.Command[Any, ..., None]:
    """Return the command, which Discord offers to people who may manage messages."""

    @app_commands.command(
        name=locale_str(UNANSWERED), description=locale_str("List the questions that were not answered well here")
    )
    @app_commands.default_permissions(manage_messages=True)
    async def command(interaction: Interaction) -> None:
        await listing.show(interaction)

    return command
