"""Who did it and to whom: a sentence that gives the party of a question the other role does not answer it."""

import pytest

from index.query.question import parse
from index.ranking.roles import AskedRole, only_planned
from index.ranking.support import Outcome
from tests.ranking.town import ask, engine

SUED = "The firm Alder sued the town of Marle over the bridge in May."
FIRED = "Nina Sand was fired by Otto Lind in 2019."


@pytest.mark.parametrize(
    ("question", "sentence", "is_reversed"),
    [
        ("Who sued Alder?", SUED, True),
        ("Who sued the town of Marle?", SUED, False),
        ("Who was sued by Alder?", SUED, False),
        ("Who was sued by Marle?", "The firm Alder sued Marle.", True),
        ("Who fired Otto Lind?", FIRED, True),
        ("Who has fired Nina Sand?", FIRED, False),
        ("Whom did Otto Lind fire?", FIRED, False),
        ("Whom did Nina Sand fire?", FIRED, True),
        ("Who discovered penicillin?", "Penicillin was discovered by Alexander Fleming.", False),
        ("Who won the cup?", "Brazil, which won the cup, beat Italy.", False),
        ("Who fired Otto Lind?", "Otto Lind fired Nina Sand, and the board fired Otto Lind.", False),
        ("Who sued Alder?", "Nothing was said of Alder.", False),
    ],
)
def test_a_party_has_the_role_that_stands_beside_the_verb(question: str, sentence: str, is_reversed: bool) -> None:
    role = AskedRole.of(parse(question))
    assert role is not None
    assert role.is_reversed(sentence) is is_reversed


@pytest.mark.parametrize("question", ["", "Who?", "Who is it?", "When did Alder sue Marle?", "Who was Otto Lind?"])
def test_other_questions_tell_no_role(question: str) -> None:
    assert AskedRole.of(parse(question)) is None


def test_who_did_it_is_not_claimed_of_whom_it_was_done_to_and_the_right_sentence_comes_first() -> None:
    assert ask("Who fired Otto Lind?", engine(FIRED)).outcome is Outcome.UNSURE
    assert ask("Who fired Nina Sand?", engine(FIRED)).outcome is Outcome.ANSWERED
    both = ask("Who fired Otto Lind?", engine(FIRED, "Otto Lind was fired by Mia Voss in 2021."))
    assert both.evidence[0].passage.text == "Otto Lind was fired by Mia Voss in 2021."


@pytest.mark.parametrize(
    ("question", "sentence", "planned"),
    [
        ("When did the museum open its second wing?", "The museum plans to open a second wing in 2027.", True),
        ("When was the wing opened?", "The wing will be opened in 2027.", True),
        ("When will the museum open its second wing?", "The museum plans to open a second wing in 2027.", False),
        ("When was the wing opened?", "It was opened in 2019 and will be opened again in 2027.", False),
        ("When was the bridge closed?", "The bridge was closed in May.", False),
    ],
)
def test_what_is_only_planned_has_not_happened(question: str, sentence: str, planned: bool) -> None:
    assert only_planned(parse(question), sentence) is planned
