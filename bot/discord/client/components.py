"""A card as discord.py's layout, and a message's layout read back as the texts of a card."""

import logging
from collections.abc import Iterator, Sequence
from typing import Any, Self

import discord
from discord import ui

from bot.discord.cards.button_state import PREFIX, Action, ButtonState, Signer
from bot.discord.cards.card import MAX_COMPONENTS, MAX_TEXT, Block, Card, Colour, Role
from bot.discord.cards.reading import Shown, read

__all__ = ["CardButton", "layout", "shown_in"]

log = logging.getLogger(__name__)

_STYLES = {Action.SHARE: discord.ButtonStyle.primary}
_TOO_LARGE = Block(Role.PLAIN, "That does not fit into a message of Discord; the terminal shows it whole.")


class CardButton(ui.DynamicItem[ui.Button[Any]], template=rf"{PREFIX[:2]}[\s\S]{{1,98}}"):
    """A button of a card. It has nothing but its ``custom_id``, and so it outlives the process that made it.

    A press is dispatched as the event ``card_button``.
    """

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], __: object, /) -> Self:
        """The button that was pressed; whatever its ``custom_id`` says, it is judged when it is handled."""
        if not isinstance(item, ui.Button):
            raise TypeError(f"a card has only buttons, not {item.type}")
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand the press on."""
        interaction.client.dispatch("card_button", interaction)


def layout(
    card: Card, signer: Signer, *, asker: int = 0, private: bool = False, said: Sequence[str] = ("", "")
) -> ui.LayoutView:
    """The layout of a card for the person with the id ``asker``.

    ``said`` is the question that the card shows, and the one before it: what its buttons are signed for.
    """
    if card.text_length > MAX_TEXT or card.components > MAX_COMPONENTS:
        log.error("card too large", extra={"fields": {"characters": card.text_length, "components": card.components}})
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
    """What a card that was sent as a message says."""
    return read(_texts(message.components))


def _items(blocks: Sequence[Block]) -> Iterator[ui.Item[Any]]:
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
