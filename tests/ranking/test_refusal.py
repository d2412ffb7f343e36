import pytest

from index.ranking.refusal import Reason, ReasonCode
from index.ranking.support import Outcome
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


def test_a_question_in_another_language_shows_what_its_names_find(town: MemoryEngine) -> None:
    ranking = ask("Wann eröffnete Anna Berg die Straßenbahn?", town)
    assert ranking.outcome is Outcome.UNSURE
    assert "Anna Berg" in ranking.evidence[0].quote.text
    assert ranking.reason is not None
    assert (ranking.reason.code, ranking.reason.languages) == (ReasonCode.LANGUAGE, ("en",))
    assert "Straßenbahn" in ranking.missing
    assert ask("¿Dónde está la estación?", town).reason == Reason(ReasonCode.LANGUAGE, ("estación",), ("en",))


def test_a_question_in_another_language_whose_every_word_is_shared_may_be_answered(town: MemoryEngine) -> None:
    reason = ask("Wer ist Anna Berg?", town).reason
    assert reason is None or reason.code is not ReasonCode.LANGUAGE
