"""Quotes in the markdown of Discord: what is meant does what it means, and nothing else does anything."""

import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from bot.discord.cards.answer_cards import answer_pages
from bot.discord.cards.card import Role
from bot.discord.cards.escaping import quoted
from bot.discord.cards.quote_markdown import quote_markdown, within, words_of
from bot.wording.invisible import conceal
from index.documents.blocks import Kind
from index.documents.shown_lines import shown_lines
from tests.discord.card_samples import answer, hold, shown
from tests.discord.markdown_reader import render
from tests.marked_text import MARKDOWN, marked, marks_of

Spans = tuple[tuple[int, int], ...]
OURS = {"bold", "italic", "underline", "strike", "code", "code block", "list", "quote"}
HOSTILE = (
    "A **@everyone** and `@here` <@1> [@here](https://evil.example) x",
    "- @everyone\n- <@&2>\n\n1. # not a heading\n2. > not a quote\n3. - not a list",
    "```\n```` ``\n@everyone\n```",
    "~~~\n```\n@everyone **b** https://evil.example\n~~~",
    "| `a` | @everyone |\n|---|---|\n| ||s|| | discord.gg/abc |\n| _x_: | **b** |",
    "[https://good.example](https://evil.example) and <https://evil.example>",
    "**a\\*b** *c\\*d* ~~e\\~f~~ __g\\_h__ *a***b**",
    "&lt;@1&gt; &#64;everyone \\@here &#42;&#42;b&#42;&#42;",
    "# ||heading||\n\n\\# no heading \\- no list \\> no quote",
    "`` ` `` `a` `b\\` ```c``` ``d`e``",
    "a\\\n```\nb\\\n```",
)


def written(text: str, columns: tuple[str, ...] = (), matches: Spans = (), answered: Any = None) -> str:
    return quote_markdown(shown_lines(text, marks_of(text)), columns, matches, answered)


def squeezed(text: str) -> str:
    """A text without white space, what stands between its cells, and what the marks of its items are made of."""
    return re.sub(r"[\s•│☐☑>\d.]", "", text)


def test_styles_are_those_of_discord_and_links_are_their_words() -> None:
    text = "A **bold** *it* __b__ _i_ `co*de` ~~no~~ [li*n*k](https://a.b) \\*x\\*"
    assert written(text) == "A **bold** *it* **b** *i* `co*de` ~~no~~ li*n*k \\*x\\*"


def test_matches_and_the_answer_stand_out_and_code_does_so_whole() -> None:
    text = "Type `/plot clear` *now* please"
    plot = text.index("plot")
    assert written(text, matches=((plot, plot + 4),)) == "Type **`/plot clear`** *now* please"
    assert written(text, answered=(plot, plot + 4)) == "Type __**`/plot clear`**__ *now* please"
    assert written(text, matches=((20, 23),)) == "Type `/plot clear` **now** please"


def test_italics_that_discord_would_misread_are_left_out() -> None:
    assert written("*a\\*b* and *c***d**") == "a\\*b and c**d**"


def test_lists_are_lists() -> None:
    text = "Do:\n\n1. **One**\n2. two\n   - nested\n\n- [x] done"
    assert written(text) == "Do:\n\n1. **One**\n2. two\n  - nested\n\n- ☑ done"


def test_code_is_a_block_unless_something_in_it_would_end_the_block() -> None:
    assert written("Type:\n\n```sh\nls *a*\n\n  @here\n```\n\nThen") == "Type:\n```\nls *a*\n\n  @here\n```\nThen"
    assert written("~~~\n```x\n*a*\n~~~") == "\\`\\`\\`x\n\\*a\\*"


def test_a_table_is_a_list_of_rows_below_the_names_of_its_columns() -> None:
    text = "| Step | What |\n|---|---|\n| 1 | *Mute* |\n| 2 | `Ban` |"
    assert written(text) == "**Step │ What**\n- 1 │ *Mute*\n- 2 │ `Ban`"
    assert words_of(written(text)) == "Step\tWhat\n1\tMute\n2\tBan"


def test_a_row_by_itself_is_a_line_for_each_cell() -> None:
    table = "| C | D |\n|---|---|\n| `/home` | Walks. |  |"
    row = shown_lines(table, marks_of(table))[1]
    made = quote_markdown([row], ("Com_mand", "What: it *does*"), (), None)
    assert made == "_Com\\_mand:_ `/home`\n_What: it \\*does\\*:_ Walks."
    assert words_of(made) == "/home\nWalks."


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markdown_does_nothing(text: str) -> None:
    markdown = quoted(written(text, matches=((2, 12),), answered=(5, 30)))
    assert set(render(markdown).rules) <= OURS, markdown
    assert all(line.startswith("> ") for line in markdown.split("\n"))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(MARKDOWN, st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=3), st.integers(0, 80))
@example("*a*`*`**b**~~c~~__d__", [], 0)
def test_any_markdown_shows_its_words_and_nothing_unescaped(text: str, matches: Spans, start: int) -> None:
    lines = shown_lines(text, marks_of(text))
    markdown = quote_markdown(lines, (), matches, (start, start + 9))
    seen = render(quoted(markdown))
    assert set(seen.rules) <= OURS, markdown
    words = squeezed("\n".join(f"{one.marker} {one.text}" for one in lines))
    assert squeezed(conceal(seen.text)) == words
    assert squeezed(words_of(markdown)) == words


@given(MARKDOWN, st.lists(st.integers(0, 300), max_size=3))
def test_the_parts_of_a_quote_hold_all_of_its_words(text: str, cuts: list[int]) -> None:
    lines = shown_lines(text, marks_of(text))
    ends = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    parts = [within(lines, start, end) for start, end in pairwise(ends)]
    found = "".join(squeezed("\n".join(one.text for one in part)) for part in parts)
    assert found == squeezed("\n".join(one.text for one in lines))


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(MARKDOWN, st.sampled_from([1, 1, 40]))
def test_any_quote_fits_onto_cards_and_is_read_back(text: str, times: int) -> None:
    quote = marked("\n\n".join([text] * times), headings=("Start *here*", "@everyone"), page=3)
    pages = answer_pages(answer(quote))
    for page in pages:
        hold(page)
    assume(quote.plain.strip())
    words = "".join(one.words for page in pages for one in shown(page).quotes)
    expected = "\n".join(f"{one.marker} {one.text}" for one in shown_lines(quote.text, quote.marks))
    assert re.sub(r"\W", "", squeezed(words)) == re.sub(r"\W", "", squeezed(expected))


def test_a_card_names_the_headings_and_the_page_below_the_quote() -> None:
    quote = marked("So *it* goes.", headings=("Start", "House_s"), page=3, kind=Kind.TEXT)
    (page,) = answer_pages(answer(quote))
    (block,) = (one for one in page.blocks if one.role is Role.QUOTE)
    assert block.text == "> So *it* goes.\n-# Guide › Start › House\\_s\n-# `a.md:1-1` · page 3"


def test_the_name_of_a_column_from_right_to_left_stands_at_the_right_of_its_cell() -> None:
    shown = written("| عائلة | 45 AED |\n|---|---|", ("التذكرة", "السعر")).split("\n")
    assert shown[1] == "\u2067\u2068_\u2068السعر:\u2069_ \u2069\u206845 AED\u2069\u2069"
    assert words_of("\n".join(shown)) == "عائلة\n45 AED"
