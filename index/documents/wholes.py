"""Wholes: what must stand together to be read, and what belongs together as one answer.

Each fragment of a text (a sentence, an item, a row, some code) has a unit, the least contiguous text around it that can
be read alone: a line that ends in a colon with what it announces, code with the sentence before it, an item with what is
nested in it, a definition with its term. It also has a block, which answers a question that no single line does: all
steps of a list with the line above them, a paragraph under a heading, the whole of a short section.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple

from index.documents.blocks import Block, Kind

__all__ = ["LONGEST_BLOCK", "Fragment", "Whole", "wholes"]

SHORT_SECTION = 700
"""Characters of a section that is one block; set by hand."""

SHORT_PARAGRAPH = 500
"""Characters of a paragraph under a heading that is one block; set by hand."""

LONGEST_ITEM = 800
"""Characters of an item that is quoted with all that is nested in it; set by hand."""

LONGEST_BLOCK = 1_500
"""Characters of the longest block; of a longer one, only units are quoted. Set by hand."""

MOST_FRAGMENTS = 32
"""Fragments of the longest block."""

_LISTED = frozenset({Kind.ITEM, Kind.STEP})
_LABELS = ("**", "__")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fragment:
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


class Whole(NamedTuple):
    """The unit and the block of a fragment, and the number of its paragraph, from 0; offsets, end exclusive."""

    paragraph: int
    unit: Span
    block: Span


@dataclass(slots=True)
class _Construct:
    """A paragraph, a list, a table or some code: the fragments from ``first`` to ``last``, both included."""

    first: int
    last: int
    kind: Kind
    path: tuple[str, ...]


def wholes(fragments: Sequence[Fragment]) -> list[Whole]:
    """Return the whole of each fragment of a source, in order."""
    constructs = list(_constructs(fragments))
    found: list[Whole | None] = [None] * len(fragments)
    paragraph = -1
    for group in _groups(fragments, constructs):
        members = range(group[0].first, group[-1].last + 1)
        before = None
        merged = len(group) > 1 or group[0].kind is not Kind.TEXT
        for at in members:
            paragraph += before is None or (not merged and fragments[at].paragraph != before)
            before = fragments[at].paragraph
            unit = _unit(fragments, group, at)
            found[at] = Whole(paragraph, unit, _around(unit, _block(fragments, group, at)))
    return [one for one in found if one is not None]


def _constructs(fragments: Sequence[Fragment]) -> Iterator[_Construct]:
    at = 0
    for _, some in groupby(fragments, key=lambda fragment: fragment.block.construct):
        size = len(list(some))
        yield _Construct(at, at + size - 1, fragments[at].block.kind, fragments[at].block.path)
        at += size


def _groups(fragments: Sequence[Fragment], constructs: Sequence[_Construct]) -> Iterator[list[_Construct]]:
    """Yield the constructs that belong together, in order."""
    for (_, heads), some in groupby(constructs, key=lambda one: (one.path, one.kind is Kind.HEADING)):
        section = list(some)
        if heads:
            yield from ([one] for one in section)
        elif _is_short(fragments, section):
            yield section
        else:
            yield from _merged(fragments, section)


def _is_short(fragments: Sequence[Fragment], section: Sequence[_Construct]) -> bool:
    """True for a section under a heading that is short enough to be one block."""
    first, last = section[0].first, section[-1].last
    within = fragments[last].end - fragments[first].start <= SHORT_SECTION and last - first < MOST_FRAGMENTS
    return bool(section[0].path) and within


def _merged(fragments: Sequence[Fragment], section: Sequence[_Construct]) -> Iterator[list[_Construct]]:
    group = [section[0]]
    for before, one in pairwise(section):
        if _belongs(fragments, before, one) and one.last - group[0].first < MOST_FRAGMENTS:
            group.append(one)
        else:
            yield group
            group = [one]
    yield group


def _belongs(fragments: Sequence[Fragment], before: _Construct, one: _Construct) -> bool:
    """True if a construct is announced by the one before it, or is the second of two that have labels."""
    if before.kind is Kind.TERM:
        return True
    if before.kind is not Kind.TEXT:
        return False
    if one.kind is Kind.TEXT:
        return all(_is_labelled(fragments[other.first].text) for other in (before, one))
    return fragments[before.last].announces or one.kind in {Kind.CODE, Kind.STEP}


def _is_labelled(text: str) -> bool:
    """True if a paragraph begins with a label in bold: "**Cause:** …"."""
    label, _, rest = text[2:60].partition(text[:2])
    return text.startswith(_LABELS) and bool(rest) and (label.endswith(":") or rest.startswith(":"))


def _unit(fragments: Sequence[Fragment], group: Sequence[_Construct], at: int) -> Span:
    """Return the least span around a fragment that can be read alone."""
    fragment = fragments[at]
    number = next(number for number, one in enumerate(group) if one.first <= at <= one.last)
    own, before = group[number], group[number - 1] if number else None
    if fragment.block.item is not None:
        item = [one for one in fragments[own.first : own.last + 1] if one.block.item == fragment.block.item]
        span = item[0].line_start, item[-1].end
        return span if span[1] - span[0] <= LONGEST_ITEM else (fragment.line_start, fragment.end)
    if fragment.block.kind is Kind.CODE and before and before.kind is Kind.TEXT:
        return fragments[before.last].start, fragment.end
    if before and before.kind is Kind.TERM and own.kind is Kind.TEXT:
        return fragments[before.first].start, fragment.end
    if at == own.last and own.kind is Kind.TEXT and number + 1 < len(group) and (
        fragment.announces or group[number + 1].kind is Kind.CODE
    ):  # fmt: skip
        return _shortened(fragment.start, fragments[group[number + 1].last].end, fragment.end)
    return fragment.start, fragment.end


def _block(fragments: Sequence[Fragment], group: Sequence[_Construct], at: int) -> Span:
    """Return the span of what answers as a whole, around a fragment."""
    fragment = fragments[at]
    own = next(one for one in group if one.first <= at <= one.last)
    if not fragment.quotable or (fragment.block.kind is Kind.ROW and fragment.columns):
        return fragment.start, fragment.end
    first, last = fragments[group[0].first], fragments[group[-1].last]
    if last.end - first.line_start <= SHORT_SECTION and len(group) > 1 and first.block.path:
        return first.line_start, last.end
    if own.kind in _LISTED or own.kind is Kind.ROW:
        lead = fragments[own.first - 1].start if own is not group[0] else fragments[own.first].line_start
        return lead, fragments[own.last].end
    if own.kind is Kind.TEXT and fragment.block.path:
        paragraph = fragments[own.first].start, fragments[own.last].end
        return paragraph if paragraph[1] - paragraph[0] <= SHORT_PARAGRAPH else (fragment.start, fragment.end)
    return fragment.start, fragment.end


def _around(unit: Span, block: Span) -> Span:
    """Return a block that holds the unit, or the unit if that would be too long."""
    start, end = min(unit[0], block[0]), max(unit[1], block[1])
    return (start, end) if end - start <= LONGEST_BLOCK else unit


def _shortened(start: int, end: int, least: int) -> Span:
    return start, end if end - start <= LONGEST_BLOCK else least
