"""The memory engine is rank-bm25, scored over an inverted list."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from index.documents.source import Metadata, Source
from index.retrieval.bm25 import K1, PARAGRAPH, TITLE, B, idf, saturation
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


def test_the_score_adds_sentence_paragraph_and_title() -> None:
    held = engine("Hotline talks.\n\nBeijing waits.", title="Hotline")
    weight = idf(1, 2)
    in_sentence = weight * (saturation(1, 1.0) + PARAGRAPH * saturation(1, 1.0) + TITLE)
    only_title = weight * TITLE
    assert found(held, "hotlin") == ["Hotline talks.", "Beijing waits."]
    assert in_sentence > only_title > 0


def test_a_boost_weighs_a_term() -> None:
    held = engine("Guo spoke.", "Lynch spoke.")
    first = held.candidates({"guo": 0.2, "lynch": 1.0}, 2)
    assert [one.passage.text for one in first] == ["Lynch spoke.", "Guo spoke."]


def test_ties_are_broken_by_source_then_position() -> None:
    held = MemoryEngine(Source(name, "Guo spoke. Guo spoke.", "0" * 64) for name in ("b.txt", "a.txt"))
    places = [(one.passage.source, one.passage.ordinal) for one in held.candidates({"guo": 1.0}, 9)]
    assert places == [("a.txt", 0), ("a.txt", 1), ("b.txt", 0), ("b.txt", 1)]


def test_a_candidate_brings_the_terms_around_it() -> None:
    held = engine("Guo spoke. Lynch listened. Beijing waited.\n\nParis slept.", title="Two dialogues")
    one = held.candidates({"lynch": 1.0}, 1)[0]
    assert (one.previous, one.terms, one.following) == (("guo", "spoke"), ("lynch", "listen"), ("beij", "wait"))
    assert one.paragraph == ("guo", "spoke", "lynch", "listen", "beij", "wait")
    assert "dialogu" in one.title


def test_a_text_without_paragraphs_is_cut_into_blocks() -> None:
    held = engine(" ".join(f"Guo spoke of item{number}." for number in range(100)))
    one = held.candidates({"item50": 1.0}, 1)[0]
    assert len(one.paragraph) < 200
    assert "item50" in one.paragraph


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


def test_an_unknown_term_finds_nothing_and_harms_nothing() -> None:
    held = engine("Guo spoke.", "Lynch listened.")
    assert found(held, "brazil") == []
    assert found(held, "brazil", "guo") == ["Guo spoke."]


def test_similar_terms_are_the_nearest_then_the_most_frequent() -> None:
    held = engine("Shengkun spoke. Shenkan left. Shenkan came. Brazil.")
    assert held.similar("shenkun") == ["shenkan", "shengkun"]
    assert held.similar("shengkum") == ["shengkun"]


def test_passages_are_given_by_their_ordinals() -> None:
    held = engine("One came. Two came. Three came.")
    assert [one.text for one in held.passages("0.txt", -1, 1)] == ["One came.", "Two came."]
    assert held.passages("0.txt", 7, 9) == ()
    assert held.passages("none.txt", 0, 1) == ()


def test_records_tell_what_is_held() -> None:
    held = engine("One came.\nTwo came.", title="Arrivals")
    record = held.record("0.txt")
    assert record is not None
    assert (record.title, record.lines, record.passages) == ("Arrivals", 2, 2)
    assert held.records() == [record]
    assert held.record("none.txt") is None
