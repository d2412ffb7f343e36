import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.followup import follow_up
from index.kinds import Kind, asked

HOTLINE = "What was decided about the hotline?"
FIRST = "When was the first dialogue held?"
GUO = "Who is Guo Shengkun?"
PLAGUE = "How many people died of plague in Paris in 1466?"


@pytest.mark.parametrize(
    ("before", "question", "completed"),
    [
        (HOTLINE, "When was it?", "When was the hotline?"),
        (HOTLINE, "when was it", "when was the hotline"),
        (HOTLINE, "who approved it?", "who approved the hotline?"),
        (HOTLINE, "And where?", "where was decided about the hotline?"),
        (HOTLINE, "and in 2016?", "What was decided about the hotline in 2016?"),
        (HOTLINE, "Was it approved in Washington?", "Was the hotline approved in Washington?"),
        (FIRST, "And where?", "where was the first dialogue held?"),
        (FIRST, "Why?", "Why was the first dialogue held?"),
        (FIRST, "In which city?", "In which city was the first dialogue held?"),
        (FIRST, "who attended?", "who attended the first dialogue?"),
        (FIRST, "how many people attended?", "how many people attended the first dialogue?"),
        (FIRST, "How long did it last?", "How long did the first dialogue last?"),
        (FIRST, "What about the second?", "When was the second dialogue held?"),
        (FIRST, "and the second one?", "When was the second dialogue held?"),
        (FIRST, "Who chaired the second one?", "Who chaired the second dialogue?"),
        (FIRST, "Where was that?", "Where was the first dialogue?"),
        (GUO, "How many people did he meet?", "How many people did Guo Shengkun meet?"),
        (GUO, "what is his title?", "what is Guo Shengkun's title?"),
        (GUO, "and Loretta Lynch?", "Who is Loretta Lynch?"),
        (GUO, "Did Loretta Lynch meet him?", "Did Loretta Lynch meet Guo Shengkun?"),
        (HOTLINE, "Did the two sides approve it?", "Did the two sides approve the hotline?"),
        (GUO, "In Washington, who did he meet?", "In Washington, who did Guo Shengkun meet?"),
        ("who is guo shengkun", "what did he propose", "what did guo shengkun propose"),
        ("second dialogue date", "where?", "where second dialogue?"),
        ("second dialogue date", "and the place?", "the place second dialogue?"),
        (PLAGUE, "and in 1500?", "How many people died of plague in Paris in 1500?"),
        (PLAGUE, "In London?", "How many people died of plague in London in 1466?"),
        ("What is the capital of France?", "And of Germany?", "What is the capital of Germany?"),
        ("What is the capital of France?", "how big is it?", "how big is the capital of France?"),
        ("Did the court dismiss the appeal?", "Why?", "Why did the court dismiss the appeal?"),
        ("Where did the two sides approve the plan?", "When was it approved?", "When was the plan approved?"),
        ("Where did the two sides approve the plan?", "What did they agree on?", "What did the two sides agree on?"),
        ("How long did the backup take?", "Who started it?", "Who started the backup?"),
        ("How long did the backup take?", "who attended?", "who attended the backup?"),
        ("Which countries attended the first dialogue?", "How many?", "How many attended the first dialogue?"),
    ],
)
def test_a_follow_up_is_completed_from_the_question_before(before: str, question: str, completed: str) -> None:
    found = follow_up(question, before)
    assert found is not None
    assert found.text == completed


@pytest.mark.parametrize(
    "question",
    [
        "When was the second dialogue held?",
        "Who chaired the first dialogue?",
        "Who is Loretta Lynch?",
        "who is loretta lynch",
        "second dialogue date",
        "Did Guo say that he would attend?",
        "Did the court publish its decision?",
        "What did China say about its policies?",
        "What did the officials say they would do?",
        "Is it true that the hotline was approved?",
        "How long does it take to fly to Paris?",
        "What happened this year in Orlando?",
        "How many people attended the dialogue?",
        "What is cyber crime?",
        "why did China reject the accusations?",
        "hotline",
        "capital of france",
    ],
)
@pytest.mark.parametrize("before", [HOTLINE, FIRST, GUO])
def test_a_complete_question_takes_nothing(question: str, before: str) -> None:
    assert follow_up(question, before) is None


@pytest.mark.parametrize(
    ("before", "question", "subject"),
    [
        (HOTLINE, "When was it?", "the hotline"),
        (FIRST, "And where?", "the first dialogue"),
        (GUO, "What did he say?", "Guo Shengkun"),
        (FIRST, "What about the second?", "When was the … dialogue held"),
        (GUO, "and Loretta Lynch?", "Who is …"),
    ],
)
def test_it_is_said_what_was_taken(before: str, question: str, subject: str) -> None:
    found = follow_up(question, before)
    assert found is not None
    assert found.subject == subject


def test_follow_ups_follow_each_other() -> None:
    said = FIRST
    for question in ["And where?", "What about the second?", "who attended?", "Why was it held?"]:
        found = follow_up(question, said)
        assert found is not None
        said = found.text
    assert said == "Why was the second dialogue held?"


def test_a_completed_question_asks_for_what_the_follow_up_asks_for() -> None:
    found = follow_up("And where?", FIRST)
    assert found is not None
    assert asked(found.text).kind is Kind.PLACE


@pytest.mark.parametrize("before", ["", "???", "Why?", "it", "x " * 5_000, "\0", "🤷"])
def test_nothing_is_taken_where_nothing_was_said(before: str) -> None:
    assert follow_up("When was it?", before) is None


@pytest.mark.parametrize("question", ["", "???", "🤷", "\0", "it " * 5_000, "مرحبا", "and", "what about"])
def test_no_text_that_asks_nothing_is_completed(question: str) -> None:
    assert follow_up(question, FIRST) is None


@given(st.text(max_size=80), st.text(max_size=80))
def test_what_is_taken_are_words_of_the_question_before(question: str, before: str) -> None:
    found = follow_up(question, before)
    if found:
        assert all(part.strip().lower() in before.lower() for part in found.subject.split("…"))


PIECES = [
    "when",
    "who",
    "was",
    "it",
    "the",
    "second",
    "and",
    "in",
    "2016",
    "he",
    "Guo",
    "about",
    "what",
    "hotline",
    "?",
    "of",
]


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.lists(st.sampled_from(PIECES), max_size=8))
def test_no_order_of_words_breaks_the_rules(question: list[str], before: list[str]) -> None:
    found = follow_up(" ".join(question), " ".join(before))
    assert found is None or found.text
