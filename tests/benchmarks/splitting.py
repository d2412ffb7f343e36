"""How fast sources are split into passages beside syntok, and which boundaries differ.

FOLDER holds sources, by default the two articles; times are of the processor. Needs the extra ``bench``:

    python -m tests.benchmarks.splitting [FOLDER]
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from syntok import segmenter

from index.documents.boilerplate import boilerplate
from index.documents.passages import split
from index.documents.source import Folder, Source
from tests.benchmarks.report import publish
from tests.benchmarks.runs import ROOT, Row, Run, Table, in_turns, over, provenance

__all__ = ["main"]

ROUNDS = 7
CHARACTERS = 300_000
"""How many characters a round splits at least."""

TEXT = "Both split the same texts, in turns; Pullquote also finds the page's layout and its furniture. Processor time."
Spans = list[tuple[int, int]]


def ours(source: Source) -> Spans:
    """The spans of this project's passages, with the layout of the page and its furniture found."""
    fresh = Source(source.name, source.text, source.sha256)
    return [(one.start, one.end) for one in split(fresh)]


def syntoks(source: Source) -> Spans:
    """The spans of syntok's sentences of the whole text."""
    paragraphs = segmenter.analyze(source.text)
    return [(one[0].offset, one[-1].offset + len(one[-1].value)) for some in paragraphs for one in some if one]


def rate(splitter: Callable[[Source], Spans], sources: list[Source]) -> Callable[[], float]:
    """Work that splits all sources once and returns the millions of characters a second of the processor."""
    characters = sum(len(source.text) for source in sources)

    def work() -> float:
        began = time.process_time()
        for source in sources:
            splitter(source)
        return characters / 1e6 / (time.process_time() - began)

    return work


def differences(source: Source) -> list[str]:
    """The ends of sentences that only one of the two has, in the article's own lines."""
    skipped = boilerplate(source)
    ends = {"ours": {end for _, end in ours(source)}, "syntok": {end for _, end in syntoks(source)}}
    alone = [(end, name) for name, held in ends.items() for end in held - ends["syntok" if name == "ours" else "ours"]]
    own = [(end, name) for end, name in sorted(alone) if source.place(end - 1)[0] not in skipped]
    return [
        f"only {name}: {source.text[max(0, end - 40) : end]!r} | {source.text[end : end + 30]!r}" for end, name in own
    ]


def main(folder: Path) -> None:
    """Measure, keep and print; the boundaries that differ are printed alone."""
    sources = [one for one in Folder(folder).scan() if isinstance(one, Source)]
    again = max(1, CHARACTERS // sum(len(one.text) for one in sources))
    rates = in_turns({"ours": rate(ours, sources * again), "syntok": rate(syntoks, sources * again)}, ROUNDS)
    rows: list[Row] = [
        ["Pullquote", rates["ours"], over(rates["ours"], rates["syntok"])],
        ["syntok", rates["syntok"], 1.0],
    ]
    passages = sum(len(ours(one)) for one in sources)
    told = [line for source in sources for line in differences(source)]
    title = f"{len(sources)} sources, {passages} passages; {len(told)} boundaries differ"
    table = Table(title=title, head=["", "million characters/s", "times syntok"], rows=rows)
    made = provenance(["syntok"])
    publish(Run(name="splitting", title="Splitting into sentences", text=TEXT, provenance=made, tables=[table]))
    print(*told[:40], sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "sources")
