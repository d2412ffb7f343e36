"""How often the kind of answer fits, and the marked answer is right, on questions with known answers.

Run it from the repository's root; it writes RESULTS-answers.md beside this file:

    python -m tests.benchmarks.answer_marks FOLDER

FOLDER holds ``sources/`` and ``questions.jsonl`` with ``question`` and ``gold`` (the English XQuAD development set,
CC BY-SA 4.0, is what the rules were written on, so its figures flatter them a little). For each question the sentence
that holds the answer is given: "fits" is the share in which some span of the kind asked for overlaps the answer,
"marked" how many questions get a mark, "right" the share of marks that overlap the answer, "F1" the mean overlap in
words of mark and answer. Kinds without a form have no "fits".
"""

import json
import statistics
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from index.documents.passages import Passage, split
from index.documents.source import Folder, Source
from index.query.question import Question, parse
from index.ranking.answer_span import Expectation, spans

RESULTS = Path(__file__).parent / "RESULTS-answers.md"


@dataclass
class Tally:
    """What became of the questions of one kind."""

    asked: int = 0
    fits: int = 0
    overlaps: list[float] = field(default_factory=list)
    right: int = 0

    def row(self, name: str) -> str:
        """The tally as a row of a table."""
        marked = len(self.overlaps)
        right = f"{self.right / marked:.2f}" if marked else "-"
        overlap = f"{statistics.mean(self.overlaps):.2f}" if marked else "-"
        fits = f"{self.fits / self.asked:.2f}" if self.fits else "-"
        return f"| {name} | {self.asked} | {fits} | {marked} | {right} | {overlap} |"


def judge(tally: Tally, question: Question, passage: Passage, gold: tuple[int, int]) -> None:
    """Count one question; the gold span has offsets in the passage."""
    expectation = Expectation(question)
    finding = expectation.finding(passage.text)
    tally.asked += 1
    tally.fits += any(one.start < gold[1] and gold[0] < one.end for one in spans(expectation.kind, passage.text))
    if finding.span:
        tally.right += finding.span[0] < gold[1] and gold[0] < finding.span[1]
        tally.overlaps.append(overlap(passage.text[slice(*finding.span)], passage.text[max(0, gold[0]) : gold[1]]))


def overlap(mark: str, gold: str) -> float:
    """F1 over the words of two texts."""
    one, other = set(mark.lower().split()), set(gold.lower().split())
    return 2 * len(one & other) / (len(one) + len(other)) if one | other else 0.0


def main(folder: Path) -> None:
    """Print and write the table."""
    articles = {one.name: list(split(one)) for one in Folder(folder / "sources").scan() if isinstance(one, Source)}
    tallies: dict[str, Tally] = defaultdict(Tally)
    for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        name, start, end = row["gold"][0]
        passage = next(one for one in articles[name] if one.start < end and start < one.end)
        question = parse(row["question"])
        judge(tallies[question.kind.name.lower()], question, passage, (start - passage.start, end - passage.start))
    every = Tally(
        sum(one.asked for one in tallies.values()),
        sum(one.fits for one in tallies.values()),
        [share for one in tallies.values() for share in one.overlaps],
        sum(one.right for one in tallies.values()),
    )
    ranked = sorted(tallies.items(), key=lambda one: -one[1].asked)
    rows = [one.row(kind) for kind, one in ranked]
    head = "| kind | questions | fits | marked | right | F1 |\n|---|---|---|---|---|---|"
    table = "\n".join([head, *rows, every.row("all")])
    print(table)
    RESULTS.write_text(f"# Kinds of answer and marked answers\n\n{__doc__}\n{table}\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
