"""Languages without a development set: their small texts are told, split and answered no worse than by BM25."""

import tomllib

import pytest

from index.documents.source import Source
from index.retrieval.memory import MemoryEngine
from tests.benchmarks.languages import SMALL, small_texts

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
