"""A packed article gives back every passage as it was, and says so where it cannot."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.documents.article import Article, analyse
from index.documents.source import Metadata, Source
from index.retrieval.store.corpus_counts import count
from index.retrieval.store.packing import dump_record, load_record, pack

TEXTS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), max_size=6).map("\n\n".join)


def article(text: str, **metadata: str) -> Article:
    return analyse(Source("é.txt", text, "0" * 64, Metadata(**metadata)))


@settings(max_examples=60)
@given(TEXTS)
def test_every_passage_comes_back_with_the_terms_around_it(text: str) -> None:
    whole = article(text)
    packed = pack(whole)
    passages = [row.passage(at, "é.txt") for row in packed.paragraphs for at in range(row.passages)]
    assert tuple(passages) == whole.passages
    for row in packed.paragraphs:
        assert row.sound
        lines = [tuple(line.split()) for line in row.lines()]
        for at in range(row.passages):
            wanted = whole.candidate(row.first + at)
            assert (lines[at], lines[at + 1], lines[at + 2]) == (wanted.previous, wanted.terms, wanted.following)
            assert tuple(term for line in lines[1:-1] for term in line) == wanted.paragraph
    assert frozenset(packed.unquoted.split()) == whole.unquoted
    assert tuple(packed.title.split()) == whole.title


@given(TEXTS)
def test_an_article_is_counted_as_it_was_analysed(text: str) -> None:
    whole = article(text)
    counts = count(pack(whole))
    heads = [whole.heads[block] for block in whole.blocks]
    held = list(zip(whole.passages, whole.terms, heads, strict=True))
    quotable = [terms for one, terms, _ in held if one.quotable]
    assert (counts.passages, counts.terms) == (len(quotable), sum(map(len, quotable)))
    assert (counts.paragraphs, counts.paragraph_terms) == (len(whole.paragraphs), sum(map(len, whole.paragraphs)))
    assert counts.quotable == Counter(term for one, own, above in held if one.quotable for term in {*own, *above})


@pytest.mark.parametrize(
    "change",
    [{"text": "x"}, {"terms": "\nx\n"}, {"paragraph": 1}, {"spans": b""}, {"first": 1}, {"start": 1}, {"layout": "{}"}],
)
def test_a_changed_paragraph_is_noticed(change: dict[str, object]) -> None:
    row = pack(article("The dialogue took place in Washington. It was the first.")).paragraphs[0]
    assert not row._replace(**change).sound  # type: ignore[arg-type]


def test_a_record_comes_back_with_its_metadata() -> None:
    record = article("One.", title="On lynxes", url="https://example.org/").record
    assert load_record(dump_record(record)) == record
