"""Invisible characters: shown by their numbers, but for those that a script needs."""

import pytest

from bot.discord.cards.escaping import escape, unescape
from bot.wording.invisible import conceal, covered, revealed, without_invisible


@pytest.mark.parametrize(
    "hidden", ["\u202e", "\u2066", "\u200b", "\ufeff", "\u00ad", "\u2028", "\x00", "\u3164", "\ud800"]
)
def test_a_character_that_one_cannot_see_is_shown_by_its_number(hidden: str) -> None:
    text = f"a{hidden}b"
    shown = revealed(text)
    assert shown == f"a⟦U+{ord(hidden):04X}⟧b"
    assert conceal(shown) == text
    assert without_invisible(text) == ("ab" if not hidden.isspace() else text)


@pytest.mark.parametrize(
    "text", ["👩‍💻", "❤️", "می‌خواهم", "क्‍ष", "שָׁלוֹם", "e\u0301", "naïve", "中文", "🇩🇪", "ษา\u200bไทย"]
)
def test_what_a_script_or_an_emoji_needs_stays_as_it_is(text: str) -> None:
    assert escape(text) == text


def test_marks_that_run_over_are_shown_by_their_numbers() -> None:
    text = "z" + "\u0301" * 60
    assert escape(text).count("\u0301") == 8
    assert unescape(escape(text)) == text


def test_each_invisible_character_is_covered_unless_it_is_spared() -> None:
    assert covered("a\u200bb\u2068c\u202e", "?", "\u2068") == "a?b\u2068c?"
    assert covered("naïve “中文”", "?") == "naïve “中文”"
