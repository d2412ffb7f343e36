"""The report: all runs that are kept, as Markdown in RESULTS.md.

Run it after a run's file has come or gone; the benchmarks do it themselves:

    python -m tests.benchmarks.report
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks.runs import HERE, RUNS, Cell, Provenance, Run, Table, load, median_of, store

__all__ = ["RESULTS", "publish", "render"]

RESULTS = HERE / "RESULTS.md"
HEAD = """\
# Results

Made from `runs/` by `python -m tests.benchmarks.report`; what each benchmark is for stands in [README.md](README.md).
Each section is one run, and holds for its day, its commit and its machine alone. The machines are shared with other
work, so ratios and processor times are the steadier figures. Where a figure was measured in several rounds it is the
median, with the least and the most in brackets.
"""


def render(runs: Sequence[Run]) -> str:
    """All runs as one document, a section each."""
    return "\n".join([HEAD, *(_section(run) for run in runs)])


def publish(run: Run, folder: Path = RUNS, results: Path = RESULTS) -> None:
    """Keep a run, render all that are kept, and print this one."""
    store(run, folder)
    results.write_text(render(load(folder)), encoding="utf-8")
    print(_section(run))


def _section(run: Run) -> str:
    parts = [f"## {run.title}", run.text.strip(), _told(run.provenance), *map(_table, run.tables)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _told(one: Provenance) -> str:
    libraries = "".join(f", {name} {version}" for name, version in one.libraries.items())
    return (
        f"Measured on {one.date.isoformat()} at commit {one.commit} by `{one.command}`.\\\n"
        f"{one.machine}; Python {one.python}{libraries}."
    )


def _table(table: Table) -> str:
    return "\n".join(_lines(table))


def _lines(table: Table) -> Iterator[str]:
    yield f"### {table.title}\n"
    if table.text:
        yield f"{table.text}\n"
    yield _row(table.head)
    yield "|---|" + "--:|" * (len(table.head) - 1)
    yield from (_row([_shown(cell) for cell in row]) for row in table.rows)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _shown(cell: Cell) -> str:
    if cell is None or isinstance(cell, str):
        return cell or ""
    if isinstance(cell, list) and len(cell) > 1:
        return f"{_number(median_of(cell))} ({_number(min(cell))} to {_number(max(cell))})"
    return _number(median_of(cell))


def _number(value: float) -> str:
    """A number with about three digits that count."""
    if float(value).is_integer() and abs(value) >= 1:
        return f"{value:,.0f}"
    size = abs(value)
    return f"{value:,.{0 if size >= 100 else 1 if size >= 10 else 2 if size >= 1 else 3}f}"


if __name__ == "__main__":
    RESULTS.write_text(render(load()), encoding="utf-8")
    print(RESULTS)
