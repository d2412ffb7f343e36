"""Converts a card to a layout of discord.py, and the layout of a message back to the texts of a card."""

import logging
from collections.abc import Iterator, Sequence
from typing import Any, Self

import discord
from discord import ui

from bot.discord.cards.button_state import PREFIX, Action, ButtonState, write_state
from bot.discord.cards.card import MAX_COMPONENTS, MAX_TEXT, Card, Colour, Role, TextBlock
from bot.discord.cards.card_reader import Shown, read
from bot.discord.cards.since_answered import SINCE
from bot.discord.client.event_log import event
from bot.wording.speaking import said

__all__ = ["CardButton", "keep_since", "layout", "shown_in"]

log = logging.getLogger(__name__)


class CardButton(ui.DynamicItem[ui.Item[Any]], template=rf"{PREFIX[:2]}[\s\S]{{1,98}}"):
    """A button of a card or its menu, which outlives the process that made it: all its state is in its ``custom_id``.

    A press or a choice is dispatched as the event ``card_button``.
    """

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], __: object, /) -> Self:
        """Wrap what was pressed or chosen; its ``custom_id`` is read when that is handled."""
        if not isinstance(item, ui.Button | ui.Select):
            raise TypeError(f"a card has only buttons and menus, not {item.type}")
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Dispatch the press."""
        interaction.client.dispatch("card_button", interaction)


def layout(card: Card, *, asker: int = 0, private: bool = False) -> ui.LayoutView:
    """Return the layout of a card for the person with the id ``asker``."""
    if card.text_length > MAX_TEXT or card.components > MAX_COMPONENTS:
        event(log.error, "card too large", characters=card.text_length, components=card.components)
        card = Card(Colour.WRONG, (TextBlock(Role.PLAIN, said("card.too_large")),))
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*_items(card.blocks), accent_colour=discord.Colour(int(card.colour))))

    def custom_id(action: Action, page: int) -> str:
        return write_state(ButtonState(action, page, asker, private, card.fingerprint))

    for row in card.rows:
        buttons = (ui.Button[Any](label=one.label, custom_id=custom_id(one.action, one.page)) for one in row)
        view.add_item(ui.ActionRow(*map(CardButton, buttons)))
    if card.menu:
        options = [discord.SelectOption(label=one.label, value=one.action) for one in card.menu]
        menu = ui.Select[Any](
            placeholder=card.more, options=options, custom_id=custom_id(Action.MENU, card.menu[0].page)
        )
        view.add_item(ui.ActionRow(CardButton(menu)))
    return view


def shown_in(message: discord.Message) -> Shown:
    """Read the card of a message."""
    return read(_texts(message.components))


def keep_since(message: discord.Message | None, view: ui.LayoutView) -> None:
    """Add to the card of a page what a message says below another page of it answers the question since, if it fits."""
    since = next((text for one, text in _texts(message.components if message else ()) if one == SINCE), None)
    box = view.children[0]
    if since and isinstance(box, ui.Container) and len(since) <= MAX_TEXT - view.content_length():
        box.add_item(ui.TextDisplay(since, id=SINCE))


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
