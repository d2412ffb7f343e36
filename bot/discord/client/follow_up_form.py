"""A form for a follow-up question, which needs neither an intent nor a mention to be read.

The form is not remembered: its ``custom_id`` is written as that of a button, and the answer that it stands below says
what was asked before. So it can be left open as long as somebody likes, also over a restart.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Any

import discord
from discord import ui

from bot.discord.cards.answer_cards import MAX_QUESTION
from bot.discord.client.answering import Answering
from bot.discord.client.responses import Reply, may_write, respond, tell
from bot.wording.speaking import said

__all__ = ["FollowUpForm", "ask", "written_in"]


class FollowUpForm(ui.Modal):
    """A form that asks for a question that takes its subject from the one before."""

    def __init__(self, custom_id: str) -> None:
        super().__init__(title=said("button.follow"), custom_id=custom_id)
        field = ui.TextInput[Any](max_length=MAX_QUESTION, placeholder=said("button.question_example"))
        text, description = said("button.question"), said("button.question_help")
        self.add_item(ui.Label(text=text, description=description, component=field))
        self.stop()  # a form that is over already is shown all the same, and discord.py keeps nothing of it


def written_in(data: Mapping[str, Any]) -> str:
    """Return the text of the field of a form that was sent."""
    return next(_values(data.get("components") or ()), "")


def _values(components: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for one in components:
        if "value" in one:
            yield str(one["value"])
        yield from _values(one.get("components") or ())
        yield from _values([one["component"]] if one.get("component") else ())


async def ask(
    interaction: discord.Interaction[Any],
    answering: Answering,
    question: str,
    *,
    private: bool,
    before: Callable[[], Awaitable[str | None]],
) -> bool:
    """Answer the question of an interaction; return True if an answer was sent for everybody.

    ``before`` finds the question just before; it may be slow, as Discord is answered meanwhile. The answer is private
    too where the person may not write.
    """
    private = private or not may_write(interaction)
    channel = interaction.channel_id or interaction.user.id
    refusal = answering.refusal(interaction.user.id, channel, interaction.created_at, private=private)
    if refusal := refusal or answering.objection(question):
        await tell(interaction, refusal)
        return False

    replies: list[Reply] = []
    scope = answering.scopes.of_interaction(interaction)
    language = answering.language(interaction.guild_id, interaction.locale.value if private else "")

    async def make() -> Sequence[Reply]:
        asker = interaction.user.id
        replies.append(
            await answering.reply(
                question, asker=asker, scope=scope, private=private, before=await before(), language=language
            )
        )
        return replies

    async with answering.workers.answering():
        sent = await respond(interaction, make, private=private)
        if sent is None or private:
            return False
        await answering.answered.remember(replies[0], sent, channel, interaction.guild_id)
        return True
