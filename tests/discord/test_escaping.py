"""Escaping: the same characters are shown, and nothing in them does anything."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.discord.cards.card import Role
from bot.discord.cards.card_reader import read
from bot.discord.cards.escaping import code, escape, length, link, quoted, unescape, unquoted
from bot.discord.cards.styling import emphasised
from bot.wording.invisible import conceal
from tests.discord.markdown_reader import render

MARKUP = st.text(st.sampled_from(list("\\`*_~|[]()<>@#-+.:/!& \n1a://discord.gg")) | st.characters(), max_size=60)


HOSTILE = (
    "<@1> <@!1> <@&1> <#1> <id:customize> </ask:1> <t:0:R> <:a:1> <a:b:2>",
    "@everyone @here",
    "# a\n## b\n### c\n-# d\n- e\n* f\n+ g\n1. h\n> i\n>>> j",
    "   # a\n  - b\n  12. c",
    "**a** __b__ *c* _d_ ~~e~~ ||f|| `g` ```h```",
    "[a](https://b.c) https://b.c <https://b.c> discord.gg/abc https://discord.com/invite/x",
    ":smile: :+1: 12:30:45 C:\\path",
    "¯\\_(ツ)_/¯ \\* \\\\ \\",
    "<mailto:a@b.c> <a@b.c> <+49 30 1> <tel:1>",
    "⟦U+202E⟧ and \u202e and ⟦U+ and ⟦",
)


def seen(markdown: str) -> str:
    return conceal(render(markdown).text)


@given(MARKUP)
@example("\n".join(HOSTILE))
def test_escaped_text_shows_the_same_characters_and_does_nothing(text: str) -> None:
    shown = render(escape(text))
    assert shown.rules == []
    assert conceal(shown.text) == text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_does_something_unless_it_is_escaped(text: str) -> None:
    assert text.startswith(("¯", "⟦")) or render(text).rules
    assert render(escape(text)).rules == []


@given(MARKUP)
def test_unescaping_gives_back_the_characters(text: str) -> None:
    assert unescape(escape(text)) == text.replace("\r\n", "\n").replace("\r", "\n")


@given(MARKUP, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4), st.integers(0, 60))
def test_emphasis_adds_nothing_that_is_shown(text: str, matches: list[tuple[int, int]], start: int) -> None:
    markdown = emphasised(text, matches, (start, start + 5))
    assert set(render(markdown).rules) <= {"bold", "underline"}
    assert seen(markdown) == unescape(markdown) == text.replace("\r\n", "\n").replace("\r", "\n")


def test_matches_are_bold_and_the_answer_is_underlined_as_well() -> None:
    assert emphasised("who met Ann in Rome", [(4, 7), (15, 19)], (8, 11)) == "who **met** __**Ann**__ in **Rome**"


def test_matches_with_but_a_space_or_a_hyphen_between_them_are_one() -> None:
    assert (
        emphasised("the co-chaired third dialogue", [(4, 6), (7, 14), (15, 20)]) == "the **co-chaired third** dialogue"
    )
    assert emphasised("a b\nc d", [(0, 1), (2, 3), (4, 5)]) == "**a b**\n**c** d"


def test_adjacent_matches_are_one() -> None:
    assert emphasised("ab cd", [(0, 2), (2, 5)]) == "**ab cd**"


def test_emphasis_ends_with_its_line() -> None:
    assert emphasised("one\ntwo", [(0, 7)]) == "**one**\n**two**"


@given(MARKUP)
def test_no_line_of_a_block_quote_breaks_out(text: str) -> None:
    markdown = quoted(escape(text))
    assert all(line.startswith("> ") for line in markdown.split("\n"))
    assert set(render(markdown).rules) == {"quote"}
    assert unescape(unquoted(markdown)) == text.replace("\r\n", "\n").replace("\r", "\n")


@given(st.text(min_size=1, max_size=40))
def test_a_citation_in_a_code_span_is_shown_whole(name: str) -> None:
    text = f"{name}:12"
    assert "code" in render(code(text)).rules
    assert "\n" not in code(text)
    (cited,) = read([(Role.QUOTE, f"> words\n-# {code(text)} · part 1 of 2 · `title`")]).quotes
    assert cited.citation == "".join("␊" if one in "\r\n" else one for one in text)


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_link_leads_where_it_says_or_nowhere(label: str, address: str) -> None:
    markdown = link(label, f"https://example.org/{address}")
    assert markdown.count("](<") <= 1
    match = re.search(r"\]\(<([^>]*)>\)$", markdown)
    assert match is None or (match[1].startswith("https://example.org") and not re.search(r"[\s<>()]", match[1]))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://", "ftp://a.b", "https://u:p@a.b", "https://[", ""])
def test_an_address_that_is_not_safe_is_no_link(url: str) -> None:
    assert link("Title", url) == "Title"


def test_length_counts_as_discord_may_at_most() -> None:
    assert length("a😀") == 3
