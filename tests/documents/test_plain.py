"""Which lines run on into one another, and which stand for themselves."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents.blocks import Block
from index.documents.markdown import Fences
from index.documents.plain import structure
from index.documents.source import Source

WRAPPED = """\
The committee, which met on Monday for the first time since the summer,
decided to build a bridge over the river, said the president, John
Smith, who had asked for it. The bridge will cost 3.5 million dollars
and open in May.

Nobody was against it. The mayor called it a great day for the city and
for everyone in it.
"""


def blocks(text: str, name: str = "a.txt") -> tuple[Block, ...]:
    return structure(Source(name, text, "")).blocks


def laid_out(text: str, name: str = "a.txt") -> list[tuple[str, int]]:
    return [(text[block.start : block.end], block.paragraph) for block in blocks(text, name)]


def lines(text: str, name: str = "a.txt") -> list[str]:
    return [words for words, _ in laid_out(text, name)]


def test_text_wrapped_at_a_width_is_one_run_a_paragraph() -> None:
    first, second = WRAPPED.strip().split("\n\n")
    assert laid_out(WRAPPED) == [(first, 0), (second, 1)]


def test_short_paragraphs_show_together_that_a_text_was_wrapped() -> None:
    paragraphs = [
        "The committee met on Monday for the first time since May, said\nits head.",
        "It was a long and a fruitful meeting of all its members, said John\nSmith.",
        "Nobody was against it, and all of them wanted to meet again\nsoon.",
    ]
    assert lines("\n\n".join(paragraphs)) == paragraphs


def test_any_line_end_parts_lines() -> None:
    assert len(lines(WRAPPED.replace("\n", "\r\n"))) == len(lines(WRAPPED.replace("\n", "\r"))) == 2


def test_one_paragraph_a_line_makes_each_line_a_paragraph() -> None:
    text = "The first paragraph has two sentences. They stand on one line.\n"
    text += "The second paragraph stands on the next line, and is long."
    assert laid_out(text) == [(line, number) for number, line in enumerate(text.split("\n"))]


def test_a_heading_above_wrapped_text_stands_alone() -> None:
    assert lines("A NEW BRIDGE\n" + WRAPPED)[0] == "A NEW BRIDGE"


def test_marked_headings_lose_their_marks_and_stand_alone() -> None:
    text = "# The bridge\nIt is new.\n\nThe cost\n--------\nIt was high.\n"
    assert lines(text, "a.md") == ["The bridge", "It is new.", "The cost", "It was high."]


def test_each_item_of_a_list_is_a_run_and_may_go_on_below_its_mark() -> None:
    text = "We need:\n\n- wood. Much of it\n  from here\n- iron\n* stone\n1. time\n(a) and money"
    assert lines(text) == ["We need:", "wood. Much of it\n  from here", "iron", "stone", "1. time", "(a) and money"]


def test_verses_stand_line_by_line_in_one_paragraph_a_stanza() -> None:
    poem = "Shall I compare thee to a summer's day?\nThou art more lovely and more temperate:\n"
    poem += "Rough winds do shake the darling buds of May,\nAnd summer's lease hath all too short a date.\n"
    assert laid_out(poem) == [(line, 0) for line in poem.splitlines()]


def test_code_stands_line_by_line_and_is_not_split() -> None:
    code = "def area(r):\n    # A comment. Another.\n    return 3.14 * r\n"
    found = blocks(f"Text.\n\n```python\n{code}```\n\nMore.\n")
    assert [block.whole for block in found] == [False, True, True, True, False]
    assert all(block.whole for block in blocks("x = 1;\ny = f(x);\nprint(y);\n"))


@pytest.mark.parametrize(("outer", "inner"), [("```", "~~~"), ("~~~", "```"), ("````", "```"), ("```", "```py")])
def test_a_fence_is_closed_by_its_own_kind_alone(outer: str, inner: str) -> None:
    text = f"{outer}\nOne. Two.\n{inner}\nThree. Four.\n{outer}\nFive. Six.\n"
    found = {text[block.start : block.end]: block.whole for block in blocks(text)}
    found.pop(inner, None)
    assert found == {"One. Two.": True, "Three. Four.": True, "Five. Six.": False}


def test_words_in_three_backticks_on_one_line_open_no_code() -> None:
    text = "```a word``` is shown.\n\nOne. Two.\n"
    assert not any(block.whole for block in blocks(text))


def test_rows_of_a_table_are_not_split() -> None:
    found = blocks("| Name. Of it | Cost |\n|---|---|\n| Bridge | 3 |\n")
    assert [block.whole for block in found] == [True, True]


def test_a_long_line_without_an_end_runs_on_into_a_lower_case_one() -> None:
    text = "The committee, which met on Monday for the first time,\ndecided nothing at all.\nNobody was there."
    assert lines(text)[0].endswith("at all.")


def test_short_lines_in_lower_case_do_not_run_on() -> None:
    assert lines("apples\npears\nplums\n") == ["apples", "pears", "plums"]


def test_headlines_below_one_another_do_not_run_on() -> None:
    text = "US military probes possible changes after Niger attack\nTrump says talks tough, failure possible\nTalks end"
    assert lines(text) == text.split("\n")


def test_wrapped_chinese_is_one_run() -> None:
    text = "中国和美国星期二在北京举行第二次打击网络犯罪\n及相关事项高级别联合对话双方就网络安全问题\n"
    text += "交换意见并同意继续加强合作同时决定明年再次\n举行会议。"
    assert lines(text) == [text]


def test_lines_left_out_part_what_stands_around_them() -> None:
    found = structure(Source("a.txt", WRAPPED, ""), left_out={2}).blocks
    assert [WRAPPED[run.start : run.end].partition("\n")[0][:12] for run in found] == [
        "The committe",
        "Smith, who h",
        "Nobody was a",
    ]


@given(st.text(alphabet="aB .-#>*|`~\n\r\t1)", max_size=120))
def test_blocks_hold_every_word_once_and_in_order(text: str) -> None:
    found = blocks(text)
    assert all(one.end <= two.start and one.paragraph <= two.paragraph for one, two in pairwise(found))
    held = "".join(text[run.start : run.end] for run in found)
    assert [c for c in held if c in "aB"] == [c for c in _without_fences(text) if c in "aB"]


def _without_fences(text: str) -> str:
    fences = Fences()
    return "\n".join(line for line in re.split(r"\r\n?|\n", text) if not fences.read(line.strip()))


def test_a_comment_in_indented_code_keeps_its_mark() -> None:
    code = "if it rains:\n      # take the umbrella\n      go()"
    assert lines(code) == [line.strip() for line in code.splitlines()]


def test_the_words_of_a_letter_and_of_its_answer_stay_apart() -> None:
    text = "On Sunday, 12 May 2024 at 18:40, Piet de Vries wrote to the list\n"
    text += "> could somebody say why there is no water\n>> nobody knew why the pump had been broken\n"
    text += "and so we asked for a new one."
    assert lines(text) == [
        "On Sunday, 12 May 2024 at 18:40, Piet de Vries wrote to the list",
        "could somebody say why there is no water",
        "nobody knew why the pump had been broken",
        "and so we asked for a new one.",
    ]
