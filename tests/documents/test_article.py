"""A source split and analysed: each passage with the terms around it."""

from index.documents.article import BLOCK, analyse
from index.documents.source import Source

TEXT = "A bridge opened.\nIt is long.\n\nNobody swims there."


def test_a_candidate_carries_the_terms_of_its_neighbours_its_paragraph_and_its_title() -> None:
    article = analyse(Source("old-bridge.txt", TEXT, ""))
    first, second, third = map(article.candidate, range(3))
    assert (first.terms, second.terms, third.terms) == (("bridg", "open"), ("long",), ("nobodi", "swim"))
    assert (first.previous, first.following) == ((), second.terms)
    assert (third.previous, third.following) == (second.terms, ())
    assert first.paragraph == second.paragraph == first.terms + second.terms
    assert first.title == ("old", "bridg")


def test_a_very_long_paragraph_is_cut_into_blocks() -> None:
    article = analyse(Source("a.txt", " ".join(f"Sentence {number} ends." for number in range(2 * BLOCK + 1)), ""))
    assert article.blocks == (*[0] * BLOCK, *[1] * BLOCK, 2)
    assert [len(terms) for terms in article.paragraphs] == [3 * BLOCK, 3 * BLOCK, 3]


def test_a_record_counts_what_can_be_quoted_and_what_is_skipped() -> None:
    article = analyse(Source("a.txt", "PARIS, May 3 (AFP) -- A bridge opened.\nShare this article\n", "x"))
    assert (article.record.lines, article.record.passages, article.record.skipped_lines) == (2, 1, 1)
    assert {"pari", "share"} <= article.unquoted
    assert "bridg" not in article.unquoted


def test_a_passage_alone_in_its_paragraph_has_the_same_terms_as_that_and_as_its_group() -> None:
    source = Source("a.txt", "The ferry came late.\n\nA bridge stood there. It rained.\n", "")
    alone, first, _ = (analyse(source).candidate(ordinal) for ordinal in range(3))
    assert alone.terms is alone.paragraph is alone.group
    assert first.paragraph == (*first.terms, *first.following)
    assert first.group == first.terms
