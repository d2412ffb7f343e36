"""Roots that the words of a family share."""

import pytest

from index.text.analyzer import term
from index.text.stemming import root, root_in


@pytest.mark.parametrize(
    ("one", "other"),
    [("establish", "establishment"), ("decide", "decision"), ("hack", "hackers"), ("govern", "government")],
)
def test_words_of_one_family_have_one_root(one: str, other: str) -> None:
    assert root(term(one)) == root(term(other))


@pytest.mark.parametrize(("one", "other"), [("minister", "minute"), ("car", "care"), ("1990", "1991"), ("对", "话")])
def test_words_of_other_families_have_other_roots(one: str, other: str) -> None:
    assert root(one) != root(other)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "grund", "gegrundet"),
        ("de", "auffuhr", "aufgefuhrt"),
        ("nl", "bouwd", "gebouwd"),
        ("ar", "والمدرسة", "مدرسة"),
    ],
)
def test_a_root_in_another_language_has_no_mark_of_a_form_in_front(language: str, one: str, other: str) -> None:
    assert root_in(language, one) == root_in(language, other)
