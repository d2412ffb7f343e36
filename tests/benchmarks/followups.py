"""How well follow-up questions are answered: alone, rewritten by a grammar, and expanded with the question before.

Run it from the repository's root; it writes RESULTS-followups.md beside this file and takes about a minute:

    python -m tests.benchmarks.followups

The pairs are in ``tests/data/follow-ups.jsonl``: the questions before, the follow-up, and the places of the answer
(file, start, end in characters). They ask of the two articles in ``sources`` and, where they are there, of the
development sets in ``../shared/eval``. The pairs of every second article of the encyclopedia, and every second pair of
the other sources, were held out: no rule and no weight was chosen on them. Pairs of a kind ``new`` are no follow-ups:
the second question is whole and must not suffer from the one before.

"rewritten" is the question as a grammar of noun phrases, verbs and pronouns made it whole, which was used before; its
text is kept with the pairs. "expanded" adds the terms of the questions before at a lower weight, for the pairs that are
follow-ups. "shipped" decides that itself.
"""

import json
import math
import random
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.conversation.follow_up import expanded, follow_up
from index.documents.folder import Folder
from index.documents.source import Source
from index.query import expansion
from index.query.question import Question, grounded, parse
from index.ranking.confidence import Calibration, calibrate
from index.ranking.ranker import rank
from index.retrieval.memory import MemoryEngine
from tests.benchmarks.development import figures_of

ROOT = Path(__file__).parents[2]
PAIRS = ROOT / "tests" / "data" / "follow-ups.jsonl"
RESULTS = Path(__file__).with_name("RESULTS-followups.md")
SHARED = ROOT.parent / "shared" / "eval"
FOLDERS = {
    "sources": ROOT / "sources",
    "xquad-dev": SHARED / "xquad-dev" / "sources",
    "community-dev": SHARED / "community-dev" / "sources",
}
WEIGHTS = (0.1, 0.3, 0.5, 0.7, 1.0)
DEPTH, ROUNDS, SEED = 10, 2_000, 1

Ranks = list[int | None]


@dataclass(frozen=True)
class Pair:
    """A question, those before it, and where its answer stands: (file, start, end in characters)."""

    set: str
    split: str
    kind: str
    before: Sequence[str]
    question: str
    gold: Sequence[tuple[str, int, int]]
    rewritten: str | None

    @property
    def is_new(self) -> bool:
        """Whether the question is whole, and no follow-up."""
        return self.kind.startswith("new")

    @property
    def home(self) -> str:
        """The article that holds the answer."""
        return self.gold[0][0]


@dataclass(frozen=True)
class Method:
    """A way to read a question with those before it; ``weight`` is what a term taken from those counts."""

    name: str
    read: Callable[[Pair], Question]
    weight: float = expansion.INHERITED


def alone(pair: Pair) -> Question:
    """The question as it stands."""
    return parse(pair.question)


def rewritten(pair: Pair) -> Question:
    """The question as the grammar made it whole."""
    return parse(pair.rewritten or pair.question)


def every(pair: Pair) -> Question:
    """The question with the terms of those before, whatever it is."""
    own = parse(pair.question)
    return expanded(own, parse("\n".join(pair.before)), own)


def told(pair: Pair) -> Question:
    """The same for the pairs that are follow-ups."""
    return alone(pair) if pair.is_new else every(pair)


def shipped(pair: Pair) -> Question:
    """The question as a session reads it."""
    conversation = pair.before[0]
    for question in pair.before[1:]:
        taken = follow_up(question, conversation)
        conversation = taken.conversation if taken else question
    taken = follow_up(pair.question, conversation)
    return taken.question if taken else alone(pair)


METHODS = (
    Method("alone", alone),
    Method("rewritten", rewritten),
    *(Method(f"expanded, {weight}", told, weight) for weight in WEIGHTS),
    Method("every question expanded, 0.3", every, 0.3),
    Method("shipped", shipped),
)


class Sets:
    """The engines over the sources of the pairs, whole and with one article left out."""

    def __init__(self) -> None:
        self._sources = {
            name: [one for one in Folder(folder).scan() if isinstance(one, Source)]
            for name, folder in FOLDERS.items()
            if folder.is_dir()
        }
        self._engines: dict[tuple[str, str], tuple[MemoryEngine, Calibration]] = {}
        lines = PAIRS.read_text(encoding="utf-8").splitlines()
        pairs = [Pair(**json.loads(line)) for line in lines]
        self.pairs = [one for one in pairs if one.set in self._sources]
        self.left_out = len(pairs) - len(self.pairs)

    def engine(self, name: str, without: str = "") -> tuple[MemoryEngine, Calibration]:
        """The engine over a set, and its calibration."""
        if (name, without) not in self._engines:
            engine = MemoryEngine(one for one in self._sources[name] if one.name != without)
            self._engines[name, without] = engine, calibrate(engine)
        return self._engines[name, without]


def ranks(sets: Sets, method: Method) -> Ranks:
    """The rank of the first right passage of each pair, from 1."""
    expansion.INHERITED = method.weight
    found: Ranks = []
    for pair in sets.pairs:
        engine, _ = sets.engine(pair.set)
        evidence = rank(grounded(method.read(pair), engine), engine, 50).evidence
        places = [(one.passage, *one.also) for one in evidence]
        found.append(
            next(
                (
                    at
                    for at, some in enumerate(places, start=1)
                    for one in some
                    for name, start, end in pair.gold
                    if one.source == name and one.start < end and start < one.end
                ),
                None,
            )
        )
    return found


def main() -> None:
    """Measure, print and write the tables."""
    sets = Sets()
    if sets.left_out:
        print(f"{sets.left_out} pairs are left out: their sources are not there", file=sys.stderr)
    found = {method.name: ranks(sets, method) for method in METHODS}
    sections = [_overall(sets, found), _against(sets, found), _by_kind(sets, found), _decisions(sets), _refusals(sets)]
    text = "\n\n".join(["# Follow-ups", str(__doc__).strip(), *sections]) + "\n"
    RESULTS.write_text(text, encoding="utf-8")
    print(text)


def _some(sets: Sets, found: Ranks, wanted: Callable[[Pair], bool]) -> Ranks:
    return [one for one, pair in zip(found, sets.pairs, strict=True) if wanted(pair)]


def _row(name: str, *cells: str) -> str:
    return f"| {name} | " + " | ".join(cells) + " |"


def _figures(found: Ranks) -> list[str]:
    figures = figures_of(found)
    return [f"{figures[name]:.3f}" for name in ("P@1", "R@5", "MRR@10")]


def _overall(sets: Sets, found: Mapping[str, Ranks]) -> str:
    parts: list[tuple[str, Callable[[Pair], bool]]] = [
        ("development", lambda pair: not pair.is_new and pair.split == "dev"),
        ("held out", lambda pair: not pair.is_new and pair.split == "held-out"),
        ("no follow-ups", lambda pair: pair.is_new),
    ]
    sizes = [sum(map(wanted, sets.pairs)) for _, wanted in parts]
    heads = [f"{name} ({size}): P@1 | R@5 | MRR@10" for (name, _), size in zip(parts, sizes, strict=True)]
    lines = [_row("question", *heads), "|---" * (1 + 3 * len(parts)) + "|"]
    for name, of in found.items():
        lines.append(_row(name, *(cell for _, wanted in parts for cell in _figures(_some(sets, of, wanted)))))
    return "\n".join([f"## All ({len(sets.pairs)} pairs)", "", *lines])


def _against(sets: Sets, found: Mapping[str, Ranks]) -> str:
    """Each method against the grammar, on the follow-ups: first places won and lost, and the difference of MRR@10."""
    base = _some(sets, found["rewritten"], lambda pair: not pair.is_new)
    lines = [
        _row(
            "question", "right first, wrong before", "the other way round", "p (sign test)", "MRR@10, 95% of resamples"
        ),
        "|---|---|---|---|---|",
    ]
    for name, of in found.items():
        own = _some(sets, of, lambda pair: not pair.is_new)
        if name == "rewritten":
            continue
        won = sum(a == 1 != b for a, b in zip(own, base, strict=True))
        lost = sum(b == 1 != a for a, b in zip(own, base, strict=True))
        low, high = _interval([_reciprocal(a) - _reciprocal(b) for a, b in zip(own, base, strict=True)])
        lines.append(_row(name, str(won), str(lost), f"{_sign_test(won, lost):.4f}", f"{low:+.3f} to {high:+.3f}"))
    return "\n".join([f"## Against the grammar ({len(base)} follow-ups)", "", *lines])


def _reciprocal(rank_of: int | None) -> float:
    return 1.0 / rank_of if rank_of and rank_of <= DEPTH else 0.0


def _sign_test(won: int, lost: int) -> float:
    """The chance of a split at least as uneven, were both as good: a two-sided binomial test."""
    number, least = won + lost, min(won, lost)
    return min(1.0, sum(math.comb(number, at) for at in range(least + 1)) / 2.0 ** (number - 1))


def _interval(differences: Sequence[float]) -> tuple[float, float]:
    """The middle 95% of the means of resamples (paired bootstrap)."""
    draw = random.Random(SEED)  # noqa: S311 - repeatable, and no secret
    means = sorted(statistics.fmean(draw.choices(differences, k=len(differences))) for _ in range(ROUNDS))
    return means[int(0.025 * ROUNDS)], means[int(0.975 * ROUNDS)]


def _by_kind(sets: Sets, found: Mapping[str, Ranks]) -> str:
    names = ("alone", "rewritten", "expanded, 0.3", "shipped")
    lines = [_row("kind", "pairs", *(f"{name}: P@1 | MRR@10" for name in names)), "|---" * (2 + 2 * len(names)) + "|"]
    for kind in sorted({pair.kind for pair in sets.pairs}):
        of = {name: _some(sets, found[name], lambda pair, kind=kind: pair.kind == kind) for name in names}  # type: ignore[misc]
        cells = [cell for name in names for cell in (_figures(of[name])[0], _figures(of[name])[2])]
        lines.append(_row(kind, str(len(of["alone"])), *cells))
    return "\n".join(["## By kind", "", *lines])


def _decisions(sets: Sets) -> str:
    """How often a question is taken for a follow-up, of those that are and of those that are none."""
    lines = [_row("split", "of the follow-ups", "of the others"), "|---|---|---|"]
    for split in ("dev", "held-out"):
        cells = []
        for new in (False, True):
            some = [pair for pair in sets.pairs if pair.split == split and pair.is_new == new]
            taken = sum(bool(shipped(pair).inherited) for pair in some)
            cells.append(f"{taken} of {len(some)}")
        lines.append(_row(split, *cells))
    return "\n".join(["## Taken for follow-ups", "", *lines])


def _refusals(sets: Sets) -> str:
    """How many follow-ups are answered, with the article that answers them among the sources and without it."""
    lines = [_row("question", "answered", "answered, its article left out"), "|---|---|---|"]
    some = [pair for pair in sets.pairs if not pair.is_new and pair.set == "xquad-dev"]
    for method in METHODS:
        expansion.INHERITED = method.weight
        shares = []
        for left_out in (False, True):
            answered = 0
            for pair in some:
                engine, calibration = sets.engine(pair.set, pair.home if left_out else "")
                answered += rank(grounded(method.read(pair), engine), engine, 1, calibration).quoted > 0
            shares.append(f"{answered / max(1, len(some)):.3f}")
        lines.append(_row(method.name, *shares))
    return "\n".join([f"## Refusals ({len(some)} follow-ups)", "", *lines])


if __name__ == "__main__":
    main()
