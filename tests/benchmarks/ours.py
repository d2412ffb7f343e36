"""What this project needs: building, adding one article, candidates, whole answers, and a thousand at once.

Each is measured in a process of its own: ``python ours.py NAME SOURCES INDEX QUESTIONS`` prints JSON. Questions are one
a line, the words as one would type them.
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

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from peers import anonymous, timed  # noqa: E402 - the same

from bot.answers import Answerer  # noqa: E402 - found by the line before
from bot.discord.client.workers import Workers  # noqa: E402 - the same
from bot.settings.model import Settings  # noqa: E402 - the same
from index.retrieval.disk import PARAGRAPHS, SENTENCES, DiskEngine  # noqa: E402 - the same
from index.retrieval.store.generations import Generations  # noqa: E402 - the same
from index.retrieval.store.postings import Postings  # noqa: E402 - the same
from index.text.analyzer import tokens  # noqa: E402 - the same

__all__ = ["MEASURES"]

CANDIDATES = 50
AT_ONCE = 1000
Found = dict[str, float]


def settings(sources: Path, index: Path) -> Settings:
    """Settings that answer from the index on disk."""
    return Settings(sources=sources, engine="disk", index_path=index)


def build(sources: Path, index: Path, _: Sequence[str]) -> Found:
    """Make the index anew as ``pullquote index`` does, and watch the memory of all its processes."""
    command = [sys.executable, "-m", "bot", "index", "--rebuild", "--json"]
    began = time.perf_counter()
    child = subprocess.Popen(
        [*command, "--sources", str(sources), "--index-path", str(index)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    peak = 0.0
    watching = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not watching.wait(0.25):
            peak = max(peak, _memory(child.pid))

    thread = threading.Thread(target=watch)
    thread.start()
    told, _ = child.communicate()
    watching.set()
    thread.join()
    seconds = time.perf_counter() - began
    made = json.loads(told)
    return {
        "seconds": seconds,
        "passages": made["passages"],
        "rate": made["passages"] / seconds,
        "megabytes": made["bytes"] / 1e6,
        "peak": peak,
    }


def _memory(pid: int) -> float:
    """The megabytes that a process and its children have to themselves, without what they map of files."""
    total = 0
    try:
        processes = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    except psutil.Error:
        return 0.0
    for process in processes:
        try:
            status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in status.splitlines() if line.startswith("RssAnon"))
    return total / 1024


def add_one(sources: Path, index: Path, _: Sequence[str]) -> Found:
    """Add one article, and take it away again, in a process that is there already; the median of five of each."""
    from bot.indexing import build as update  # noqa: PLC0415 - only here

    chosen, added = settings(sources, index), sources / "one-more.txt"
    taken: dict[str, list[float]] = {"add": [], "remove": [], "nothing": []}
    text = "The harbour of Oslo opened a new ferry line. Mayor Anna Berg cut the ribbon.\n\n" * 12
    for turn in range(5):
        for what in ("add", "nothing", "remove"):
            if what == "add":
                added.write_text(text + f"It was number {turn}.\n", encoding="utf-8")
                os.utime(added, (turn + 1, turn + 1))
            elif what == "remove":
                added.unlink()
            began = time.perf_counter()
            update(chosen)
            taken[what].append(time.perf_counter() - began)
    return {what: sorted(seconds)[2] for what, seconds in taken.items()}


def candidates(sources: Path, index: Path, questions: Sequence[str]) -> Found:
    """The 50 candidates of a question, from its terms."""
    engine = DiskEngine.open(Generations(index, sources))
    asked = [{token.term: 1.0 for token in tokens(question, question=True)} for question in questions]
    return timed(lambda terms: engine.candidates(terms, CANDIDATES), asked) | {"memory": anonymous()}


def lists(sources: Path, index: Path, questions: Sequence[str]) -> Found:
    """The searches of the inverted lists alone, for all terms."""
    postings = Postings(Generations(index, sources).current().folder)
    asked = [{token.term: 1.0 for token in tokens(question, question=True)} for question in questions]

    def search(weights: dict[str, float]) -> object:
        return postings.sentences(weights, SENTENCES), postings.paragraphs(weights, PARAGRAPHS)

    return timed(search, asked)


def answers(sources: Path, index: Path, questions: Sequence[str]) -> Found:
    """Whole answers: understood, ranked, quoted and cited."""
    answerer = Answerer(settings(sources, index))
    return timed(answerer.ask, questions) | {"memory": anonymous()}


def at_once(sources: Path, index: Path, questions: Sequence[str]) -> Found:
    """A thousand questions at once through the workers that the bot asks at, after a first thousand."""
    answerer = Answerer(settings(sources, index))
    asked = [questions[at % len(questions)] for at in range(AT_ONCE)]
    asyncio.run(_ask_all(answerer, asked, []))
    before, waited = anonymous(), list[float]()
    began = time.perf_counter()
    answered = asyncio.run(_ask_all(answerer, asked, waited))
    seconds = time.perf_counter() - began
    waited.sort()
    found = {"p50": waited[len(waited) // 2], "p99": waited[int(len(waited) * 0.99)], "a_second": AT_ONCE / seconds}
    return found | {"lost": AT_ONCE - answered, "growth": anonymous() - before}


async def _ask_all(answerer: Answerer, questions: Sequence[str], waited: list[float]) -> int:
    workers = Workers(answerer, Settings())

    async def ask(question: str) -> bool:
        began = time.perf_counter()
        answer = await workers.ask(question)
        waited.append((time.perf_counter() - began) * 1000)
        return answer.question == question

    return sum(await asyncio.gather(*map(ask, questions)))


def cold(sources: Path, index: Path, questions: Sequence[str]) -> Found:
    """``pullquote ask`` as a process of its own, in turns with the same on the two articles; medians of nine."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PULLQUOTE_")}
    two = {"PULLQUOTE_ENGINE": "memory", "PULLQUOTE_SOURCES": str(ROOT / "sources")}
    large = {"PULLQUOTE_ENGINE": "disk", "PULLQUOTE_SOURCES": str(sources), "PULLQUOTE_INDEX_PATH": str(index)}
    taken: dict[str, list[float]] = {"large": [], "two": []}
    for turn in range(10):
        for name, chosen in (("large", large), ("two", two)):
            question = questions[turn] if name == "large" else "What was decided about the hotline?"
            began = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "bot", "ask", question],
                cwd=ROOT,
                env=environ | chosen,
                check=False,
                capture_output=True,
            )
            if turn:
                taken[name].append((time.perf_counter() - began) * 1000)
    return {name: sorted(times)[len(times) // 2] for name, times in taken.items()}


MEASURES: dict[str, Callable[[Path, Path, Sequence[str]], Found]] = {
    "build": build,
    "add": add_one,
    "candidates": candidates,
    "lists": lists,
    "answers": answers,
    "at once": at_once,
    "cold": cold,
}

if __name__ == "__main__":
    name, sources, index, asked = sys.argv[1], *map(Path, sys.argv[2:5])
    print(json.dumps(MEASURES[name](sources, index, asked.read_text(encoding="utf-8").splitlines())))
