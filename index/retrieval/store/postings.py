"""The inverted lists, kept by tantivy: which passages and which paragraphs hold which terms.

Two of its indexes stand side by side, one of sentences and one of paragraphs with their headings and the
titles of their articles, since two searches of short lists are faster than one of a list that repeats each paragraph
for each of its sentences. What they find is the id of a paragraph. tantivy's own BM25 is near ours and not the same
(``index.retrieval.store.bounding``): it says which paragraphs are worth scoring exactly, and how good any other can be.
"""

import copy
import json
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, Self

import tantivy
from tantivy import Document, Index, Occur, Query, SchemaBuilder

from index.errors import IndexingError
from index.retrieval.bm25 import PARAGRAPH, TITLE, idf
from index.retrieval.store.bounding import FILLER, PARAGRAPH_FILLERS, SENTENCE_FILLERS, TITLE_FILLED, underrated
from index.retrieval.store.packing import PackedArticle
from index.retrieval.store.rescoring import MeanLengths
from index.retrieval.store.schema import SHIFT, damage, unwritable

__all__ = ["Hits", "Postings", "PostingsWriter"]

SENTENCES, PARAGRAPHS = "sentences", "paragraphs"
FIELDS = {SENTENCES: ("terms", "heads"), PARAGRAPHS: ("terms", "title")}
FILLERS = {SENTENCES: SENTENCE_FILLERS, PARAGRAPHS: PARAGRAPH_FILLERS}
SMALL_HEAP, LARGE_HEAP = 32_000_000, 120_000_000


def _schema(kind: str) -> tantivy.Schema:
    builder = SchemaBuilder()
    for field in FIELDS[kind]:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    builder.add_unsigned_field("address", fast=True)
    builder.add_unsigned_field("article", indexed=True)
    return builder.build()


@contextmanager
def _explained(path: Path, cure: Callable[[Path, object], IndexingError] = damage) -> Iterator[None]:
    """Say what to do where tantivy cannot read or write its files; it panics on some that are damaged."""
    try:
        yield
    except BaseException as error:
        panicked = type(error).__name__ == "PanicException"
        if not panicked and not isinstance(error, (ValueError, OSError)):
            raise
        raise cure(path, "tantivy cannot read it" if panicked else error) from error


def _opened(path: Path) -> Index:
    """Open an index; where its folder cannot be written, by links in another, since tantivy locks what it opens."""
    if os.access(path, os.W_OK):
        return _with_searcher(path)
    with TemporaryDirectory(prefix="pullquote-", ignore_cleanup_errors=True) as beside:  # tantivy may still lock it
        for file in path.iterdir():
            if file.suffix != ".lock":
                (Path(beside) / file.name).symlink_to(file.absolute())
        return _with_searcher(Path(beside))


def _with_searcher(path: Path) -> Index:
    index = Index.open(str(path))
    index.config_reader("manual")
    return index


class Hits(NamedTuple):
    """The addresses that a search found, and what nothing that it left out exceeds by its exact score."""

    addresses: list[int]
    bound: float


class _Searcher:
    """One of the two indexes, opened for searching."""

    def __init__(self, folder: Path, kind: str, mean: float) -> None:
        """Open an index; ``mean`` is the mean length of its texts, in terms."""
        self._path, self._fields, self._fillers = folder / kind, FIELDS[kind], FILLERS[kind]
        with _explained(self._path):
            index = _opened(self._path)
            self._schema, self._searcher = index.schema, index.searcher()
            self._average = self._averaged()
        self._within: list[tuple[Occur, Query]] = []
        self._mean = mean

    def _averaged(self) -> float:
        """Return the average length that tantivy counts with, which it tells where it explains a score."""
        query = Query.term_query(self._schema, "terms", FILLER, "freq")
        for _, address in self._searcher.search(query, 1, count=False).hits:
            told = json.loads(query.explain(self._searcher, address).to_json())
            return next(float(one["value"]) for one in _parts(told) if one["description"].startswith("avgdl"))
        return 1.0

    def restricted(self, articles: Collection[int], mean: float) -> Self:
        """Return a searcher that finds what is of some articles, by number, with the same scores."""
        found, of_articles = copy.copy(self), Query.term_set_query(self._schema, "article", list(articles))
        found._within = [(Occur.Must, Query.const_score_query(of_articles, 0.0))]  # noqa: SLF001 - its own
        found._mean = mean  # noqa: SLF001 - its own
        return found

    @property
    def documents(self) -> int:
        """The number of documents held."""
        return self._searcher.num_docs

    def frequency(self, term: str) -> int:
        """Return how many documents hold a term, those counted that were deleted and not yet merged away."""
        with _explained(self._path):
            return sum(self._searcher.doc_freq(field, term) for field in self._fields)

    def search(self, weights: Mapping[str, Mapping[str, float]], least: Mapping[str, int], limit: int) -> Hits:
        """Return what fits best; ``weights`` gives by field what a match of each term counts.

        ``least`` says how many documents at least hold each term; raises IndexingError where there are fewer.
        """
        with _explained(self._path):
            self._check(least)
            clauses = [clause for field, terms in weights.items() for clause in self._clauses(field, terms)]
            if not clauses:
                return Hits([], 0.0)
            query = Query.boolean_query(clauses)
            if self._within:
                query = Query.boolean_query([*self._within, (Occur.Must, query)])
            hits = self._searcher.search(query, limit, count=False).hits
            found = self._searcher.fast_field_values("address", [address for _, address in hits])
            least_score = hits[-1][0] if len(hits) == limit else 0.0
            times = max(1.0, underrated(self._mean, self._fillers, self._average))  # 1.0 is what a title's bound needs
            return Hits(found, times * least_score)  # type: ignore[arg-type]  # every document has one

    def _check(self, least: Mapping[str, int]) -> None:
        for term, number in least.items():
            held = self.frequency(term)
            if held < number:
                raise damage(self._path, f"{held} of at least {number} hold “{term}”")

    def _clauses(self, field: str, weights: Mapping[str, float]) -> Iterator[tuple[Occur, Query]]:
        """Yield a clause for each term held, with a boost that puts our weight in the place of tantivy's idf."""
        for term, weight in weights.items():
            held = self._searcher.doc_freq(field, term)
            if held:
                query = Query.term_query(self._schema, field, term, "freq")
                boost = weight / idf(min(held, self.documents), self.documents)
                yield Occur.Should, Query.boost_query(query, boost)


def _parts(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield an explanation and all that it is made of."""
    yield told
    for one in told.get("details", ()):
        yield from _parts(one)


class Postings:
    """The inverted lists of a complete index."""

    def __init__(self, folder: Path, means: MeanLengths) -> None:
        """Open them; raises IndexingError where they are damaged."""
        self.folder = folder
        self._sentences = _Searcher(folder, SENTENCES, means.sentence)
        self._paragraphs = _Searcher(folder, PARAGRAPHS, means.paragraph)

    def restricted(self, articles: Collection[int], means: MeanLengths) -> Self:
        """Return the lists as if they held some articles alone, by number; ``passages`` stays that of all."""
        found = copy.copy(self)
        found._sentences = self._sentences.restricted(articles, means.sentence)  # noqa: SLF001 - its own
        found._paragraphs = self._paragraphs.restricted(articles, means.paragraph)  # noqa: SLF001 - its own
        return found

    @property
    def passages(self) -> int:
        """The number of sentences held."""
        return self._sentences.documents

    def holds(self, term: str) -> bool:
        """Return whether any sentence holds a term."""
        found = self._sentences.search({"terms": {term: 1.0}, "heads": {term: 1.0}}, {}, 1)
        return bool(found.addresses)

    def sentences(self, weights: Mapping[str, float], frequencies: Mapping[str, int], limit: int) -> Hits:
        """Return the paragraphs of the sentences that fit best.

        Raises IndexingError where a term has fewer sentences than its frequency says.
        """
        return self._sentences.search({"terms": weights}, frequencies, limit)

    def paragraphs(self, weights: Mapping[str, float], frequencies: Mapping[str, int], limit: int) -> Hits:
        """Return the paragraphs that fit best, their titles and headings counted in; raises IndexingError likewise."""
        terms = {term: PARAGRAPH * weight for term, weight in weights.items()}
        title = {term: TITLE * weight for term, weight in weights.items()}
        known = {term: 1 for term, frequency in frequencies.items() if frequency}
        return self._paragraphs.search({"terms": terms, "title": title}, known, limit)


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
            with _explained(path, unwritable):
                self._writers[kind] = Index(self._schemas[kind], path=str(path)).writer(heap, 1)

    def add(self, number: int, article: PackedArticle) -> None:
        """Add an article by its number."""
        with _explained(self._folder, unwritable):
            for row in article.paragraphs:
                address, quotable, lines = number << SHIFT | row.first, row.quotable(), row.lines()[1:-1]
                heads = row.heads()
                for line in (line for line, may in zip(lines, quotable, strict=True) if may):
                    others = " ".join(set(heads) - set(line.split()))
                    self._add(SENTENCES, address, terms=_filled(line, SENTENCE_FILLERS), heads=others)
                if any(quotable):
                    title = dict.fromkeys([*article.title.split(), *heads])
                    texts = {"terms": _filled(" ".join(lines), PARAGRAPH_FILLERS)}
                    self._add(PARAGRAPHS, address, **texts, title=_filled(" ".join(title), TITLE_FILLED - len(title)))

    def remove(self, number: int) -> None:
        """Take an article away by its number."""
        with _explained(self._folder, unwritable):
            for kind, writer in self._writers.items():
                # by a query, since tantivy-py takes the number of a plain term for a signed one and deletes nothing
                writer.delete_documents_by_query(Query.term_query(self._schemas[kind], "article", number))

    def finish(self) -> None:
        """Write everything out and wait for merging to end."""
        with _explained(self._folder, unwritable):
            for writer in self._writers.values():
                writer.commit()
                writer.wait_merging_threads()

    def close(self) -> None:
        """End what still writes, finished or not."""
        self._writers.clear()

    def _add(self, kind: str, address: int, **texts: str) -> None:
        document = Document()
        for field, text in texts.items():
            document.add_text(field, text)
        document.add_unsigned("address", address)
        document.add_unsigned("article", address >> SHIFT)
        self._writers[kind].add_document(document)


def _filled(terms: str, fillers: int) -> str:
    """Return terms with so many fillers behind them."""
    return terms + f" {FILLER}" * fillers
