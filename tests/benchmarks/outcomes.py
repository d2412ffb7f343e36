"""What is claimed, and how often wrongly, for every strictness; and what is declined in which language.

Answers are made once, with their support; where the line is drawn between what is claimed and what comes nearest is
then moved over them. The questions are those of ``../shared/eval``: `xquad-dev`, which its articles answer, and
`premise-dev`, 100 that they do not and 60 that they answer in other words; and XQuAD in other languages, each also
asked of the half of its articles that lacks the question's own:

    python -m tests.benchmarks.outcomes
"""

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.library.answer import Answer
from index.library.evaluation import GoldPlace
from index.library.library import Library
from index.ranking.support import STRICTNESS, Outcome
from tests.benchmarks.development import FOLDER
from tests.benchmarks.report import publish
from tests.benchmarks.runs import Row, Run, Table, provenance

__all__ = ["Told", "left_out", "lines_of", "main"]

STEPS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.65, STRICTNESS, 0.7, 0.75, 0.8, 0.9, 0.95)
CODES = ("en", "de", "es", "ru", "tr", "ar", "zh")
EACH = 4
"""Every so many questions are asked of a set in another language."""
TEXT = """\
“Claimed” is the share of the answerable questions of `xquad-dev` of which an answer is claimed, “rightly” the share of
those with the first quote in the right place; “false premises” the share of the 100 questions that nothing answers,
“in other words” that of the 60 that are answered in other words, of which an answer is claimed. The languages stand
with the strictness that ships; “left out” is asked of the half of the articles without the question's own.
"""


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a question: the outcome, the support, and whether the first passage is in the right place."""

    answerable: bool
    outcome: Outcome
    support: float
    right: bool

    def claimed(self, strictness: float) -> bool:
        """Whether an answer is claimed under a strictness."""
        return self.outcome is not Outcome.DECLINED and self.support >= strictness


def main() -> None:
    """Measure, keep and print."""
    if not FOLDER.is_dir():
        sys.exit(f"nothing was measured: {FOLDER} is not there")
    tables = [_curve(), _languages()]
    publish(Run(name="outcomes", title="Outcomes", text=TEXT, provenance=provenance([]), tables=tables))


def _curve() -> Table:
    """Return what is claimed for each strictness."""
    with Library(FOLDER / "sources", engine="memory") as library:
        full = list(_asked(library, lines_of(FOLDER)))
        premises = list(_asked(library, lines_of(FOLDER.with_name("premise-dev"))))
    false = [one for one in premises if not one.answerable]
    other_words = [one for one in premises if one.answerable]
    rows: list[Row] = []
    for step in STEPS:
        claimed = [one for one in full if one.claimed(step)]
        some = [
            len(claimed) / len(full),
            _share(claimed),
            *(sum(one.claimed(step) for one in asked) / len(asked) for asked in (false, other_words)),
        ]
        rows.append([f"{step:g}" + " (shipped)" * (step == STRICTNESS), *(round(one, 2) for one in some)])
    title = f"By strictness; {_share(other_words):.2f} of the 60 in other words have the right sentence first"
    return Table(title=title, head=["", "claimed", "rightly", "false premises", "in other words"], rows=rows)


def _languages() -> Table:
    """Return what is claimed and declined in each language, also with the article left out."""
    head = ["", "first", "claimed", "rightly", "declined", "left out: claimed", "left out: declined"]
    rows: list[Row] = []
    for code in CODES:
        folder = FOLDER if code == "en" else FOLDER.with_name(f"xquad-{code}-dev")
        lines = lines_of(folder)[::EACH]
        with Library(folder / "sources", engine="memory") as library:
            told = list(_asked(library, lines))
        away = list(left_out(folder / "sources", lines))
        claimed = [one for one in told if one.outcome is Outcome.ANSWERED]
        shares = [_share(told), len(claimed) / len(told), _share(claimed), _of(told, Outcome.DECLINED)]
        shares += [_of(away, Outcome.ANSWERED), _of(away, Outcome.DECLINED)]
        rows.append([code, *(round(one, 2) for one in shares)])
    return Table(title="By language", head=head, rows=rows)


def left_out(sources: Path, lines: Sequence[dict[str, object]]) -> Iterator[Told]:
    """Ask each question of the half of the sources that lacks its own."""
    files = sorted(sources.glob("*.txt"))
    for half in (files[::2], files[1::2]):
        held = {file.name for file in half}
        with tempfile.TemporaryDirectory() as folder:
            for file in half:
                shutil.copy(file, folder)
            with Library(Path(folder), engine="memory") as library:
                yield from _asked(library, [one for one in lines if one["home"] not in held])


def _asked(library: Library, lines: Sequence[dict[str, object]]) -> Iterator[Told]:
    for line in lines:
        answer = library.ask(str(line["question"]))
        yield Told(bool(line["gold"]), answer.outcome, answer.support, _is_right(answer, line["gold"]))


def _is_right(answer: Answer, gold: object) -> bool:
    places = [GoldPlace(name, (start, end)) for name, start, end in gold] if isinstance(gold, list) else []
    return bool(answer.passages) and any(place.holds(answer.passages[0]) for place in places)


def lines_of(folder: Path) -> list[dict[str, object]]:
    """Return the questions of a set."""
    return [json.loads(line) for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()]


def _share(told: Sequence[Told]) -> float:
    return sum(one.right for one in told) / max(1, len(told))


def _of(told: Sequence[Told], outcome: Outcome) -> float:
    return sum(one.outcome is outcome for one in told) / max(1, len(told))


if __name__ == "__main__":
    main()
