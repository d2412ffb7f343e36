"""How often the kind of answer fits, and the marked answer is right, on questions with known answers.

    python -m tests.benchmarks.answer_marks [FOLDER]

FOLDER holds ``sources/`` and ``questions.jsonl`` with ``question`` and ``gold``, by default
``../shared/eval/xquad-dev``.
"""

import statistics
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from index.documents.passages import Passage, split
from index.query.question import Question, parse
from index.ranking.answer_span import Expectation, spans
from tests.benchmarks.development import FOLDER, Development
from tests.benchmarks.report import publish
from tests.benchmarks.runs import Row, Run, Table, provenance

__all__ = ["main"]

TEXT = """\
For each question the sentence that holds the answer is given. “Fits” is the share in which some span of the kind asked
for overlaps the answer, “marked” how many questions get a mark, “right” the share of marks that overlap the answer,
“F1” the mean overlap in words of mark and answer. Kinds without a form have no “fits”. The rules were written on the
English XQuAD development set, so its figures flatter them a little.
"""


@dataclass
class Tally:
    """What became of the questions of one kind."""

    asked: int = 0
    fits: int = 0
    overlaps: list[float] = field(default_factory=list)
    right: int = 0

    def row(self, name: str) -> Row:
        """The tally as a row of a table."""
        marked = len(self.overlaps)
        right = f"{self.right / marked:.2f}" if marked else "-"
        overlap = f"{statistics.mean(self.overlaps):.2f}" if marked else "-"
        fits = f"{self.fits / self.asked:.2f}" if self.fits else "-"
        return [name, str(self.asked), fits, str(marked), right, overlap]

    def add(self, other: "Tally") -> None:
        """Count what another tally counted as well."""
        self.asked += other.asked
        self.fits += other.fits
        self.overlaps += other.overlaps
        self.right += other.right


def judge(tally: Tally, question: Question, passage: Passage, gold: tuple[int, int]) -> None:
    """Count one question; the gold span has offsets in the passage."""
    expectation = Expectation(question)
    answer = expectation.extract(passage.text)
    tally.asked += 1
    tally.fits += any(one.start < gold[1] and gold[0] < one.end for one in spans(expectation.kind, passage.text))
    if answer.span and answer.sure:
        tally.right += answer.span[0] < gold[1] and gold[0] < answer.span[1]
        tally.overlaps.append(overlap(passage.text[slice(*answer.span)], passage.text[max(0, gold[0]) : gold[1]]))


def overlap(mark: str, gold: str) -> float:
    """F1 over the words of two texts."""
    one, other = set(mark.lower().split()), set(gold.lower().split())
    return 2 * len(one & other) / (len(one) + len(other)) if one | other else 0.0


def main(folder: Path) -> None:
    """Measure, keep and print; ends with 1 where the folder is not there."""
    try:
        development = Development(folder)
    except FileNotFoundError as error:
        sys.exit(f"nothing was measured: {error}")
    articles = {one.name: list(split(one)) for one in development.sources}
    tallies, every = defaultdict[str, Tally](Tally), Tally()
    for asked in development.questions:
        name, start, end = asked.gold[0]
        passage = next(one for one in articles[name] if one.start < end and start < one.end)
        question = parse(asked.text)
        judge(
            tallies[question.answer_type.name.lower()], question, passage, (start - passage.start, end - passage.start)
        )
    for one in tallies.values():
        every.add(one)
    ranked = sorted(tallies.items(), key=lambda item: -item[1].asked)
    table = Table(
        title=f"{every.asked} questions",
        head=["kind", "questions", "fits", "marked", "right", "F1"],
        rows=[*(one.row(kind) for kind, one in ranked), every.row("all")],
    )
    publish(Run(name="answer-marks", title="Marked answers", text=TEXT, provenance=provenance([]), tables=[table]))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
