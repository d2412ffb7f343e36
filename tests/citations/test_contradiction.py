"""Contradictions: a negation, a number, a date or a name that differs is no small difference."""

import pytest

from index.citations.quotes import Finding, find
from index.documents.source import Source

TEXT = (
    "Guild plots don’t count towards your limit. You may change your name once every 30 days. "
    "The siege is on Saturday 28 June in Coldharbour. Translations are handled by Mirela in Littlewick. "
    "The stewards say that Mirela left. A steward gets nothing in the other town. "
    "It cost 3.5 million euros in the 1970s. The plan was approved by all three stewards of the town."
)


def finding(quote: str) -> Finding:
    return find(quote, [Source("a.txt", TEXT, "")]).finding


@pytest.mark.parametrize(
    "quote",
    [
        "Guild plots do count towards your limit.",
        "You may not change your name once every 30 days.",
        "You may change your name once every 60 days.",
        "The siege is on Sunday 28 June in Coldharbour.",
        "The siege is on Saturday 28 July in Coldharbour.",
        "Translations are handled by Hanneke in Littlewick.",
        "Translations are handled by Mirela in Northwick.",
        "A steward gets everything in the other town.",
        "It cost 3.5 billion euros in the 1970s.",
        "It cost 3.5 million euros in the 1980s.",
        "It cost 3 million euros in the 1970s.",
        "The plan was disapproved by all three stewards of the town.",
        "The plan was approved by all four stewards of the town.",
    ],
)
def test_what_turns_the_meaning_contradicts(quote: str) -> None:
    assert finding(quote) is Finding.CONTRADICTS


@pytest.mark.parametrize(
    "quote",
    [
        "You may alter your name once every 30 days.",
        "you may change your Name once every 30 days",
        "Guild plots do not count towards your limits.",
        "The siege is held on Saturday 28 June in Coldharbour.",
        "The plan was accepted by all 3 stewards of the town.",
    ],
)
def test_other_words_for_the_same_are_nearly_there(quote: str) -> None:
    assert finding(quote) is Finding.NEARLY
