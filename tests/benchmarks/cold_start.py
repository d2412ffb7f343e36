"""How long a command takes from nothing, beside ``import numpy`` alone: whole processes on the two articles.

python -m tests.benchmarks.cold_start [ROUNDS]
"""

import os
import resource
import subprocess
import sys
import time

from tests.benchmarks.report import publish
from tests.benchmarks.runs import ROOT, Row, Run, Table, in_turns, over, provenance

__all__ = ["COMMANDS", "main"]

BASE = "import numpy"
TEXT = """\
Whole processes on the two articles of `sources/`, in turns. The aim: `pullquote ask` in at most 3.5 times as long as
`import numpy`. Processor time is the steadier figure where a machine is shared; numpy starts on several cores at once.
"""
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


class Command:
    """A command to run; keeps the processor's milliseconds of each run."""

    def __init__(self, arguments: list[str], *, may_fail: bool = False, **settings: str) -> None:
        """``settings`` are variables of its environment, which has no other settings of the product."""
        self._arguments, self._strict = [sys.executable, *arguments], not may_fail
        self._environ = {name: value for name, value in os.environ.items() if not name.startswith("PULLQUOTE_")}
        self._environ |= settings
        self.processor: list[float] = []

    def __call__(self) -> float:
        """Run it and return its milliseconds on the clock; raises CalledProcessError where it may not fail and does."""
        began, used = time.perf_counter(), _used()
        subprocess.run(self._arguments, cwd=ROOT, env=self._environ, check=self._strict, stdout=subprocess.DEVNULL)
        clock = time.perf_counter() - began
        self.processor.append(1000 * (_used() - used))
        return 1000 * clock


def _used() -> float:
    """The seconds of processor time that all ended processes of this one have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(rounds: int) -> None:
    """Measure, keep and print."""
    commands = {name: Command(arguments) for name, arguments in COMMANDS.items()}
    clock = in_turns(commands, rounds)
    processor = {name: command.processor[1:] for name, command in commands.items()}
    rows: list[Row] = [
        [f"`{name}`", clock[name], over(clock[name], clock[BASE]), used, over(used, processor[BASE])]
        for name, used in processor.items()
    ]
    times = f"times `{BASE}`"
    table = Table(title=f"{rounds} rounds", head=["command", "ms", times, "processor ms", times], rows=rows)
    made = provenance(["numpy", "pydantic", "rank-bm25"])
    publish(Run(name="cold-start", title="Cold start", text=TEXT, provenance=made, tables=[table]))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
