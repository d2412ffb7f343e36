"""How long a command takes from nothing: whole processes, medians, against ``import numpy`` alone.

Run it from the repository's root, with nothing else running:

    python tests/benchmarks/cold_start.py [ROUNDS]

The commands take turns, so that a slow moment of the machine falls on all of them. The table goes to RESULTS-cold.md.
"""

import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
RESULTS = Path(__file__).parent / "RESULTS-cold.md"
BASE = "import numpy"
HEAD = """\
# Cold starts

Whole processes on the two articles of `sources/`, the medians of {rounds} rounds in turns; {machine}; load {load:.1f}.
Made by `python tests/benchmarks/cold_start.py`. The aim: `pullquote ask` in at most 3.5 times as long as
`import numpy`. Processor time is the steadier figure where a machine is shared.

| command | ms | times `import numpy` | processor ms | times `import numpy` |
|---|--:|--:|--:|--:|"""
COMMANDS = {
    "an empty program": ["-c", "pass"],
    BASE: ["-c", "import numpy"],
    "import pydantic": ["-c", "import pydantic; pydantic.BaseModel"],
    "import rank_bm25": ["-c", "import rank_bm25"],
    "pullquote --help": ["-m", "bot", "--help"],
    "pullquote sources": ["-m", "bot", "sources"],
    "pullquote check": ["-m", "bot", "check", "004_52fc0199ecdba978.txt:6"],
    "pullquote ask": ["-m", "bot", "ask", "What was decided about the hotline?"],
    "pullquote ask --json": ["-m", "bot", "ask", "--json", "What was decided about the hotline?"],
}


class Took(NamedTuple):
    """The seconds that one run took, on the clock and of the processor."""

    seconds: float
    processor: float


def measure(rounds: int) -> dict[str, list[Took]]:
    """What each command took, ``rounds`` times; one round before is not counted."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PULLQUOTE_")}
    taken: dict[str, list[Took]] = {name: [] for name in COMMANDS}
    for turn in range(rounds + 1):
        for name, arguments in COMMANDS.items():
            began, used = time.perf_counter(), _used()
            subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environ, check=False, stdout=subprocess.DEVNULL)
            if turn:
                taken[name].append(Took(time.perf_counter() - began, _used() - used))
    return taken


def _used() -> float:
    """The seconds of processor time that all ended processes of this one have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def table(taken: dict[str, list[Took]], rounds: int) -> str:
    """The medians and their ratios as Markdown."""
    medians = {
        name: (statistics.median(one.seconds for one in took), statistics.median(one.processor for one in took))
        for name, took in taken.items()
    }
    base = medians[BASE]
    rows = [
        f"| `{name}` | {1000 * seconds:.0f} | {seconds / base[0]:.2f} | {1000 * used:.0f} | {used / base[1]:.2f} |"
        for name, (seconds, used) in medians.items()
    ]
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    return "\n".join([HEAD.format(rounds=rounds, machine=machine, load=os.getloadavg()[0]), *rows, ""])


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    made = table(measure(wanted), wanted)
    RESULTS.write_text(made, encoding="utf-8")
    print(made)
