"""Other engines over the same terms: what each needs to build, to find the best 100 passages, and to stay resident.

Each runs in a process of its own: ``python peers.py NAME TERMS QUESTIONS`` reads the terms of one passage a line and
those of one question a line, and prints JSON.
"""

import ctypes
import json
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import psutil

__all__ = ["LIMIT", "PEERS", "anonymous", "timed"]

Terms = list[str]
Search = Callable[[Terms], object]

LIMIT = 100
"""How many passages each engine is asked for."""

SECONDS, FEWEST = 60.0, 10
"""How long one engine is asked at most, and how many questions it is asked at least."""


def rank_bm25(corpus: list[Terms]) -> Search:
    """rank-bm25 as its documentation uses it; ``get_top_n`` sorts all scores."""
    from rank_bm25 import BM25Okapi  # noqa: PLC0415 - each peer imports its own

    engine, numbers = BM25Okapi(corpus), range(len(corpus))
    return lambda terms: engine.get_top_n(terms, numbers, n=LIMIT)


def langchain(corpus: list[Terms]) -> Search:
    """LangChain's BM25Retriever, given the terms joined by spaces, which its own preprocessing splits again."""
    from langchain_community.retrievers import BM25Retriever  # noqa: PLC0415 - each peer imports its own

    retriever = BM25Retriever.from_texts([" ".join(terms) for terms in corpus], k=LIMIT)
    return lambda terms: retriever.invoke(" ".join(terms))


def _bm25s(backend: str) -> Callable[[list[Terms]], Search]:
    def build(corpus: list[Terms]) -> Search:
        import bm25s  # noqa: PLC0415 - each peer imports its own

        engine = bm25s.BM25(backend=backend)
        engine.index(corpus, show_progress=False)
        limit = min(LIMIT, len(corpus))
        return lambda terms: engine.retrieve([terms], k=limit, show_progress=False, n_threads=0)

    return build


def fts5(corpus: list[Terms]) -> Search:
    """SQLite's full-text search, in a file, ordered by its bm25()."""
    path = Path(tempfile.mkdtemp(), "fts5.db")
    database = sqlite3.connect(path)
    database.execute("CREATE VIRTUAL TABLE passages USING fts5(terms, content='', columnsize=1)")
    rows = ((at, " ".join(terms)) for at, terms in enumerate(corpus))
    database.executemany("INSERT INTO passages(rowid, terms) VALUES (?, ?)", rows)
    database.execute("INSERT INTO passages(passages) VALUES ('optimize')")
    database.commit()
    find = f"SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT {LIMIT}"  # noqa: S608 - a number
    return lambda terms: database.execute(find, (" OR ".join(f'"{term}"' for term in terms),)).fetchall()


def tantivy(corpus: list[Terms]) -> Search:
    """tantivy alone: one field of terms, its own BM25, the addresses of the best."""
    from tantivy import Document, Index, Occur, Query, SchemaBuilder  # noqa: PLC0415 - each peer imports its own

    schema = SchemaBuilder().add_text_field("terms", tokenizer_name="whitespace", index_option="freq").build()
    index = Index(schema, path=tempfile.mkdtemp())
    writer = index.writer(200_000_000, 1)
    for terms in corpus:
        document = Document()
        document.add_text("terms", " ".join(terms))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(terms: Terms) -> object:
        clauses = [(Occur.Should, Query.term_query(schema, "terms", term, "freq")) for term in terms]
        return searcher.search(Query.boolean_query(clauses), LIMIT, count=False).hits

    return search


PEERS: dict[str, Callable[[list[Terms]], Search]] = {
    "rank-bm25": rank_bm25,
    "LangChain BM25Retriever": langchain,
    "bm25s (NumPy)": _bm25s("numpy"),
    "bm25s (Numba)": _bm25s("numba"),
    "SQLite FTS5": fts5,
    "tantivy": tantivy,
}


def timed(search: Callable[[Any], object], questions: Sequence[Any]) -> dict[str, float]:
    """Ask each question once, after a few to warm up: the median, the 95th percentile (milliseconds), how many."""
    for question in questions[:3]:
        search(question)
    started, taken = time.perf_counter(), []
    for question in questions:
        began = time.perf_counter()
        search(question)
        taken.append((time.perf_counter() - began) * 1000)
        if time.perf_counter() - started > SECONDS and len(taken) >= FEWEST:
            break
    taken.sort()
    return {"p50": taken[len(taken) // 2], "p95": taken[int(len(taken) * 0.95)], "questions": len(taken)}


def anonymous() -> float:
    """The megabytes that this process has to itself, without what it maps of files."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("RssAnon"):
            return int(line.split()[1]) / 1024
    return psutil.Process().memory_info().rss / 2**20


def main(name: str, terms: Path, questions: Path) -> None:
    """Measure one engine and print what was found."""
    with terms.open(encoding="utf-8") as lines:
        corpus = [line.split() for line in lines]
    began = time.perf_counter()
    search = PEERS[name](corpus)
    built = time.perf_counter() - began
    corpus.clear()
    ctypes.CDLL(None).malloc_trim(0)
    asked = [line.split() for line in questions.read_text(encoding="utf-8").splitlines()]
    found = timed(search, asked)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(found | {"build": built, "memory": anonymous(), "peak": peak}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
