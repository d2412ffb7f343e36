"""Answers, checks and sources on the screen: every word of a quote, under it where it stands."""

import dataclasses
import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import WordedAnswer
from bot.terminal.answer_text import answer_text, attribution, explanation_text
from bot.terminal.screen import Screen
from bot.wording.invisible import hidden
from index.documents.passages import Passage
from index.library.answer import Place, Quote
from index.query.answer_type import AnswerType
from index.ranking.refusal import Reason, ReasonCode
from index.ranking.support import Outcome
from index.ranking.weights import FEATURES
from tests.marked_text import marks_of

PLAIN = Screen()


TEXT = "The two sides agreed on a hot line."


QUOTE = Quote(
    rank=1,
    quoted=True,
    score=7.125,
    citation="talks.txt:3:10-44",
    source="talks.txt",
    title="The talks",
    publisher="Xinhua",
    date=dt.date(2015, 12, 1),
    url=None,
    start=109,
    end=144,
    line=3,
    column=10,
    end_line=3,
    end_column=44,
    sha256="5e" * 32,
    text=TEXT,
    matches=((26, 34),),
    answer=(8, 13),
    features={"long paragraph": -0.375, "names": 0.0, "words": 6.5},
)


OTHER = dataclasses.replace(QUOTE, rank=2, quoted=False, citation="talks.txt:9", text="No other line was hot.")


ANSWER = WordedAnswer(
    question="Hot line?",
    answer_type=AnswerType.OTHER,
    outcome=Outcome.ANSWERED,
    confidence=0.9,
    reason=None,
    lead="One sentence answers this:",
    passages=(QUOTE, OTHER),
)


REFUSAL = WordedAnswer(
    question="Brazil?",
    answer_type=AnswerType.PLACE,
    outcome=Outcome.DECLINED,
    confidence=0.1,
    reason=Reason(ReasonCode.NOWHERE, ("Brazil",)),
    lead="The sources do not say. 'Brazil' appears nowhere in them.",
    passages=(OTHER,),
)


def changed(**fields: object) -> WordedAnswer:
    """The answer with another first quote."""
    return dataclasses.replace(ANSWER, passages=(dataclasses.replace(QUOTE, **fields), OTHER))


def test_an_answer_is_its_lead_and_each_quote_with_whose_it_is_and_where() -> None:
    assert answer_text(ANSWER, PLAIN) == (
        "One sentence answers this:\n"
        "\n"
        "“The two sides agreed on a hot line.”\n"
        "   The talks · Xinhua · 1 December 2015\n"
        "   [1] talks.txt:3:10-44"
    )


def test_a_refusal_says_why_and_shows_the_closest_lines_as_just_that() -> None:
    assert answer_text(REFUSAL, PLAIN) == (
        "The sources do not say. 'Brazil' appears nowhere in them.\n"
        "\n"
        "The closest lines:\n"
        "\n"
        "“No other line was hot.”\n"
        "   The talks · Xinhua · 1 December 2015\n"
        "   [2] talks.txt:9"
    )


def test_the_next_best_are_shown_when_asked_for_and_apart_from_the_answer() -> None:
    shown = answer_text(ANSWER, PLAIN, others=True)
    assert shown.startswith(answer_text(ANSWER, PLAIN))
    assert "\n\nNext best, not part of the answer:\n\n“No other line was hot.”\n" in shown


def test_every_other_place_of_the_same_words_is_shown() -> None:
    shown = answer_text(changed(also=(Place("b.txt:1", "b.txt", 0, 35),)), PLAIN)
    assert shown.endswith("[1] talks.txt:3:10-44\n       also at b.txt:1")


def test_very_many_other_places_are_counted() -> None:
    places = tuple(Place(f"b.txt:{line}", "b.txt", 0, 35) for line in range(1, 31))
    shown = answer_text(changed(also=places), PLAIN)
    assert shown.endswith("also at b.txt:10\n       and in 20 more places, which --json gives")


def test_a_source_that_changed_since_is_told() -> None:
    assert answer_text(changed(changed=True), PLAIN).endswith(
        "   the file has changed since; these are the words as they were indexed"
    )


def test_who_is_meant_is_quoted_before_with_its_own_citation() -> None:
    before = dataclasses.replace(QUOTE, rank=0, text="Guo spoke.", citation="talks.txt:2")
    shown = answer_text(changed(text="He agreed.", antecedent=before), PLAIN)
    assert "\n\n   … Guo spoke.\n     for context: talks.txt:2\n“He agreed.”\n" in shown


def test_notes_stand_above_the_lead() -> None:
    noted = dataclasses.replace(ANSWER, notes=("'Shenkun' was taken for 'Shengkun'.",))
    assert answer_text(noted, PLAIN).startswith("'Shenkun' was taken for 'Shengkun'.\nOne sentence answers this:\n")


def test_the_sentences_around_a_quote_are_set_apart_from_it() -> None:
    def around(quote: Quote) -> tuple[list[Passage], list[Passage]]:
        assert quote is QUOTE
        made = [Passage("talks.txt", n, 0, 0, 9, 1, 1, 1, 9, text) for n, text in enumerate(["Before.", "After."])]
        return made[:1], made[1:]

    shown = answer_text(ANSWER, PLAIN, around=around)
    assert "\n   … Before.\n“The two sides" in shown
    assert shown.endswith("[1] talks.txt:3:10-44\n   … After.")


def test_a_quote_that_runs_over_lines_keeps_its_lines() -> None:
    assert "“one\r\n  two\nthree”\n" in answer_text(changed(text="one\r\n  two\nthree"), PLAIN)


@given(st.text(alphabet=st.characters(blacklist_categories=["Cc", "Cs"]), min_size=1))
def test_verbatim_a_quote_is_shown_character_for_character(text: str) -> None:
    if not list(hidden(f"“{text}”")):
        assert f"“{text}”" in answer_text(changed(text=text), PLAIN)


@pytest.mark.parametrize("width", [20, 40, 80])
def test_a_narrow_screen_wraps_everything_but_citations(width: int) -> None:
    long = changed(title="A title that is far too long for a narrow screen", text=TEXT * 4)
    for line in answer_text(long, Screen(width)).splitlines():
        assert len(line) <= width or "talks.txt" in line


def test_in_colour_the_matching_words_and_the_answer_stand_out() -> None:
    shown = answer_text(ANSWER, Screen(color=True))
    assert "\x1b[1mhot line\x1b[0m" in shown
    assert "\x1b[1;32msides\x1b[0m" in shown
    assert re.sub("\x1b\\[[0-9;]*m", "", shown) == answer_text(ANSWER, PLAIN)


def test_titles_citations_and_notes_are_made_harmless_too() -> None:
    evil = "x\x1b[2Jy"
    quote = {"text": evil, "title": evil, "publisher": evil, "citation": evil, "also": (Place(evil, evil, 0, 1),)}
    answer = dataclasses.replace(changed(**quote), lead=evil, suggestions=(evil,), notes=(evil,))
    assert "\x1b" not in answer_text(answer, PLAIN, others=True) + explanation_text(answer, PLAIN)


def test_whose_words_they_are_leaves_out_what_is_not_known() -> None:
    assert attribution("A title", None, None) == "A title"
    assert attribution("A title", None, dt.date(2016, 6, 14)) == "A title · 14 June 2016"


def test_the_headings_above_a_quote_and_its_page_are_named() -> None:
    shown = answer_text(changed(headings=("The talks", "Day one", "Results"), page=3), PLAIN)
    assert shown.endswith(
        "   The talks › Day one › Results · Xinhua · 1 December 2015\n   [1] talks.txt:3:10-44 · page 3"
    )


def test_what_is_quoted_is_shown_as_its_page_shows_it() -> None:
    text = "Do **this**:\n\n1. `run`\n2. wait"
    shown = answer_text(changed(text=text, marks=marks_of(text)), PLAIN, others=True)
    assert "\n│ Do this:\n│\n│ 1. run\n│ 2. wait\n   The talks" in shown


def test_what_stands_beside_a_quote_is_shown_as_its_page_shows_it() -> None:
    before = dataclasses.replace(QUOTE, rank=0, text="*Guo* spoke.", marks=marks_of("*Guo* spoke."))
    assert "   … Guo spoke.\n" in answer_text(changed(text="He agreed.", antecedent=before), PLAIN)


def test_an_explanation_gives_the_words_and_each_figure_the_largest_first_and_no_zeros() -> None:
    why = {"weights": {"hotlin": 3.25, "decid": 1.5}, "relevance": 2.5, "threshold": -0.4, "calibrated_with": 60}
    shown = explanation_text(dataclasses.replace(ANSWER, **why), PLAIN)
    assert shown.startswith(
        "Asked for: what.  Confidence: 0.90.\n"
        "Relevance: 2.50; an answer needs -0.40 (calibrated on these sources with 60 questions about other things).\n"
        "Words and their weight: hotlin 3.25  decid 1.50\n"
        "\n"
        " 1  score 7.12  talks.txt:3:10-44\n"
        "       +6.50  words\n"
        "       -0.38  long paragraph\n"
        "\n"
        " 2  score"
    )
    assert shown.endswith(
        f"\n\nThe figures:\n   long paragraph: {FEATURES['long paragraph']}\n   words: {FEATURES['words']}"
    )
    assert "names" not in shown.splitlines()
