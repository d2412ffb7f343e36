"""This project and its peers on a collection of some size: same passages, same terms, same questions, in turns.

    python -m tests.benchmarks.scale PASSAGES [--work FOLDER] [--rounds N] [--only NAME ...]

Needs the extra ``bench``. The collection is generated, once, in FOLDER (by default one in the system's temporary
folder). With ``--only``, the engines named are measured alone, and make a run of their own.
"""

import argparse
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks.collection import WORK, prepare
from tests.benchmarks.engines import ASKED, BEST, ENGINES, Process, Times
from tests.benchmarks.lifecycle import build
from tests.benchmarks.report import publish
from tests.benchmarks.runs import Run, Table, in_turns, over, provenance

__all__ = ["main"]

BASE = "Pullquote, 50 candidates"
LIBRARIES = ["tantivy", "rank-bm25", "bm25s", "numba", "numpy"]
TEXT = f"""\
A generated collection (seeded, Zipf's law, articles of about 25 passages). All engines search the same terms for the
same questions and give their best {BEST}, in turns, each in a process of its own; the whole answer is those candidates
ranked, quoted and cited. A round has {ASKED} questions that no other has. Memory is what a process has to itself.
"""


def ask(folder: Path, names: Sequence[str], rounds: int) -> Table:
    """The time of a question and the memory, of the engines named."""
    with ExitStack() as stack:
        engines: dict[str, Process] = {}
        for name in names:
            engines[name] = Process(name, folder)
            stack.callback(engines[name].close)
        clock = in_turns(engines, rounds)
        measured: dict[str, list[Times]] = {name: engine.rounds[1:] for name, engine in engines.items()}
    used = {name: [round(one["processor"], 6) for one in some] for name, some in measured.items()}
    base = BASE if BASE in used else names[0]
    return Table(
        title="A question",
        text=f"{rounds} rounds; the ratio is that of the processor's times.",
        head=["engine", "ms", "processor ms", f"times “{base}”", "memory, MB"],
        rows=[
            [name, clock[name], used[name], over(used[name], used[base]), some[-1]["memory"]]
            for name, some in measured.items()
        ],
    )


def main() -> None:
    """Measure, keep and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=int)
    parser.add_argument("--work", type=Path, default=WORK, help="a folder")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="+", default=[], choices=list(ENGINES), metavar="NAME", help=str(list(ENGINES)))
    chosen = parser.parse_args()
    folder = prepare(chosen.passages, chosen.work, peers=True)
    build(folder)
    table = ask(folder, chosen.only or list(ENGINES), chosen.rounds)
    name, title = f"scale-{chosen.passages}", f"{chosen.passages:,} passages"
    if chosen.only:
        name, title = "-".join([name, "only", *map(_slug, chosen.only)]), f"{title}: {', '.join(chosen.only)} alone"
    publish(Run(name=name, title=title, text=TEXT, provenance=provenance(LIBRARIES), tables=[table]))


def _slug(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


if __name__ == "__main__":
    main()
