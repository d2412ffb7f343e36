"""Nearness: where words much like a quote's stand, and what differs there, word by word."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice, takewhile

from index.documents.source import Source
from index.text.normalize import straight

__all__ = ["Alignment", "Difference", "Region", "aligned", "likely_regions", "spelling"]

Difference = tuple[str, str, str]
"""(kind, in the quote, in the source)."""

ANCHORS = 24
"""How many of the quote's words, the longest, are looked for to find likely places."""

ANCHOR_SHARE = 0.5
"""The share of the anchors that a likely place holds."""

REGIONS = 20
"""The most likely places that are compared word by word."""

_UNLIKE = 0.5
_SPARE = 2
_FEW = 2
_WIDE = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_TOKEN = re.compile(rf"[{_WIDE}]|[^\W{_WIDE}]+|[^\w\s]")
_ANCHOR = re.compile(rf"[{_WIDE}]{{2,3}}|[^\W{_WIDE}]+")
_INSIDE = re.compile(rf"[^\W{_WIDE}]{{2}}")

_Token = tuple[str, int, int]
_Step = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a source that may hold the quote, wider than it; offsets in characters, end exclusive."""

    source: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """The part of a text that is nearest to a quote, with what differs; ``similarity`` is from 0 to 1."""

    start: int
    end: int
    similarity: float
    differences: tuple[Difference, ...]


def likely_regions(quote: str, sources: Iterable[Source]) -> list[Region]:
    """The stretches that hold most of the quote's longest words close together, the fullest first."""
    anchors = sorted(set(_ANCHOR.findall(quote.lower())), key=lambda word: (-len(word), word))[:ANCHORS]
    found = [
        (-held, source.name, start, end)
        for source in sources
        for held, start, end in _full_windows(source.text, anchors, len(quote) + len(quote) // 4 + 20)
    ]
    return [Region(name, start, end) for _, name, start, end in sorted(found)[:REGIONS]]


def _full_windows(text: str, anchors: list[str], reach: int) -> Iterator[tuple[int, int, int]]:
    """The stretches with enough anchors within ``reach`` characters, overlapping ones as one: (anchors, start, end)."""
    needed = max(1, round(ANCHOR_SHARE * len(anchors)))
    hits = _hits(text, anchors, needed)
    held: dict[str, int] = {}
    first, best, start, end = 0, 0, 0, 0
    for at, anchor in hits:
        held[anchor] = held.get(anchor, 0) + 1
        while at - hits[first][0] > reach:
            gone = hits[first][1]
            held[gone] -= 1
            if not held[gone]:
                del held[gone]
            first += 1
        if best and hits[first][0] > end:
            yield best, start, end
            best = 0
        if len(held) >= max(needed, best + 1):
            best, start, end = len(held), max(0, hits[first][0] - reach), min(len(text), at + reach)
    if best:
        yield best, start, end


def _hits(text: str, anchors: list[str], needed: int) -> list[tuple[int, str]]:
    """Every place of every anchor, in order; none where too few of them stand in the text at all."""
    lower = text.lower()
    lower = lower if len(lower) == len(text) else text
    missing = (anchor for anchor in anchors if anchor not in lower)
    if len(list(islice(missing, len(anchors) - needed + 1))) > len(anchors) - needed:
        return []
    return sorted((match.start(), anchor) for anchor in anchors for match in re.finditer(re.escape(anchor), lower))


def aligned(quote: str, text: str, region: Region) -> Alignment | None:
    """The part of a region that is nearest to a quote, or None where no word of it is the same."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - only a quote that stands nowhere needs it

    ours = [(match.group(), *match.span()) for match in _TOKEN.finditer(quote)]
    theirs = [(match.group(), *match.span()) for match in _TOKEN.finditer(text, region.start, region.end)]
    theirs = theirs[_cuts_word(text, region.start) : len(theirs) - _cuts_word(text, region.end)]
    steps = _steps(ours, theirs)
    if steps:
        # Once more without what lies farther off than the quote is long, which may have lured some words away.
        before, after = steps[0][3] - steps[0][2] - _SPARE, steps[-1][4] + len(ours) - steps[-1][1] + _SPARE
        theirs = theirs[max(0, before) : after]
        steps = _steps(ours, theirs)
    if not steps:
        return None
    start, end = theirs[steps[0][3]][1], theirs[steps[-1][4] - 1][2]
    similarity = fuzz.ratio(_fold(quote), _fold(text[start:end])) / 100
    told = dict.fromkeys(_told(quote, text, ours, theirs, steps))
    return Alignment(start, end, similarity, tuple(told))


def _cuts_word(text: str, at: int) -> bool:
    return at > 0 and bool(_INSIDE.match(text, at - 1))


def spelling(quote: str, text: str) -> tuple[Difference, ...]:
    """What differs between the same words, each told once: white space and the shape of quotation marks."""
    pairs = zip(re.findall(r"\s+|\S", quote), re.findall(r"\s+|\S", text), strict=True)
    told = (("space" if ours.isspace() else "quotes", ours, theirs) for ours, theirs in pairs if ours != theirs)
    return tuple(dict.fromkeys(told))


def _fold(text: str) -> str:
    return " ".join(straight(text).casefold().split())


def _steps(ours: list[_Token], theirs: list[_Token]) -> list[_Step]:
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - only a quote that stands nowhere needs it

    codes = Levenshtein.opcodes([_fold(one[0]) for one in ours], [_fold(one[0]) for one in theirs])
    return _trimmed(
        [(code.tag, code.src_start, code.src_end, code.dest_start, code.dest_end) for code in codes], theirs
    )


def _trimmed(steps: list[_Step], theirs: list[_Token]) -> list[_Step]:
    """The part of an alignment with the most in common: the segment of the highest sum, found in one pass.

    An equal word counts one, one that differs or that only the source has counts against it. What is left of the quote
    on either side was put in the place of the words there, if it is a word or two, or else the source lacks it.
    """
    best, first, last = 0.0, 0, 0
    total, begin = 0.0, 0
    for at, (tag, _, _, low, high) in enumerate(steps):
        if total <= 0:
            total, begin = 0.0, at
        total += high - low if tag == "equal" else -_UNLIKE * (high - low)
        if total > best:
            best, first, last = total, begin, at + 1
    if not best:
        return []
    kept = steps[first:last]
    (_, left, _, low, _), (_, _, right, _, high) = kept[0], kept[-1]
    over = steps[-1][2] - right
    before = ("replace", 0, left, low - _words(theirs[max(0, low - left) : low][::-1]), low)
    after = ("replace", right, right + over, high, high + _words(theirs[high : high + over]))
    return [step for step in (before, *kept, after) if step[1] < step[2] or step[3] < step[4]]


def _words(tokens: list[_Token]) -> int:
    """How many of the first few tokens are words, up to the first that is none."""
    return len(list(takewhile(lambda token: token[0].isalnum(), tokens[:_FEW])))


def _told(quote: str, text: str, ours: list[_Token], theirs: list[_Token], steps: list[_Step]) -> Iterator[Difference]:
    """The differences in the order of the quote; neighbouring changes are told as one."""
    for same, some in groupby(steps, key=lambda step: step[0] == "equal"):
        group = list(some)
        (_, first, _, low, _), (_, _, last, _, high) = group[0], group[-1]
        if same:
            yield from _told_of_same(quote, text, ours[first:last], theirs[low:high])
            continue
        lacking = quote[ours[first][1] : ours[last - 1][2]] if first < last else ""
        having = text[theirs[low][1] : theirs[high - 1][2]] if low < high else ""
        yield ("replaced" if lacking and having else "added" if lacking else "missing", lacking, having)


def _told_of_same(quote: str, text: str, ours: list[_Token], theirs: list[_Token]) -> Iterator[Difference]:
    """What differs between words that are the same but for case, the shape of marks and the space between them."""
    end = their_end = -1
    for (word, start, stop), (their, their_start, their_stop) in zip(ours, theirs, strict=True):
        if end >= 0 and (gap := quote[end:start]) != (their_gap := text[their_end:their_start]):
            yield "space", gap, their_gap
        if word != their:
            yield "quotes" if straight(word) == straight(their) else "replaced", word, their
        end, their_end = stop, their_stop
