"""Wholes: what must stand together to be read, and what belongs together as one answer.

Each stretch of a text (a sentence, an item, a row, some code) has a whole, the least contiguous text around it that can
be read alone: a line that ends in a colon with what it announces, code with the sentence before it, an item with what
is nested in it, a definition with its term. It also has a group, which answers a question that no single line does: all
steps of a list with the line above them, a paragraph under a heading, the whole of a short section.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple

from index.documents.blocks import Block, Kind

__all__ = ["Spans", "Stretch", "wholes"]

SHORT_SECTION = 700
"""Characters of a section that is one group; set by hand."""

SHORT_PARAGRAPH = 500
"""Characters of a paragraph under a heading that is one group; set by hand."""

LONGEST_ITEM = 800
"""Characters of an item that is quoted with all that is nested in it; set by hand."""

LONGEST_GROUP = 1_500
"""Characters of the longest group; of a longer one, only wholes are quoted. Set by hand."""

MOST_STRETCHES = 32
"""Stretches of the longest group."""

_LISTED = frozenset({Kind.ITEM, Kind.STEP})
_LABELS = ("**", "__")

Span = tuple[int, int]


class Stretch(NamedTuple):
    """``text``, the characters from ``start`` to ``end`` of a source: a sentence of a block, or all of it.

    ``line_start`` is where the words of its line begin if that is an item's mark, or else ``start``.
    """

    start: int
    end: int
    paragraph: int
    block: Block
    quotable: bool
    text: str
    line_start: int
    columns: tuple[str, ...] = ()

    @property
    def announces(self) -> bool:
        """True if it ends in a colon."""
        return self.text.rstrip("*_` \t").endswith((":", "："))


class Spans(NamedTuple):
    """The whole and the group of a stretch, and the number of its paragraph, from 0; offsets, end exclusive."""

    paragraph: int
    whole: Span
    group: Span


@dataclass(slots=True)
class _Construct:
    """A paragraph, a list, a table or some code: the stretches from ``first`` to ``last``, both included."""

    first: int
    last: int
    kind: Kind
    path: tuple[str, ...]


def wholes(stretches: Sequence[Stretch]) -> list[Spans]:
    """Return the spans of each stretch of a source, in order; in prose without headings each stands for itself."""
    if all(one.block.kind is Kind.TEXT and not one.block.path for one in stretches):
        return [Spans(one.paragraph, (one.start, one.end), (one.start, one.end)) for one in stretches]
    constructs = list(_constructs(stretches))
    found: list[Spans | None] = [None] * len(stretches)
    items = _items(stretches)
    paragraph = -1
    for group in _groups(stretches, constructs):
        members = range(group[0].first, group[-1].last + 1)
        before = None
        merged = len(group) > 1 or group[0].kind is not Kind.TEXT
        for at in members:
            paragraph += before is None or (not merged and stretches[at].paragraph != before)
            before = stretches[at].paragraph
            whole = _whole(stretches, group, at, items)
            found[at] = Spans(paragraph, whole, _around(whole, _group(stretches, group, at)))
    return [one for one in found if one is not None]


def _constructs(stretches: Sequence[Stretch]) -> Iterator[_Construct]:
    at = 0
    for _, some in groupby(stretches, key=lambda stretch: stretch.block.construct):
        size = len(list(some))
        yield _Construct(at, at + size - 1, stretches[at].block.kind, stretches[at].block.path)
        at += size


def _groups(stretches: Sequence[Stretch], constructs: Sequence[_Construct]) -> Iterator[list[_Construct]]:
    """Yield the constructs that belong together, in order."""
    for (_, heads), some in groupby(constructs, key=lambda one: (one.path, one.kind is Kind.HEADING)):
        section = list(some)
        if heads:
            yield from ([one] for one in section)
        elif _is_short(stretches, section):
            yield section
        else:
            yield from _merged(stretches, section)


def _is_short(stretches: Sequence[Stretch], section: Sequence[_Construct]) -> bool:
    """True for a section under a heading that is short enough to be one group."""
    first, last = section[0].first, section[-1].last
    within = stretches[last].end - stretches[first].start <= SHORT_SECTION and last - first < MOST_STRETCHES
    return bool(section[0].path) and within


def _merged(stretches: Sequence[Stretch], section: Sequence[_Construct]) -> Iterator[list[_Construct]]:
    group = [section[0]]
    for before, one in pairwise(section):
        if _belongs(stretches, before, one) and one.last - group[0].first < MOST_STRETCHES:
            group.append(one)
        else:
            yield group
            group = [one]
    yield group


def _belongs(stretches: Sequence[Stretch], before: _Construct, one: _Construct) -> bool:
    """True if a construct is announced by the one before it, or is the second of two that have labels."""
    if before.kind is Kind.TERM:
        return True
    if before.kind is not Kind.TEXT:
        return False
    if one.kind is Kind.TEXT:
        return all(_is_labelled(stretches[other.first].text) for other in (before, one))
    return stretches[before.last].announces or one.kind in {Kind.CODE, Kind.STEP}


def _is_labelled(text: str) -> bool:
    """True if a paragraph begins with a label in bold: "**Cause:** …"."""
    label, _, rest = text[2:60].partition(text[:2])
    return text.startswith(_LABELS) and bool(rest) and (label.endswith(":") or rest.startswith(":"))


def _items(stretches: Sequence[Stretch]) -> Mapping[tuple[int, int], Span]:
    """Return the span of each item of a list, by its construct and number."""
    found: dict[tuple[int, int], Span] = {}
    for one in stretches:
        if one.block.item is not None:
            key = one.block.construct, one.block.item
            found[key] = found.get(key, (one.line_start,))[0], one.end
    return found


def _whole(
    stretches: Sequence[Stretch], group: Sequence[_Construct], at: int, items: Mapping[tuple[int, int], Span]
) -> Span:
    """Return the least span around a stretch that can be read alone."""
    stretch = stretches[at]
    number = next(number for number, one in enumerate(group) if one.first <= at <= one.last)
    own, before = group[number], group[number - 1] if number else None
    if stretch.block.item is not None:
        span = items[stretch.block.construct, stretch.block.item]
        return span if span[1] - span[0] <= LONGEST_ITEM else (stretch.line_start, stretch.end)
    if stretch.block.kind is Kind.CODE and before and before.kind is Kind.TEXT:
        return stretches[before.last].start, stretch.end
    if before and before.kind is Kind.TERM and own.kind is Kind.TEXT:
        return stretches[before.first].start, stretch.end
    if at == own.last and own.kind is Kind.TEXT and number + 1 < len(group) and (
        stretch.announces or group[number + 1].kind is Kind.CODE
    ):  # fmt: skip
        return _shortened(stretch.start, stretches[group[number + 1].last].end, stretch.end)
    return stretch.start, stretch.end


def _group(stretches: Sequence[Stretch], group: Sequence[_Construct], at: int) -> Span:
    """Return the span of what answers as a whole, around a stretch."""
    stretch = stretches[at]
    own = next(one for one in group if one.first <= at <= one.last)
    if not stretch.quotable or (stretch.block.kind is Kind.ROW and stretch.columns):
        return stretch.start, stretch.end
    first, last = stretches[group[0].first], stretches[group[-1].last]
    if last.end - first.line_start <= SHORT_SECTION and len(group) > 1 and first.block.path:
        return first.line_start, last.end
    if own.kind in _LISTED or own.kind is Kind.ROW:
        lead = stretches[own.first - 1].start if own is not group[0] else stretches[own.first].line_start
        return lead, stretches[own.last].end
    if own.kind is Kind.TEXT and stretch.block.path:
        paragraph = stretches[own.first].start, stretches[own.last].end
        return paragraph if paragraph[1] - paragraph[0] <= SHORT_PARAGRAPH else (stretch.start, stretch.end)
    return stretch.start, stretch.end


def _around(whole: Span, group: Span) -> Span:
    """Return a group that holds the whole, or the whole if that would be too long."""
    start, end = min(whole[0], group[0]), max(whole[1], group[1])
    return (start, end) if end - start <= LONGEST_GROUP else whole


def _shortened(start: int, end: int, least: int) -> Span:
    return start, end if end - start <= LONGEST_GROUP else least
