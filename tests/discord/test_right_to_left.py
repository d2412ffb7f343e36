"""What is read from right to left is set apart on cards, hides nothing, and is read back as it was written."""

import re

import pytest

from bot.discord.cards.answer_cards import answer_pages
from bot.discord.cards.check_cards import context_pages
from bot.discord.cards.citing import article, cited, told
from bot.discord.cards.quote_markdown import apart, words_of
from bot.wording.direction import ISOLATES, direction, isolated, left_to_right
from bot.wording.speaking import said, shipped
from index.citations.excerpts import Excerpt, ExcerptLine
from tests.discord.card_samples import answer, hold, quote, shown

ARABIC, HEBREW = "افتتح العمدة المكتبة في 4 مارس.", "ראש העיר פתח את הספרייה."
NAME = "مكتبة.txt"
HOSTILE = "The fine is \u202e00.5\u202c euros, \u2067not\u2069 \u20664\u2069."
FIRST, LEFT, END = "\u2068", "\u2066", "\u2069"


def balanced(text: str) -> bool:
    """True if every isolate of each line of a text ends on that line."""
    return all(len(re.findall(f"[{ISOLATES[:3]}]", line)) == line.count(END) for line in text.split("\n"))


@pytest.mark.parametrize("text", [ARABIC, HEBREW])
def test_titles_publishers_and_citations_are_set_apart(text: str) -> None:
    named = article(text, text, None, None)
    assert named.count(FIRST) == named.count(END) == 2
    assert cited(f"{NAME}:3", "part 1 of 2") == f"-# {LEFT}`{NAME}:3`{END} · part 1 of 2"


def test_every_line_of_a_quote_has_a_direction_of_its_own_behind_the_mark_of_an_item() -> None:
    assert apart(f"{ARABIC}\nA line\n  - {HEBREW}") == f"{FIRST}{ARABIC}{END}\nA line\n  - {FIRST}{HEBREW}{END}"
    assert apart(f"```\n{ARABIC}\n```") == f"```\n{ARABIC}\n```"
    assert words_of(apart(f"- {HEBREW}")) == f"• {HEBREW}"


def test_text_that_is_read_from_left_to_right_gets_no_marks() -> None:
    for text in ("The library", "Die Bücherei", "图书馆", "Библиотека", "👍"):
        assert isolated(text) == left_to_right(text) == text
    assert not re.search(f"[{ISOLATES}]", "".join(block.text for block in answer_pages(answer(quote()))[0].blocks))


@pytest.mark.parametrize("text", [ARABIC, HEBREW, HOSTILE])
def test_a_card_reads_back_every_character_and_no_override_is_left_in_it(text: str) -> None:
    given = answer(quote(text, name=NAME, title=text, publisher=text), question=text)
    (page,) = answer_pages(given, before=text)
    hold(page)
    written = "\n".join(block.text for block in page.blocks)
    assert balanced(written)
    assert not re.search("[\u202a-\u202e\u200e\u200f\u061c]", written)
    back = shown(page)
    assert (back.question, back.before) == (text, text)
    assert [(one.citation, one.words) for one in back.quotes] == [(f"{NAME}:1", text)]


def test_the_marks_of_a_source_cannot_end_those_around_it() -> None:
    for text in (f"{ARABIC}{END}{END}", f"{FIRST}{ARABIC}", f"{END}abc{FIRST}"):
        lead = shipped().say("notes.subject", subject=text)
        assert balanced(told(lead))
        assert balanced(said("card.following", question=text))


def test_the_lines_around_a_place_stand_behind_their_numbers() -> None:
    lines = (ExcerptLine(9, ARABIC), ExcerptLine(10, "A line."))
    excerpt = Excerpt(f"{NAME}:9", NAME, ARABIC, None, None, None, "0" * 64, lines)
    (page,) = context_pages([excerpt])
    assert f"`9` {FIRST}{ARABIC}{END}" in page.blocks[1].text
    assert "`10` A line" in page.blocks[1].text


def test_the_direction_of_a_text_is_that_of_its_first_letter() -> None:
    assert [direction(text) for text in ("12 بالغ A", "A بالغ", "12", "מגדלור")] == ["rtl", "ltr", "ltr", "rtl"]
