"""The inverted lists, kept by tantivy: which passages and which paragraphs hold which terms.

Two of its indexes stand side by side, one of sentences and one of paragraphs with the titles of their articles, since
two searches of short lists are faster than one of a list that repeats each paragraph for each of its sentences. What
they find is an address in the document store. tantivy's own BM25 has k1 = 1.2 and b = 0.75 and lengths rounded to a
byte, so its order is near ours and not the same: it only says which paragraphs are worth scoring exactly.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import tantivy
from tantivy import Document, Index, Occur, Query, SchemaBuilder

from index.errors import IndexingError
from index.retrieval.bm25 import PARAGRAPH, TITLE, idf
from index.retrieval.store.blocks import ROW, Block
from index.retrieval.store.documents import Documents

__all__ = ["Postings", "PostingsWriter"]

SENTENCES, PARAGRAPHS = "sentences", "paragraphs"
FIELDS = {SENTENCES: ("terms",), PARAGRAPHS: ("terms", "title")}
SMALL_HEAP, LARGE_HEAP = 32_000_000, 120_000_000


def _schema(kind: str) -> tantivy.Schema:
    builder = SchemaBuilder()
    for field in FIELDS[kind]:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    builder.add_unsigned_field("address", fast=True)
    builder.add_unsigned_field("article", indexed=True)
    return builder.build()


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Say what to do where tantivy cannot read or write its files; it panics on some that are damaged."""
    try:
        yield
    except BaseException as error:
        panicked = type(error).__name__ == "PanicException"
        if not panicked and not isinstance(error, (ValueError, OSError)):
            raise
        cause = "" if panicked else f" ({error})"
        raise IndexingError(
            f"{path}: the index cannot be used{cause}; make it anew with 'pullquote index --rebuild'"
        ) from error


class _Searcher:
    """One of the two indexes, opened for searching."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with _explained(path):
            index = Index.open(str(path))
            index.config_reader("manual")
            self._schema, self._searcher = index.schema, index.searcher()

    @property
    def documents(self) -> int:
        """How many documents are held."""
        return self._searcher.num_docs

    def search(self, weights: Mapping[str, Mapping[str, float]], limit: int) -> list[int]:
        """The addresses of what fits best; ``weights`` gives for each field what a match of each term counts."""
        with _explained(self._path):
            clauses = [clause for field, terms in weights.items() for clause in self._clauses(field, terms)]
            if not clauses:
                return []
            hits = self._searcher.search(Query.boolean_query(clauses), limit, count=False).hits
            return self._searcher.fast_field_values("address", [address for _, address in hits])  # type: ignore[return-value]  # every document has one

    def _clauses(self, field: str, weights: Mapping[str, float]) -> Iterator[tuple[Occur, Query]]:
        """A clause for each term that is held, with a boost that puts our weight in the place of tantivy's idf."""
        for term, weight in weights.items():
            held = self._searcher.doc_freq(field, term)
            if held:
                query = Query.term_query(self._schema, field, term, "freq")
                boost = weight / idf(min(held, self.documents), self.documents)
                yield Occur.Should, Query.boost_query(query, boost)


class Postings:
    """The inverted lists of a complete index."""

    def __init__(self, folder: Path) -> None:
        """Open them; raises IndexingError where they are damaged."""
        self._sentences, self._paragraphs = _Searcher(folder / SENTENCES), _Searcher(folder / PARAGRAPHS)

    @property
    def passages(self) -> int:
        """How many sentences are held."""
        return self._sentences.documents

    def sentences(self, weights: Mapping[str, float], limit: int) -> list[int]:
        """The addresses of the sentences that fit best."""
        return self._sentences.search({"terms": weights}, limit)

    def paragraphs(self, weights: Mapping[str, float], limit: int) -> list[int]:
        """The addresses of the first sentences of the paragraphs that fit best, their articles' titles counted in."""
        terms = {term: PARAGRAPH * weight for term, weight in weights.items()}
        title = {term: TITLE * weight for term, weight in weights.items()}
        return self._paragraphs.search({"terms": terms, "title": title}, limit)


class PostingsWriter:
    """Adds articles to the lists and takes them away; nothing is to be seen of it before ``finish``."""

    def __init__(self, folder: Path, *, large: bool) -> None:
        """Open the lists of a folder, or make them where there are none; ``large`` spends more memory on many."""
        self._folder = folder
        heap = LARGE_HEAP if large else SMALL_HEAP
        self._schemas = {kind: _schema(kind) for kind in FIELDS}
        self._writers: dict[str, tantivy.IndexWriter] = {}
        for kind in FIELDS:
            path = folder / kind
            path.mkdir(exist_ok=True)
            with _explained(path):
                self._writers[kind] = Index(self._schemas[kind], path=str(path)).writer(heap, 1)

    def add(self, documents: Documents, block: Block, base: int = 0) -> None:
        """Add an article of a document store whose first byte will stand at ``base`` of the index's store."""
        title, rows = documents.title(block), documents.rows(block)
        with _explained(self._folder):
            for row in rows[:-1]:
                address = base + block.rows + row.ordinal * ROW.size
                if row.quotable:
                    self._add(
                        SENTENCES, base + block.at, address, terms=documents.packed(block, row.ordinal, row.ordinal + 1)
                    )
                if row.ordinal == row.first and any(one.quotable for one in rows[row.first : row.last + 1]):
                    terms = documents.packed(block, row.first, row.last + 1)
                    self._add(PARAGRAPHS, base + block.at, address, terms=terms, title=title)

    def remove(self, article: int) -> None:
        """Take away the article whose block begins at this offset."""
        with _explained(self._folder):
            for kind, writer in self._writers.items():
                # by a query, since tantivy-py takes the number of a plain term for a signed one and deletes nothing
                writer.delete_documents_by_query(Query.term_query(self._schemas[kind], "article", article))

    def finish(self) -> None:
        """Write everything out and wait for merging to end."""
        with _explained(self._folder):
            for writer in self._writers.values():
                writer.commit()
                writer.wait_merging_threads()

    def _add(self, kind: str, article: int, address: int, **texts: bytes) -> None:
        document = Document()
        for field, text in texts.items():
            document.add_text(field, text.decode())
        document.add_unsigned("address", address)
        document.add_unsigned("article", article)
        self._writers[kind].add_document(document)
