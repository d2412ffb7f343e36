"""The formula: never negative, growing with the frequency, falling with the length, and that of rank-bm25."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from index.retrieval.bm25 import K1, B, idf, saturation

frequencies = st.integers(1, 1000)
lengths = st.floats(0, 1000)


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_idf_is_above_zero_and_falls_with_the_document_frequency(frequency: int, others: int) -> None:
    passages = frequency + others + 1
    assert idf(frequency, passages) > idf(frequency + 1, passages) > 0


@given(frequencies, lengths)
def test_saturation_grows_with_the_frequency_and_never_exceeds_its_bound(frequency: int, length: float) -> None:
    assert 0 < saturation(frequency, length) < saturation(frequency + 1, length) < K1 + 1
    assert saturation(0, length) == 0


@given(frequencies, lengths, st.floats(0.01, 1000))
def test_saturation_falls_with_the_length(frequency: int, length: float, more: float) -> None:
    assert saturation(frequency, length + more) < saturation(frequency, length)


def test_a_term_that_stands_once_in_a_text_of_the_mean_length_counts_one() -> None:
    assert saturation(1, 1.0) == pytest.approx(1.0)


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=9), min_size=2, max_size=6))
def test_saturation_times_idf_is_the_score_of_rank_bm25(corpus: list[list[str]]) -> None:
    oracle = BM25Okapi(corpus, k1=K1, b=B)
    oracle.idf = {term: idf(sum(term in one for one in corpus), len(corpus)) for term in oracle.idf}
    mean = sum(map(len, corpus)) / len(corpus)
    for term, weight in oracle.idf.items():
        scores = [weight * saturation(one.count(term), len(one) / mean) for one in corpus]
        assert scores == pytest.approx(list(oracle.get_scores([term])))
