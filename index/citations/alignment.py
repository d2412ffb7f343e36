"""Alignment of a quote with the most similar words of a source, and their differences word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, takewhile

from index.citations.regions import WIDE, Region
from index.text.normalize import straight

__all__ = ["Alignment", "Difference", "align", "spelling"]

Difference = tuple[str, str, str]
"""(kind, in the quote, in the source); see ``QuotePlace``."""

_UNLIKE = 0.5  # the cost of a token that differs, next to 1 for an equal one
_SPARE = 2  # tokens beyond the quote's length on either side in the second alignment
_FEW = 2  # the most words at an end of the quote that may be replaced ones
_TOKEN = re.compile(rf"[{WIDE}]|[^\W{WIDE}]+|[^\w\s]")
_INSIDE = re.compile(rf"[^\W{WIDE}]{{2}}")

_Token = tuple[str, int, int]
_Step = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The part of a text that is most similar to a quote; ``similarity`` is from 0 to 1."""

    start: int
    end: int
    similarity: float
    differences: tuple[Difference, ...]


def align(quote: str, text: str, region: Region) -> Alignment | None:
    """Return the part of a region that is most similar to a quote, or None if they share no word."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - only a quote that stands nowhere needs it

    ours = [(match.group(), *match.span()) for match in _TOKEN.finditer(quote)]
    theirs = [(match.group(), *match.span()) for match in _TOKEN.finditer(text, region.start, region.end)]
    theirs = theirs[_cuts_word(text, region.start) : len(theirs) - _cuts_word(text, region.end)]
    steps = _steps(ours, theirs)
    if steps:
        # Aligned again without tokens farther away than the quote is long, to which some of its words may have gone.
        before, after = steps[0][3] - steps[0][2] - _SPARE, steps[-1][4] + len(ours) - steps[-1][1] + _SPARE
        theirs = theirs[max(0, before) : after]
        steps = _steps(ours, theirs)
    if not steps:
        return None
    start, end = theirs[steps[0][3]][1], theirs[steps[-1][4] - 1][2]
    similarity = fuzz.ratio(_fold(quote), _fold(text[start:end])) / 100
    distinct = dict.fromkeys(_differences(quote, text, ours, theirs, steps))
    return Alignment(start, end, similarity, tuple(distinct))


def _cuts_word(text: str, at: int) -> bool:
    """True if the offset ``at`` lies within a word."""
    return at > 0 and bool(_INSIDE.match(text, at - 1))


def spelling(quote: str, text: str) -> tuple[Difference, ...]:
    """Return the distinct differences between equal words: white space and the shape of quotation marks."""
    pairs = zip(re.findall(r"\s+|\S", quote), re.findall(r"\s+|\S", text), strict=True)
    differences = (("space" if ours.isspace() else "quotes", ours, theirs) for ours, theirs in pairs if ours != theirs)
    return tuple(dict.fromkeys(differences))


def _fold(text: str) -> str:
    if text.isalnum():
        return text.casefold()
    return " ".join(straight(text).casefold().split())


def _steps(ours: list[_Token], theirs: list[_Token]) -> list[_Step]:
    """Return the edit steps (Levenshtein over tokens) of the best local alignment."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - only a quote that stands nowhere needs it

    codes = Levenshtein.opcodes([_fold(token[0]) for token in ours], [_fold(token[0]) for token in theirs])
    steps = [(code.tag, code.src_start, code.src_end, code.dest_start, code.dest_end) for code in codes]
    return _trimmed(steps, ours, theirs)


def _trimmed(steps: list[_Step], ours: list[_Token], theirs: list[_Token]) -> list[_Step]:
    """Return the steps of the segment with the highest sum, found in one pass (Kadane's algorithm).

    An equal token counts one; a token of the source that differs or is extra counts against it. What is left of the
    quote on either side is equal to what stands beside the segment, whatever it was aligned with, or replaces the words
    there if it is a word or two, or else is missing there.
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
    kept = _lengthened(steps[first:last], ours, theirs)
    (_, left, _, low, _), (_, _, right, _, high) = kept[0], kept[-1]
    over = steps[-1][2] - right
    before = ("replace", 0, left, low - _words(theirs[max(0, low - left) : low][::-1]), low)
    after = ("replace", right, right + over, high, high + _words(theirs[high : high + over]))
    return [step for step in (before, *kept, after) if step[1] < step[2] or step[3] < step[4]]


def _lengthened(steps: list[_Step], ours: list[_Token], theirs: list[_Token]) -> list[_Step]:
    """Return the steps of a segment with the equal tokens on either side of it."""
    (_, left, _, low, _), (_, _, right, _, high) = steps[0], steps[-1]
    before = zip(reversed(ours[:left]), reversed(theirs[:low]), strict=False)
    behind = zip(ours[right:], theirs[high:], strict=False)
    back, on = (
        len(list(takewhile(lambda pair: _fold(pair[0][0]) == _fold(pair[1][0]), some))) for some in (before, behind)
    )
    added = ("equal", left - back, left, low - back, low), ("equal", right, right + on, high, high + on)
    return [step for step in (added[0], *steps, added[1]) if step[1] < step[2] or step[3] < step[4]]


def _words(tokens: list[_Token]) -> int:
    """Return the number of words among the first few tokens, up to the first other token."""
    return len(list(takewhile(lambda token: token[0].isalnum(), tokens[:_FEW])))


def _differences(
    quote: str, text: str, ours: list[_Token], theirs: list[_Token], steps: list[_Step]
) -> Iterator[Difference]:
    """Yield the differences in the order of the quote, neighbouring ones joined."""
    for equal, run in groupby(steps, key=lambda step: step[0] == "equal"):
        group = list(run)
        (_, first, _, low, _), (_, _, last, _, high) = group[0], group[-1]
        if equal:
            yield from _differences_of_form(quote, text, ours[first:last], theirs[low:high])
            continue
        lacking = quote[ours[first][1] : ours[last - 1][2]] if first < last else ""
        having = text[theirs[low][1] : theirs[high - 1][2]] if low < high else ""
        if [_fold(one[0]) for one in ours[first:last]] == [_fold(one[0]) for one in theirs[low:high]]:
            yield from _differences_of_form(quote, text, ours[first:last], theirs[low:high])
            continue
        yield ("replaced" if lacking and having else "added" if lacking else "missing", lacking, having)


def _differences_of_form(quote: str, text: str, ours: list[_Token], theirs: list[_Token]) -> Iterator[Difference]:
    """Yield the differences in case, in the shape of quotation marks and in space between equal words."""
    end = their_end = -1
    for (word, start, stop), (their, their_start, their_stop) in zip(ours, theirs, strict=True):
        if end >= 0 and (gap := quote[end:start]) != (their_gap := text[their_end:their_start]):
            yield "space", gap, their_gap
        if word != their:
            yield "quotes" if straight(word) == straight(their) else "replaced", word, their
        end, their_end = stop, their_stop
