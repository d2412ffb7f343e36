"""Cards of the sources: within the limits, with the names to cite."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord.cards.info_cards import about_card, failure_card, found_card, sources_card
from index.documents.folder import Problem
from index.documents.source import Metadata
from index.retrieval.engine import Record
from tests.discord.card_samples import NAMES, WORDS, hold


def record(number: int, title: str = "") -> Record:
    metadata = Metadata(title=title or None, publisher="The Paper", date=dt.date(2020, 3, 4))
    return Record(f"{number:03}.txt", title or f"{number:03}", "0" * 64, 1200, 340, 0, metadata)


@settings(max_examples=30, deadline=None)
@given(st.lists(NAMES, max_size=30), st.integers(0, 5), WORDS)
def test_any_list_of_sources_is_within_the_limits(titles: list[str], number: int, typed: str) -> None:
    records = [record(at, title * 5) for at, title in enumerate(titles)]
    hold(sources_card(records, [Problem("a", "b")], number, private=False))
    hold(found_card(records, typed))
    hold(about_card(typed, "1.0", 3, [], "Nothing."))


def test_sources_are_listed_by_pages_with_their_names_to_cite() -> None:
    records = [record(number, f"Title {number}") for number in range(20)]
    card = sources_card(records, [Problem("x.txt", "empty")], 1, private=True)
    assert card.blocks[0].text == "### 20 sources\n-# 1 more cannot be read; the log says why"
    assert card.blocks[1].text == "Title 8 · The Paper · 4 March 2020\n-# `008.txt` · 1,200 lines · 340 sentences"
    assert [block.ruled for block in card.blocks[1:4]] == [False, True, True]
    assert card.blocks[-1].text == "-# Page 2 of 3"
    assert [button.label for row in card.rows for button in row] == ["Back", "More"]


def test_an_error_says_its_id_if_it_has_one() -> None:
    assert failure_card("It failed. Try again.").blocks[0].text == "It failed. Try again."
    assert failure_card("It failed.", "ab12").blocks[0].text.endswith("tell whoever runs me: error `ab12`")
