"""Languages without a development set: their small texts are told, split and answered no worse than by BM25."""

import tomllib

import pytest

from index.documents.source import Metadata, Source
from index.retrieval.memory import MemoryEngine
from tests.benchmarks.languages import SMALL, small_texts
from tests.ranking.town import ask

TEXTS = tomllib.loads(SMALL.read_text("utf-8"))


@pytest.mark.parametrize("code", TEXTS)
def test_a_text_is_told_and_split(code: str) -> None:
    text = TEXTS[code]["text"]
    engine = MemoryEngine([Source("a.txt", text, "")])
    assert engine.languages == (code,)
    assert [one.plain for one in engine.passages("a.txt", 0, 99)] == list(filter(None, text.split("\n")))


def test_no_text_is_answered_worse_than_by_stems_alone() -> None:
    found = small_texts()
    assert {code for code, plain, ours, _ in found if ours < plain} == set()
    assert {code for code, _, ours, asked in found if ours < 0.9 * asked} == set()


@pytest.mark.parametrize(
    ("code", "question", "text", "defined"),
    [
        (
            "de",
            "Was ist ein Planetoid?",
            "Entdeckt wurde der Planetoid Wendelina.",
            "Ein Planetoid ist ein kleiner Himmelskörper.",
        ),
        (
            "es",
            "¿Qué es una linterna?",
            "Las olas rompieron la linterna.",
            "Una linterna es la parte acristalada de la torre.",
        ),
        (
            "pt",
            "O que é um dorsal?",
            "Na véspera levante o dorsal.",
            "O dorsal é o número que cada atleta leva ao peito.",
        ),
        (
            "nl",
            "Wat is een helling?",
            "Vroeger was elke helling dicht.",
            "Een helling is een schuin vlak voor een schip.",
        ),
    ],
)
def test_a_sentence_that_defines_comes_before_one_that_only_names(
    code: str, question: str, text: str, defined: str
) -> None:
    found = ask(question, MemoryEngine([Source("a.txt", f"{text} {defined}", "", Metadata(language=code))]))
    assert found.evidence[0].quote.text == defined
