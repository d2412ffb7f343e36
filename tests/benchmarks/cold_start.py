"""How long a command takes from nothing: whole processes, medians, against ``import numpy`` alone.

Run it from the repository's root, with nothing else running:

    python tests/benchmarks/cold_start.py [ROUNDS]

The commands take turns, so that a slow moment of the machine falls on all of them. The table goes to RESULTS-cold.md.
"""

import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
RESULTS = Path(__file__).parent / "RESULTS-cold.md"
BASE = "import numpy"
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


def measure(rounds: int) -> dict[str, list[float]]:
    """The seconds that each command took, ``rounds`` times; one round before is not counted."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PULLQUOTE_")}
    seconds: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for turn in range(rounds + 1):
        for name, arguments in COMMANDS.items():
            began = time.perf_counter()
            subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environ, check=False, stdout=subprocess.DEVNULL)
            if turn:
                seconds[name].append(time.perf_counter() - began)
    return seconds


def table(seconds: dict[str, list[float]], rounds: int) -> str:
    """The medians and their ratios as Markdown."""
    base = statistics.median(seconds[BASE])
    rows = [
        f"| `{name}` | {1000 * statistics.median(took):.0f} | {1000 * min(took):.0f} "
        f"| {statistics.median(took) / base:.2f} |"
        for name, took in seconds.items()
    ]
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    return "\n".join(
        [
            "# Cold starts",
            "",
            f"Whole processes on the two articles of `sources/`, {rounds} rounds in turns; {machine}.",
            "Made by `python tests/benchmarks/cold_start.py`. The aim: `pullquote ask` in at most 3.5 times as long as",
            "`import numpy`.",
            "",
            "| command | median, ms | fastest, ms | times `import numpy` |",
            "|---|--:|--:|--:|",
            *rows,
            "",
        ]
    )


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    made = table(measure(wanted), wanted)
    RESULTS.write_text(made, encoding="utf-8")
    print(made)
