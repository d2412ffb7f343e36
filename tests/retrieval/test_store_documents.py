"""The document store gives back every passage as it was, and says so where it cannot."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.documents.article import analyse
from index.documents.source import Source
from index.errors import IndexingError
from index.retrieval.store.blocks import encode
from index.retrieval.store.documents import Documents

TEXTS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), max_size=6).map("\n\n".join)
STORE = Path("documents.bin")


def source(text: str, name: str = "one.txt") -> Source:
    return Source(name, text, "0" * 64)


@settings(max_examples=60)
@given(TEXTS, TEXTS)
def test_every_passage_comes_back_with_the_terms_around_it(first: str, second: str) -> None:
    articles = [analyse(source(first, "é.txt")), analyse(source(second, "two.txt"))]
    store = b"".join(map(encode, articles))
    documents = Documents(STORE, store)
    at = 0
    for article in articles:
        block = documents.block(at)
        wanted = [article.candidate(one.ordinal) for one in article.passages]
        assert documents.candidates((block, one.ordinal) for one in article.passages) == wanted
        assert documents.name(block) == article.record.name
        assert frozenset(documents.unquoted(block)) == article.unquoted
        at = block.next
    assert at == len(store)


def test_a_changed_byte_of_a_passage_is_noticed() -> None:
    stored = encode(analyse(source("The dialogue took place in Washington. It was the first.")))
    for place in [stored.index(b"Washington"), stored.index(b"washington\n"), 40]:
        damaged = stored[:place] + bytes([stored[place] ^ 1]) + stored[place + 1 :]
        documents = Documents(STORE, damaged)
        with pytest.raises(IndexingError, match="damaged; make it anew with 'pullquote index --rebuild'"):
            documents.passage(documents.block(0), 0)


@pytest.mark.parametrize("at", [-1, 1, 8, 10_000])
def test_an_offset_at_which_no_article_begins_is_noticed(at: int) -> None:
    documents = Documents(STORE, encode(analyse(source("A sentence stands here."))))
    with pytest.raises(IndexingError, match="damaged"):
        documents.block(at)
