"""Cards: pages within their room, every quote whole or in parts that are numbered and never lose a character."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.cards.button_state import Action
from bot.discord.cards.card import PIECES, Button, Card, Colour, Piece, Role, TextBlock, paginate, parts
from bot.discord.cards.escaping import length, unescape, unquoted
from bot.wording.direction import without_isolates
from tests.discord.card_samples import WORDS

ROOM = 400


def below(part: str) -> Sequence[str]:
    return [f"-# `a.txt:1`{' · ' if part else ''}{part}", "-# Also elsewhere"]


def piece(text: str, role: Role = Role.QUOTE, **more: str) -> Piece:
    return Piece(role, text, below, **more)  # type: ignore[arg-type]


def words(blocks: Sequence[TextBlock]) -> str:
    lines = (line for block in blocks for line in [[one for one in block.text.split("\n") if one.startswith("> ")]])
    return "".join(unescape(without_isolates(unquoted("\n".join(each)))) for each in lines)


@given(st.lists(WORDS | WORDS.map(lambda text: text * 20), max_size=6), st.integers(1, 4))
def test_pages_hold_every_piece_whole_within_their_room(texts: list[str], most: int) -> None:
    pages = paginate(map(piece, texts), ROOM, most)
    assert all(0 < len(page) <= most for page in pages)
    assert all(sum(length(block.text) for block in page) <= ROOM for page in pages)
    assert words([block for page in pages for block in page]) == "".join(texts)
    assert all(not page[0].ruled and all(block.ruled for block in page[1:]) for page in pages)


def test_a_page_is_begun_only_where_the_next_piece_does_not_fit() -> None:
    short = [piece("One came.")] * (2 * PIECES + 1)
    assert [len(page) for page in paginate(short, 4000)] == [PIECES, PIECES, 1]
    assert [len(page) for page in paginate([piece("x" * 200), piece("y"), piece("z" * 200)], ROOM, 9)] == [2, 1]
    assert paginate([], ROOM) == []


def test_only_a_quote_has_a_line_above_it_and_never_at_the_top() -> None:
    (page,) = paginate([piece("One."), piece("He.", Role.CONTEXT), piece("Two.")], 4000)
    assert [block.ruled for block in page] == [False, False, True]


def test_a_text_that_fits_is_one_block_without_a_remark() -> None:
    (block,) = parts(piece("The *words*.", before="`1` ", after=" …", above="Above:"), ROOM)
    assert block.text == "Above:\n> `1` The \\*words\\*. …\n-# `a.txt:1`\n-# Also elsewhere"


def test_a_longer_text_is_cut_between_words_into_parts_that_say_their_number() -> None:
    text = " ".join(f"word{number}" for number in range(200))
    found = parts(piece(text, before="`1` ", after=" …"), ROOM)
    assert words(found).removeprefix("`1` ").replace(" …", "") == text
    assert all(f"part {at} of {len(found)}" in block.text for at, block in enumerate(found, start=1))
    assert all(f"> {'`1` ' if at == 0 else ''}word" in block.text for at, block in enumerate(found))
    assert [" …\n" in block.text for block in found] == [False] * (len(found) - 1) + [True]


def test_spans_are_emphasised_in_the_part_that_they_stand_in() -> None:
    text = f"{'x' * 300} {'y' * 300}"
    first, second = parts(Piece(Role.QUOTE, text, below, matches=((301, 601),), answer=(0, 300)), ROOM)
    assert first.text.startswith(f"> __**{'x' * 300}**__")
    assert second.text.startswith(f"> **{'y' * 300}**\n")


def test_lines_below_the_citation_that_take_too_much_room_are_left_out() -> None:
    long = Piece(Role.QUOTE, "One came.", lambda _: ["-# `a.txt:1`", "-# " + "x" * ROOM, "-# short"])
    (block,) = parts(long, ROOM)
    assert block.text == "> One came.\n-# `a.txt:1`\n-# short"


@pytest.mark.parametrize(("text", "size"), [("abc", 3), ("😀", 2)])
def test_a_card_is_counted_as_discord_counts_it(text: str, size: int) -> None:
    blocks = (TextBlock(Role.LEAD, text), TextBlock(Role.QUOTE, text, ruled=True))
    rows = ((Button(Action.MORE, "More"), Button(Action.BACK, "Back")), (Button(Action.DELETE, "Delete"),))
    card = Card(Colour.ANSWER, blocks, rows)
    assert card.text_length == 2 * size
    assert card.components == 1 + 2 + 1 + (1 + 2) + (1 + 1)
