"""The state of a button: what was written is read, for its own message and by its own key alone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.discord.cards.button_state import Action, ButtonState, Signer

SIGNER = Signer(SecretStr("a.token"))
SAID = ("Who opened it?", "")
STATES = st.builds(
    ButtonState,
    st.sampled_from(Action),
    st.integers(0, 9999),
    st.integers(0, 2**64 - 1),
    st.booleans(),
    st.text("abcXYZ019_-", max_size=8),
)
TEXTS = st.tuples(st.text(max_size=20), st.text(max_size=20))


@given(STATES, TEXTS)
def test_a_state_comes_back_from_a_custom_id_that_discord_takes(state: ButtonState, said: tuple[str, str]) -> None:
    custom_id = SIGNER.write(state, said)
    assert SIGNER.read(custom_id, said) == state
    assert Signer(SecretStr("a.token")).read(custom_id, said) == state
    assert len(custom_id) <= 100


@given(STATES, TEXTS, st.data())
def test_a_custom_id_with_one_other_character_is_no_state(
    state: ButtonState, said: tuple[str, str], data: st.DataObject
) -> None:
    custom_id = SIGNER.write(state, said)
    at = data.draw(st.integers(0, len(custom_id) - 1))
    other = data.draw(st.sampled_from("abf019._-A\u0661").filter(lambda one: one != custom_id[at]))
    assert SIGNER.read(custom_id[:at] + other + custom_id[at + 1 :], said) is None


@pytest.mark.parametrize("said", [("Who opened it", ""), ("", "Who opened it?"), ("Who opened it?", "And?")])
def test_a_button_is_of_no_other_message_and_of_no_other_bot(said: tuple[str, str]) -> None:
    custom_id = SIGNER.write(ButtonState(Action.DELETE, 0, 7), SAID)
    assert SIGNER.read(custom_id, said) is None
    assert Signer(SecretStr("another.token")).read(custom_id, SAID) is None


@pytest.mark.parametrize(
    "custom_id", ["", "pq1", "pq0c0.7.0..AAAAAAAAAAAAAAAA", "pq1c0.7.0..AAAAAAAAAAAAAAAA", "x" * 100]
)
def test_what_was_never_written_is_no_state(custom_id: str) -> None:
    assert SIGNER.read(custom_id, SAID) is None


def test_every_action_has_a_letter_of_its_own_and_every_part_is_signed() -> None:
    assert all(len(action) == 1 for action in Action)
    state = ButtonState(Action.MORE, 1, 7, private=False, fingerprint="abc")
    others = [
        replace(state, **change) for change in ({"page": 2}, {"asker": 8}, {"private": True}, {"fingerprint": ""})
    ]
    signatures = {SIGNER.write(one, SAID).rsplit(".", 1)[1] for one in (state, *others)}
    assert len(signatures) == 5
