"""Similar terms: within two letters, alike at the beginning, the nearest and the most frequent first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.retrieval.fuzzy import LETTERS, SIMILAR, beginnings, nearest

words = st.text("abcdefgh", min_size=3, max_size=9)


@pytest.mark.parametrize(("term", "begins"), [("hotline", ("h", "oh")), ("oo", ("o",)), ("a", ("a",)), ("", ("",))])
def test_a_similar_term_begins_with_the_same_letter_or_the_first_two_exchanged(
    term: str, begins: tuple[str, ...]
) -> None:
    assert beginnings(term) == begins


@given(words, st.data())
def test_any_one_slip_behind_the_first_letter_is_found(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(word) - 1))
    slips = {
        "left out": word[:at] + word[at + 1 :],
        "put in": f"{word[:at]}z{word[at:]}",
        "replaced": f"{word[:at]}z{word[at + 1 :]}",
        "exchanged": word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
    }
    for typed in slips.values():
        assert nearest(typed, [(word, 1), ("zzzzzzzzzzzz", 9)]) == [word]


def test_the_nearest_come_first_then_the_most_frequent_then_by_letters() -> None:
    known = [("hotlin", 1), ("hotlins", 1), ("hotlines", 9), ("hotlined", 9), ("hottlined", 99)]
    assert nearest("hotline", known) == ["hotlined", "hotlines", "hotlin", "hotlins", "hottlined"]


def test_an_exchange_of_neighbours_is_one_letter_and_not_two() -> None:
    assert nearest("hotlien", [("hotlixx", 99), ("hotline", 1)]) == ["hotline", "hotlixx"]


@pytest.mark.parametrize("known", ["hotl", "hotlineabc", "cotline", "line"])
def test_what_differs_by_more_letters_or_begins_otherwise_is_not_offered(known: str) -> None:
    assert nearest("hotline", [(known, 99)]) == []


def test_no_more_are_offered_than_can_be_looked_at() -> None:
    known = [(f"hotline{letter}", 1) for letter in "abcdefghijklmnop"]
    assert LETTERS == 2
    assert nearest("hotline", known) == [f"hotline{letter}" for letter in "abcdefghijklmnop"][:SIMILAR]
