import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query.answer_type import AnswerType
from index.query.question import parse


def test_ordinals_and_dates_are_kept() -> None:
    found = parse("What did the second dialogue on Dec. 1, 2015 and the 3rd decide?")
    assert found.ordinals == ("second", "3rd")
    assert found.dates == ("Dec. 1, 2015",)


def test_the_names_of_a_question_are_kept_whole() -> None:
    assert parse("When did Guo Shengkun meet Loretta Lynch in Washington?").names == (
        "Guo Shengkun",
        "Loretta Lynch",
        "Washington",
    )


@pytest.mark.parametrize("question", ["who is guo shengkun", "WHO IS GUO SHENGKUN?", "When was it?", ""])
def test_capitals_that_say_nothing_name_nobody(question: str) -> None:
    assert parse(question).names == ()


def test_the_first_word_of_a_question_is_a_name_only_where_it_is_one() -> None:
    assert parse("Guo met who?").names == ("Guo",)
    assert parse("Besides China, who attended?").names == ("China",)
    assert parse("Name the minister").names == ()


def test_a_noun_that_names_the_kind_weighs_less() -> None:
    found = parse("In which city was the dialogue held?")
    assert (found.answer_type, found.focus, found.focus_terms) == (AnswerType.PLACE, "city", frozenset({"citi"}))


def test_what_is_counted_is_kept_as_the_unit() -> None:
    found = parse("How many delegates attended?")
    assert (found.answer_type, found.focus, found.unit) == (AnswerType.NUMBER, "delegates", ("deleg",))
    assert found.focus_terms == frozenset()


def test_how_many_is_nothing_to_look_for() -> None:
    assert [token.term for token in parse("how many people attended").tokens] == ["peopl", "attend"]


HOSTILE = [
    "",
    "???",
    "\0",
    "🤷‍♀️",
    "\u202eأين",
    "who\x00is\x1b[31m",
    "a" * 10_000,
    "who " * 2_500,
    '"' * 10_000,
    "A " * 5_000,
    "1," * 5_000,
]


@pytest.mark.parametrize("question", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_is_a_question(question: str) -> None:
    found = parse(question)
    assert found.text == question
    assert all(0 <= one.start < one.end <= len(question) for one in found.tokens)


@given(st.text(max_size=200))
def test_what_is_kept_is_written_in_the_question(question: str) -> None:
    found = parse(question)
    assert all(part in question for part in [*found.names, found.focus or ""])


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What does E42 mean?", ["E42"]),
        ("What does GDP stand for?", ["GDP"]),
        ("what is meant by demurrage", ["demurrage"]),
        ("wat is a hotline", ["hotline"]),
        ("I want to know more about the bridge project", ["bridge", "project"]),
        ("info on the bridge please", ["bridge"]),
        ("can you help me with the drill deposit?", ["drill", "deposit"]),
        ("How come the appeal failed?", ["appeal", "failed"]),
        ("How long can I keep the ladder?", ["keep", "ladder"]),
        ("What do the articles say about the bridge?", ["bridge"]),
        ("According to the article, who met Guo?", ["met", "Guo"]),
        ("What does the article include?", ["article", "include"]),
        ("Who stands for peace?", ["stands", "peace"]),
        ("What is the mean temperature?", ["mean", "temperature"]),
        ("I want to know", ["want", "know"]),
    ],
)
def test_words_that_only_frame_a_question_are_not_looked_for(question: str, words: list[str]) -> None:
    assert [question[token.start : token.end] for token in parse(question).tokens] == words
