"""Components: a card becomes a layout that Discord takes, with buttons and a menu, and is read back from a message."""

from typing import Any

import pytest
from discord import ui

from bot.discord.cards.answer_cards import answer_card, answer_pages
from bot.discord.cards.button_state import Action, ButtonState, read_state
from bot.discord.cards.card import MAX_TEXT, Button, Card, Colour, Role, TextBlock
from bot.discord.cards.card_reader import read
from bot.discord.client.components import CardButton, layout
from tests.discord.card_samples import answer, quote, shown
from tests.discord.world import walk

CARD = answer_card(answer_pages(answer(quote(), quote("Another.", rank=2, quoted=False))), 0)


def components(card: Card, **more: Any) -> list[dict[str, Any]]:
    """What is sent of a card."""
    return list(walk(layout(card, **more).to_components()))


def test_a_layout_holds_the_blocks_of_its_card_in_a_box_of_its_colour() -> None:
    sent = components(CARD)
    assert len(sent) == CARD.components
    assert sent[0]["accent_color"] == Colour.ANSWER
    assert [one["content"] for one in sent if one["type"] == 10] == [block.text for block in CARD.blocks]


async def test_the_texts_of_a_layout_read_back_as_the_card_and_no_id_comes_twice() -> None:
    texts = [(one["id"], one["content"]) for one in components(CARD) if one["type"] == 10]
    assert read(texts) == shown(CARD)
    assert read(texts).question == "Who opened the library?"
    assert len({number for number, _ in texts}) == len(texts)


async def test_a_line_is_drawn_above_the_blocks_that_have_one() -> None:
    ruled = Card(Colour.PLAIN, (TextBlock(Role.QUOTE, "a"), TextBlock(Role.QUOTE, "b", ruled=True)))
    assert [one["type"] for one in components(ruled)[1:]] == [10, 14, 10]


@pytest.mark.parametrize("private", [False, True])
async def test_every_button_and_the_menu_know_who_asked(private: bool) -> None:
    sent = [one for one in components(CARD, asker=7, private=private) if one["type"] in {2, 3}]
    buttons = [button for row in CARD.rows for button in row]
    assert [one["label"] for one in sent if one["type"] == 2] == [button.label for button in buttons]
    states = [*((one.action, one.page) for one in buttons), (Action.MENU, 0)]
    assert [read_state(one["custom_id"]) for one in sent] == [
        ButtonState(action, page, 7, private, CARD.fingerprint) for action, page in states
    ]
    assert all(CardButton.__discord_ui_compiled_template__.fullmatch(one["custom_id"]) for one in sent)


async def test_the_menu_offers_what_has_no_button() -> None:
    (menu,) = [one for one in components(CARD) if one["type"] == 3]
    assert [(one["label"], one["value"]) for one in menu["options"]] == [(one.label, one.action) for one in CARD.menu]


async def test_a_layout_never_expires() -> None:
    assert layout(CARD).timeout is None


@pytest.mark.parametrize(
    "card",
    [
        Card(Colour.ANSWER, (TextBlock(Role.LEAD, "x" * (MAX_TEXT + 1)),)),
        Card(Colour.ANSWER, (TextBlock(Role.LEAD, "x"),) * 40, ((Button(Action.MORE, "More"),),)),
    ],
)
async def test_a_card_that_discord_would_not_take_says_so_and_is_logged(
    card: Card, caplog: pytest.LogCaptureFixture
) -> None:
    box, text = components(card)
    assert "does not fit" in text["content"]
    assert box["accent_color"] == Colour.WRONG
    assert "card too large" in caplog.text


async def test_a_card_has_no_other_items_than_buttons_and_menus() -> None:
    with pytest.raises(TypeError, match="a card has only buttons and menus"):
        await CardButton.from_custom_id(None, ui.TextDisplay("x"), None)  # type: ignore[arg-type]
