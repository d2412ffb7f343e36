"""Rows of the cluster: an article as the documents that are sent, and what comes back as it was packed."""

from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from typing import Any

from index.retrieval.store.ingest import SourceFile
from index.retrieval.store.packing import PackedArticle, PackedParagraph, ScoredParagraph, dump_record, term_key
from index.retrieval.store.rows import Frequency
from index.retrieval.store.schema import SHIFT

__all__ = ["article_id", "documents", "frequency_at", "paragraph_of", "scored_of", "term_id"]

Document = dict[str, Any]


def documents(number: int, file: SourceFile, article: PackedArticle) -> Iterator[Document]:
    """Return the documents of an article that has a number, each with its ``_id``."""
    record = article.record
    yield {
        "_id": article_id(number),
        "article": number,
        "name": record.name,
        "language": record.language,
        "source": {
            "marks": [file.size, file.time, file.metadata, record.sha256],
            "record": dump_record(record),
            "title": article.title,
            "unquoted": article.unquoted,
            "passages": sum(row.passages for row in article.paragraphs),
        },
    }
    for quoted, scored in zip(article.paragraphs, article.scored, strict=True):
        yield from _rows(number, article.title, quoted, scored)


def _rows(number: int, title: str, quoted: PackedParagraph, scored: ScoredParagraph) -> Iterator[Document]:
    """Return the rows of a paragraph: one of each passage that can be quoted, and always one of the first."""
    lines = quoted.lines()[1:-1]
    both = " ".join(dict.fromkeys((*title.split(), *quoted.heads())))
    found = {"paragraph": " ".join(lines), "title": both}
    shared = {
        "article": number,
        "first": quoted.first,
        "last": quoted.first + len(lines) - 1,
        "packed": {
            **{name: getattr(quoted, name) for name in ("first", "check_sum", "paragraph", "terms", "start", "text")},
            "layout": quoted.layout,
            **{name: b64encode(value).decode() for name, value in _bytes(quoted, scored).items()},
        },
    }
    for at, (quotable, terms) in enumerate(zip(quoted.quotable(), lines, strict=True)):
        if quotable or not at:
            sought = {"terms": terms, **found} if quotable else {}
            yield {"_id": str(number << SHIFT | quoted.first + at), "holder": not at, **shared, **sought}


def _bytes(quoted: PackedParagraph, scored: ScoredParagraph) -> Mapping[str, bytes]:
    return {"spans": quoted.spans, "lengths": scored.lengths, "keys": scored.keys}


def paragraph_of(row: Mapping[str, Any]) -> PackedParagraph:
    """Return the paragraph of a row as it was packed, with the address of its first passage."""
    packed, number = row["packed"], row["article"]
    return PackedParagraph(
        number << SHIFT | packed["first"],
        packed["check_sum"],
        packed["paragraph"],
        b64decode(packed["spans"]),
        *(packed[name] for name in ("terms", "start", "text", "layout")),
    )


def scored_of(row: Mapping[str, Any]) -> ScoredParagraph:
    """Return what is scored of the paragraph of a row."""
    packed = row["packed"]
    first = row["article"] << SHIFT | packed["first"]
    return ScoredParagraph(first, b64decode(packed["lengths"]), b64decode(packed["keys"]))


def article_id(number: int) -> str:
    """Return the id of the document of an article."""
    return f"article-{number}"


def term_id(term: str) -> str:
    """Return the id of the document of a term, which is as short for a long one."""
    return f"term-{term_key(term):016x}"


def frequency_at(counts: list[list[int]], state: int) -> Frequency | None:
    """Return the frequencies of a term in a state; ``counts`` are of the states that changed them, in order.

    None says that they are of later states alone.
    """
    found = [both for at, *both in counts if at <= state]
    return Frequency(*found[-1]) if found else None
