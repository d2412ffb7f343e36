"""Parts of an index: what it costs to make one ready, to follow a change, and to ask of it.

    python -m tests.benchmarks.parts PASSAGES

Needs the extra ``bench``. The generated collection is that of ``scale``; each part takes its articles by the last digit
of their names, and is asked the questions whose best passage it holds.
"""

import json
import sys
import time
from collections.abc import Callable

import psutil

from bot.answers import Answerer
from index.library.scope import Scope
from tests.benchmarks.collection import prepare
from tests.benchmarks.engines import memory, settings
from tests.benchmarks.lifecycle import build
from tests.benchmarks.report import publish
from tests.benchmarks.runs import Row, Run, Table, provenance

__all__ = ["main"]

PARTS = {"a tenth": "*0.txt", "four tenths": "*[0-3].txt", "nine tenths": "*[0-8].txt"}
TEXT = """\
A part of an index (`--in`, `[scopes]`) is answered from the index itself: its words are counted when it is first asked,
and what changes is counted when it does. Memory is what the process has more once the part is ready.
"""
HEAD = ["part", "passages", "ready after, s", "after a change, s", "memory, MB", "a question, ms"]
ARTICLE = "The harbour of Oslo opened a new ferry line. Mayor Anna Berg cut the ribbon.\n"


def main() -> None:
    """Measure, keep and print."""
    size = int(sys.argv[1])
    folder = prepare(size)
    build(folder)
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    added = folder / "sources" / "one-more-0.txt"
    whole = Answerer(settings(folder))
    best = {one: [found.source for found in whole.ask(one).passages[:1]] for one in _texts(lines)}

    def measured(name: str, pattern: str) -> Row:
        scope = Scope((pattern,))
        part, before = whole.within(scope), _memory()
        ready = _seconds(lambda: part.served)
        used = _memory() - before
        added.write_text(ARTICLE, encoding="utf-8")
        try:
            whole.reload()
            changed = _seconds(lambda: part.served)
        finally:
            added.unlink()
            whole.reload()
        part.ask(ARTICLE)
        asked = [one for one, sources in best.items() if all(map(scope.may_hold, sources))]
        times = [_seconds(lambda one=one: part.ask(one)) * 1000 for one in asked]  # type: ignore[misc]
        return [name, part.served.engine.statistics(()).passages, ready, changed, used, times]

    everything = [_seconds(lambda one=one: whole.ask(one)) * 1000 for one in best]  # type: ignore[misc]
    rows: list[Row] = [["the whole index", whole.served.passages, None, None, None, everything]]
    rows += [measured(name, pattern) for name, pattern in PARTS.items()]
    title = f"Parts of an index of {size:,} passages"
    table = Table(title="One part after the other", head=HEAD, rows=rows)
    publish(Run(name=f"parts-{size}", title=title, text=TEXT, provenance=provenance(["tantivy"]), tables=[table]))


def _texts(lines: list[str]) -> list[str]:
    return [json.loads(line)["text"] for line in lines]


def _memory() -> float:
    return memory(psutil.Process())


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
