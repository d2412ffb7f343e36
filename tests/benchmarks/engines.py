"""The engines that ``scale`` measures, this project's and its peers', each in a process of its own.

``python -m tests.benchmarks.engines NAME FOLDER`` prepares an engine over the collection in FOLDER and says so with an
empty line. For each line that it reads it asks the next questions, and prints their times and its memory as JSON.
"""

import atexit
import ctypes
import itertools
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import psutil

if TYPE_CHECKING:
    from bot.settings.model import Settings

__all__ = ["ASKED", "BEST", "ENGINES", "Asked", "Process", "Times", "memory", "settings"]

ROOT = Path(__file__).parents[2]

BEST = 50
"""How many passages each engine is asked for."""

ASKED = 50
"""How many questions are asked in a round; each round has others."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as one would type it, and its terms."""

    text: str
    terms: list[str]


class Times(TypedDict):
    """Medians of a round's questions in milliseconds, on the clock and of the processor, and memory in MB."""

    clock: float
    processor: float
    memory: float


Search = Callable[[Asked], object]


def settings(folder: Path) -> "Settings":
    """Settings that answer from the index on disk of a collection."""
    from bot.settings.model import Settings  # noqa: PLC0415 - each engine's process imports its own, for its memory is measured

    return Settings(sources=folder / "sources", engine="disk", index_path=folder / "index")


def candidates(folder: Path) -> Search:
    """This project's first stage: the candidates of a question, from its terms."""
    from index.documents.source import Folder  # noqa: PLC0415 - the same
    from index.library.collection import Collection  # noqa: PLC0415 - the same

    chosen = settings(folder)
    engine = Collection(Folder(chosen.sources), engine="disk", index_path=chosen.index_path).held.engine
    return lambda asked: engine.candidates(dict.fromkeys(asked.terms, 1.0), BEST)


def answers(folder: Path) -> Search:
    """This project's whole answers: understood, ranked, quoted and cited."""
    from bot.answers import Answerer  # noqa: PLC0415 - the same

    answerer = Answerer(settings(folder))
    return lambda asked: answerer.ask(asked.text)


def rank_bm25(folder: Path) -> Search:
    """rank-bm25 as its documentation uses it; ``get_top_n`` sorts all scores."""
    from rank_bm25 import BM25Okapi  # noqa: PLC0415 - the same

    corpus = list(_corpus(folder))
    engine, numbers = BM25Okapi(corpus), range(len(corpus))
    return lambda asked: engine.get_top_n(asked.terms, numbers, n=BEST)


def _bm25s(backend: str) -> Callable[[Path], Search]:
    def prepare(folder: Path) -> Search:
        import bm25s  # noqa: PLC0415 - the same

        engine = bm25s.BM25(backend=backend)
        engine.index(list(_corpus(folder)), show_progress=False)
        return lambda asked: engine.retrieve([asked.terms], k=BEST, show_progress=False, n_threads=0)

    return prepare


def fts5(folder: Path) -> Search:
    """SQLite's full-text search, in a file, ordered by its bm25()."""
    database = sqlite3.connect(_scratch() / "fts5.db")
    database.execute("CREATE VIRTUAL TABLE passages USING fts5(terms, content='', columnsize=1)")
    rows = ((at, " ".join(terms)) for at, terms in enumerate(_corpus(folder)))
    database.executemany("INSERT INTO passages(rowid, terms) VALUES (?, ?)", rows)
    database.execute("INSERT INTO passages(passages) VALUES ('optimize')")
    database.commit()
    find = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?"
    return lambda asked: database.execute(find, (" OR ".join(f'"{one}"' for one in asked.terms), BEST)).fetchall()


def tantivy(folder: Path) -> Search:
    """tantivy alone: one field of terms, its own BM25, the addresses of the best."""
    from tantivy import Document, Index, Occur, Query, SchemaBuilder  # noqa: PLC0415 - the same

    schema = SchemaBuilder().add_text_field("terms", tokenizer_name="whitespace", index_option="freq").build()
    index = Index(schema, path=str(_scratch()))
    writer = index.writer(200_000_000, 1)
    for terms in _corpus(folder):
        document = Document()
        document.add_text("terms", " ".join(terms))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(asked: Asked) -> object:
        clauses = [(Occur.Should, Query.term_query(schema, "terms", term, "freq")) for term in asked.terms]
        return searcher.search(Query.boolean_query(clauses), BEST, count=False).hits

    return search


def _corpus(folder: Path) -> Iterator[list[str]]:
    """The terms of each passage."""
    with (folder / "passages.terms").open(encoding="utf-8") as lines:
        for line in lines:
            yield line.split()


def _scratch() -> Path:
    """A folder that is gone when the process ends."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    return Path(folder.name)


ENGINES: dict[str, Callable[[Path], Search]] = {
    "Pullquote, 50 candidates": candidates,
    "Pullquote, the whole answer": answers,
    "rank-bm25": rank_bm25,
    "bm25s (NumPy)": _bm25s("numpy"),
    "bm25s (Numba)": _bm25s("numba"),
    "SQLite FTS5": fts5,
    "tantivy alone": tantivy,
}


def memory(process: psutil.Process | None = None) -> float:
    """The megabytes that a process has to itself, without what it maps of files (where the system tells them)."""
    info = (process or psutil.Process()).memory_info()
    return float(info.rss - getattr(info, "shared", 0)) / 2**20


class Process:
    """An engine in a process of its own, prepared; ends with ``close``."""

    def __init__(self, name: str, folder: Path) -> None:
        """Start it and wait until it is prepared; raises RuntimeError where it ends instead."""
        command = [sys.executable, "-m", "tests.benchmarks.engines", name, str(folder)]
        self._child = subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._name = name
        self._read()
        self.rounds: list[Times] = []

    def __call__(self) -> float:
        """Ask the next questions, keep what was measured, and return the median on the clock."""
        assert self._child.stdin is not None
        self._child.stdin.write("\n")
        self._child.stdin.flush()
        times: Times = json.loads(self._read())
        self.rounds.append(times)
        return times["clock"]

    def _read(self) -> str:
        assert self._child.stdout is not None
        line = self._child.stdout.readline()
        if not line:
            raise RuntimeError(f"{self._name} ended with {self._child.wait()}")
        return line

    def close(self) -> None:
        """Let it end."""
        self._child.communicate()


def main(name: str, folder: Path) -> None:
    """Prepare one engine and ask it whenever a line is read."""
    search = ENGINES[name](folder)
    if hasattr(libc := ctypes.CDLL(None), "malloc_trim"):
        libc.malloc_trim(0)  # what preparing took and gave back is no part of serving
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = itertools.cycle([Asked(**json.loads(line)) for line in lines])
    print(flush=True)
    for _ in sys.stdin:
        taken = [_timed(search, asked) for asked in itertools.islice(questions, ASKED)]
        clock, processor = (1000 * statistics.median(times) for times in zip(*taken, strict=True))
        print(json.dumps(Times(clock=clock, processor=processor, memory=memory())), flush=True)


def _timed(search: Search, asked: Asked) -> tuple[float, float]:
    clock, processor = time.perf_counter(), time.process_time()
    search(asked)
    return time.perf_counter() - clock, time.process_time() - processor


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
