"""No text scores more by our formula than its bound says, whatever its length is and however often a term stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.retrieval.bm25 import saturation
from index.retrieval.store.bounding import FILLER, PARAGRAPH_FILLERS, SENTENCE_FILLERS, underrated
from index.text.analyzer import terms


def tantivys(frequency: int, length: float, average: float) -> float:
    """Return tantivy's saturation, by its documentation."""
    return frequency * 2.2 / (frequency + 1.2 * (0.25 + 0.75 * length / average))


@given(
    st.integers(1, 2000),
    st.integers(1, 2000),
    st.floats(0.5, 300),
    st.sampled_from([SENTENCE_FILLERS, PARAGRAPH_FILLERS]),
    st.floats(0, 300),
)
def test_no_text_is_underrated_more(frequency: int, more: int, mean: float, fillers: int, longer: float) -> None:
    length, average = frequency + more, fillers + longer
    ours, theirs = saturation(frequency, length / mean), tantivys(frequency, length + fillers, average)
    assert ours <= theirs * underrated(mean, fillers, average)


@pytest.mark.parametrize("mean", [8, 12, 16, 20, 25])
def test_in_usual_prose_it_is_little(mean: float) -> None:
    assert underrated(mean, SENTENCE_FILLERS, mean + SENTENCE_FILLERS) < 1.13
    assert underrated(4 * mean, PARAGRAPH_FILLERS, 4 * mean + PARAGRAPH_FILLERS) < 1.13


@pytest.mark.parametrize("text", [FILLER, f"Harbours {FILLER} {FILLER}", f"1{FILLER}5{FILLER}"])
def test_a_filler_is_no_term(text: str) -> None:
    assert FILLER not in terms(text)
