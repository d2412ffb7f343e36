"""Styles of Discord: what is struck out, coded or emphasised, next to what, and read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.cards.styling import Weight, styled, unstyled
from bot.wording.invisible import conceal
from tests.discord.markdown_reader import render

LETTERS = st.text(st.sampled_from(list("ab *_`~\\|<@:./#>-1é")), min_size=1, max_size=24)


@given(
    LETTERS, st.lists(st.tuples(st.sampled_from(Weight), st.booleans(), st.booleans(), st.integers(1, 6)), min_size=1)
)
def test_any_styles_show_the_same_characters_and_nothing_else(
    text: str, drawn: list[tuple[Weight, bool, bool, int]]
) -> None:
    flags = [one[:3] for one in drawn for _ in range(one[3])] * len(text)
    weights, coded, struck = zip(*flags[: len(text)], strict=True)
    markdown = styled(text, weights, coded, struck)
    seen = render(f"x {markdown} x")
    assert set(seen.rules) <= {"bold", "italic", "underline", "strike", "code"}
    assert "".join(conceal(seen.text).split()) == "".join(f"x{text}x".split())
    assert "".join(unstyled(markdown).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "weight", "markdown"),
    [
        ("a b", Weight.ITALIC, "*a b*"),
        ("a b", Weight.BOLD, "**a b**"),
        ("a b", Weight.STRONG, "__**a b**__"),
        ("a*b", Weight.ITALIC, "a\\*b"),
        ("a*b", Weight.BOLD, "**a\\*b**"),
    ],
)
def test_a_weight_has_its_signs(text: str, weight: Weight, markdown: str) -> None:
    assert styled(text, [weight] * len(text)) == markdown


def test_what_is_struck_out_is_so_unless_a_tilde_in_it_would_end_it() -> None:
    assert styled("no", [Weight.BOLD] * 2, (), [True] * 2) == "~~**no**~~"
    assert styled("n~o", [Weight.NONE] * 3, (), [True] * 3) == "n\\~o"
