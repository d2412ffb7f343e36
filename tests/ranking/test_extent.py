"""How much of the text around a passage is quoted."""

from pathlib import Path

import pytest

from index.documents.folder import Folder
from index.documents.source import Source
from index.retrieval.memory import MemoryEngine
from tests.ranking.town import ask

CLUB = Path(__file__).parents[1] / "data" / "club"


@pytest.fixture(scope="module")
def engine() -> MemoryEngine:
    return MemoryEngine(one for one in Folder(CLUB).scan() if isinstance(one, Source))


@pytest.mark.parametrize(
    ("question", "place", "shown"),
    [
        ("How do I cancel my membership?", ("faq.md", 33, 37), ("1. Print", "2. Hand in", "3. Send both")),
        ("what do i do when i capsize", ("faq.md", 52, 54), ("1. Hold on", "2. Call out", "never leave it")),
        ("How do I book a boat on the web?", ("boats.md", 10, 17), ("1. Log in", "/book single", "3. Confirm")),
        ("What must I check before I go out?", ("boats.md", 25, 28), ("log book", "heel ropes", "bow ball")),
        ("What is the joining fee of an adult member?", ("fees.md", 7, 7), ("320",)),
        ("What does rigger mean?", ("boats.md", 32, 33), ("Rigger", "holds the oar")),
        ("When does the boathouse open on Saturday?", ("hours.txt", 11, 11), ("07:00 - 18:00",)),
        ("Can I try before I join?", ("faq.md", 29, 29), ("Three times",)),
        ("When may I row alone in winter?", ("faq.md", 44, 45), ("nobody rows alone",)),
    ],
)
def test_what_is_quoted_is_whole(
    engine: MemoryEngine, question: str, place: tuple[str, int, int], shown: tuple[str, ...]
) -> None:
    quote = ask(question, engine).evidence[0].quote
    assert (quote.source, quote.line, quote.end_line) == place
    assert all(words in quote.plain for words in shown)


def test_no_two_quotes_share_a_block(engine: MemoryEngine) -> None:
    for question in ("How do I cancel my membership?", "boat", "member fee treasurer key"):
        spans = [(one.quote.source, one.quote.start, one.quote.end) for one in ask(question, engine).evidence]
        assert all(a[0] != b[0] or a[2] <= b[1] or b[2] <= a[1] for a in spans for b in spans if a is not b)


def test_matches_and_the_answer_are_marked_in_the_text_with_its_marks(engine: MemoryEngine) -> None:
    first = ask("How much is a place for a boat?", engine).evidence[0]
    assert {first.quote.text[slice(*span)] for span in first.matches} >= {"Place", "boat"}
    first = ask("What is Brandt's offer for the new eight?", engine).evidence[0]
    assert "Brandt" in first.quote.text
