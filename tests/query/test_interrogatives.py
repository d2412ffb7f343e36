"""Questions in other languages than English lose the words that only ask, and keep all others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents.source import Source
from index.query.interrogatives import without_foreign_asking, without_particles
from index.query.question import parse, understand
from index.retrieval.memory import MemoryEngine
from index.text.analyzer import tokens

TEXT = """\
海城市政府3月5日宣布，新图书馆将于4月18日正式对外开放。馆长李明表示欢迎。
北浜灯台は2024年10月1日に点灯百周年を迎えた。入場料は200円である。
Der Neubau soll im Herbst 2026 fertig sein. Die Kosten sind hoch.
Новый мост открыли 15 сентября 2021 г. в Северограде.
The view from Qu'en is old. An adoption of thermal wool. A dove came.
"""


@pytest.fixture(scope="module")
def engine() -> MemoryEngine:
    return MemoryEngine([Source("all.txt", TEXT, "0")])


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("Wer ist die Bürgermeisterin?", ["Bürgermeisterin"]),
        ("Bis wann soll der Neubau fertig sein?", ["Neubau", "fertig"]),
        ("WIE VIEL KOSTET DAS BAD", ["KOSTET", "BAD"]),
        ("Combien coûtent les travaux de la gare ?", ["coûtent", "travaux", "gare"]),
        ("Où est la gare ?", ["gare"]),
        ("Comment fermer la gare ?", ["fermer", "gare"]),
        ("¿Quién es la alcaldesa?", ["alcaldesa"]),
        ("Dove si trova il ponte?", ["trova", "ponte"]),
        ("Onde fica a ponte?", ["fica", "ponte"]),
        ("Hoe heet de burgemeester?", ["burgemeester"]),
        ("Когда открыли новый мост?", ["открыли", "новый", "мост"]),
        ("Какой длины мост?", ["длины", "мост"]),
        ("أين المتحف الجديد؟", ["المتحف", "الجديد"]),
        ("Who is Qui Gon?", ["Qui", "Gon"]),
        ("comment policy", ["comment", "policy"]),
        ("dove population", ["dove", "population"]),
        ("env var to change where tools are put", ["env", "var", "change", "tools", "put"]),
        ("hotline for the die makers", ["hotline", "die", "makers"]),
        ("Quand", ["Quand"]),
    ],
)
def test_a_question_loses_the_words_that_only_ask(question: str, kept: list[str]) -> None:
    assert [question[one.start : one.end] for one in parse(question).tokens] == kept


@pytest.mark.parametrize(
    "question",
    [
        "新图书馆什么时候开放？",
        "馆长是谁？",
        "入場料はいくらですか？",
        "灯台はいつ百周年を迎えた？",
        "Когда открыли мост?",
    ],
)
def test_no_word_of_a_question_that_the_sources_answer_is_unknown(question: str, engine: MemoryEngine) -> None:
    assert understand(question, engine).unknown == ()


def test_a_word_that_no_source_has_stays_unknown_in_any_script(engine: MemoryEngine) -> None:
    assert "东京" in understand("东京在哪里？", engine).unknown
    assert understand("Was ist mit Frankreich?", engine).unknown[-1] == "Frankreich"


def test_a_question_word_is_taken_for_no_other_word(engine: MemoryEngine) -> None:
    assert understand("¿Quién es el rey?", engine).corrections == ()


@given(st.text(max_size=60))
def test_what_is_kept_are_tokens_of_the_question_and_never_none_of_them(text: str) -> None:
    found = tuple(tokens(text, question=True))
    for kept in (without_foreign_asking(text, found), without_particles(text, found, {})):
        assert set(kept) <= set(found)
        assert bool(kept) == bool(found)
