"""Whether memory, disk and cluster answer every question of the development sets alike, to the last decimal.

    python -m tests.benchmarks.equality [SET …] [--every N]

Starts a node of OpenSearch itself, as the tests do. Compares of each question what the engine proposes in its order,
and the whole answer or refusal: outcome, confidence, reason, every passage with its citation, its score, its features
and what is quoted of it; and of each claim its verdict and where it stands. Prints the differences, and ends with 1 if
there are any.
"""

import argparse
import json
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.citations.claims import Claim
from index.library.answer import Answer
from index.library.library import Library
from index.library.verification import Verification
from index.ranking.support import Outcome
from index.retrieval.cluster.cluster_access import ClusterAccess, connect
from index.retrieval.engine import Engine
from tests.benchmarks.report import publish
from tests.benchmarks.runs import Row, Run, Table, provenance

__all__ = ["SETS", "Same", "differences", "main", "opened"]

SETS = Path(__file__).parents[3] / "shared" / "eval"
BORROWED = {"premise-dev": "xquad-dev", "check-dev": "community-dev"}
"""Sets whose questions are over the sources of another."""
HEAD = ["", "questions", "answered", "candidates that differ", "answers that differ", "seconds"]
TEXT = """\
Each question is asked of the same sources in memory, on disk and on a node of OpenSearch. Candidates differ if what an
engine proposes is not the same passages with the same words around them in the same order; answers, if any figure or
word of the answer or the refusal is another.
"""
Told = tuple[object, Answer | Verification]
"""What an engine proposed, and what was answered."""


class Same:
    """The same sources, in memory, on disk and on a cluster; ``told`` asks each."""

    def __init__(self, libraries: Mapping[str, Library]) -> None:
        self._libraries = libraries
        self._proposed: dict[str, list[object]] = {name: [] for name in libraries}
        for name, library in libraries.items():
            _listen(library.served.engine, self._proposed[name])

    def told(self, line: Mapping[str, Any]) -> dict[str, Told]:
        """What each tells of a line of a set: what its engine proposed, and the answer or verdict."""
        found = {}
        for name, library in self._libraries.items():
            self._proposed[name].clear()
            answer = library.check(Claim(line["claim"])) if "claim" in line else library.ask(line["question"])
            found[name] = (tuple(self._proposed[name]), answer)
        return found


def _listen(engine: Engine, proposed: list[object]) -> None:
    """Let an engine note whatever it proposes."""
    propose = engine.candidates

    def noted(boosts: Mapping[str, float], limit: int) -> Sequence[Any]:
        found = propose(boosts, limit)
        proposed.append((tuple(sorted(boosts.items())), limit, tuple(found)))
        return found

    engine.candidates = noted  # type: ignore[method-assign]


@contextmanager
def opened(sources: Path, url: str) -> Iterator[Same]:
    """The same sources three times; what is made for it is gone in the end."""
    access = ClusterAccess((url,), f"same-{secrets.token_hex(6)}", replicas=0)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        try:
            yield Same(
                {
                    "memory": Library(sources, engine="memory"),
                    "disk": Library(sources, engine="disk", index_path=Path(folder, "index")),
                    "cluster": Library(sources, engine="cluster", cluster=access),
                }
            )
        finally:
            connect(access).indices.delete(index=f"{access.index}-*")


def lines(name: str, every: int = 1) -> list[dict[str, Any]]:
    """The questions or claims of a set, or every so many of them."""
    (path,) = (SETS / name).glob("*.jsonl")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[::every]]


def sources(name: str) -> Path:
    """The folder of sources that a set is over."""
    return SETS / BORROWED.get(name, name) / "sources"


def differences(
    same: Same, asked: Sequence[Mapping[str, Any]], say: Callable[[str], None] = print
) -> tuple[int, int, int]:
    """How many candidates and answers differ from those of memory, and how many questions are answered."""
    candidates = answers = answered = 0
    for line in asked:
        told = same.told(line)
        proposed, answer = told.pop("memory")
        answered += isinstance(answer, Answer) and answer.outcome is Outcome.ANSWERED
        for name, (others, other) in told.items():
            candidates += others != proposed
            answers += other != answer
            if (others, other) != (proposed, answer):
                say(f"{name} differs: {line.get('question', line.get('claim'))}")
    return candidates, answers, answered


def main() -> None:
    """Compare, keep and print; ends with 1 if anything differs, or where there are no sets."""
    from tests.retrieval.cluster.nodes import start  # noqa: PLC0415 - needs a JDK

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--every", type=int, default=1, help="ask every so many questions only, and keep no run")
    chosen = parser.parse_args()
    if not SETS.is_dir():
        sys.exit(f"nothing was compared: {SETS} is not there")
    names = chosen.sets or sorted(one.parent.name for one in SETS.glob("*/*.jsonl"))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        (node,) = start(Path(folder, f"same-{time.time_ns()}"))
        try:
            rows = [_row(name, node.url, chosen.every) for name in names]
        finally:
            node.kill()
    table = Table(title="Memory, disk and cluster", head=HEAD, rows=rows)
    run = Run(name="equality", title="The same from every engine", text=TEXT, provenance=_provenance(), tables=[table])
    if chosen.every == 1 and not chosen.sets:
        publish(run)
    sys.exit(any(row[3] != "0" or row[4] != "0" for row in rows))


def _provenance() -> Any:
    return provenance(["tantivy", "opensearch-py"])


def _row(name: str, url: str, every: int) -> Row:
    asked, began = lines(name, every), time.monotonic()
    with opened(sources(name), url) as same:
        candidates, answers, answered = differences(same, asked)
    figures = [len(asked), answered, candidates, answers, round(time.monotonic() - began)]
    print(name, *figures, flush=True)
    return [name, *map(str, figures)]


if __name__ == "__main__":
    main()
