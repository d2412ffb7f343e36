"""The results of ``scale.py`` as a table of ratios against the aims, and as a plot."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

__all__ = ["plot", "report"]

Found = dict[str, Any]

ENGINES = {
    "rank-bm25": "rank-bm25",
    "LangChain BM25Retriever": "LangChain BM25Retriever",
    "SQLite FTS5": "SQLite FTS5",
    "bm25s (NumPy)": "bm25s (NumPy)",
    "bm25s (Numba)": "bm25s (Numba)",
    "tantivy": "tantivy, best 100",
    "candidates": "Pullquote, 50 candidates",
    "answers": "Pullquote, whole answer",
}


NOTES = """
## What bounds it, and what was tried

The candidates of a question take two searches of tantivy (sentences; paragraphs with titles), exact scores for all
sentences of the paragraphs found (arithmetic on arrays: 0.4 ms), and 50 Python objects that hold the passages and the
terms around them (0.7 ms); the last two alone take longer than tantivy's own search, whatever the size. Ranking and
quoting take the rest, and do not grow with the collection.

| tried, at a million passages | outcome |
|---|---|
| one index of sentences that repeats the terms of paragraph and title | 3 to 5 times slower than two searches |
| an index of paragraphs alone | misses 5 to 20% of the best 50 |
| both searches at once, in two threads | no faster on two cores that are busy |
| counting terms in packed bytes instead of arrays of keys | 7 times slower |
| comparing all keys with all terms as one matrix | 1.5 times slower than term by term |
| leaving out common terms where they cannot matter (MaxScore) | kept: whole answers in half of the time |

tantivy's k1 and b are fixed and its lengths are rounded, so it only proposes a pool. With 200 sentences and 100
paragraphs the first 10 candidates equal those of a pool of 3,000 and 1,000 for 148 of 150 questions on the million (and
96.7% of all 50); on the development questions all 50 are the memory engine's for every question, from 100 and 50 on.
A single file of 60 MB, half a million passages, needs more memory while it is read than the aim: 1.2 GB.
"""


def report(results: Found) -> str:
    """All of it as Markdown."""
    sizes: dict[str, Found] = results["sizes"]
    parts = [
        "# Scale",
        "",
        f"Measured by `tests/benchmarks/scale.py` on {results['date']}: {results['machine']}; {results['libraries']}.",
        "Collections are generated (seeded, Zipf's law, articles of about 25 passages); all engines search the same",
        "terms for the same questions, each in a process of its own, one after the other. Times are medians of a",
        "question in milliseconds, memory is what a process has to itself (without mapped files) in MB. The machine",
        "was shared with other work, which moves single figures by up to a half (LangChain at a million: twofold).",
        "",
        "## Time of a question (ms)",
        "",
        *_table(sizes, lambda found: _milliseconds(found.get("p50"))),
        "",
        "## Memory while serving (MB)",
        "",
        *_table(sizes, lambda found: _number(found.get("memory"))),
        "",
        "![time and memory against size](scale.png)",
        "",
        "## This project",
        "",
        *_ours(sizes),
    ]
    size, found = list(sizes.items())[-1]
    parts += ["", f"## Aims at {int(size):,} passages", "", *_aims(found, sizes)]
    return "\n".join(parts) + "\n" + NOTES


def _table(sizes: dict[str, Found], shown: Callable[[Found], str]) -> list[str]:
    heads = "".join(f" {int(size):,} |" for size in sizes)
    rows = [
        f"| {title} |" + "".join(f" {shown(found.get(name, {}))} |" for found in sizes.values())
        for name, title in ENGINES.items()
    ]
    return [f"| passages |{heads}", "|---|" + "---:|" * len(sizes), *rows]


def _ours(sizes: dict[str, Found]) -> list[str]:
    lines = {
        "building, passages a second": lambda f: _number(f["build"]["rate"]),
        "building, seconds": lambda f: _number(f["build"]["seconds"], 1),
        "building, memory of all processes (MB)": lambda f: _number(f["build"]["peak"]),
        "index on disk (MB)": lambda f: _number(f["build"]["megabytes"]),
        "adding one article (ms)": lambda f: _number(f["add"]["add"] * 1000),
        "taking one away (ms)": lambda f: _number(f["add"]["remove"] * 1000),
        "an update that finds nothing (ms)": lambda f: _number(f["add"]["nothing"] * 1000),
        "inverted lists alone (ms)": lambda f: _milliseconds(f["lists"]["p50"]),
        "candidates, 95th percentile (ms)": lambda f: _milliseconds(f["candidates"]["p95"]),
        "answer, 95th percentile (ms)": lambda f: _milliseconds(f["answers"]["p95"]),
        "answer without its inverted lists (ms)": lambda f: _milliseconds(f["answers"]["p50"] - f["lists"]["p50"]),
        "1,000 at once: answers a second": lambda f: _number(f["at once"]["a_second"]),
        "1,000 at once: p50 and p99 (ms)": lambda f: f"{f['at once']['p50']:,.0f}, {f['at once']['p99']:,.0f}",
        "1,000 at once: lost, growth of memory (MB)": lambda f: (
            f"{f['at once']['lost']:.0f}, {f['at once']['growth']:.1f}"
        ),
        "`ask` as a new process (ms)": lambda f: _number(f["cold"]["large"]),
        "the same on the two articles (ms)": lambda f: _number(f["cold"]["two"]),
    }
    heads = "".join(f" {int(size):,} |" for size in sizes)
    rows = [
        f"| {what} |" + "".join(f" {_or_blank(get, found)} |" for found in sizes.values())
        for what, get in lines.items()
    ]
    return [f"| passages |{heads}", "|---|" + "---:|" * len(sizes), *rows]


def _aims(found: Found, sizes: dict[str, Found]) -> list[str]:
    smallest = next(iter(sizes.values()))
    aims: list[tuple[str, str, Callable[[], float], Callable[[float], bool]]] = [
        ("whole answer, ms", "≤ 6", lambda: found["answers"]["p50"], lambda x: x <= 6),
        ("rank-bm25 over the answer", "≥ 100", lambda: _ratio(found, "rank-bm25", "answers"), lambda x: x >= 100),
        ("FTS5 over the answer", "≥ 20", lambda: _ratio(found, "SQLite FTS5", "answers"), lambda x: x >= 20),
        ("bm25s (NumPy) over the answer", "≥ 8", lambda: _ratio(found, "bm25s (NumPy)", "answers"), lambda x: x >= 8),
        ("candidates over tantivy", "≤ 1.5", lambda: _ratio(found, "candidates", "tantivy"), lambda x: x <= 1.5),
        ("inverted lists over tantivy", "", lambda: _ratio(found, "lists", "tantivy"), lambda _: True),
        (
            "ranking, over that of the smallest collection",
            "about 1",
            lambda: (
                (found["answers"]["p50"] - found["lists"]["p50"])
                / (smallest["answers"]["p50"] - smallest["lists"]["p50"])
            ),
            lambda x: x <= 1.5,
        ),
        ("memory while answering, MB", "≤ 250", lambda: found["answers"]["memory"], lambda x: x <= 250),
        ("memory while building, MB", "≤ 1,000", lambda: found["build"]["peak"], lambda x: x <= 1000),
        ("passages a second, from raw text", "≥ 10,000", lambda: found["build"]["rate"], lambda x: x >= 10_000),
        ("adding one article, s", "≤ 1", lambda: found["add"]["add"], lambda x: x <= 1),
        (
            "`ask` cold, over the two articles",
            "≤ 3",
            lambda: found["cold"]["large"] / found["cold"]["two"],
            lambda x: x <= 3,
        ),
        ("1,000 at once, lost", "0", lambda: found["at once"]["lost"], lambda x: x == 0),
        (
            "1,000 at once, p99 over p50",
            "≤ 10",
            lambda: found["at once"]["p99"] / found["at once"]["p50"],
            lambda x: x <= 10,
        ),
    ]
    rows = []
    for what, aim, get, reached in aims:
        try:
            value = get()
        except (KeyError, ZeroDivisionError):
            continue
        verdict = "" if not aim else "yes" if reached(value) else "no"
        rows.append(f"| {what} | {aim} | {value:,.2f} | {verdict} |")
    return ["| aim | | measured | reached |", "|---|---|---:|---|", *rows]


def _ratio(found: Found, one: str, other: str) -> float:
    return float(found[one]["p50"] / found[other]["p50"])


def _or_blank(get: Callable[[Found], str], found: Found) -> str:
    try:
        return get(found)
    except KeyError:
        return ""


def _number(value: float | None, decimals: int = 0) -> str:
    return "" if value is None else f"{value:,.{decimals}f}"


def _milliseconds(value: float | None) -> str:
    return "" if value is None else f"{value:,.2f}" if value < 100 else f"{value:,.0f}"


def plot(results: Found, path: Path) -> None:
    """Time of a question and memory against size, both axes logarithmic."""
    import matplotlib as mpl  # noqa: PLC0415 - the report needs none of it

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415 - the same

    figure, (left, right) = plt.subplots(1, 2, figsize=(13, 5))
    for axes, key, label in ((left, "p50", "ms a question (median)"), (right, "memory", "MB of its own memory")):
        for name, title in ENGINES.items():
            points = [
                (int(size), found[name][key])
                for size, found in results["sizes"].items()
                if found.get(name, {}).get(key) is not None
            ]
            ours = title.startswith("Pullquote")
            axes.plot(*zip(*points, strict=True), marker="o", linewidth=2.5 if ours else 1.2, label=title)
        axes.set(xscale="log", yscale="log", xlabel="passages", ylabel=label)
        axes.grid(visible=True, which="major", alpha=0.3)
    left.legend(fontsize=8)
    figure.tight_layout()
    figure.savefig(path, dpi=110)
