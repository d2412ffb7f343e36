"""The gate: are answers as good, and as fast, as the figures that are stored in gate.json?

    python -m tests.benchmarks.gate [--update]

It ends with 0 where nothing got worse and with 1 where something did, and names it; ``--update`` stores the figures of
now. Quality may not fall at all: it is a count, the same on every run and machine. Time is of the processor, as a
ratio to a fixed piece of work done beside it in the same process, and may grow by half. Of the development sets in
``../shared/eval``, those that are not there are told and left out. Where a set has no questions to decline, each is
asked again of a half of the sources that lacks its own article.
"""

import argparse
import hashlib
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.answers import Answerer, WordedAnswer
from bot.settings.model import Settings
from index.documents.article import Record
from index.library.evaluation import Evaluation, evaluate
from tests.benchmarks.runs import HERE, ROOT, in_turns, over

__all__ = ["SLOWER", "Figures", "Measured", "compare", "main", "measure"]

STORED = HERE / "gate.json"
SHARED = ROOT.parent / "shared" / "eval"
SETS = {
    "news": (ROOT / "tests" / "data" / "news-questions.jsonl", ROOT / "sources"),
    "xquad-dev": (SHARED / "xquad-dev" / "questions.jsonl", SHARED / "xquad-dev" / "sources"),
    "wikiqa-dev": (SHARED / "wikiqa-dev" / "questions.jsonl", SHARED / "wikiqa-dev" / "sources"),
    "community-dev": (SHARED / "community-dev" / "questions.jsonl", SHARED / "community-dev" / "sources"),
    "docs-uv": (SHARED / "docs-uv" / "questions.jsonl", SHARED / "docs-uv" / "sources"),
}
"""The questions of each set, and the folder that they are asked of."""

SLOWER = 1.5
"""How many times as long an answer may take as it did: the ratio differs by up to a fifth between busy moments."""

ROUNDS, ASKED = 5, 50
"""Rounds in turns with the fixed work, and the questions of each."""

TEXT = "The harbour opened a new ferry line in May; Mayor Anna Berg cut the ribbon, and 400 people came. " * 400


@dataclass(frozen=True, slots=True)
class Figures:
    """The quality of a set's answers, shares from 0 to 1, each better the higher it is."""

    first: float
    reciprocal_rank: float
    among_first: float
    answered: float
    declined: float
    sound: float

    @classmethod
    def of(cls, found: Evaluation, declined: float, errors: int) -> "Figures":
        """The figures of an evaluation in which so many questions ended in an error, to six decimals."""
        ranked = (found.first, found.reciprocal_rank, found.among_first, 1 - found.declined_wrongly)
        return cls(*(round(share, 6) for share in (*ranked, declined, 1 - errors / len(found.outcomes))))


NAMES = {
    "first": "P@1",
    "reciprocal_rank": "MRR@10",
    "among_first": "R@5",
    "answered": "answered, of the answerable",
    "declined": "declined, of the others",
    "sound": "without an error",
}


class Sound:
    """An answerer that goes on after an error, which a gate has to count: the question counts as declined."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer, self.errors = answerer, 0

    def ask(self, question: str, *, limit: int | None = None) -> WordedAnswer:
        """Answer a question, or tell the error and answer none."""
        try:
            return self._answerer.ask(question, limit=limit)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one answer, the others are measured
            print(f"{question!r} ended in {error!r}")
            self.errors += 1
            return self._answerer.ask("", limit=limit)

    def sources(self) -> Sequence[Record]:
        """What is asked."""
        return self._answerer.sources()


@dataclass(frozen=True, slots=True)
class Measured:
    """What a set gave: the SHA-256 of its questions, figures, missed lines (from 1), and time in fixed works."""

    questions: str
    figures: Figures
    missed: tuple[int, ...]
    time: float

    def stored(self) -> dict[str, object]:
        """The form in which it is kept."""
        return asdict(self) | {"missed": " ".join(map(str, self.missed))}

    @classmethod
    def read(cls, kept: Mapping[str, object]) -> "Measured":
        """What was kept; raises KeyError or TypeError where it has another form."""
        figures, missed = kept["figures"], tuple(map(int, str(kept["missed"]).split()))
        if not isinstance(figures, dict) or not isinstance(kept["time"], int | float):
            raise TypeError("the figures of a set are an object, and its time is a number")
        return cls(str(kept["questions"]), Figures(**figures), missed, float(kept["time"]))


def measure(questions: Path, sources: Path) -> Measured:
    """Ask all questions of a set, by the engine in memory, and then some of them for the time that they take."""
    answerer = Sound(Answerer(Settings(sources=sources, engine="memory")))
    found = evaluate(answerer, questions)
    declined = found.declined_rightly if found.unanswerable else _declined_elsewhere(questions, sources)
    return Measured(
        hashlib.sha256(questions.read_bytes()).hexdigest(),
        Figures.of(found, declined, answerer.errors),
        tuple(one.asked.line for one in found.misses),
        _time(answerer, [one.asked.question for one in found.outcomes]),
    )


def _declined_elsewhere(questions: Path, sources: Path) -> float:
    """The share that is declined of the questions, asked of that half of the sources which lacks their ``home``.

    The halves have no metadata, which may not name a file that is not there.
    """
    asked = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    files = sorted(sources.glob("*.txt"))
    declined = []
    for half in (files[::2], files[1::2]):
        with tempfile.TemporaryDirectory() as folder:
            for file in half:
                shutil.copy(file, folder)
            answerer = Sound(Answerer(Settings(sources=Path(folder), engine="memory")))
            held = {file.name for file in half}
            declined += [not answerer.ask(one["question"]).answered for one in asked if one["home"] not in held]
    return statistics.fmean(declined)


def _time(answerer: Sound, questions: Sequence[str]) -> float:
    """The processor time of an answer over that of the fixed work; the median of some rounds."""
    asked = questions[:: max(1, len(questions) // ASKED)][:ASKED]
    tasks = {
        "answers": _used(lambda: [answerer.ask(question) for question in asked]),
        "fixed": _used(lambda: [_fixed() for _ in asked]),
    }
    found = in_turns(tasks, ROUNDS)
    return round(statistics.median(over(found["answers"], found["fixed"])), 3)


def _used(work: Callable[[], object]) -> Callable[[], float]:
    def seconds() -> float:
        began = time.process_time()
        work()
        return time.process_time() - began

    return seconds


def _fixed() -> list[tuple[str, int]]:
    """A piece of work of the kind that answers are made of: words cut, counted and sorted."""
    words = Counter(word.strip(".,;").casefold() for word in TEXT.split())
    return sorted(words.items(), key=lambda item: (-item[1], item[0]))


def compare(before: Mapping[str, Measured], now: Mapping[str, Measured]) -> tuple[list[str], list[str]]:
    """What got worse, and what else is to be known, a line each."""
    worse, remarks = [], [f"{name}: not measured" for name in before if name not in now]
    for name, found in now.items():
        if name not in before:
            remarks.append(f"{name}: nothing is stored to compare it with; store it with --update")
        elif before[name].questions != found.questions:
            worse.append(f"{name}: the questions are not those that were asked before; store anew with --update")
        else:
            worse += [f"{name}: {line}" for line in _worse(before[name], found)]
            if any(new > old for _, old, new in _pairs(before[name], found)):
                remarks.append(f"{name}: some figures are better; store them with --update")
    return worse, remarks


def _pairs(before: Measured, now: Measured) -> list[tuple[str, float, float]]:
    old, new = asdict(before.figures), asdict(now.figures)
    return [(label, old[key], new[key]) for key, label in NAMES.items()]


def _worse(before: Measured, now: Measured) -> Iterator[str]:
    fallen = [f"{label} {old:.4f} to {new:.4f}" for label, old, new in _pairs(before, now) if new < old]
    yield from fallen
    if fallen and (missed := sorted(set(now.missed) - set(before.missed))):
        yield f"missed now, and not before: lines {', '.join(map(str, missed))}"
    if now.time > SLOWER * before.time:
        yield f"an answer takes {now.time:.2f} times the fixed work, {before.time:.2f} before"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and compare or store; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="store the figures of now")
    update = parser.parse_args(arguments).update
    before = _stored()
    now = {}
    for name, (questions, sources) in SETS.items():
        if not questions.exists():
            print(f"{name}: {questions} is not there, so it was not measured")
            continue
        now[name] = measure(questions, sources)
        figures = ", ".join(f"{label} {new:.4f}" for label, _, new in _pairs(now[name], now[name]))
        print(f"{name}: {figures}; an answer takes {now[name].time:.2f} times the fixed work", flush=True)
    if update:
        kept = {name: one.stored() for name, one in (before | now).items()}
        STORED.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        return 0
    worse, remarks = compare(before, now)
    print(*remarks, *(f"WORSE {line}" for line in worse), sep="\n")
    return 1 if worse or not before else 0


def _stored() -> dict[str, Measured]:
    if not STORED.exists():
        return {}
    return {name: Measured.read(kept) for name, kept in json.loads(STORED.read_text(encoding="utf-8")).items()}


if __name__ == "__main__":
    sys.exit(main())
