"""How this project and its peers do as a collection grows, side by side: same passages, same terms, same questions.

Run it from the repository's root, with nothing else running:

    python tests/benchmarks/scale.py [--sizes 10000 100000 1000000] [--work FOLDER] [--again NAME ...]

Collections and indexes stay in the folder (in the system's temporary one, if none is named) and are made once. The
figures go to scale.json, the table to RESULTS-scale.md and the plot to scale.png, beside this file; ``--again``
measures only what is named and keeps the other figures. Every engine runs in a process of its own, one after the other.
"""

import argparse
import datetime as dt
import json
import os
import platform
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(ROOT)]

import collection  # noqa: E402 - found by the line before
from ours import MEASURES  # noqa: E402 - the same
from peers import PEERS  # noqa: E402 - the same
from results import plot, report  # noqa: E402 - the same

from index.text.analyzer import terms, tokens  # noqa: E402 - the same

RESULTS = HERE / "scale.json"
QUESTIONS, SAMPLE, STEP = 300, 100_000, 37
"""How many questions; of how many passages' articles they are made; every which article."""

LIBRARIES = ["tantivy", "rank-bm25", "bm25s", "langchain-community", "numba", "numpy"]
LARGEST = {"LangChain BM25Retriever": 1_000_000, "rank-bm25": 1_000_000, "bm25s (NumPy)": 1_000_000}
"""What is not asked of collections that are larger than this, since it takes minutes or all memory."""


def prepare(work: Path, size: int) -> Path:
    """The folder of a collection: its sources, its questions, and the terms of both, made if it is not there."""
    folder = work / str(size)
    if (folder / "questions.terms").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    sample = []
    with (folder / "passages.terms").open("w", encoding="utf-8") as lines:
        for number, article in enumerate(collection.articles(size)):
            path = folder / "sources" / article.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(article.text, encoding="utf-8")
            lines.writelines(" ".join(terms(one)) + "\n" for paragraph in article.paragraphs for one in paragraph)
            if number % STEP == 0 and number < SAMPLE // 25:
                sample.append(article)
    asked = collection.questions(sample, QUESTIONS)
    (folder / "questions.txt").write_text("\n".join(asked) + "\n", encoding="utf-8")
    wanted = ["\n".join(" ".join(dict.fromkeys(token.term for token in tokens(one, question=True))) for one in asked)]
    (folder / "questions.terms").write_text(wanted[0] + "\n", encoding="utf-8")
    return folder


def run(script: str, name: str, *paths: Path) -> dict[str, float]:
    """What one measurement found, in a process of its own."""
    command = [sys.executable, str(HERE / script), name, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    if done.returncode:
        print(done.stderr[-2000:], file=sys.stderr)
        return {}
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(work: Path, size: int, known: dict[str, Any], again: list[str]) -> dict[str, Any]:
    """All figures of one size; those that are known are measured again only if they are named."""
    folder = prepare(work, size)
    ours = [folder / "sources", folder / "index", folder / "questions.txt"]
    theirs = [folder / "passages.terms", folder / "questions.terms"]
    found = dict(known)
    for name in [*MEASURES, *PEERS]:
        if (found.get(name) and name not in again) or size > LARGEST.get(name, size):
            continue
        found[name] = run("ours.py", name, *ours) if name in MEASURES else run("peers.py", name, *theirs)
        print(f"{size:>10,}  {name:<25} {json.dumps(found[name])}", flush=True)
    return found


def machine() -> dict[str, str]:
    """What the figures were measured on."""
    cpu = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.processor(),
    )
    return {
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "machine": f"{os.cpu_count()} cores, {cpu}, {platform.system()}, Python {platform.python_version()}",
        "libraries": ", ".join(f"{name} {version(name)}" for name in LIBRARIES),
    }


def main() -> None:
    """Measure, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], help="passages")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir(), "pullquote-scale"), help="a folder")
    parser.add_argument("--again", nargs="*", default=[], choices=[*MEASURES, *PEERS], help="what to measure again")
    chosen = parser.parse_args()
    results = json.loads(RESULTS.read_text()) if RESULTS.exists() else {"sizes": {}}
    for size in chosen.sizes:
        known = results["sizes"].get(str(size), {})
        results["sizes"][str(size)] = measure(chosen.work, size, known, chosen.again)
        results["sizes"] = dict(sorted(results["sizes"].items(), key=lambda item: int(item[0])))
        results |= machine()
        RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    (HERE / "RESULTS-scale.md").write_text(report(results), encoding="utf-8")
    plot(results, HERE / "scale.png")


if __name__ == "__main__":
    main()
