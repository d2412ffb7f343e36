import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.conversation.subjects import subject


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("When was the second dialogue held?", "the second dialogue"),
        ("When will the third dialogue take place?", "the third dialogue"),
        ("Where will the third dialogue be held?", "the third dialogue"),
        ("Who opened the new ferry line?", "the new ferry line"),
        ("When does the ferry to the island leave?", "the ferry … the island"),
        ("What did Guo Shengkun say about the hotline?", "Guo Shengkun … the hotline"),
        ("Who are Guo Shengkun and Loretta Lynch?", "Guo Shengkun and Loretta Lynch"),
        ("who is guo shengkun", "guo shengkun"),
        ("what did guo shengkun propose", "guo shengkun"),
        ("Who is the mayor of Boston?", "the mayor of Boston"),
        ("Who painted the ceiling of the Sistine Chapel?", "the ceiling of the Sistine Chapel"),
        ("Did the minister resign?", "the minister"),
        ("Is the museum open on Sunday?", "the museum"),
        ("Did the German army re-occupy the Rhineland?", "the German army re-occupy … the Rhineland"),
        ("Who met the U.S. delegation?", "the U.S. delegation"),
        ("When did the V&A open?", "the V&A"),
        ("Who met J. K. Rowling?", "J. K. Rowling"),
        ("How does tokenization work?", "tokenization"),
        ("can i change my name?", "my name"),
        ("Can you tell me when the bridge was built?", "the bridge"),
        ("first dialogue location", "first dialogue location"),
    ],
)
def test_a_question_speaks_of_its_noun_phrases(question: str, told: str) -> None:
    assert subject([question]) == told


def test_what_is_asked_for_is_not_spoken_of() -> None:
    assert subject(["How many people died of plague in Paris in 1466?"]) == "Paris"
    assert subject(["Which law did the defendant break?"]) == "the defendant"


def test_a_question_without_a_noun_phrase_is_told_whole() -> None:
    assert subject(["What happened?"]) == "What happened"


def test_several_questions_are_told_together_each_phrase_once() -> None:
    assert subject(["When was the dialogue held?", "What about the second?", "Who chaired the dialogue?"]) == (
        "the dialogue … the second"
    )


@given(st.text(max_size=120))
def test_what_is_told_are_words_of_the_question(question: str) -> None:
    assert all(part in question for part in subject([question]).split(" … "))
