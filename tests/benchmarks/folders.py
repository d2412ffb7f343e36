"""Answers over folders as people write them: rules, questions and answers, guides, tables, minutes, a manual.

    python -m tests.benchmarks.folders [FOLDER …]

Each FOLDER holds ``sources/`` and ``questions.jsonl``, whose lines have ``question``, ``gold`` (lines, or null for what
must be declined) and, if answers can be cut short, ``need``, what a whole one shows. By default they are those of
``../shared/eval``.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.answers import Answerer
from bot.settings.model import Settings
from index.library.answer import Answer
from index.library.evaluation import evaluate
from tests.benchmarks.report import publish
from tests.benchmarks.runs import Row, Run, Table, provenance

__all__ = ["Judged", "judged", "main"]

SETS = Path(__file__).parents[3] / "shared" / "eval"
FOLDERS = ("community-dev", "docs-uv")
TEXT = """\
“Right” is the share of the answerable questions of which a first quote in the right place is shown, “first” the
share with the right place first, quoted or not, “in five” among the first five. “Whole” is the share of the right ones
whose quote shows all that a whole answer must. “Nothing” is the share of the answerable that is declined, “declined”
that of the others. “Markup” counts first quotes that show a mark of Markdown or only a heading.
"""
HEAD = ["", "questions", "right", "first", "in five", "whole", "nothing", "declined", "markup"]
FIRST_FEW = 5
_MARKUP = re.compile(r"\]\(|\*\*\w|\[\^|^\s*(?:\|\s*:?-{3,}|```|</?(?:details|summary|div|p)\b)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a question: its kind, and what of the answer is as it should be."""

    kind: str
    answerable: bool
    quoted: bool
    rank: int | None
    whole: bool | None
    markup: bool


def judged(folder: Path) -> list[Judged]:
    """Ask the questions of a folder and judge the answers."""
    path = folder / "questions.jsonl"
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    with Answerer(Settings(sources=folder / "sources")) as answerer:
        outcomes = evaluate(answerer, path).outcomes
    return [_judged(line, one.answer, one.rank) for line, one in zip(lines, outcomes, strict=True)]


def _judged(line: Mapping[str, Any], answer: Answer, rank: int | None) -> Judged:
    quotes = answer.quotes
    shown = _folded(quotes[0].plain) if quotes else ""
    whole = all(_folded(words) in shown for words in line["need"]) if "need" in line else None
    markup = bool(quotes and (_MARKUP.search(quotes[0].plain) or not quotes[0].plain.strip()))
    return Judged(line.get("kind", ""), line["gold"] is not None, bool(quotes), rank, whole, markup)


def _folded(text: str) -> str:
    return " ".join(re.sub(r"[*_`>|\\]", " ", text).casefold().split())


def _rows(some: Sequence[Judged]) -> Iterator[Row]:
    yield _row("all", some)
    kinds = sorted({one.kind for one in some if one.answerable})
    if len(kinds) > 1:
        yield from (_row(kind, [one for one in some if one.kind == kind]) for kind in kinds)


def _row(name: str, some: Sequence[Judged]) -> Row:
    asked = [one for one in some if one.answerable]
    others = [one for one in some if not one.answerable]
    right = [one for one in asked if one.quoted and one.rank == 1]
    judgeable = [one for one in right if one.whole is not None]
    return [
        name,
        str(len(some)),
        _share(len(right), asked),
        _share(sum(one.rank == 1 for one in asked), asked),
        _share(sum(one.rank is not None and one.rank <= FIRST_FEW for one in asked), asked),
        _share(sum(bool(one.whole) for one in judgeable), judgeable),
        _share(sum(not one.quoted for one in asked), asked),
        _share(sum(not one.quoted for one in others), others),
        str(sum(one.markup for one in some)),
    ]


def _share(count: int, of: Sequence[Judged]) -> str:
    return f"{count / len(of):.2f}" if of else "-"


def main(folders: Sequence[Path]) -> None:
    """Measure, keep and print; ends with 1 where a folder is not there."""
    if missing := next((one for one in folders if not one.is_dir()), None):
        sys.exit(f"nothing was measured: {missing} is not there")
    tables = [Table(title=one.name, head=HEAD, rows=list(_rows(judged(one)))) for one in folders]
    publish(
        Run(name="folders", title="Folders as people write them", text=TEXT, provenance=provenance([]), tables=tables)
    )


if __name__ == "__main__":
    main([Path(one) for one in sys.argv[1:]] or [SETS / name for name in FOLDERS])
