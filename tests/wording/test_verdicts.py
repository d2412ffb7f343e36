"""Verdicts: every verdict is a sentence, and those with places name or count them."""

import pytest

from bot.wording.verdicts import verdict_text
from index.citations.excerpts import Excerpt
from index.library.answer import Place
from index.library.verification import Match, Verdict, Verification


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_is_a_sentence(verdict: Verdict) -> None:
    for cited in (True, False):
        text = verdict_text(Verification("claim", verdict, cited=cited, total=2))
        assert text[0].isupper()
        assert text.endswith((".", ":"))


def test_the_cause_goes_before_the_verdict_where_there_is_no_place() -> None:
    assert (
        verdict_text(Verification("a.txt:9", Verdict.NO_SUCH_PLACE, cause="a.txt has 3 lines")) == "a.txt has 3 lines"
    )


def test_places_are_counted() -> None:
    assert "in 1 place;" in verdict_text(Verification("words", Verdict.NEARLY, total=1))
    assert "in 2 places, word for word." in verdict_text(Verification("words", Verdict.VERBATIM, total=2))


def test_words_that_were_not_searched_for_everywhere_are_not_denied() -> None:
    check = Verification("words", Verdict.NOWHERE, unsearched="2 files were not searched.")
    assert verdict_text(check) == "These words were not found. 2 files were not searched."


def test_words_that_stand_as_the_page_shows_them_are_told_from_those_that_stand_as_written() -> None:
    excerpt = Excerpt("a.md:1", "a.md", "A", None, None, None, "", ())
    match = Match(Place("a.md:1", "a.md", 0, 7), excerpt, "**bold**", 1.0, (("marks", "", "**"),), "bold")
    check = Verification("bold", Verdict.VERBATIM, (match,), total=1)
    assert verdict_text(check) == "These words stand in 1 place, word for word as the page shows them."
