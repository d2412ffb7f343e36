"""Runs: what one benchmark measured at one time, with all that its figures depend on, kept as JSON.

A run is stored whole and replaced whole, under its name; a partial one has a name of its own. So figures of two runs
never stand in one table, and an old figure keeps the date on which it was measured.
"""

import datetime as dt
import os
import platform
import re
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from pydantic import BaseModel, ConfigDict

__all__ = [
    "ROOT",
    "RUNS",
    "Cell",
    "Provenance",
    "Row",
    "Run",
    "Table",
    "in_turns",
    "load",
    "median_of",
    "over",
    "provenance",
    "store",
]

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
RUNS = HERE / "runs"

Cell = list[float] | float | str | None
"""A cell of a table: the measurements of all rounds, one measurement, a text, or nothing."""

Row = list[Cell]


_FLAT = re.compile(r"\[\n[^\[\]{}]*\]")
"""A list without lists in indented JSON: it stands in one line."""


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Provenance(_Kept):
    """The day (UTC), the product's commit, the command, the machine and the versions of a run."""

    date: dt.date
    commit: str
    command: str
    machine: str
    python: str
    libraries: dict[str, str]


class Table(_Kept):
    """A table of one run: its title, a text above it, the heads of its columns, and rows that begin with a name."""

    title: str
    text: str = ""
    head: list[str]
    rows: list[Row]


class Run(_Kept):
    """A run under its name, which is that of its file: a title, the text that explains it, provenance and tables."""

    name: str
    title: str
    text: str
    provenance: Provenance
    tables: list[Table]


def provenance(libraries: Sequence[str]) -> Provenance:
    """The provenance of a run that happens now, with the versions of ``libraries``."""
    return Provenance(
        date=dt.datetime.now(tz=dt.UTC).date(),
        commit=_commit(),
        command=" ".join(["python", *sys.orig_argv[1:]]),
        machine=_machine(),
        python=platform.python_version(),
        libraries={name: version(name) for name in libraries},
    )


def _commit() -> str:
    """The short hash of the last commit that changed the product, and a remark where it has changed since."""
    commit, changes = (_git(*one, "--", "bot", "index") for one in (["log", "-1", "--format=%h"], ["status", "-s"]))
    return f"{commit} with changes" if changes else commit or "unknown"


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _machine() -> str:
    """The processor, the cores that may be used, the memory and the load (processes that ran in the last minute)."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{model or platform.machine()}, {cores} of {os.cpu_count()} cores, {memory:.0f} GB, "
        f"{platform.system()}, load {os.getloadavg()[0]:.1f} at the end"
    )


def store(run: Run, folder: Path = RUNS) -> Path:
    """Keep a run in the place of the one of its name, if there is one; returns its file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{run.name}.json"
    text = _FLAT.sub(lambda found: re.sub(r"\n *", " ", found[0]), run.model_dump_json(indent=1))
    path.write_text(text + "\n", encoding="utf-8")
    return path


def load(folder: Path = RUNS) -> list[Run]:
    """All runs that are kept, by name; raises ValueError where a file is none, or has another run's name."""
    runs = []
    for path in sorted(folder.glob("*.json")):
        run = Run.model_validate_json(path.read_text(encoding="utf-8"))
        if run.name != path.stem:
            raise ValueError(f"{path} holds the run {run.name!r}: a run's file has its name")
        runs.append(run)
    return runs


def in_turns(tasks: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """Do all tasks once a round and return their results; a first round is not counted.

    They take turns, in the opposite order every other round, so that a slow moment of the machine falls on all.
    """
    found: dict[str, list[float]] = {name: [] for name in tasks}
    for turn in range(rounds + 1):
        for name in list(tasks)[:: 1 if turn % 2 else -1]:
            result = tasks[name]()
            if turn:
                found[name].append(round(result, 6))
    return found


def over(some: Sequence[float], base: Sequence[float]) -> list[float]:
    """The ratio of two measurements, round by round."""
    return [round(one / other, 6) for one, other in zip(some, base, strict=True)]


def median_of(cell: Cell) -> float:
    """The median of a cell's measurements; raises TypeError for a cell that holds none."""
    if isinstance(cell, str) or cell is None:
        raise TypeError(f"{cell!r} is no measurement")
    return statistics.median(cell) if isinstance(cell, list) else cell
