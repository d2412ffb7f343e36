"""Lines of a rendered page: what is an item, code, a row, and how far each is indented."""

from itertools import pairwise

import pytest
from hypothesis import given

from index.documents.blocks import Kind
from index.documents.reading import plain
from index.documents.shown_lines import Layout, shown_lines
from tests.marked_text import MARKDOWN, marks_of

TEXT, HEADING, ITEM, CODE, HEAD, ROW, BLANK = Layout


def lines(text: str, **more: int) -> list[tuple[Layout, int, str, str]]:
    return [(one.layout, one.indent, one.marker, one.text) for one in shown_lines(text, marks_of(text), **more)]  # type: ignore[arg-type]


def test_a_paragraph_is_one_line_and_a_hard_break_makes_two() -> None:
    assert lines("one\ntwo  \nthree\n\nfour") == [
        (TEXT, 0, "", "one two"),
        (TEXT, 0, "", "three"),
        (BLANK, 0, "", ""),
        (TEXT, 0, "", "four"),
    ]


def test_items_have_their_marks_and_what_goes_on_in_them_is_indented() -> None:
    assert lines("Do:\n\n1. *One*\n   goes on\n2) two\n\n   more\n- [x] done\n  - nested") == [
        (TEXT, 0, "", "Do:"),
        (BLANK, 0, "", ""),
        (ITEM, 0, "1.", "One goes on"),
        (ITEM, 0, "2)", "two"),
        (BLANK, 0, "", ""),
        (TEXT, 3, "", "more"),
        (ITEM, 0, "• ☑", "done"),
        (ITEM, 2, "•", "nested"),
    ]


def test_code_keeps_its_lines_and_is_indented_as_its_fence() -> None:
    assert lines("1. Type\n\n   ```sh\n   ls\n\n     x\n   ```\n2. Next") == [
        (ITEM, 0, "1.", "Type"),
        (BLANK, 0, "", ""),
        (CODE, 3, "", "ls"),
        (CODE, 3, "", ""),
        (CODE, 3, "", "  x"),
        (ITEM, 0, "2.", "Next"),
    ]


def test_code_by_indentation_is_code_and_what_stands_in_a_titled_block_is_not() -> None:
    assert lines("Type:\n\n    ls\n      x\n\nThen") == [
        (TEXT, 0, "", "Type:"),
        (BLANK, 0, "", ""),
        (CODE, 0, "", "ls"),
        (CODE, 0, "", "  x"),
        (BLANK, 0, "", ""),
        (TEXT, 0, "", "Then"),
    ]
    text = '!!! note "Title"\n    One.\n\n    Two.\n'
    start = text.index("One")
    marks = [one._replace(start=one.start - start, end=one.end - start) for one in marks_of(text) if one.start >= start]
    within = shown_lines(text[start:], marks, column=5)
    assert [(one.layout, one.indent, one.text) for one in within if one.text] == [(TEXT, 0, "One."), (TEXT, 0, "Two.")]


def test_what_is_indented_with_all_of_a_quote_is_not_indented_within_it() -> None:
    text = "- Tab\n\n    1. Run\n       - it\n    2. Wait\n\n    ```\n    x\n    ```"
    start = text.index("1.")
    marks = [one._replace(start=one.start - start, end=one.end - start) for one in marks_of(text) if one.start >= start]
    within = shown_lines(text[start:], marks, column=5)
    assert [(one.indent, one.text) for one in within if one.text] == [(0, "Run"), (3, "it"), (0, "Wait"), (0, "x")]
    nested = lines("- A:\n    - b\n    - c")
    assert [one[1] for one in nested] == [0, 4, 4]


def test_code_that_is_all_of_a_quote_is_code_without_a_fence() -> None:
    shown = shown_lines("ls *\n  x", (), Kind.CODE)
    assert [(one.layout, one.text) for one in shown] == [(CODE, "ls *"), (CODE, "  x")]


def test_the_first_row_of_a_table_names_its_columns_and_the_rule_below_is_left_out() -> None:
    shown = shown_lines(text := "| A | *B* |\n|---|:-:|\n| `x|y` | |\n", marks_of(text))
    assert [(one.layout, len(one.cells)) for one in shown] == [(HEAD, 2), (ROW, 2)]
    assert shown[0].text == "A\tB"


def test_headings_and_quotations_lose_their_marks() -> None:
    assert lines("## Head *it*\n\nwords") == [(HEADING, 0, "", "Head it"), (BLANK, 0, "", ""), (TEXT, 0, "", "words")]
    assert [one for one in lines("> one\n>\n> - two") if one[3]] == [(TEXT, 0, "", "one"), (ITEM, 0, "•", "two")]


@pytest.mark.parametrize("text", ["", "\n\n", "  \n"])
def test_nothing_has_no_lines(text: str) -> None:
    assert shown_lines(text) == ()


@given(MARKDOWN)
def test_the_lines_hold_the_words_that_are_shown_in_their_order(text: str) -> None:
    marks = marks_of(text)
    shown = shown_lines(text, marks)
    words = [word for one in shown for word in f"{one.marker} {one.text}".split()]
    assert "".join(words).replace(">", "") == "".join(plain(text, marks).split()).replace(">", "")
    assert all(one.start <= one.end for one in shown)
    assert all(before.end <= after.start for before, after in pairwise(shown))
