import pytest

from index.retrieval.memory import MemoryEngine
from tests.ranking.town import ask


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("", "nothing was asked"),
        ("   \n", "nothing was asked"),
        ("???", "the question holds no word to look for, only words such as 'who' and 'is'"),
        ("who is the", "the question holds no word to look for, only words such as 'who' and 'is'"),
        ("asdf", "'asdf' appears nowhere in the sources"),
        ("What is the capital of France?", "'capital' and 'France' appear nowhere in the sources"),
        ("Who opened the embassy in Brazil?", "'embassy' and 'Brazil' appear nowhere in the sources"),
    ],
)
def test_a_refusal_says_why_and_quotes_nothing(town: MemoryEngine, question: str, reason: str) -> None:
    ranking = ask(question, town)
    assert (ranking.quoted, ranking.reason) == (0, reason)
    assert ranking.confidence < 0.5


def test_a_reason_names_few_words_and_shortens_them(town: MemoryEngine) -> None:
    reason = ask("z" * 10_000, town).reason
    assert reason is not None
    assert len(reason) < 200
    many = ask(" ".join(f"qqq{at}zz" for at in range(2_000)), town).reason
    assert many is not None
    assert "more words" in many


def test_words_that_stand_apart_are_no_answer(town: MemoryEngine) -> None:
    ranking = ask("Which storm closed the café with ships on Mondays?", town)
    assert ranking.reason == "the words stand in the sources, but not together" or ranking.quoted
