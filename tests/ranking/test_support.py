"""What the quoted words bear out is claimed, what only comes nearest is not, and says what it lacks."""

import pytest

from index.documents.source import Source
from index.ranking.refusal import Reason, ReasonCode
from index.ranking.support import Outcome
from index.retrieval.memory import MemoryEngine
from tests.ranking.town import ask, engine

TOWN = (
    "Mayor Anna Berg opened the ferry to Oslo on 3 May 2021.",
    "The ferry takes two hours.",
    "Nobody spoke of the price of bread.",
)


@pytest.mark.parametrize(
    ("question", "outcome", "missing"),
    [
        ("Who opened the ferry?", Outcome.ANSWERED, ()),
        ("When was the ferry opened?", Outcome.ANSWERED, ()),
        ("How long does the ferry take?", Outcome.ANSWERED, ()),
        ("Why did Anna Berg burn the ferry?", Outcome.UNSURE, ("burn",)),
        ("Who is the captain of the ferry to Oslo?", Outcome.UNSURE, ("captain",)),
        ("Who painted the zeppelin?", Outcome.DECLINED, ("painted", "zeppelin")),
    ],
)
def test_only_what_the_words_bear_out_is_claimed(question: str, outcome: Outcome, missing: tuple[str, ...]) -> None:
    found = ask(question, engine(*TOWN))
    assert (found.outcome, found.missing) == (outcome, missing)
    assert bool(found.quoted) is (outcome is not Outcome.DECLINED)
    assert (found.reason is None) is (outcome is Outcome.ANSWERED)


def test_the_strictness_moves_what_is_claimed() -> None:
    question = "Why did Anna Berg burn the ferry?"
    assert ask(question, engine(*TOWN), strictness=0.0).outcome is Outcome.ANSWERED
    assert ask("Who opened the ferry?", engine(*TOWN), strictness=1.0).outcome is Outcome.UNSURE


def test_a_reason_names_the_word_and_has_a_code() -> None:
    reason = ask("Why did Anna Berg burn the ferry?", engine(*TOWN)).reason
    assert reason == Reason(ReasonCode.NOWHERE, ("burn",))


def test_headings_bear_a_question_out() -> None:
    rules = "# Rules\n\n## Names\n\nOnce every 30 days.\n\n## Dogs\n\nNot in the kitchen.\n"
    found = ask("What are the rules for dogs?", MemoryEngine([Source("rules.md", rules, "0" * 64)]))
    assert (found.outcome, found.evidence[0].quote.text) == (Outcome.ANSWERED, "Not in the kitchen.")
