"""Phrases: counts, dates and sentences read as a person writes them."""

import datetime as dt

import pytest

from bot.wording.grammar import number
from bot.wording.speaking import date_text, sentence


@pytest.mark.parametrize(
    ("count", "nouns", "words"),
    [
        (0, ("file",), "0 files"),
        (1, ("file",), "1 file"),
        (1000, ("file",), "1,000 files"),
        (2, ("miss", "misses"), "2 misses"),
        (1, ("miss", "misses"), "1 miss"),
    ],
)
def test_a_count_has_its_noun_in_the_right_number(count: int, nouns: tuple[str, ...], words: str) -> None:
    assert number(count, *nouns) == words


def test_a_date_has_the_name_of_its_month() -> None:
    assert date_text(dt.date(2020, 3, 4)) == "4 March 2020"
    assert date_text(dt.date(476, 9, 4)) == "4 September 476"


@pytest.mark.parametrize(
    ("clause", "whole"),
    [
        ("nothing was asked", "Nothing was asked."),
        ("'hot line' appears nowhere", "'hot line' appears nowhere."),
        ("Took “a” for “b”.", "Took “a” for “b”."),
        ("and so on…", "And so on…"),
        ("who?", "Who?"),
        ("", "."),
    ],
)
def test_a_clause_becomes_a_sentence_with_one_stop(clause: str, whole: str) -> None:
    assert sentence(clause) == whole
