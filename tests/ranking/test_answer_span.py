import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents.folder import Folder
from index.documents.passages import split
from index.documents.source import Source
from index.query.answer_type import AnswerType
from index.query.question import Question, parse
from index.ranking.answer_span import Expectation

SHARED = Path(__file__).parents[3] / "shared" / "eval" / "xquad-dev"

HELD = "China and the United States on Tuesday held a second dialogue on cybercrime in Washington."
CHAIRED = "The dialogue was co-chaired by Guo Shengkun with Loretta Lynch and 12 officials of three ministries."
COST = "The stadium was built between 1950 and 1953 for $5 million, 40 per cent by the city; it holds 23,000 people."


def best_answer(question: Question, sentence: str) -> tuple[int, int] | None:
    return Expectation(question).extract(sentence).span


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        ("When was the second dialogue held?", HELD, "Tuesday"),
        ("Where was the second dialogue held?", HELD, "Washington"),
        ("second dialogue date", HELD, "Tuesday"),
        ("Who co-chaired the dialogue?", CHAIRED, "Guo Shengkun"),
        ("Who co-chaired the dialogue with Guo Shengkun?", CHAIRED, "Loretta Lynch"),
        ("How many officials attended?", CHAIRED, "12"),
        ("How many ministries sent officials?", CHAIRED, "three"),
        ("How much did the stadium cost?", COST, "$5 million"),
        ("What percentage did the city pay?", COST, "40 per cent"),
        ("How many people does the stadium hold?", COST, "23,000"),
        ("How long was the stadium built?", COST, "between 1950 and 1953"),
        ("Why did they leave?", "They left early because it rained.", "it rained"),
        ("What is a clade?", "A clade is a group of related organisms.", "a group of related organisms"),
        ("Which countries attended?", "The talks were attended by Peru, Chile and Cuba.", "Peru, Chile and Cuba"),
        ("Where do pharmacists work?", "Most pharmacists work in nursing homes.", "nursing homes"),
        ("In which year did the war end?", "The war began in 1914 and ended in 1918.", "1918"),
    ],
)
def test_the_likely_answer_is_marked(question: str, sentence: str, answer: str) -> None:
    span = best_answer(parse(question), sentence)
    assert span is not None
    assert sentence[slice(*span)] == answer


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("What happened in 2015?", "In 2015 a dialogue was held."),
        ("What year was the 2015 dialogue?", "The 2015 dialogue was held."),
        ("When was the dialogue on December 1, 2015 held?", "It was held on Dec. 1, 2015."),
        ("Who met Guo Shengkun?", "Minister Guo Shengkun met officials."),
        ("Was a hotline established?", HELD),
        ("How many people attended?", "Many people attended."),
    ],
)
def test_what_the_question_says_itself_is_never_the_answer(question: str, sentence: str) -> None:
    assert best_answer(parse(question), sentence) is None


@pytest.mark.parametrize(
    ("question", "sentence", "value"),
    [
        ("When was it held?", "It was held on Dec. 1, 2015.", 1.0),
        ("When was it held?", "It was held there.", -1.0),
        ("How many came?", "Some 300 came.", 1.0),
        ("How many came?", "One came.", 0.5),
        ("Who came?", "They came.", -1.0),
        ("Who came?", "Loretta Lynch came.", 1.0),
        ("What happened?", "It was held there.", 0.0),
        ("Was it held?", "It was held there.", 0.0),
        ("Why was it held?", "It was held because of the theft.", 1.0),
    ],
)
def test_a_sentence_has_what_is_asked_for_clearly_perhaps_or_not(question: str, sentence: str, value: float) -> None:
    assert Expectation(parse(question)).extract(sentence).value == value


def test_a_number_before_what_is_counted_and_a_name_behind_by_are_told() -> None:
    assert Expectation(parse("How many officials came?")).extract(CHAIRED).counted
    assert not Expectation(parse("How many cities came?")).extract(CHAIRED).counted
    assert Expectation(parse("Who co-chaired the dialogue?")).extract(CHAIRED).by_name


def test_nearness_is_one_beside_the_words_that_match() -> None:
    answer = Expectation(parse("When was it approved?")).extract("It was approved 1989.")
    assert 0.8 < answer.nearness <= 1.0


@given(
    st.sampled_from(["who came", "when", "how many people", "which cities", "why", "what is it", "where"]),
    st.text(max_size=200),
)
def test_a_span_lies_in_the_sentence(question: str, sentence: str) -> None:
    answer = Expectation(parse(question)).extract(sentence)
    assert answer.value in {-1.0, 0.0, 0.5, 1.0}
    assert 0 <= answer.nearness <= 1
    assert answer.span is None or sentence[slice(*answer.span)]


@pytest.mark.parametrize(
    "question", ["who", "when", "where", "how many people", "which cities", "why", "what is a", "how", "who is A"]
)
def test_a_sentence_of_any_length_is_read(question: str) -> None:
    for piece in ["A ", "1 ", "in a, ", "because ", "Jan 1 "]:
        assert Expectation(parse(question)).extract(piece * 10_000).value in {-1.0, 0.0, 0.5, 1.0}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the development questions lie beside the repository, in ../shared")
def test_marked_answers_are_right_in_seven_of_ten_of_the_development_questions() -> None:
    articles = {one.name: list(split(one)) for one in Folder(SHARED / "sources").scan() if isinstance(one, Source)}
    marked: Counter[AnswerType] = Counter()
    right: Counter[AnswerType] = Counter()
    for line in (SHARED / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        name, start, end = row["gold"][0]
        passage = next(one for one in articles[name] if one.start < end and start < one.end)
        question = parse(row["question"])
        if span := best_answer(question, passage.text):
            marked[question.answer_type] += 1
            right[question.answer_type] += passage.start + span[0] < end and start < passage.start + span[1]
    assert marked.total() >= 380
    assert right.total() >= 0.7 * marked.total()
    for kind in (AnswerType.PERSON, AnswerType.DATE, AnswerType.NUMBER, AnswerType.PLACE, AnswerType.ORGANISATION):
        assert right[kind] > marked[kind] / 2
