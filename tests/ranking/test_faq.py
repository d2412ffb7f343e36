import pytest

from index.documents.source import Source
from index.retrieval.memory import MemoryEngine
from tests.ranking.town import ask

FAQ = (
    "**Q: Who moderates the forum?**\nA: Six volunteers do it in their spare time.\n\n"
    "## When does it close for maintenance?\n\nOn the first Sunday of each month, from two to four.\n\n"
    "## Can I delete my posts?\n\nYes, within an hour of writing them.\n"
)


@pytest.mark.parametrize(
    ("question", "first", "asked"),
    [
        ("Who moderates the forum?", "A: Six volunteers", "Who moderates the forum?"),
        ("When does it close for maintenance?", "On the first Sunday", "When does it close for maintenance?"),
        ("Can I delete posts?", "Yes, within an hour", "Can I delete my posts?"),
    ],
)
def test_a_page_of_questions_and_answers_is_answered_from_its_answers(question: str, first: str, asked: str) -> None:
    found = ask(question, MemoryEngine([Source("faq.md", FAQ, "0" * 64)]))
    assert found.quoted
    assert found.evidence[0].quote.plain.startswith(first)
    assert found.evidence[0].quote.path[-1] == asked


def test_a_question_is_never_quoted_as_the_answer_where_a_sentence_tells_it() -> None:
    text = "Why did the mill burn down? Nobody knows why the mill burned. It was built in 1820."
    found = ask("Why did the mill burn down?", MemoryEngine([Source("mill.txt", text, "0" * 64)]))
    assert found.evidence[0].passage.text == "Nobody knows why the mill burned."
