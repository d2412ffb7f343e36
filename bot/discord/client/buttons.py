"""Handles the buttons of cards, whoever presses one and however old the card is."""

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import discord

from bot.discord.cards.answer_cards import answer_card
from bot.discord.cards.button_state import PREFIX, Action, ButtonState, read_state, write_state
from bot.discord.cards.card import Colour
from bot.discord.cards.card_reader import Shown
from bot.discord.cards.check_cards import context_pages, standing_pages
from bot.discord.cards.info_cards import notice, sources_card
from bot.discord.client.answering import Answering, reply_with
from bot.discord.client.components import keep_since, shown_in
from bot.discord.client.faults import REFUSED
from bot.discord.client.follow_up_form import FollowUpForm, ask, written_in
from bot.discord.client.message_text import clean
from bot.discord.client.responses import SILENT, Reply, may_write, respond, tell
from bot.discord.client.voting import vote
from bot.wording.speaking import said, speaking
from index.library.scope import Scope

__all__ = ["Buttons"]

Interaction = discord.Interaction[Any]

REMEMBERED = 10_000
"""Private answers that are known to be shared."""


class Buttons:
    """Handles the presses of buttons; the state of a button is in its ``custom_id`` and in its message."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self._workers = answering.workers
        self._shared: OrderedDict[int, None] = OrderedDict()
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
            Action.LIKE: self._vote,
            Action.DISLIKE: self._vote,
        }

    async def press(self, interaction: Interaction) -> None:
        """Run the action of a pressed button, or say that it has expired."""
        message = interaction.message
        if message is None:
            return
        shown = shown_in(message)
        data: Mapping[str, Any] = {**(interaction.data or {})}
        state = _chosen(read_state(str(data.get("custom_id"))), data.get("values") or ())
        if state is None:
            await tell(interaction, said("refusal.expired"))
            return
        if refusal := self._answering.haste(interaction.user.id, interaction.created_at):
            await tell(interaction, refusal)
            return
        async with self._workers.answering():
            await self._handlers[state.action](interaction, state, shown)

    async def submit(self, interaction: Interaction) -> None:
        """Answer the question of a form that was sent, privately if the answer before was or the server has it so."""
        data: Mapping[str, Any] = {**(interaction.data or {})}
        custom_id = str(data.get("custom_id"))
        if not custom_id.startswith(PREFIX[:2]):
            return
        shown = shown_in(interaction.message) if interaction.message else Shown("")
        state = read_state(custom_id)
        if state is None or state.action is not Action.FOLLOW:
            await tell(interaction, said("refusal.expired"))
            return

        async def before() -> str:
            return shown.before or shown.question

        private = state.private or self._answering.state.servers.of(interaction.guild_id).private
        text = written_in(data)
        await ask(interaction, self._answering, text, private=private, before=before)

    async def _context(self, interaction: Interaction, _: ButtonState, shown: Shown) -> None:
        scope = self._scope(interaction)

        async def make() -> Sequence[Reply]:
            citations = [one.citation for one in shown.quotes]
            excerpts = await self._workers.excerpts(citations, scope=scope)
            return [Reply(page) for page in context_pages(excerpts, self._workers.page_base(scope))]

        await self._privately(interaction, make, said("refusal.places_gone"))

    async def _check(self, interaction: Interaction, _: ButtonState, shown: Shown) -> None:
        scope = self._scope(interaction)

        async def make() -> Sequence[Reply]:
            checks = await self._workers.recheck(shown.quotes, interaction.user.id, scope=scope)
            if len(checks) != len(shown.quotes):
                return [Reply(notice(said("refusal.too_slow"), Colour.WRONG))]
            base = self._workers.page_base(scope)
            pages = await asyncio.to_thread(standing_pages, checks, base)  # which takes time for long quotes
            return [Reply(page) for page in pages]

        await self._privately(interaction, make, said("refusal.expired"))

    async def _turn(self, interaction: Interaction, state: ButtonState, shown: Shown) -> None:
        """Turn the page: in place for the person who asked, in a private copy for anybody else."""

        async def make() -> Sequence[Reply]:
            return await self._page(interaction, state, shown, private=state.private or not own)

        own = interaction.user.id == state.asker
        if own:
            await self._in_place(interaction, make)
        else:
            await self._privately(interaction, make, said("refusal.expired"))

    async def _page(
        self, interaction: Interaction, state: ButtonState, shown: Shown, *, private: bool
    ) -> Sequence[Reply]:
        """Return the page of an answer that a button leads to; nothing if the answer has changed."""
        scope = self._scope(interaction)
        language = self._answering.language(interaction.guild_id, interaction.locale.value if private else "")
        asked, before = clean(shown.question), shown.before or None
        answer, _, pages = await self._workers.ask(asked, before, scope=scope, again=True, language=language)
        with speaking(self._answering.voices.of(answer.language)):
            card = answer_card(pages, state.page, private=private)
        if pages[0].fingerprint != state.fingerprint or state.page >= len(pages):
            return ()
        return [reply_with(answer, card, interaction.user.id, (shown.question, shown.before), private=private)]

    async def _share(self, interaction: Interaction, state: ButtonState, shown: Shown) -> None:
        """Post a private answer for everybody, once and within the limits of questions, and delete the private one."""
        if refusal := self._unshareable(interaction):
            await tell(interaction, refusal)
            return
        shared = interaction.message.id if interaction.message else 0
        self._shared[shared] = None
        if len(self._shared) > REMEMBERED:
            self._shared.popitem(last=False)
        posted = False
        try:
            posted = await self._post(interaction, state, shown)
        finally:
            if not posted:
                self._shared.pop(shared, None)

    def _unshareable(self, interaction: Interaction) -> str | None:
        """Return why a private answer cannot be posted for everybody; if it can, count it."""
        if not may_write(interaction):
            return said("refusal.no_writing")
        if interaction.message and interaction.message.id in self._shared:
            return said("refusal.shared")
        channel = interaction.channel_id or interaction.user.id
        return self._answering.refusal(interaction.user.id, channel, interaction.created_at)

    async def _post(self, interaction: Interaction, state: ButtonState, shown: Shown) -> bool:
        """Post a private answer for everybody and delete it; return False if it has expired."""
        await interaction.response.defer()
        pages = await self._page(interaction, state, shown, private=False)
        if not pages:
            await tell(interaction, said("refusal.expired"))
            return False
        view = pages[0].view()
        sent = await interaction.followup.send(view=view, ephemeral=False, allowed_mentions=SILENT, wait=True)
        await self._answering.answered.remember(pages[0], sent.id, sent.channel.id, interaction.guild_id)
        with contextlib.suppress(*REFUSED):  # it is posted, whatever becomes of the private one
            await interaction.delete_original_response()
        return True

    async def _delete(self, interaction: Interaction, state: ButtonState, _: Shown) -> None:
        moderates = interaction.guild_id is not None and interaction.permissions.manage_messages
        if interaction.user.id != state.asker and not moderates:
            await tell(interaction, said("refusal.not_yours"))
            return
        await interaction.response.defer()
        await interaction.delete_original_response()

    async def _follow(self, interaction: Interaction, state: ButtonState, _: Shown) -> None:
        form = replace(state, fingerprint="")
        await interaction.response.send_modal(FollowUpForm(write_state(form)))

    async def _list(self, interaction: Interaction, state: ButtonState, _: Shown) -> None:
        own = interaction.user.id == state.asker
        private = state.private or not own

        async def make() -> Sequence[Reply]:
            records, problems = await self._workers.sources(scope=self._scope(interaction))
            card = sources_card(records, problems, state.page, private=private)
            return [Reply(card, interaction.user.id, private)]

        await (
            self._in_place(interaction, make) if own else self._privately(interaction, make, said("refusal.expired"))
        )

    async def _vote(self, interaction: Interaction, state: ButtonState, _: Shown) -> None:
        await vote(interaction, self._answering.state.votes, liked=state.action is Action.LIKE)

    def _scope(self, interaction: Interaction) -> Scope | None:
        return self._answering.scopes.of_interaction(interaction)

    async def _in_place(self, interaction: Interaction, make: Callable[[], Awaitable[Sequence[Reply]]]) -> None:
        await interaction.response.defer()
        replies = await make()
        if replies:
            view = replies[0].view()
            keep_since(interaction.message, view)
            await interaction.edit_original_response(view=view, allowed_mentions=SILENT)
        else:
            await tell(interaction, said("refusal.expired"))

    async def _privately(
        self, interaction: Interaction, make: Callable[[], Awaitable[Sequence[Reply]]], otherwise: str
    ) -> None:
        async def made() -> Sequence[Reply]:
            return await make() or [Reply(notice(otherwise))]

        await respond(interaction, made, private=True)


def _chosen(state: ButtonState | None, values: Sequence[str]) -> ButtonState | None:
    """Return the state of a button as it is, and that of a menu with the action that was chosen."""
    if state is None or state.action is not Action.MENU:
        return state
    action = next((one for one in Action if [one] == [*values] and one is not Action.MENU), None)
    return replace(state, action=action) if action else None
