"""How often the disk engine proposes the best passages, and what it costs: as it is, and without any bound on work.

    python -m tests.benchmarks.proposals PASSAGES

Needs the extra ``bench``. The generated collection is that of ``scale``, and so is its index, made if it is not there.
"""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from index.retrieval import disk
from index.retrieval.disk import DiskEngine
from index.retrieval.store.generations import Generations
from tests.benchmarks.cluster import built_on_disk
from tests.benchmarks.collection import prepare
from tests.benchmarks.report import publish
from tests.benchmarks.runs import Row, Run, Table, provenance

__all__ = ["main"]

BEST, FIRST, ASKED = 32, 20, 100
TEXT = f"""\
A generated collection (see `scale`), whose words are drawn alike: many passages score nearly the same, as they do not
in texts that people wrote. {ASKED} questions are asked for their best {BEST} passages, as it is, and with everything
sought until nothing better can be left, which is exact. Times are the processor's.
"""
HEAD = ["", "questions that miss one of the best", "median (ms)", "95th percentile (ms)"]
Found = list[list[tuple[str, int]]]


def main() -> None:
    """Measure, keep and print."""
    size = int(sys.argv[1])
    folder = prepare(size)
    built_on_disk(folder)
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()[: FIRST + ASKED]
    questions = [json.loads(line)["terms"] for line in lines]
    engine = DiskEngine.open(Generations(folder / "index", folder / "sources"))
    found, row = _measured("as it is", engine, questions)
    with _unbounded():
        exact, other = _measured("without a bound", engine, questions)
    rows: list[Row] = [[row[0], sum(a != b for a, b in zip(found, exact, strict=True)), *row[1:]]]
    rows.append([other[0], 0, *other[1:]])
    table = Table(title="The best passages", head=HEAD, rows=rows)
    title = f"What is proposed of {size:,} passages"
    publish(Run(name=f"proposals-{size}", title=title, text=TEXT, provenance=provenance(["tantivy"]), tables=[table]))


def _measured(name: str, engine: DiskEngine, questions: Sequence[list[str]]) -> tuple[Found, Row]:
    """What is found, and a row of what it took."""
    found, taken = Found(), list[float]()
    for terms in questions:
        began = time.process_time()
        best = engine.candidates(dict.fromkeys(terms, 1.0), BEST)
        taken.append(1000 * (time.process_time() - began))
        found.append([(one.passage.source, one.passage.ordinal) for one in best])
    late = sorted(taken[FIRST:])
    return found[FIRST:], [name, round(late[len(late) // 2], 3), round(late[int(len(late) * 0.95)], 3)]


@contextmanager
def _unbounded() -> Iterator[None]:
    kept = disk.MOST, disk.TIMES
    disk.MOST, disk.TIMES = sys.maxsize, tuple(2**power for power in range(12))
    try:
        yield
    finally:
        disk.MOST, disk.TIMES = kept


if __name__ == "__main__":
    main()
