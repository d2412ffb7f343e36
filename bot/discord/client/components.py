"""Converts a card to a layout of discord.py, and the layout of a message back to the texts of a card."""

import logging
from collections.abc import Iterator, Sequence
from typing import Any, Self

import discord
from discord import ui

from bot.discord.cards.button_state import PREFIX, Action, ButtonState, Signer
from bot.discord.cards.card import MAX_COMPONENTS, MAX_TEXT, Card, Colour, Role, TextBlock
from bot.discord.cards.card_reader import Shown, read
from bot.discord.client.event_log import event

__all__ = ["CardButton", "layout", "shown_in"]

log = logging.getLogger(__name__)

_STYLES = {Action.SHARE: discord.ButtonStyle.primary}
_TOO_LARGE = TextBlock(Role.PLAIN, "That does not fit into a message of Discord; the terminal shows it whole.")


class CardButton(ui.DynamicItem[ui.Button[Any]], template=rf"{PREFIX[:2]}[\s\S]{{1,98}}"):
    """A button of a card, which outlives the process that made it: all its state is in its ``custom_id``.

    A press is dispatched as the event ``card_button``.
    """

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], __: object, /) -> Self:
        """Wrap the pressed button; its ``custom_id`` is verified when the press is handled."""
        if not isinstance(item, ui.Button):
            raise TypeError(f"a card has only buttons, not {item.type}")
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Dispatch the press."""
        interaction.client.dispatch("card_button", interaction)


def layout(
    card: Card, signer: Signer, *, asker: int = 0, private: bool = False, said: Sequence[str] = ("", "")
) -> ui.LayoutView:
    """Return the layout of a card for the person with the id ``asker``.

    ``said`` is the question that the card shows and the one before it, for which its buttons are signed.
    """
    if card.text_length > MAX_TEXT or card.components > MAX_COMPONENTS:
        event(log.error, "card too large", characters=card.text_length, components=card.components)
        card = Card(Colour.WRONG, (_TOO_LARGE,))
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*_items(card.blocks), accent_colour=discord.Colour(int(card.colour))))
    for row in card.rows:
        buttons = []
        for button in row:
            state = ButtonState(button.action, button.page, asker, private, card.fingerprint)
            style = _STYLES.get(button.action, discord.ButtonStyle.secondary)
            custom_id = signer.write(state, said)
            buttons.append(CardButton(ui.Button(label=button.label, style=style, custom_id=custom_id)))
        view.add_item(ui.ActionRow(*buttons))
    return view


def shown_in(message: discord.Message) -> Shown:
    """Read the card of a message."""
    return read(_texts(message.components))


def _items(blocks: Sequence[TextBlock]) -> Iterator[ui.Item[Any]]:
    for at, block in enumerate(blocks):
        if block.ruled:
            yield ui.Separator(spacing=discord.SeparatorSpacing.small)
        yield ui.TextDisplay(block.text, id=block.role + at if block.role >= Role.QUOTE else block.role)


def _texts(components: Sequence[discord.Component]) -> Iterator[tuple[int, str]]:
    for component in components:
        if isinstance(component, discord.TextDisplay):
            yield component.id or 0, component.content
        elif isinstance(component, discord.Container):
            yield from _texts(component.children)
