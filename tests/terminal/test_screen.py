"""The screen: its width, its colours, and text on it that cannot command the terminal."""

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import width as cells

from bot.terminal.screen import Screen, Style, harmless
from bot.wording.direction import Spoken

HOSTILE = "\x1b[2J\x1b]0;title\x07 \x9b31m \u202egnp.exe\u202c \x00\r\n"
ESCAPES = re.compile("\x1b\\[[0-9;]*m")


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_control_character_becomes_its_picture() -> None:
    assert harmless("a\x1b[2Jb\x00\x7f") == "a␛[2Jb␀␡"


def test_what_has_no_picture_or_turns_the_line_around_becomes_the_replacement_character() -> None:
    assert harmless("\x9b31m \u202eabc\u2066") == "�31m �abc�"


@pytest.mark.parametrize("hidden", "\u200b\u200f\u061c\u2028\u2029\u00ad\ufeff\u3164\U000e0041")
def test_what_one_cannot_see_becomes_the_replacement_character(hidden: str) -> None:
    assert harmless(f"a{hidden}b") == "a�b"


def test_a_pile_of_marks_does_not_run_over_other_lines() -> None:
    assert harmless("z" + "\u0301" * 60).count("\u0301") == 8


def test_what_sets_our_own_words_apart_stays_but_nothing_else() -> None:
    assert harmless(Spoken("\u2068a\u200bb\u2069")) == "\u2068a�b\u2069"


def test_tabs_line_ends_and_letters_of_every_script_stay() -> None:
    text = "a\tb\r\nc\n“d” 会谈 שלום e\u0301 می‌خواهم 👩‍💻"
    assert harmless(text) == text


def test_a_carriage_return_on_its_own_cannot_write_over_a_line() -> None:
    assert harmless("safe\revil") == "safe\nevil"


@given(st.text())
def test_harmless_text_keeps_its_length_and_holds_no_command(text: str) -> None:
    safe = harmless(text)
    assert len(safe) == len(text)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", safe)
    assert harmless(safe) == safe


@pytest.mark.parametrize(
    ("setting", "environ", "expected"),
    [
        ("auto", {}, True),
        ("auto", {"NO_COLOR": "1"}, False),
        ("auto", {"NO_COLOR": ""}, True),
        ("auto", {"TERM": "dumb"}, False),
        ("never", {}, False),
        ("always", {"NO_COLOR": "1"}, True),
    ],
)
def test_a_terminal_has_colour_unless_told_otherwise(setting: str, environ: dict[str, str], *, expected: bool) -> None:
    assert Screen.of(Terminal(), setting, environ).color is expected


def test_a_pipe_has_no_colour_and_no_width_unless_told_otherwise() -> None:
    assert Screen.of(io.StringIO(), "auto", {}) == Screen(None, color=False)
    assert Screen.of(io.StringIO(), "always", {}) == Screen(None, color=True)


@pytest.mark.parametrize(("columns", "expected"), [("40", 40), ("300", 100), ("5", 20)])
def test_the_width_is_that_of_the_terminal_within_reason(
    monkeypatch: pytest.MonkeyPatch, columns: str, expected: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert Screen.of(Terminal(), "auto", {}).width == expected


def test_marks_are_shown_without_changing_a_character() -> None:
    screen = Screen(color=True)
    (line,) = screen.lines("the hot line", [(4, 12, Style.MATCH), (8, 12, Style.ANSWER)])
    assert line == "the \x1b[1mhot \x1b[0m\x1b[1;1;32mline\x1b[0m"
    assert ESCAPES.sub("", line) == "the hot line"


def test_without_colour_there_is_no_escape_code() -> None:
    assert list(Screen().lines("the hot line", [(4, 12, Style.MATCH)])) == ["the hot line"]


def test_a_hostile_text_has_no_escape_code_of_its_own_even_in_colour() -> None:
    shown = "\n".join(Screen(40, color=True).lines(HOSTILE * 5, [(0, 30, Style.MATCH)]))
    assert not re.search("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]", ESCAPES.sub("", shown))


def test_wide_characters_take_two_cells() -> None:
    assert list(Screen(20).lines("会谈取得了积极的成果双方同意加强合作")) == [
        "会谈取得了积极的成果",
        "双方同意加强合作",
    ]


def test_a_long_word_is_broken_and_a_hyphen_is_not() -> None:
    lines = list(Screen(20).lines("https://example.org/a/long/address and a state-sponsored attack"))
    assert lines == ["https://example.org/", "a/long/address and a", "state-sponsored", "attack"]


def test_a_line_that_is_not_wrapped_is_shown_as_it_is() -> None:
    text = "one  two\tthree\r\nfour " * 40
    assert "\n".join(Screen().lines(text)) == text


@given(st.text(alphabet=st.sampled_from("ab-,. \t\n会谈é\u0301👩‍💻\x1b\r"), max_size=120), st.integers(20, 60))
def test_wrapped_lines_fit_and_lose_nothing_but_white_space(text: str, width: int) -> None:
    lines = list(Screen(width).lines(text))
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(harmless(text).split())


@given(st.text(alphabet=st.sampled_from("ab 会谈\n"), max_size=80), st.integers(20, 40), st.data())
def test_wrapping_marks_the_same_characters_as_not_wrapping(text: str, width: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown = "".join(Screen(width, color=True).lines(text, [(start, end, Style.CITED)]))
    marked = "".join(re.findall("\x1b\\[1;32m(.*?)\x1b\\[0m", shown))
    assert "".join(marked.split()) == "".join(text[start:end].split())


def test_carets_stand_under_what_is_marked_where_there_is_no_colour() -> None:
    marks = [(3, 5, Style.CITED)]
    assert list(Screen().lines("会谈 on", marks, 0, carets=True)) == ["会谈 on", "     ^^"]
    assert list(Screen(color=True).lines("会谈 on", marks, 0, carets=True)) == ["会谈 \x1b[1;32mon\x1b[0m"]
