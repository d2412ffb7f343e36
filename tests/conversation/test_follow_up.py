"""A follow-up goes on from the question before, and a whole question does not."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.conversation.follow_up import LONGEST, follow_up
from index.documents.folder import Folder
from index.documents.source import Source
from index.query.answer_type import AnswerType, classify
from index.query.expansion import expand
from index.query.question import Question, grounded, parse
from index.query.term_weights import INHERITED
from index.ranking.ranker import RankedPassage, rank
from index.retrieval.memory import MemoryEngine
from index.text.analyzer import terms

ROOT = Path(__file__).parents[2]
PAIRS = [json.loads(line) for line in (ROOT / "tests/data/follow-ups.jsonl").read_text("utf-8").splitlines()]

HOTLINE = "What was decided about the hotline?"
FIRST = "When was the first dialogue held?"
GUO = "Who is Guo Shengkun?"

TOWN = {
    "bridge.txt": (
        "The Harbour bridge was opened in 1932.\n"
        "Ada Lund designed the Harbour bridge.\n"
        "She was born in Bergen.\n"
        "The Harbour bridge cost two million crowns.\n"
        "It was closed in 1998 because its cables had rusted.\n"
    ),
    "ferry.txt": (
        "The ferry to the island leaves at noon.\n"
        "A ticket for the ferry costs eight crowns.\n"
        "The ferry takes forty minutes.\n"
        "Olav Berg owns the ferry.\n"
    ),
    "library.txt": (
        "The library is open until six on Monday.\n"
        "The library is open until nine on Friday.\n"
        "The library was founded by Eva Moe.\n"
        "Parking is free behind the library.\n"
    ),
}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> MemoryEngine:
    folder = tmp_path_factory.mktemp("town")
    for name, text in TOWN.items():
        (folder / name).write_text(text, encoding="utf-8")
    return MemoryEngine(one for one in Folder(folder).scan() if isinstance(one, Source))


@pytest.fixture(scope="module")
def articles() -> MemoryEngine:
    return MemoryEngine(one for one in Folder(ROOT / "sources").scan() if isinstance(one, Source))


def ranked(engine: MemoryEngine, *conversation: str) -> Sequence[RankedPassage]:
    """The evidence for the last question of a conversation, the best first."""
    said, question = conversation[0], parse(conversation[0])
    for one in conversation[1:]:
        taken = follow_up(one, said)
        said, question = (taken.conversation, taken.question) if taken else (one, parse(one))
    return rank(grounded(question, engine), engine).evidence


def found(engine: MemoryEngine, *conversation: str) -> list[str]:
    """The passages for the last question of a conversation."""
    return [one.passage.text for one in ranked(engine, *conversation)]


@pytest.mark.parametrize(
    ("conversation", "passage"),
    [
        (["When was the Harbour bridge opened?", "Who designed it?"], "Ada Lund designed"),
        (["When was the Harbour bridge opened?", "And how much did it cost?"], "two million crowns"),
        (["Was the Harbour bridge closed?", "Why?"], "cables had rusted"),
        (["Was the Harbour bridge closed?", "Why was that?"], "cables had rusted"),
        (["Who designed the Harbour bridge?", "Where was she born?"], "born in Bergen"),
        (["Who owns the ferry?", "How much does it cost?"], "costs eight crowns"),
        (["Who owns the ferry?", "How long does it take?"], "forty minutes"),
        (["How much did the Harbour bridge cost?", "And the ferry?"], "costs eight crowns"),
        (["How much did the Harbour bridge cost?", "What about the ferry?"], "costs eight crowns"),
        (["Is the library open on Monday?", "And on Friday?"], "until nine on Friday"),
        (["Is the library open on Monday?", "who founded it"], "founded by Eva Moe"),
        (["When does the ferry leave?", "Who owns it?", "And how long does it take?"], "forty minutes"),
        (["How much did the Harbour bridge cost?", "And the ferry?", "Who owns it?"], "Olav Berg owns"),
    ],
)
def test_a_follow_up_finds_what_it_leaves_unsaid(town: MemoryEngine, conversation: list[str], passage: str) -> None:
    assert passage in found(town, *conversation)[0]


@pytest.mark.parametrize(
    ("before", "question", "passage"),
    [
        ("When was the Harbour bridge opened?", "Who owns the ferry?", "Olav Berg owns"),
        ("When was the Harbour bridge opened?", "And who founded the library?", "founded by Eva Moe"),
        ("How much did the Harbour bridge cost?", "Where is parking?", "Parking is free"),
        ("When does the ferry leave?", "library founder", "founded by Eva Moe"),
    ],
)
def test_a_whole_question_finds_what_it_finds_alone(
    town: MemoryEngine, before: str, question: str, passage: str
) -> None:
    assert found(town, before, question) == found(town, question)
    assert passage in found(town, before, question)[0]


def _places(engine: MemoryEngine, pair: Any) -> list[bool]:
    """Of each passage found for the last question of a pair, whether it is right."""
    return [
        any(
            passage.source == name and passage.start < end and start < passage.end
            for passage in (one.passage, *one.also)
            for name, start, end in pair["gold"]
        )
        for one in ranked(engine, *pair["before"], pair["question"])
    ]


def test_over_the_shipped_articles_most_are_found_first_and_nearly_all_among_five(articles: MemoryEngine) -> None:
    right = [_places(articles, pair) for pair in PAIRS if pair["set"] == "sources"]
    assert len(right) >= 25
    assert sum(places[0] for places in right) >= 0.7 * len(right)
    assert sum(any(places[:5]) for places in right) >= 0.85 * len(right)


def test_the_pairs_hold_questions_and_places_and_no_text_of_any_source() -> None:
    for pair in PAIRS:
        assert set(pair) == {"set", "split", "kind", "before", "question", "gold", "rewritten"}
        assert all(isinstance(start, int) and start < end for _, start, end in pair["gold"])
    assert len(PAIRS) >= 160
    assert sum(pair["kind"].startswith("new") for pair in PAIRS) >= 35


def test_no_whole_question_of_the_pairs_takes_anything_but_one_in_fifty() -> None:
    whole = [pair for pair in PAIRS if pair["kind"].startswith("new")]
    assert sum(follow_up(pair["question"], pair["before"][0]) is not None for pair in whole) <= len(whole) / 50


@pytest.mark.parametrize(
    "question",
    [
        "When was it?",
        "when was it",
        "Who approved it?",
        "Did Loretta Lynch attend it?",
        "What did he say?",
        "In Washington, who did he meet?",
        "Why did they agree?",
        "What is his title?",
        "Who did she represent?",
        "Why is that?",
        "How many people died there?",
        "Who chaired the second one?",
        "Which officials attended it?",
        "And where?",
        "Why?",
        "why not",
        "By whom?",
        "Since when?",
        "In which city?",
        "How many?",
        "What happened?",
        "who attended?",
        "How many people attended?",
        "Any casualties?",
        "What about the second?",
        "How about Paris?",
        "and Loretta Lynch?",
        "Or on Monday?",
        "In London?",
        "On Sundays?",
        "Same for the second?",
    ],
)
def test_a_question_that_leaves_something_out_takes_it(question: str) -> None:
    assert follow_up(question, HOTLINE) is not None


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
        "Where is parking?",
        "How does caching work?",
        "When is the hearing?",
        "What time is it?",
        "Is that true?",
        "Who made this bot?",
        "How far is it to Boston?",
        "Is it raining in Washington?",
        "Is it legal to fish there?",
        "How do I register?",
        "Which countries signed the treaty?",
        "And who is Loretta Lynch?",
        "So when does the ferry leave?",
        "Who cut the ribbon?",
        "Where can I find the rules?",
        "What is the CPLA and who is its secretary?",
        "When the ferry opened, how many people used it?",
        "Does the app store its data in the cloud?",
        "Is there a ferry on Sunday?",
        "Who is king?",
        "Are dogs allowed?",
        "Was the appeal dismissed?",
        "co-chair of the first dialogue",
        "What can you do?",
        "Can two towns share one machine?",
        "Thanks!",
        "ok thanks",
    ],
)
@pytest.mark.parametrize("before", [HOTLINE, FIRST, GUO])
def test_a_whole_question_takes_nothing(question: str, before: str) -> None:
    assert follow_up(question, before) is None


@pytest.mark.parametrize(
    ("before", "question"),
    [
        (FIRST, "And where?"),
        (FIRST, "Why?"),
        (FIRST, "Who attended it?"),
        (HOTLINE, "How many people attended?"),
        ("How many people died of plague in Paris?", "When was it?"),
        ("first dialogue location", "and the date?"),
    ],
)
def test_what_asks_itself_is_asked(before: str, question: str) -> None:
    taken = follow_up(question, before)
    assert taken
    assert taken.question.answer_type is classify(question.removeprefix("and ")).answer_type is not AnswerType.OTHER


@pytest.mark.parametrize(
    ("before", "question"),
    [
        (FIRST, "What about the second?"),
        ("How many people died of plague in Paris?", "And in London?"),
        ("Who won the 2015 tournament?", "and in 2016?"),
        ("Why was the bridge closed?", "And the ferry?"),
        ("How long does the ferry take?", "Same for the bus?"),
    ],
)
def test_what_only_names_something_else_asks_what_was_asked(before: str, question: str) -> None:
    taken, earlier = follow_up(question, before), parse(before)
    assert taken
    assert (taken.question.answer_type, taken.question.focus, taken.question.unit) == (
        earlier.answer_type,
        earlier.focus,
        earlier.unit,
    )
    assert taken.subject == before.strip("?")


def test_what_is_taken_counts_less_than_what_is_asked(town: MemoryEngine) -> None:
    taken = follow_up("Who designed it?", "When was the Harbour bridge opened?")
    assert taken
    weights = {one: weight for one, weight in _weights(town, taken.question) if one in terms("designed harbour bridge")}
    alone = dict(_weights(town, parse("designed harbour bridge")))
    assert weights == {
        one: pytest.approx(weight if one in terms("designed") else INHERITED * weight) for one, weight in alone.items()
    }


def _weights(engine: MemoryEngine, question: Question) -> Iterator[tuple[str, float]]:
    sought = expand(grounded(question, engine), engine)
    yield from zip(sought.terms, sought.weights, strict=True)


@pytest.mark.parametrize(
    ("before", "question", "gone"),
    [(FIRST, "What about the second?", "first"), ("Who won the 2015 tournament?", "And in 2016?", "2015")],
)
def test_a_new_date_or_ordinal_takes_the_place_of_the_one_before(before: str, question: str, gone: str) -> None:
    taken = follow_up(question, before)
    assert taken
    assert gone not in {token.term for token in taken.question.tokens}
    assert gone not in taken.conversation


@pytest.mark.parametrize(
    ("before", "question", "told"),
    [
        (HOTLINE, "When was it?", "the hotline"),
        (FIRST, "And where?", "the first dialogue"),
        (GUO, "What did he say?", "Guo Shengkun"),
        ("What did Guo say about the hotline?", "Why did he oppose it?", "Guo … the hotline"),
        (FIRST, "What about the second?", "When was the first dialogue held"),
        (GUO, "and Loretta Lynch?", "Who is Guo Shengkun"),
    ],
)
def test_it_is_said_what_was_taken(before: str, question: str, told: str) -> None:
    taken = follow_up(question, before)
    assert taken
    assert taken.subject == told


def test_follow_ups_follow_each_other_and_keep_what_is_spoken_of() -> None:
    said = FIRST
    for question in ["And where?", "What about the second?", "who attended?", "Why was it held?"]:
        taken = follow_up(question, said)
        assert taken
        said = taken.conversation
    assert said.splitlines() == ["When was the dialogue held?", "What about the second?", "Why was it held?"]
    assert taken
    assert {"second", "dialogu"} <= taken.question.inherited


def test_a_conversation_of_any_length_stays_short() -> None:
    said = FIRST
    for number in range(100):
        taken = follow_up(f"And in {1900 + number}?", said)
        assert taken
        said = taken.conversation
    assert len(said.splitlines()) <= 4


@pytest.mark.parametrize("before", ["", "???", "Why?", "it", "x " * LONGEST, "\0", "🤷"])
def test_nothing_is_taken_where_nothing_was_said(before: str) -> None:
    assert follow_up("When was it?", before) is None


@pytest.mark.parametrize("question", ["", "???", "🤷", "\0", "it " * LONGEST, "مرحبا", "and", "what about"])
def test_no_text_that_asks_nothing_is_completed(question: str) -> None:
    assert follow_up(question, FIRST) is None


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
    "?",
    "of",
    "\n",
]
PIECED = st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join)


@given(st.text(max_size=80) | PIECED, st.text(max_size=80) | PIECED)
def test_what_is_taken_are_words_of_the_question_before(question: str, before: str) -> None:
    taken = follow_up(question, before)
    if taken:
        assert all(part in before for part in taken.subject.split(" … "))
        assert taken.question.inherited <= {token.term for token in parse(before).tokens}
