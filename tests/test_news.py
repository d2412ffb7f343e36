"""The two articles that ship: what they say is found in its place, and what they do not say is declined."""

import json
from pathlib import Path

import pytest

from bot.answers import Answerer, WordedAnswer
from bot.settings.model import Settings

ROOT = Path(__file__).parent.parent
QUESTIONS = [json.loads(line) for line in (ROOT / "tests/data/news-questions.jsonl").read_text("utf-8").splitlines()]
ANSWERABLE = [one for one in QUESTIONS if one["gold"]]
OTHERS = [one for one in QUESTIONS if not one["gold"]]
FIRST, SECOND = "000_71f5696949891c94.txt", "004_52fc0199ecdba978.txt"


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer(Settings(sources=ROOT / "sources"))


def places(answer: WordedAnswer) -> list[set[str]]:
    """The citations of each quote, with those of the other places where the same words stand."""
    return [{quote.citation, *(place.citation for place in quote.also)} for quote in answer.quotes]


def test_the_set_is_large_enough_to_mean_something() -> None:
    assert len(ANSWERABLE) >= 60
    assert len(OTHERS) >= 30


def test_of_what_the_articles_say_95_per_cent_is_quoted_first_from_its_place(answerer: Answerer) -> None:
    missed = []
    for one in ANSWERABLE:
        answer = answerer.ask(one["question"])
        if not answer.quotes or not places(answer)[0] & set(one["gold"]):
            missed.append((one["question"], answer.because or answer.quotes[0].text))
    assert len(missed) <= 0.05 * len(ANSWERABLE), missed


def test_of_what_the_articles_say_90_per_cent_is_claimed(answerer: Answerer) -> None:
    claimed = [(one, answer) for one in ANSWERABLE if (answer := answerer.ask(one["question"])).answered]
    right = [one for one, answer in claimed if places(answer)[0] & set(one["gold"])]
    assert len(right) >= max(0.9 * len(ANSWERABLE), 0.97 * len(claimed))


def test_of_what_they_do_not_say_95_per_cent_is_declined_with_a_reason(answerer: Answerer) -> None:
    wrong = []
    for one in OTHERS:
        answer = answerer.ask(one["question"])
        if answer.answered or not answer.reason or answer.quotes:
            wrong.append((one["question"], [quote.text for quote in answer.quotes]))
    assert len(wrong) <= 0.05 * len(OTHERS), wrong


def test_the_hotline_is_answered_from_both_articles(answerer: Answerer) -> None:
    answer = answerer.ask("What was decided about the hotline?")
    texts = {quote.source: quote.text for quote in answer.quotes}
    assert texts[FIRST].endswith("and the establishment of a hot line.")
    assert texts[SECOND].startswith("The two sides approved a plan for the hotline")


def test_the_hot_line_and_the_hotline_are_one_thing(answerer: Answerer) -> None:
    one, other = (answerer.ask(f"What was decided about the {word}?") for word in ("hotline", "hot line"))
    assert {quote.citation for quote in one.quotes} == {quote.citation for quote in other.quotes}


def test_the_second_dialogue_prefers_the_second_article(answerer: Answerer) -> None:
    assert answerer.ask("When was the second dialogue on cybercrime held?").quotes[0].source == SECOND


def test_a_misspelt_name_is_found_and_the_answer_says_what_it_was_taken_for(answerer: Answerer) -> None:
    answer = answerer.ask("Who is Guo Shenkun?")
    assert answer.answered
    assert any("Shenkun" in note and "Shengkun" in note for note in answer.notes)


def test_the_sentence_that_stands_three_times_is_one_answer_with_all_its_places(answerer: Answerer) -> None:
    answer = answerer.ask("What did the first dialogue on fighting cyber crimes yield?")
    assert answer.quotes[0].text.startswith("The first China-U.S. ministerial dialogue")
    assert len(answer.quotes[0].also) == 2
    assert len({passage.text for passage in answer.passages}) == len(answer.passages)


def test_a_name_that_no_source_has_is_named_in_the_reason(answerer: Answerer) -> None:
    answer = answerer.ask("What is the population of Brazil?")
    assert not answer.answered
    assert answer.reason is not None
    assert "Brazil" in answer.reason.words


def test_page_furniture_is_neither_quoted_nor_among_the_closest_lines(answerer: Answerer) -> None:
    answer = answerer.ask("Who won the Nobel Peace Prize?")
    assert not answer.answered
    assert all(passage.source != SECOND or passage.line <= 7 for passage in answer.passages)


@pytest.mark.parametrize(
    "question", ["", "   ", "???", "who is the", "asdf", "a" * 10_000, "hotline " * 1250, "\0\x1b[2J"]
)
def test_what_is_no_question_is_met_with_a_reason_and_not_an_error(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question)
    assert answer.answered or answer.reason
