"""A form for a follow-up question, which needs neither an intent nor a mention to be read."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import discord
from discord import ui

from bot.discord.cards.answer_cards import MAX_QUESTION
from bot.discord.cards.button_state import Signer
from bot.discord.client.answering import Answering
from bot.discord.client.responses import Reply, respond, tell

__all__ = ["FollowUpForm"]


class FollowUpForm(ui.Modal, title="Follow up"):
    """A form that asks for a question that takes its subject from the one before."""

    question: ui.Label[Any] = ui.Label(
        text="Your question",
        description="What it leaves out is taken from the question before.",
        component=ui.TextInput(max_length=MAX_QUESTION, placeholder="And when was that?"),
    )

    def __init__(self, answering: Answering, signer: Signer, before: str, *, private: bool) -> None:
        super().__init__()
        self._answering = answering
        self._signer = signer
        self._before = before
        self._private = private

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Answer the follow-up in a new message, private if the answer before was."""
        field = self.question.component
        text = field.value if isinstance(field, ui.TextInput) else ""
        await ask(interaction, self._answering, self._signer, text, private=self._private, before=self._question_before)

    async def _question_before(self) -> str | None:
        return self._before


async def ask(  # noqa: PLR0913 - a question and all that its answer depends on
    interaction: discord.Interaction[Any],
    answering: Answering,
    signer: Signer,
    question: str,
    *,
    private: bool,
    before: Callable[[], Awaitable[str | None]],
) -> bool:
    """Answer the question of an interaction; return True if an answer was sent.

    ``before`` finds the question just before; it may be slow, as Discord is answered meanwhile.
    """
    channel = interaction.channel_id or interaction.user.id
    refusal = answering.refusal(interaction.user.id, channel, interaction.created_at) or answering.objection(question)
    if refusal:
        await tell(interaction, signer, refusal)
        return False

    async def make() -> Sequence[Reply]:
        return [await answering.reply(question, asker=interaction.user.id, private=private, before=await before())]

    async with answering.workers.answering():
        return await respond(interaction, signer, make, private=private)
