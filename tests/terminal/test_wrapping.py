"""Lines are broken where their script allows it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import width as cells

from bot.terminal.wrapping import wrapped

CHINESE = "1954年7月的洪水冲走了三座水车，因为当时的堤坝太低。重建花费了23,600元。她说：“水车不停，村子就有生气。”"
JAPANESE = "白樺湖は1928年(昭和3年)6月12日に「灯台」と呼ばれ、チームがつくりました。"


def rows(line: str, width: int) -> list[str]:
    return [line[start:end] for start, end in wrapped(line, width)]


@pytest.mark.parametrize("line", [CHINESE, JAPANESE])
@pytest.mark.parametrize("width", range(10, 40))
def test_no_row_begins_with_a_closing_mark_or_ends_with_an_opening_one(line: str, width: int) -> None:
    shown = rows(line, width)
    assert "".join(shown) == line
    assert all(cells(row) <= width for row in shown)
    assert not [row for row in shown if row[0] in "，。”」、)ー" or row[-1] in "“「("]
    assert not [row for row, after in pairwise(shown) if (row[-1] + after[0]).isdigit()]


def test_a_word_of_another_script_stays_whole_and_a_space_at_a_break_is_dropped() -> None:
    assert rows("去年 Marine Heritage 写了灯塔", 12) == ["去年 Marine", "Heritage 写", "了灯塔"]


def test_what_is_wider_than_the_screen_is_broken_anywhere() -> None:
    assert rows("见" + "x" * 25, 10) == ["见", "x" * 10, "x" * 10, "x" * 5]


@given(st.text(alphabet="中文。“”a1 (（\u3000é。-", max_size=60), st.integers(10, 30))
def test_only_white_space_is_left_out(line: str, width: int) -> None:
    spans = list(wrapped(line, width))
    shown = [line[start:end] for start, end in spans]
    assert "".join("".join(shown).split()) == "".join(line.split())
    assert spans == sorted(spans)
