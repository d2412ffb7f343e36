"""Handles the buttons of cards, whoever presses one and however old the card is."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import discord

from bot.discord.cards.answer_cards import answer_card, answer_pages
from bot.discord.cards.button_state import Action, ButtonState, Signer
from bot.discord.cards.card_reader import Shown
from bot.discord.cards.check_cards import context_pages, standing_pages
from bot.discord.cards.info_cards import notice, sources_card
from bot.discord.client.answering import Answering
from bot.discord.client.components import shown_in
from bot.discord.client.follow_up_form import FollowUpForm
from bot.discord.client.message_text import clean
from bot.discord.client.responses import SILENT, Reply, respond, tell

__all__ = ["Buttons"]

Interaction = discord.Interaction[Any]

EXPIRED = "This answer has expired: the sources have changed since, or it is from before I was set up anew. Ask again?"
NOT_YOURS = "Only who asked, or somebody who manages messages here, can delete this."
NOWHERE = "The cited places are gone from the sources. *Check* looks for the words elsewhere."


class Buttons:
    """Handles the presses of buttons; the state of a button is in its ``custom_id`` and in its message."""

    def __init__(self, answering: Answering, signer: Signer) -> None:
        self._answering = answering
        self._workers = answering.workers
        self._signer = signer
        self._handlers: dict[Action, Callable[[Interaction, ButtonState, Shown], Awaitable[None]]] = {
            Action.CONTEXT: self._context,
            Action.CHECK: self._check,
            Action.MORE: self._turn,
            Action.BACK: self._turn,
            Action.SHARE: self._share,
            Action.DELETE: self._delete,
            Action.FOLLOW: self._follow,
            Action.LIST_MORE: self._list,
            Action.LIST_BACK: self._list,
        }

    async def press(self, interaction: Interaction) -> None:
        """Run the action of a pressed button, or say that it has expired."""
        message = interaction.message
        if message is None:
            return
        shown = shown_in(message)
        data: Mapping[str, Any] = {**(interaction.data or {})}
        state = self._signer.read(str(data.get("custom_id")), shown.said)
        if state is None:
            await tell(interaction, self._signer, EXPIRED)
            return
        if refusal := self._answering.haste(interaction.user.id, interaction.created_at):
            await tell(interaction, self._signer, refusal)
            return
        async with self._workers.answering():
            await self._handlers[state.action](interaction, state, shown)

    async def _context(self, interaction: Interaction, _: ButtonState, shown: Shown) -> None:
        async def make() -> Sequence[Reply]:
            citations = [one.citation for one in shown.quotes]
            pages = context_pages(await self._workers.excerpts(citations))
            return [Reply(page) for page in pages]

        await self._privately(interaction, make, NOWHERE)

    async def _check(self, interaction: Interaction, _: ButtonState, shown: Shown) -> None:
        async def make() -> Sequence[Reply]:
            return [Reply(page) for page in standing_pages(await self._workers.recheck(shown.quotes))]

        await self._privately(interaction, make, EXPIRED)

    async def _turn(self, interaction: Interaction, state: ButtonState, shown: Shown) -> None:
        """Turn the page: in place for the person who asked, in a private copy for anybody else."""

        async def make() -> Sequence[Reply]:
            return await self._page(interaction, state, shown, private=state.private or not own)

        own = interaction.user.id == state.asker
        if own:
            await self._in_place(interaction, make)
        else:
            await self._privately(interaction, make, EXPIRED)

    async def _page(
        self, interaction: Interaction, state: ButtonState, shown: Shown, *, private: bool
    ) -> Sequence[Reply]:
        """Return the page of an answer that a button leads to; nothing if the answer has changed."""
        answer = await self._workers.ask(clean(shown.question), shown.before or None, again=True)
        pages = answer_pages(answer, shown.before)
        if pages[0].fingerprint != state.fingerprint or state.page >= len(pages):
            return ()
        card = answer_card(pages, state.page, private=private)
        return [Reply(card, interaction.user.id, private, shown.said)]

    async def _share(self, interaction: Interaction, state: ButtonState, shown: Shown) -> None:
        """Post a private answer for everybody, and delete the private one."""
        await interaction.response.defer()
        pages = await self._page(interaction, state, shown, private=False)
        if not pages:
            await tell(interaction, self._signer, EXPIRED)
            return
        view = pages[0].view(self._signer)
        await interaction.followup.send(view=view, ephemeral=False, allowed_mentions=SILENT)
        await interaction.delete_original_response()

    async def _delete(self, interaction: Interaction, state: ButtonState, _: Shown) -> None:
        moderates = interaction.guild_id is not None and interaction.permissions.manage_messages
        if interaction.user.id != state.asker and not moderates:
            await tell(interaction, self._signer, NOT_YOURS)
            return
        await interaction.response.defer()
        await interaction.delete_original_response()

    async def _follow(self, interaction: Interaction, state: ButtonState, shown: Shown) -> None:
        before = shown.before or shown.question
        await interaction.response.send_modal(
            FollowUpForm(self._answering, self._signer, before, private=state.private)
        )

    async def _list(self, interaction: Interaction, state: ButtonState, _: Shown) -> None:
        records, problems = await self._workers.sources()
        own = interaction.user.id == state.asker
        private = state.private or not own
        card = sources_card(records, problems, state.page, private=private)
        reply = Reply(card, interaction.user.id, private)
        view = reply.view(self._signer)
        if own:
            await interaction.response.edit_message(view=view, allowed_mentions=SILENT)
        else:
            await interaction.response.send_message(view=view, ephemeral=True, allowed_mentions=SILENT)

    async def _in_place(self, interaction: Interaction, make: Callable[[], Awaitable[Sequence[Reply]]]) -> None:
        await interaction.response.defer()
        replies = await make()
        if replies:
            view = replies[0].view(self._signer)
            await interaction.edit_original_response(view=view, allowed_mentions=SILENT)
        else:
            await tell(interaction, self._signer, EXPIRED)

    async def _privately(
        self, interaction: Interaction, make: Callable[[], Awaitable[Sequence[Reply]]], otherwise: str
    ) -> None:
        async def made() -> Sequence[Reply]:
            return await make() or [Reply(notice(otherwise))]

        await respond(interaction, self._signer, made, private=True)
