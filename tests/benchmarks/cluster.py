"""An index on a cluster of two and three nodes, with one of them lost, beside the same index on disk.

    python -m tests.benchmarks.cluster PASSAGES [--disk-alone]

Starts three nodes of OpenSearch on this machine; needs Java, Maven and the extra ``bench``. With ``--disk-alone`` only
the disk engine is measured, from the index that is there, if there is one.
"""

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

from bot.answers import Answerer
from bot.discord.client.workers import Workers
from bot.settings.cluster import ClusterSettings
from bot.settings.model import DiscordSettings, Settings
from index.documents.folder import Folder
from index.library.calibrating import kept_with_index
from index.retrieval.cluster.cluster_access import connect
from index.retrieval.cluster.cluster_index import ClusterIndex
from index.retrieval.store.updating import update
from tests.benchmarks.collection import prepare
from tests.benchmarks.engines import memory, settings
from tests.benchmarks.lifecycle import build
from tests.benchmarks.report import publish
from tests.benchmarks.runs import Row, Run, Table, provenance

__all__ = ["built_on_disk", "main"]

JAVA = ("-Xms1g", "-Xmx1g")
SHARDS = 3
FIRST, ASKED, AT_ONCE = 50, 200, 200
"""Questions that are asked before any is measured, that are measured one by one, and that are asked at once."""
TEXT = f"""\
The generated collection that `scale` measures, in {SHARDS} shards with one replica each, on three nodes of OpenSearch
with 1 GB of heap on this machine, beside whatever asks. At first the third node only votes; then it takes its part of
the data; then it is killed. {ASKED} questions are asked one by one, and {AT_ONCE} at once at the desk of the bot.
Processor times are of all nodes together, and hold less of what else the machine does than times on the clock; those of
two nodes hold that Java compiles what it runs.
"""
ALONE = f"""\
The generated collection that `scale` measures, in an index on disk. {ASKED} questions are asked one by one, and
{AT_ONCE} at once at the desk of the bot. The index was made beside other work: its processor time is steadier.
"""
HEAD = ["", "two nodes", "three nodes", "one of them lost", "on disk"]


class Nodes:
    """Three nodes, of which the third holds data only once it is asked to."""

    def __init__(self, folder: Path) -> None:
        from tests.retrieval.cluster.nodes import start  # noqa: PLC0415 - needs a JDK

        self.all = start(folder / f"cluster-{time.time_ns()}", 3, java=JAVA)
        self.settings = ClusterSettings(
            urls=tuple(one.url for one in self.all[:2]), index="scale", shards=SHARDS, seconds=30
        )
        assert self.settings.access
        self.access = self.settings.access
        self.client: Any = connect(self.access)
        self.spread(third=False)

    def spread(self, *, third: bool) -> None:
        """Let the third node have its part of the data or not, and wait until all is where it is to be."""
        excluded = {"cluster.routing.allocation.exclude.number": None if third else "3"}
        self.client.cluster.put_settings(body={"persistent": excluded})
        time.sleep(1)
        told = {"wait_for_no_relocating_shards": "true", "wait_for_status": "green", "timeout": "300s"}
        self.client.cluster.health(params=told | {"request_timeout": 310})

    def processor(self) -> float:
        """The seconds of the processor that all that run have used."""
        found = (psutil.Process(one.process).children() for one in self.all if psutil.pid_exists(one.process))
        java = [one for some in found for one in some if one.name() == "java"]
        return sum(one.cpu_times().user + one.cpu_times().system for one in java)


class Measured:
    """What is measured of one way to answer: whole answers one by one, candidates, and many at once."""

    def __init__(self, chosen: Settings, questions: Sequence[dict[str, Any]], used: Callable[[], float]) -> None:
        answerer = Answerer(chosen)
        for one in questions[:FIRST]:
            answerer.ask(one["text"])
        asked = questions[FIRST : FIRST + ASKED]
        before, own = used(), time.process_time()
        self.answers = _timed(lambda one: answerer.ask(one["text"]), asked)
        self.nodes = 1000 * (used() - before) / len(asked)
        self.own = 1000 * (time.process_time() - own) / len(asked)
        engine = Answerer(chosen).served.engine
        self.candidates = _timed(lambda one: engine.candidates(dict.fromkeys(one["terms"], 1.0), 32), asked)
        self.memory = memory()
        texts = [one["text"] for one in questions[:AT_ONCE]]
        began = time.perf_counter()
        waited = asyncio.run(_at_once(Answerer(chosen), chosen, texts))
        self.rate = len(waited) / (time.perf_counter() - began)
        self.waited, self.lost = sorted(waited), len(texts) - len(waited)
        self.told = [_told(answerer, one["text"]) for one in asked[::4]]


def _told(answerer: Answerer, question: str) -> object:
    return [(one.citation, one.score, one.quoted) for one in answerer.ask(question).passages]


def _timed(ask: Callable[[Any], object], questions: Sequence[Any]) -> list[float]:
    """The milliseconds of each question, in order of size."""
    taken = []
    for one in questions:
        began = time.perf_counter()
        ask(one)
        taken.append(1000 * (time.perf_counter() - began))
    return sorted(taken)


async def _at_once(answerer: Answerer, chosen: Settings, questions: Sequence[str]) -> list[float]:
    """The milliseconds after which each of some questions that are asked at once has its answer."""
    workers = Workers(answerer, chosen)

    async def ask(question: str) -> float | None:
        began = time.perf_counter()
        try:
            await workers.ask(question, scope=None)
        except TimeoutError:
            return None
        return 1000 * (time.perf_counter() - began)

    try:
        return [one for one in await asyncio.gather(*map(ask, questions)) if one is not None]
    finally:
        await workers.drain()


def _late(taken: Sequence[float]) -> float:
    return taken[int(len(taken) * 0.95)]


def _rows(built: Sequence[Row], found: Sequence[Measured | None]) -> Iterator[Row]:
    yield from built
    figures: dict[str, Callable[[Measured], float]] = {
        "32 candidates, median (ms)": lambda one: statistics.median(one.candidates),
        "32 candidates, 95th percentile (ms)": lambda one: _late(one.candidates),
        "a whole answer, median (ms)": lambda one: statistics.median(one.answers),
        "a whole answer, 95th percentile (ms)": lambda one: _late(one.answers),
        "a whole answer, processor of who asks (ms)": lambda one: one.own,
        "a whole answer, processor of all nodes (ms)": lambda one: one.nodes,
        f"{AT_ONCE} at once: answers a second": lambda one: one.rate,
        f"{AT_ONCE} at once: 95th percentile (ms)": lambda one: _late(one.waited),
        f"{AT_ONCE} at once: lost": lambda one: one.lost,
        "memory of who asks (MB)": lambda one: one.memory,
    }
    for name, figure in figures.items():
        yield [name, *(one and round(figure(one), 3) for one in found)]
    told = next(one.told for one in found if one)
    same = (one and str(sum(a != b for a, b in zip(one.told, told, strict=True))) for one in found)
    yield [f"answers that differ from the first column, of {len(told)}", *same]


@contextmanager
def _three() -> Iterator[Nodes]:
    with tempfile.TemporaryDirectory() as folder:
        nodes = Nodes(Path(folder))
        try:
            yield nodes
        finally:
            for one in nodes.all:
                one.kill()


def _on_cluster(folder: Path, questions: Sequence[dict[str, Any]]) -> tuple[dict[str, float], list[Measured]]:
    """Make the index and measure it on two nodes, on three, and with one lost."""
    with _three() as nodes:
        chosen = Settings(
            sources=folder / "sources", cluster=nodes.settings, discord=DiscordSettings(answer_seconds=60)
        )
        before, began, own = nodes.processor(), time.perf_counter(), sum(psutil.Process().cpu_times()[:4])
        index = ClusterIndex(nodes.access, chosen.sources)
        made = update(Folder(chosen.sources), index, notes=kept_with_index).generation
        seconds = time.perf_counter() - began
        built = {
            "passages": made.manifest.passages,
            "seconds": seconds,
            "bytes": made.bytes,
            "nodes": nodes.processor() - before,
            "own": sum(psutil.Process().cpu_times()[:4]) - own,
        }
        print("measuring", built, flush=True)
        found = [Measured(chosen, questions, nodes.processor)]
        nodes.spread(third=True)
        found.append(Measured(chosen, questions, nodes.processor))
        nodes.all.pop().kill()
        found.append(Measured(chosen, questions, nodes.processor))
        return built, found


def main() -> None:
    """Measure, keep and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=int)
    parser.add_argument("--disk-alone", action="store_true", help="measure only the disk engine")
    chosen = parser.parse_args()
    folder = prepare(chosen.passages)
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line) for line in lines]
    disk = built_on_disk(folder)
    built, found = ({}, []) if chosen.disk_alone else _on_cluster(folder, questions)
    on_disk = Measured(settings(folder), questions, lambda: 0.0)
    print("measured", flush=True)
    rows = list(_rows(list(_built(built, disk)), [*found, on_disk]))
    head = [HEAD[0], HEAD[-1]] if chosen.disk_alone else HEAD
    title = f"{chosen.passages:,} passages on disk" if chosen.disk_alone else f"{chosen.passages:,} on a cluster"
    name = f"{'disk' if chosen.disk_alone else 'cluster'}-{chosen.passages}"
    rows = [row for row in rows if not (chosen.disk_alone and "nodes" in str(row[0]))]
    table = Table(title="The index and a question", head=head, rows=rows)
    text = ALONE if chosen.disk_alone else TEXT
    publish(Run(name=name, title=title, text=text, provenance=provenance(["tantivy", "opensearch-py"]), tables=[table]))


def built_on_disk(folder: Path) -> dict[str, float]:
    """Make the index on disk of a collection, and return what it took, or what is kept of the last time."""
    kept = folder / "built.json"
    if not kept.exists():
        before = psutil.Process().cpu_times()
        made = build(folder)
        after = psutil.Process().cpu_times()
        used = after.children_user + after.children_system - before.children_user - before.children_system
        kept.write_text(json.dumps(made | {"processor": used}), encoding="utf-8")
    found: dict[str, float] = json.loads(kept.read_text(encoding="utf-8"))
    return found


def _built(cluster: dict[str, float], disk: dict[str, float]) -> Iterator[Row]:
    """What making an index took, on the cluster and on disk."""

    def row(name: str, figure: Callable[[dict[str, float]], float]) -> Row:
        on_cluster: Row = [round(figure(cluster), 3), None, None] if cluster else []
        return [name, *on_cluster, round(figure(disk), 3)]

    yield row("indexing, passages a second", lambda one: one["passages"] / one["seconds"])
    own = "indexing, processor of who indexes (µs a passage)"
    yield row(own, lambda one: 1e6 * one.get("own", one.get("processor", 0)) / one["passages"])
    yield row(
        "indexing, processor of all nodes (µs a passage)", lambda one: 1e6 * one.get("nodes", 0) / one["passages"]
    )
    yield row("bytes a passage, without copies", lambda one: one["bytes"] / one["passages"])


if __name__ == "__main__":
    main()
