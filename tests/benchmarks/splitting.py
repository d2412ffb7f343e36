"""How fast sources are split into passages, and where the boundaries differ from syntok's.

Run it from the repository's root, with nothing else running; FOLDER holds sources, by default the two articles:

    python tests/benchmarks/splitting.py [FOLDER]

Needs the extra ``bench``. The two take turns over the same texts; times are of the processor, medians of five rounds.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from syntok import segmenter

from index.documents.boilerplate import boilerplate
from index.documents.passages import split
from index.documents.source import Folder, Source

ROUNDS = 5
SHOWN = 40
ROOT = Path(__file__).parent.parent.parent

Spans = list[tuple[int, int]]


def ours(source: Source) -> Spans:
    """The spans of this project's passages, with the layout of the page and its furniture found."""
    fresh = Source(source.name, source.text, source.sha256)
    return [(one.start, one.end) for one in split(fresh)]


def syntoks(source: Source) -> Spans:
    """The spans of syntok's sentences of the whole text."""
    paragraphs = segmenter.analyze(source.text)
    return [(one[0].offset, one[-1].offset + len(one[-1].value)) for some in paragraphs for one in some if one]


def seconds(splitter: Callable[[Source], Spans], sources: list[Source]) -> float:
    """The processor's time for splitting all sources once."""
    began = time.process_time()
    for source in sources:
        splitter(source)
    return time.process_time() - began


def differences(source: Source) -> list[str]:
    """The ends of sentences that only one of the two has, in the article's own lines."""
    skipped = boilerplate(source)
    ends = {"ours": {end for _, end in ours(source)}, "syntok": {end for _, end in syntoks(source)}}
    alone = [(end, name) for name, held in ends.items() for end in held - ends["syntok" if name == "ours" else "ours"]]
    own = [(end, name) for end, name in sorted(alone) if source.place(end - 1)[0] not in skipped]
    return [
        f"only {name}: {source.text[max(0, end - 40) : end]!r} | {source.text[end : end + 30]!r}" for end, name in own
    ]


def main() -> None:
    """Print the speeds, their ratio and the boundaries that differ."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "sources"
    sources = [one for one in Folder(folder).scan() if isinstance(one, Source)]
    characters = sum(len(one.text) for one in sources)
    passages = sum(len(ours(one)) for one in sources)
    again = max(1, 300_000 // characters)
    rounds = [(seconds(ours, sources * again), seconds(syntoks, sources * again)) for _ in range(ROUNDS)]
    mine, theirs = (statistics.median(one) for one in zip(*rounds, strict=True))
    for name, spent in (("ours", mine), ("syntok", theirs)):
        rate = again / spent
        print(f"{name:7} {characters * rate / 1e6:6.2f} million characters/s {passages * rate:9,.0f} passages/s")
    print(f"ratio   {theirs / mine:6.1f}")
    told = [line for source in sources for line in differences(source)]
    print(f"{len(told)} of {passages} boundaries differ", *told[:SHOWN], sep="\n")


if __name__ == "__main__":
    main()
