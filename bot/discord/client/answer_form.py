"""A form in which a moderator answers a question that the sources did not, so that they do from then on.

Whoever asked is told by a line below the old answers, and never by a ping.
"""

import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import discord
from discord import ui

from bot.discord.cards.card import MAX_TEXT
from bot.discord.cards.citing import one_line, remark
from bot.discord.cards.since_answered import SINCE, since_answered
from bot.discord.client.answering import Answering
from bot.discord.client.event_log import event
from bot.discord.client.faults import REFUSED, refusal_text, report
from bot.discord.client.responses import SILENT, Reply, tell
from bot.discord.client.source_commands import SourceCommands
from bot.page_link import page_url
from bot.wording.speaking import said, speaking

__all__ = ["ANSWER", "AnswerForm"]

log = logging.getLogger(__name__)

ANSWER = "answer:"
"""The beginning of the ``custom_id`` of such a form."""
LONGEST = 3000
"""The longest answer, in characters."""
SHOWN = 100
"""The longest question that the form shows whole."""
MOST = 10
"""The most old answers below which it is said."""
SECONDS = 3600.0
"""How long the form can be left open."""
_Said = tuple[str, str, str | None]


class AnswerForm(ui.Modal):
    """Asks for the answer to a ``question`` that was answered badly in some ``places``: ids of channels and messages.

    To be sent by ``interaction.response.send_modal``, in the server of those places. Who sends it must be somebody who
    may save posts. It is not remembered over a restart. When the answer is saved, ``then`` is awaited.
    """

    def __init__(
        self,
        answering: Answering,
        question: str,
        places: Sequence[tuple[int, int]],
        then: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        super().__init__(
            title=said("button.answer_title"), custom_id=f"{ANSWER}{secrets.token_hex(8)}", timeout=SECONDS
        )
        self._question, self._places, self._then = question, places[:MOST], then
        self._commands, self._answering = SourceCommands(answering), answering
        self._field = ui.TextInput[Any](style=discord.TextStyle.paragraph, max_length=LONGEST)
        about = one_line(question, SHOWN) or None
        self.add_item(ui.Label(text=said("button.answer_words"), description=about, component=self._field))

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Save the answer, say so to who wrote it, and below the old answers."""
        saving = self._commands.saving
        if not await interaction.client.admit(interaction):
            return
        words = str(self._field.value)

        async def make() -> Reply:
            name, citation = await saving.save_answer(self._question, words, interaction, self._address(interaction))
            language = self._answering.language(interaction.guild_id)
            with speaking(self._answering.voices.for_question(self._question, language)):
                for channel, message in self._places:
                    page = self._page(interaction, channel, citation)
                    await _say(interaction, channel, message, (words.strip(), citation, page))
            if self._then:
                await self._then()
            return await self._commands.saved_reply(interaction, name, "saved_answer")

        await self._commands.change(interaction, make, saving.refusal(interaction, post=True))

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception, /) -> None:  # type: ignore[override] # as discord.py has it for forms
        """Log the error without the words of the form."""
        report(error, "form failed")
        await tell(interaction, said("refusal.failed"))

    def _address(self, interaction: discord.Interaction[Any]) -> str:
        """Return the address of the first old answer, or else of the channel."""
        channel, *message = self._places[0] if self._places else (interaction.channel_id,)
        return "/".join(map(str, ("https://discord.com/channels", interaction.guild_id, channel, *message)))

    def _page(self, interaction: discord.Interaction[Any], channel: int, citation: str) -> str | None:
        """Return the address of the page of a citation, as it is served to a channel of the server."""
        server = interaction.guild
        place = (server and server.get_channel_or_thread(channel)) or channel
        scope = self._answering.scopes.of(place, interaction.guild_id)
        return page_url(self._answering.workers.page_base(scope), citation)


async def _say(interaction: discord.Interaction[Any], channel: int, message: int, words: _Said) -> None:
    """Say below an old answer what answers its question now, if Discord and the length of that answer allow."""
    place = interaction.client.get_partial_messageable(channel, guild_id=interaction.guild_id)
    try:
        old = await place.fetch_message(message)
        view = ui.LayoutView.from_message(old, timeout=None)
        _add(view, words, remark(interaction.user.display_name))
        view.stop()  # discord.py is to keep nothing of it
        await old.edit(view=view, allowed_mentions=SILENT)
    except (*REFUSED, ValueError) as error:
        cause = "no room" if isinstance(error, ValueError) else refusal_text(error)
        event(log.info, "old answer not edited", channel=channel, cause=cause)


def _add(view: ui.LayoutView, answer: _Said, by: str) -> None:
    """Add the block to the box of a card, in the place of an earlier one. Raises ValueError if there is no room."""
    box = next((one for one in view.children if isinstance(one, ui.Container)), None)
    if box is None:
        raise ValueError("no card")
    for one in [one for one in box.children if one.id == SINCE]:
        box.remove_item(one)
    words, citation, page = answer
    block = since_answered(words, citation, said("card.by", name=by), MAX_TEXT - view.content_length(), page)
    if block is None:
        raise ValueError("no room")
    box.add_item(ui.TextDisplay(block.text, id=SINCE))
