"""A passage that speaks of "He", "here" or "Tuesday" brings the passage that says who, where and when."""

import pytest

from index.documents.source import Source
from index.ranking.context import antecedent
from index.retrieval.memory import MemoryEngine

TEXT = (
    "PARIS, May 3 (AFP) -- The treaty was signed here Tuesday. Anna Berg chaired the talks. She thanked both sides. "
    "They agreed to meet again. The treaty ends the dispute. It was signed on Tuesday, 3 May 2016. This treaty holds."
)
ENGINE = MemoryEngine([Source("a.txt", TEXT, "0" * 64), Source("b.txt", "He came. He saw. It rained here.", "0" * 64)])


def before(source: str, words: str) -> str | None:
    passage = next(one for one in ENGINE.passages(source, 0, 20) if one.text.startswith(words))
    found = antecedent(passage, (), ENGINE)
    return found.text if found else None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The treaty was signed here", "PARIS, May 3 (AFP) --"),
        ("Anna Berg", None),
        ("She thanked", "Anna Berg chaired the talks."),
        ("They agreed", "Anna Berg chaired the talks."),
        ("The treaty ends", None),
        ("This treaty", "The treaty ends the dispute."),
    ],
)
def test_what_is_referred_to_comes_along(words: str, expected: str | None) -> None:
    assert before("a.txt", words) == expected


def test_an_article_that_does_not_say_brings_nothing() -> None:
    assert before("b.txt", "He came") is None
    assert before("b.txt", "It rained here") is None


def test_a_weekday_with_its_date_needs_no_dateline() -> None:
    text = "OSLO, 4 May (AP) -- The bridge opened on Tuesday, 3 May 2016. Ferries stopped on Wednesday."
    engine = MemoryEngine([Source("a.txt", text, "0" * 64)])
    dateline, opened, stopped = engine.passages("a.txt", 0, 9)
    assert antecedent(opened, (), engine) is None
    assert antecedent(stopped, (), engine) == dateline


def test_the_dateline_is_found_before_another_place_of_the_same_words() -> None:
    text = "It was signed here Tuesday. (AFP/Jo Lee) PARIS, May 3 (AFP) -- It was signed here Tuesday."
    engine = MemoryEngine([Source("a.txt", text.replace("It was", "Peace was"), "0" * 64)])
    caption, *_, dateline, lead = engine.passages("a.txt", 0, 9)
    assert antecedent(caption, (lead,), engine) == dateline


def test_an_answer_brings_the_question_that_it_answers() -> None:
    text = "Who moderates the forum?\n\nSix volunteers do. Why? It is fun to help."
    asked, volunteers, why, fun = MemoryEngine([Source("a.txt", text, "0" * 64)]).passages("a.txt", 0, 9)
    engine = MemoryEngine([Source("a.txt", text, "0" * 64)])
    assert antecedent(volunteers, (), engine) == asked
    assert antecedent(fun, (), engine) is not None
    assert antecedent(asked, (), engine) is None
    assert antecedent(why, (), engine) is None
