"""The life of this project's index: building it, changes of one article, a thousand questions at once, a cold start.

    python -m tests.benchmarks.lifecycle PASSAGES

Needs the extra ``bench``.
"""

import asyncio
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil

from bot.answers import Answerer
from bot.discord.client.workers import Workers
from bot.settings.model import Settings
from index.documents.folder import Folder
from index.library.collection import default_index_path, kept_with_index
from index.retrieval.store.generations import Generations
from index.retrieval.store.updating import update
from tests.benchmarks.cold_start import Command
from tests.benchmarks.collection import prepare
from tests.benchmarks.engines import memory, settings
from tests.benchmarks.report import publish
from tests.benchmarks.runs import ROOT, Row, Run, Table, in_turns, over, provenance

__all__ = ["build", "main"]

ROUNDS, BUILDS = 5, 3
AT_ONCE = 1000
TEXT = """\
The generated collection that `scale` measures. An article is added and taken away in a process that is there already;
the thousand questions are asked at once at the desk of the bot, and those are lost that get no answer in the time that
its settings give; `ask` takes turns with the same on the two articles of `sources/`. Times are on the clock.
"""
ARTICLE = "The harbour of Oslo opened a new ferry line. Mayor Anna Berg cut the ribbon.\n\n" * 12


def main() -> None:
    """Measure, keep and print."""
    size = int(sys.argv[1])
    folder = prepare(size)
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["text"] for line in lines]
    rows = [*_builds(folder), *_changes(folder), *_at_once(folder, questions), *_cold(folder, questions[0])]
    table = Table(title=f"{ROUNDS} rounds, {BUILDS} of building", head=["", "measured", "aim"], rows=rows)
    title = f"The index of {size:,} passages"
    publish(Run(name=f"lifecycle-{size}", title=title, text=TEXT, provenance=provenance(["tantivy"]), tables=[table]))


def _builds(folder: Path) -> list[Row]:
    built = [build(folder) for _ in range(BUILDS)]
    return [
        ["building, passages a second", [one["passages"] / one["seconds"] for one in built], "≥ 10,000"],
        ["building, seconds", [one["seconds"] for one in built], ""],
        ["building, memory of all processes (MB)", [one["peak"] for one in built], "≤ 1,000"],
        ["index on disk (MB)", built[-1]["bytes"] / 1e6, ""],
    ]


def build(folder: Path) -> dict[str, float]:
    """Make the index anew as ``pullquote index`` does: its passages and bytes, the seconds, and the peak of memory."""
    paths = ["--sources", str(folder / "sources"), "--index-path", str(folder / "index")]
    command = [sys.executable, "-m", "bot", "index", "--rebuild", "--json", *paths]
    began = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as child:
        peak, done = [0.0], threading.Event()

        def watch() -> None:
            while not done.wait(0.1):
                peak[0] = max(peak[0], _memory_of_all(child.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        told, _ = child.communicate()
        seconds = time.perf_counter() - began
        done.set()
        watcher.join()
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {child.returncode}")
    made = json.loads(told)
    return {"passages": made["passages"], "bytes": made["bytes"], "seconds": seconds, "peak": peak[0]}


def _memory_of_all(pid: int) -> float:
    """The megabytes that a process and its children have to themselves, 0 where it has ended."""
    try:
        process = psutil.Process(pid)
        return sum(memory(one) for one in [process, *process.children(recursive=True)])
    except psutil.Error:
        return 0.0


def _changes(folder: Path) -> list[Row]:
    """One article more and one less, in a process that is there already."""
    chosen, added = settings(folder), folder / "sources" / "one-more.txt"
    sources = Folder(chosen.sources, chosen.max_file_bytes)
    generations = Generations(chosen.index_path or default_index_path(chosen.sources), chosen.sources)
    turns = iter(range(1, ROUNDS + 2))

    def add() -> None:
        turn = next(turns)
        added.write_text(f"{ARTICLE}It was number {turn}.\n", encoding="utf-8")
        os.utime(added, (turn, turn))

    def timed(prepare: Callable[[], object]) -> Callable[[], float]:
        def work() -> float:
            prepare()
            began = time.perf_counter()
            update(sources, generations, notes=kept_with_index)
            return 1000 * (time.perf_counter() - began)

        return work

    try:
        steps = {"more": timed(add), "same": timed(lambda: None), "less": timed(added.unlink)}
        taken: dict[str, list[float]] = {name: [] for name in steps}
        for turn in range(ROUNDS + 1):
            for name, step in steps.items():
                spent = step()
                taken[name] += [spent] * bool(turn)
    finally:
        added.unlink(missing_ok=True)
    return [
        ["adding one article (ms)", taken["more"], "≤ 1,000"],
        ["taking one away (ms)", taken["less"], "≤ 1,000"],
        ["an update that finds nothing (ms)", taken["same"], ""],
    ]


def _at_once(folder: Path, questions: Sequence[str]) -> list[Row]:
    """A thousand questions at once through the desk that the bot asks at, after a first thousand."""
    answerer = Answerer(settings(folder))
    asked = [questions[at % len(questions)] for at in range(AT_ONCE)]
    asyncio.run(_ask_all(answerer, asked, []))
    before, waited = memory(), list[float]()
    began = time.perf_counter()
    answered = asyncio.run(_ask_all(answerer, asked, waited))
    seconds = time.perf_counter() - began
    waited.sort()
    middle, last = waited[len(waited) // 2], waited[int(len(waited) * 0.99)]
    return [
        ["1,000 at once: answers a second", AT_ONCE / seconds, ""],
        ["1,000 at once: 99th percentile over the median", last / middle, "≤ 10"],
        ["1,000 at once: lost", float(AT_ONCE - answered), "0"],
        ["1,000 at once: growth of memory (MB)", memory() - before, ""],
    ]


async def _ask_all(answerer: Answerer, questions: Sequence[str], waited: list[float]) -> int:
    """Ask all and return how many were answered; ``waited`` takes the milliseconds of each."""
    workers = Workers(answerer, Settings())

    async def ask(question: str) -> bool:
        began = time.perf_counter()
        try:
            drawn = await workers.ask(question, scope=None)
        except TimeoutError:
            return False
        finally:
            waited.append((time.perf_counter() - began) * 1000)
        return drawn.answer.question == question

    return sum(await asyncio.gather(*map(ask, questions)))


def _cold(folder: Path, question: str) -> list[Row]:
    """``pullquote ask`` as a process of its own, in turns with the same on the two articles."""
    sources, index = str(folder / "sources"), str(folder / "index")
    large = {"PULLQUOTE_ENGINE": "disk", "PULLQUOTE_SOURCES": sources, "PULLQUOTE_INDEX_PATH": index}
    found = in_turns(
        {
            "large": _asking(question, **large),
            "two": _asking("What was decided about the hotline?", PULLQUOTE_ENGINE="memory"),
        },
        ROUNDS,
    )
    return [
        ["`ask` as a new process (ms)", found["large"], ""],
        ["the same over that on the two articles", over(found["large"], found["two"]), "≤ 3"],
    ]


def _asking(question: str, **settings: str) -> Command:
    return Command(["-m", "bot", "ask", question], may_fail=True, **settings)


if __name__ == "__main__":
    main()
