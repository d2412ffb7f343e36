"""Who does not know what to ask is told what the sources are, how they begin, and what they answer."""

import datetime as dt
from pathlib import Path

import pytest

from index.conversation.small_talk import Talk
from index.library.library import Library
from index.library.overview import QUESTIONS
from index.ranking.refusal import ReasonCode
from index.ranking.support import Outcome

FERRY = """# The ferry

The ferry to Oslo leaves at seven. It takes two hours. Dogs travel free. Nobody may smoke on it.

## Late ferries

After an hour of waiting you get half of the fare back.

## Can I bring a bicycle on board?

Yes, for two euros.
"""
NEWS = "HARBOUR, May 3 (Herald) -- The bridge was opened on Monday. Mayor Anna Berg cut the ribbon.\n"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "ferry.md").write_text(FERRY, "utf-8")
    (tmp_path / "bridge.txt").write_text(NEWS, "utf-8")
    (tmp_path / "sources.toml").write_text('["bridge.txt"]\ntitle = "The bridge"\ndate = 2021-05-03\n', "utf-8")
    return Library(tmp_path)


def test_a_greeting_is_no_claim_and_names_titles_and_questions(library: Library) -> None:
    answer = library.ask("Hello!")
    assert (answer.outcome, answer.talk, answer.passages) == (Outcome.DECLINED, Talk.GREETING, ())
    assert answer.reason is not None
    assert answer.reason.code is ReasonCode.TALK
    assert (answer.sources, answer.titles) == (2, (("The bridge", dt.date(2021, 5, 3)), ("The ferry", None)))
    assert len(answer.suggestions) == QUESTIONS


def test_every_question_that_is_suggested_is_answered(library: Library) -> None:
    suggestions = library.ask("What can I ask?").suggestions
    assert "Can I bring a bicycle on board?" in suggestions
    for question in suggestions:
        assert library.ask(question).answered


def test_what_the_sources_are_about_is_said_in_their_own_first_sentences_the_newest_first(library: Library) -> None:
    answer = library.ask("What is this about?")
    assert (answer.outcome, answer.talk) == (Outcome.ANSWERED, Talk.OVERVIEW)
    assert [quote.text for quote in answer.quotes] == [
        "The bridge was opened on Monday.",
        "The ferry to Oslo leaves at seven.",
    ]
    for quote in answer.quotes:
        assert library.check(quote).verdict.good


def test_a_summary_is_the_first_sentences_of_what_is_named(library: Library) -> None:
    whole = library.ask("Summarise the ferry")
    assert [quote.text for quote in whole.quotes] == [
        "The ferry to Oslo leaves at seven. It takes two hours. Dogs travel free."
    ]
    section = library.ask("Summarise “Late ferries”")
    assert [quote.citation for quote in section.quotes] == ["ferry.md:7"]
    assert section.talk is Talk.SUMMARY


def test_a_summary_of_a_section_begins_where_the_section_does(tmp_path: Path) -> None:
    rules = "# Club\n\n## Quiet hours\n\nThe bar shuts at ten. Doors are locked at eleven. Quiet hours end at seven.\n"
    (tmp_path / "club.md").write_text(rules, "utf-8")
    (quote,) = Library(tmp_path).ask("Summarise the quiet hours").quotes
    assert quote.text == "The bar shuts at ten. Doors are locked at eleven. Quiet hours end at seven."


def test_a_summary_of_what_no_title_names_is_a_question(library: Library) -> None:
    answer = library.ask("Summarise the ribbon")
    assert answer.talk is None
    assert answer.quotes[0].text == "Mayor Anna Berg cut the ribbon."
    assert library.ask("Summarise the zeppelin").outcome is Outcome.DECLINED


def test_a_limit_holds_for_an_overview(library: Library) -> None:
    assert len(library.ask("What is this about?", limit=1).passages) == 1


def test_what_is_asked_after_small_talk_follows_up_on_what_was_asked_before_it(library: Library) -> None:
    thanks = library.ask("Thanks!", before="When was the bridge opened?")
    assert thanks.asked == "When was the bridge opened?"
    summary = library.ask("Summarise the ferry", before="When was the bridge opened?")
    follow_up = library.ask("When does it leave?", before=summary.asked)
    assert follow_up.subject == "the ferry"
    assert follow_up.quotes[0].text == "The ferry to Oslo leaves at seven."


def test_a_refusal_names_what_its_closest_lines_stand_under(library: Library) -> None:
    answer = library.ask("When does the zeppelin to Oslo leave the ferry museum of Bergen?")
    assert answer.outcome is Outcome.DECLINED or answer.missing
    if answer.outcome is Outcome.DECLINED and answer.passages:
        assert answer.suggestions
