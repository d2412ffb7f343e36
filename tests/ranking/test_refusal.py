import pytest

from index.ranking.refusal import Reason, ReasonCode
from index.retrieval.memory import MemoryEngine
from tests.ranking.town import ask


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("", Reason(ReasonCode.EMPTY)),
        ("   \n", Reason(ReasonCode.EMPTY)),
        ("???", Reason(ReasonCode.NO_WORD)),
        ("who is the", Reason(ReasonCode.NO_WORD)),
        ("asdf", Reason(ReasonCode.NOWHERE, ("asdf",))),
        ("What is the capital of France?", Reason(ReasonCode.NOWHERE, ("capital", "France"))),
        ("Who opened the embassy in Brazil?", Reason(ReasonCode.NOWHERE, ("embassy", "Brazil"))),
    ],
)
def test_a_refusal_says_why_and_quotes_nothing(town: MemoryEngine, question: str, reason: Reason) -> None:
    ranking = ask(question, town)
    assert (ranking.quoted, ranking.reason) == (0, reason)
    assert ranking.confidence < 0.5


@pytest.mark.parametrize("light", ["anything", "already", "items", "something", "nothing"])
def test_words_that_carry_nothing_are_no_reason(town: MemoryEngine, light: str) -> None:
    missing = ask(f"Did {light} happen to the zeppelin?", town)
    assert missing.reason == Reason(ReasonCode.NOWHERE, ("zeppelin",))
    assert missing.missing == ("zeppelin",)
    assert light not in ask(f"Has the ferry {light} opened?", town).missing


def test_words_that_stand_apart_are_no_answer(town: MemoryEngine) -> None:
    ranking = ask("Which storm closed the café with ships on Mondays?", town)
    assert ranking.reason == Reason(ReasonCode.APART) or ranking.quoted
