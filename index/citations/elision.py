"""Elisions: quotes that an editor shortened with ellipses, or changed within brackets, piece by piece."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from index.citations.contradiction import negates
from index.citations.rendered import Rendered
from index.citations.word_bounds import cuts

__all__ = ["ElidedPlace", "QuotePart", "elided", "pieces", "unedited"]

MOST_PIECES = 10
"""The most pieces of a quote that is taken for a shortened one."""

MOST_TRIED = 1_000
"""The most places of a piece that are tried in each source."""

FEW_TRIED = 200
"""The same, of a quote that has only short pieces."""

FEWEST_WORDS = 2
"""Words in all pieces together, at least."""

SHORT = 3
"""Words of a piece so short that it may stand anywhere; it counts only near its neighbours."""

NEAR = 400
"""Characters between a short piece and its neighbours, at most."""

INSERTED = 100
"""Characters that words within brackets may stand for, at most."""

HIDDEN = 4
"""Words that an ellipsis leaves out so few of that a negation among them is what it hides."""

_DOTS = r"(?:…|\.[ \u00a0]?\.[ \u00a0]?\.(?:[ \u00a0]?\.)?)"
_GAP = re.compile(rf"\s*[\[(]\s*{_DOTS}\s*[\])]\s*|\s*{_DOTS}\s*|\s*\[(?![ xX]\])([^\[\]\n]{{1,80}})\](?![(\[:])\s*")
_CASE = re.compile(r"\[([^\W\d_])\](?=[^\W_])")
_WORD = re.compile(r"[^\W_]+")

Gap = tuple[str, int, int]
"""(as the quote has it, the start and the end of what it stands for in the source)"""


@dataclass(frozen=True, slots=True)
class QuotePart:
    """Words that are to stand word for word; ``before`` is the ellipsis or bracket in front of them, if any.

    ``joined`` means that a bracket ends the last word otherwise, ``cased`` that one changed the case of the first.
    """

    words: str
    before: str = ""
    joined: bool = False
    cased: bool = False

    @property
    def short(self) -> bool:
        """True for words that may stand anywhere."""
        return len(_WORD.findall(self.words)) < SHORT

    @property
    def variants(self) -> tuple[str, ...]:
        """The words, with either case of a first letter that a bracket changed."""
        return (self.words, self.words[0].swapcase() + self.words[1:]) if self.cased else (self.words,)


@dataclass(frozen=True, slots=True)
class ElidedPlace:
    """A place of a shortened quote in what a page shows: its span, and what the ellipses and brackets stand for."""

    start: int
    end: int
    gaps: tuple[Gap, ...]
    hides: bool

    @property
    def width(self) -> int:
        """The characters from the first to the last piece."""
        return self.end - self.start


def pieces(quote: str) -> tuple[QuotePart, ...]:
    """Return the pieces of a quote with ellipses or brackets; none for any other quote, or for one of too many."""
    cased = frozenset(match.start() for match in _CASE.finditer(quote))
    at, before, found = 0, "", list[QuotePart]()
    gaps = [
        match for match in _GAP.finditer(quote) if match.start() + len(match[0]) - len(match[0].lstrip()) not in cased
    ]
    if not (gaps or cased) or len(gaps) > MOST_PIECES:
        return ()
    for gap in (*gaps, None):
        raw = quote[at : gap.start() if gap else len(quote)]
        words = _CASE.sub(r"\1", raw).strip()
        if _WORD.search(words):
            joined = bool(gap and gap[1] and gap[0].startswith("[") and raw[-1:].isalnum())
            found.append(QuotePart(words, before, joined, bool(_CASE.match(raw.lstrip()))))
            before = ""
        if gap:
            at, before = gap.end(), gap[0].strip()
    enough = sum(len(_WORD.findall(one.words)) for one in found) >= FEWEST_WORDS
    return tuple(found) if enough else ()


def unedited(quote: str) -> str:
    """Return a quote without its ellipses and brackets."""
    return " ".join(one.words for one in pieces(quote)) or quote


def elided(parts: Sequence[QuotePart], page: Rendered) -> ElidedPlace | None:
    """Return the shortest place where all pieces stand in order in what a page shows, or None."""
    longest = (max(_WORD.findall(one.words), key=len) for one in parts)
    if not all(word in page.source.text or one.cased for word, one in zip(longest, parts, strict=True)):
        return None
    most = FEW_TRIED if all(one.short for one in parts) else MOST_TRIED
    spans = [_spans(one, page, most) for one in parts]
    if not all(spans):
        return None
    chains = filter(None, (_chain(first, parts, spans, page.reading.plain) for first in spans[0]))
    return min(chains, key=lambda one: (one.width, one.start), default=None)


def _spans(piece: QuotePart, page: Rendered, most: int) -> list[tuple[int, int]]:
    """Return the places of a piece at bounds of words, in order."""
    plain = page.reading.plain
    found = (span for words in piece.variants for span in islice(page.shown_spans(words), most))
    return sorted((start, end) for start, end in found if not cuts(plain, start, end - piece.joined))


def _chain(
    first: tuple[int, int], parts: Sequence[QuotePart], spans: Sequence[list[tuple[int, int]]], plain: str
) -> ElidedPlace | None:
    """Follow the pieces from a place of the first of them, each to its next place."""
    start, end = first
    gaps = [(parts[0].before, start, start)] if parts[0].before.startswith("[") else []
    for number in range(1, len(parts)):
        at = bisect_left(spans[number], (end, end))
        if at == len(spans[number]):
            return None
        beginning, stop = spans[number][at]
        if beginning - end > _reach(parts[number - 1], parts[number]):
            return None
        gaps.append((parts[number].before, end, beginning))
        end = stop
    return ElidedPlace(start, end, tuple(gaps), any(_hides(gap, plain) for gap in gaps))


def _reach(one: QuotePart, other: QuotePart) -> int:
    if not _is_ellipsis(other.before):
        return INSERTED
    return NEAR if one.short or other.short else 1 << 62


def _hides(gap: Gap, plain: str) -> bool:
    """True if an ellipsis hides a negation, or a bracket adds one or drops it."""
    mark, start, end = gap
    words = plain[start:end]
    if _is_ellipsis(mark):
        return len(_WORD.findall(words[:NEAR])) <= HIDDEN and negates(words)
    return negates(mark) != negates(words)


def _is_ellipsis(mark: str) -> bool:
    return not _WORD.search(mark)
