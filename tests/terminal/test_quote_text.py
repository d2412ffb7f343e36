"""Quotes on the screen: as the page shows them, whatever they are, with every word in its order."""

import dataclasses
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.terminal.quote_text import BAR, MOST_LINES, quote_lines
from bot.terminal.screen import Screen, harmless
from index.documents.blocks import Kind
from tests.marked_text import MARKDOWN, marked

PIPE = Screen()
NARROW, WIDE = Screen(40), Screen(100)
TABLE = "| Step | What happens |\n|---:|---|\n| 1 | Spoken *warning* |\n| 10 | `Mute` |"


def shown(text: str, screen: Screen = PIPE, **more: Any) -> list[str]:
    return list(quote_lines(marked(text, **more), screen))


def test_a_paragraph_stands_in_quotation_marks_without_the_marks_of_its_markup() -> None:
    assert shown("Save **it** with `/save`\nand *go*.") == ["“Save it with /save and go.”"]


def test_steps_have_a_bar_and_hang_behind_their_numbers() -> None:
    text = "Do this:\n\n1. Pull the old **house** down with `/plot clear`, all of it\n2. Claim\n   - nested item"
    assert shown(text, NARROW) == [
        "│ Do this:",
        "│",
        "│ 1. Pull the old house down with /plot",
        "│    clear, all of it",
        "│ 2. Claim",
        "│    • nested item",
    ]


def test_code_is_set_off_and_never_wrapped() -> None:
    line = "sudo firewall-cmd --permanent --add-port=27600/udp   # two  spaces"
    assert shown(f"Type:\n\n```sh\n{line}\n\n  x\n```\n\nThen *go*.", NARROW) == [
        "│ Type:",
        "│",
        f"│   {line}",
        "│",
        "│     x",
        "│",
        "│ Then go.",
    ]


def test_the_cells_of_a_table_stand_under_one_another() -> None:
    assert shown(TABLE) == ["│ Step  What happens", "│ 1     Spoken warning", "│ 10    Mute"]
    wide = shown("| 漢字 | b |\n|---|---|\n| a | c |")
    assert wide == ["│ 漢字  b", "│ a     c"]


def test_each_cell_of_a_row_from_right_to_left_is_set_apart() -> None:
    assert shown("| التذكرة | السعر |\n|---|---|\n| بالغ | 45 AED |") == [
        "│ \u2068التذكرة\u2069  \u2068السعر\u2069",
        "│ \u2068بالغ\u2069     \u206845 AED\u2069",
    ]


def test_a_row_by_itself_stands_below_the_names_of_its_columns() -> None:
    row = "| `/home` | Walks you to your bed | 5 min |"
    table = f"| Command | What | Wait |\n|---|---|---|\n{row}"
    start = table.index(row)
    marks = [
        one._replace(start=one.start - start, end=one.end - start) for one in marked(table).marks if one.start >= start
    ]
    given = {"marks": tuple(marks), "columns": ("Command", "What", "Wait"), "kind": Kind.ROW}
    assert shown(row, WIDE, **given) == [
        "┆ Command  What                   Wait",
        "│ /home    Walks you to your bed  5 min",
    ]
    assert shown(row, Screen(30), **given) == [
        "│ Command: /home",
        "│ What: Walks you to your",
        "│   bed",
        "│ Wait: 5 min",
    ]


def test_a_table_that_is_too_wide_is_a_line_for_each_cell() -> None:
    assert shown(TABLE, Screen(20))[:4] == ["│ Step: 1", "│ What happens:", "│   Spoken warning", "│"]


@pytest.mark.parametrize(
    ("text", "screen", "line"),
    [
        ("See [the page](https://a.example/b) now.", WIDE, "“See the page <https://a.example/b> now.”"),
        ("See [the page](https://a.example/b) now.", NARROW, "“See the page now.”"),
        ("See [the page](../b.md) now.", WIDE, "“See the page now.”"),
        ("See <https://a.example/b> now.", WIDE, "“See https://a.example/b now.”"),
        (f"See [it](https://a.example/{'b' * 80}).", WIDE, "“See it.”"),
        ("See [it](mailto:a@b.example) now.", WIDE, "“See it now.”"),
    ],
)
def test_the_address_of_a_link_is_behind_it_if_it_is_of_use(text: str, screen: Screen, line: str) -> None:
    assert shown(text, screen) == [line]


def test_in_colour_styles_are_seen_and_matches_and_the_answer_are_where_they_stand() -> None:
    text = "A **bold** *it* `co de` ~~no~~ [li](https://a.b) word"
    matches = ((text.index("de"), text.index("de") + 2),)
    start = text.index("word")
    (line,) = shown(text, Screen(color=True), matches=matches, answer=(start, start + 4))
    assert line == (
        "“A \x1b[1mbold\x1b[0m \x1b[3mit\x1b[0m \x1b[35mco \x1b[0m\x1b[35;1mde\x1b[0m \x1b[9mno\x1b[0m"
        " \x1b[4mli\x1b[0m\x1b[2m <https://a.b>\x1b[0m \x1b[1;32mword\x1b[0m”"
    )


def test_the_answer_in_a_table_is_emphasised() -> None:
    at = TABLE.index("Spoken")
    lines = shown(TABLE, Screen(color=True), answer=(at, at + 6))
    assert "\x1b[1;32mSpoken\x1b[0m \x1b[3mwarning\x1b[0m" in lines[1]


def test_a_faint_quote_is_faint_all_over() -> None:
    quote = marked("A **bold** word.", matches=((2, 10),))
    assert list(quote_lines(quote, Screen(color=True), faint=True)) == ["\x1b[2m“A bold word.”\x1b[0m"]


def test_of_a_long_quote_the_part_around_the_answer_is_shown_and_what_is_left_out() -> None:
    text = "Steps:\n\n" + "\n".join(f"- item number {at}" for at in range(100))
    top = shown(text, WIDE)
    assert len(top) == MOST_LINES + 1
    assert top[-1] == "… 62 more lines, a.md:41-102"
    start = text.index("number 90")
    bottom = shown(text, WIDE, answer=(start, start + 9))
    assert bottom[0] == "… 90 lines before, a.md:1-90"
    assert bottom[1:] == [f"│ • item number {at}" for at in range(88, 100)]
    assert len(shown(text)) == 102


@pytest.mark.parametrize(
    "text", ["a \x1b[2J `b\x07` **c\x9b**", "```\n\x1b]0;x\x07\n```", "- \x1b[2J\n- \u202ex", TABLE]
)
@pytest.mark.parametrize("screen", [PIPE, NARROW, Screen(40, color=True)])
def test_nothing_in_a_source_commands_the_terminal(text: str, screen: Screen) -> None:
    out = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(shown(text, screen)))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out)


@given(MARKDOWN, st.sampled_from([None, 40, 100]), st.booleans())
def test_every_word_that_a_page_shows_is_shown_in_its_order(text: str, width: int | None, color: bool) -> None:
    quote = dataclasses.replace(marked(text), matches=((0, len(text) // 2),), answer=(len(text) // 3, len(text)))
    lines = list(quote_lines(quote, Screen(width, color=color)))
    if any("more lines" in line or "lines before" in line for line in lines) or "| Name" in text:
        return
    bare = [re.sub(r"\x1b\[[0-9;]*m", "", line).removeprefix(BAR.rstrip()) for line in lines]
    words = re.sub(r"\s<https://example\.org/a\(b\)>", "", "\n".join(bare)).replace("“", "").replace("”", "")
    assert "".join(words.split()).replace(">", "") == "".join(harmless(quote.plain).split()).replace(">", "")


@given(MARKDOWN)
def test_no_line_but_code_and_tables_is_wider_than_the_screen(text: str) -> None:
    if "```" not in text and "|" not in text and "    " not in text:
        assert all(NARROW.cells(line) <= 40 for line in shown(text, NARROW))
