import pytest

from index.conversation.references import is_bare, refers
from index.query.phrases import split


@pytest.mark.parametrize(
    ("question", "referring"),
    [
        ("Who designed it?", True),
        ("Did Guo meet him?", True),
        ("Did Guo say that he came?", False),
        ("Did the court publish its decision?", False),
        ("Which law did he sign?", True),
        ("Is it true that the ferry left?", False),
        ("Is there a ferry?", False),
        ("How many died there?", True),
        ("How many are there?", False),
        ("Who lives there?", True),
        ("Who made this bot?", False),
        ("Who made this?", True),
        ("Who chaired the second one?", True),
        ("Did no one come?", False),
    ],
)
def test_a_pronoun_without_an_antecedent_refers(question: str, *, referring: bool) -> None:
    assert refers(question, split(question)) is referring


@pytest.mark.parametrize(
    ("question", "bare"),
    [
        ("Why?", True),
        ("In which city?", True),
        ("Who attended?", True),
        ("How many people attended?", True),
        ("Any casualties?", True),
        ("Who attended the dialogue?", False),
        ("Where is parking?", False),
        ("What can you do?", False),
        ("the bridge", False),
    ],
)
def test_a_question_without_a_topic_is_bare(question: str, *, bare: bool) -> None:
    assert is_bare(question, split(question)) is bare
