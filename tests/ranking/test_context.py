"""A passage that speaks of "He", "here" or "Tuesday" brings the passage that says who, where and when."""

import pytest

from index.documents.source import Metadata, Source
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


@pytest.mark.parametrize(
    ("code", "text", "brought"),
    [
        ("de", "Anna Berg leitet den Chor. Sie wohnt in Ulm. Der Chor singt.", [None, 0, None]),
        ("es", "Ana Ruiz dirige el coro. Ella vive en Lugo. El coro canta.", [None, 0, None]),
        ("fr", "Anne Roy dirige le chœur. Elle habite à Lyon. Il y a deux salles.", [None, 0, None]),
        ("pt", "Ana Reis dirige o coro. Ela mora no Porto. O coro canta.", [None, 0, None]),
        ("it", "Anna Neri dirige il coro. Lei abita a Bari. Il coro canta.", [None, 0, None]),
        ("nl", "Anna Berg leidt het koor. Zij woont in Gouda. Het koor zingt.", [None, 0, None]),
        ("ru", "Хором руководит Анна Белова. Она живёт в Туле. Хор поёт.", [None, 0, None]),
        ("tr", "Koroyu Ayşe Kaya yönetir. O İzmir’de yaşar. Koro söyler.", [None, 0, None]),
        ("ar", "تقود آنا الجوقة. وهي تعيش في دمشق. الجوقة تغني.", [None, 0, None]),
        ("zh", "安娜领导合唱团。她住在南京。合唱团在唱歌。", [None, 0, None]),
        ("ja", "安娜は合唱団を率いる。彼女は京都に住む。合唱団は歌う。", [None, 0, None]),
    ],
)
def test_who_she_is_comes_along_in_each_language(code: str, text: str, brought: list[int | None]) -> None:
    engine = MemoryEngine([Source("a.txt", text, "0" * 64, Metadata(language=code))])
    passages = engine.passages("a.txt", 0, 9)
    found = [antecedent(one, (), engine) for one in passages]
    assert found == [None if at is None else passages[at] for at in brought]
