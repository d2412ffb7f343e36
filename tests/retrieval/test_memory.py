"""The memory engine is rank-bm25, scored over an inverted list."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from index.documents.source import Metadata, Source
from index.retrieval.bm25 import K1, B
from index.retrieval.engine import Engine
from index.retrieval.memory import InvertedBM25, MemoryEngine

words = st.sampled_from(["cyber", "crime", "hot", "line", "hotline", "dialogue", "talks", "guo", "lynch", "beijing"])
documents = st.lists(st.lists(words, max_size=12).map(tuple), min_size=1, max_size=20)


def engine(*texts: str, title: str = "") -> MemoryEngine:
    return MemoryEngine(
        Source(f"{at}.txt", text, "0" * 64, Metadata(title=title or None)) for at, text in enumerate(texts)
    )


def found(held: Engine, *terms: str, limit: int = 50) -> list[str]:
    return [one.passage.text for one in held.candidates(dict.fromkeys(terms, 1.0), limit)]


@given(documents, st.lists(words, min_size=1, max_size=5, unique=True))
def test_scores_are_those_of_rank_bm25_with_the_same_idf(corpus: list[tuple[str, ...]], query: list[str]) -> None:
    ours = InvertedBM25(corpus)
    if not any(corpus):
        assert ours.holders == {}
        return
    oracle = BM25Okapi(corpus, k1=K1, b=B)
    oracle.idf = {
        term: math.log(1 + (len(corpus) - df + 0.5) / (df + 0.5))
        for term in oracle.idf
        for df in [sum(term in document for document in corpus)]
    }
    summed = [0.0] * len(corpus)
    for term in query:
        for at, score in zip(*ours.scores(term), strict=True):
            summed[at] += score
    assert summed == pytest.approx(list(oracle.get_scores(query)))


@given(documents)
def test_no_idf_is_negative_however_common_the_term(corpus: list[tuple[str, ...]]) -> None:
    ours = InvertedBM25(corpus)
    assert all(ours.idf[term] > 0 for term in ours.holders)


@given(documents)
def test_only_documents_that_hold_a_term_are_scored(corpus: list[tuple[str, ...]]) -> None:
    ours = InvertedBM25(corpus)
    for term in ("cyber", "guo"):
        holders, scores = ours.scores(term)
        assert holders == [at for at, document in enumerate(corpus) if term in document]
        assert all(score > 0 for score in scores)


@pytest.mark.parametrize("texts", [(), ("",), ("...",)])
def test_an_empty_collection_finds_nothing(texts: tuple[str, ...]) -> None:
    held = engine(*texts)
    assert found(held, "guo") == []
    statistics = held.statistics(["guo"])
    assert statistics.document_frequency == {"guo": 0}
    assert statistics.mean_length == 0.0


def test_one_passage_is_found() -> None:
    held = engine("Guo spoke.")
    assert found(held, "guo") == ["Guo spoke."]
    assert held.statistics(["guo", "lynch"]).document_frequency == {"guo": 1, "lynch": 0}
