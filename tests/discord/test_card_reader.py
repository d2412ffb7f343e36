"""A card is read back from its texts: the question, the one before it, and each quote with its citation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.cards.answer_cards import answer_pages
from bot.discord.cards.card import Role
from bot.discord.cards.card_reader import Cited, Shown, read
from bot.discord.client.message_text import clean
from tests.discord.card_samples import NAMES, WORDS, answer, quote, shown


@given(WORDS, WORDS, WORDS, NAMES)
def test_what_a_card_shows_is_what_is_read(question: str, before: str, text: str, name: str) -> None:
    question, before = clean(question) or "?", clean(before)
    (page, *_) = answer_pages(answer(quote(text, name=name), question=question), before)
    assert shown(page) == Shown(question, before, (Cited(f"{name}:1", text),))


@pytest.mark.parametrize(
    ("text", "question"),
    [("### Who?", "Who?"), ("**Who?**", "Who?"), ("Who?", "Who?"), ("### a \\*b\\*", "a *b*"), ("", "")],
)
def test_a_question_is_read_without_its_markdown(text: str, question: str) -> None:
    assert read([(Role.QUESTION, text)]) == Shown(question)


@pytest.mark.parametrize(
    ("number", "context"),
    [(Role.QUOTE, False), (Role.QUOTE + 9, False), (Role.CONTEXT, True), (Role.CONTEXT + 9, True)],
)
def test_a_quote_is_its_quoted_lines_and_the_first_citation_below_them(number: int, context: bool) -> None:
    text = "Above:\n> The words\n> go on.\n-# `a.txt:1` · part 1 of 2 · `title`\n-# Also at `b.txt:1`"
    assert read([(number, text)]).quotes == (Cited("a.txt:1", "The words\ngo on.", context=context),)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Role.QUOTE, "> The words without a citation"),
        (Role.PLAIN, "> The words.\n-# `a.txt:1`"),
        (Role.LEAD, "> The words.\n-# `a.txt:1`"),
        (Role.FOOTER, "-# Page 1 of 2"),
        (0, "-# `a.txt:1`"),
    ],
)
def test_no_other_text_is_a_quote(number: int, text: str) -> None:
    assert read([(number, text)]) == Shown("")


@given(st.lists(st.tuples(st.integers(0, 1400), st.text())))
def test_any_text_of_any_message_can_be_read(texts: list[tuple[int, str]]) -> None:
    assert len(read(texts).quotes) <= len(texts)


def test_a_name_with_backticks_and_line_ends_is_read_whole() -> None:
    (page,) = answer_pages(answer(quote(name="a `b` ``c``.txt")))
    assert [one.citation for one in shown(page).quotes] == ["a `b` ``c``.txt:1"]
