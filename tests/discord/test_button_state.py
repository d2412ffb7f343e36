"""The state of a button: what was written is read, also on older cards, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.cards.button_state import Action, ButtonState, read_state, write_state

STATES = st.builds(
    ButtonState,
    st.sampled_from(Action),
    st.integers(0, 9999),
    st.integers(0, 2**64 - 1),
    st.booleans(),
    st.text("abcXYZ019_-", max_size=8),
)


@given(STATES)
def test_a_state_comes_back_from_a_custom_id_that_discord_takes(state: ButtonState) -> None:
    custom_id = write_state(state)
    assert read_state(custom_id) == state
    assert len(custom_id) <= 100


@given(STATES)
def test_a_button_of_an_older_card_which_was_signed_still_works(state: ButtonState) -> None:
    assert read_state(f"{write_state(state)}.AbC-_0123456789a") == state


@pytest.mark.parametrize(
    "custom_id", ["", "pq1", "pq0c0.7.0..", "pq1z0.7.0..", "pq1c0.7.2..", "pq1c0.7.0..short", "x" * 100]
)
def test_what_was_never_written_is_no_state(custom_id: str) -> None:
    assert read_state(custom_id) is None


def test_every_action_has_a_letter_of_its_own() -> None:
    assert all(len(action) == 1 for action in Action)
