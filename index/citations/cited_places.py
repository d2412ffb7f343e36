"""Citations within a text, in the forms in which people and this program write them."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from index.citations.citation import Citation
from index.errors import CitationError
from index.text.pack import words_of_all
from index.text.word_patterns import alternatives

__all__ = ["CitedSpan", "citation_in", "citations_in"]

LONGEST_NAME = 256
"""Characters of the longest name of a source before a line."""

MOST_STARTS = 12
"""The most places where a name may begin that are tried, the nearest first."""

MOST_TRIED = 300
"""The most lines of a text that may be cited that are tried."""

_HASH = r"(?:@(?:sha-?256[:=-]?)?(?P<{name}>[0-9a-fA-F]{{4,64}})(?![0-9a-zA-Z]))?"
_LINES = r"(?P<first>\d{1,12})(?:\s?[-–]\s?(?P<last>\d{1,12}))?"
_PLACE = r"(?P<place>\d{1,12}(?:-\d{1,12}|:\d{1,12}-\d{1,12}(?::\d{1,12})?)?)"
_ANCHOR = r"#L(?P<from>\d{1,12})(?:-L?(?P<to>\d{1,12}))?"
_NTH = r"第?(?P<nth>\d{1,12})(?:\s?[-–]\s?(?P<until>\d{1,12}))?\.?\s?"
_NAME_STARTS = re.compile(r"(?:(?<=[\s(（\[{“”\"'«»„‘」`<—–│>·])|\A)(?=[^\s(（\[{“”\"'«»„‘」`<—–│>·])")
_AFTER = re.compile(r"[)）\]`>]*(?:[ \t]*·[^\n]*|[ \t]*(?=\n|\Z))?")
_DASH = re.compile(r"(?:-#[ \t]*|[—–―~-]{1,3}[ \t]*)\Z")

Known = Callable[[str], bool]


class CitedSpan(NamedTuple):
    """A citation in a text: the span of all that belongs to it, the place, and the hash that it gives, if any."""

    start: int
    end: int
    citation: Citation
    sha256: str | None
    also: bool


def citation_in(text: str, known: Known) -> CitedSpan | None:
    """Return the citation that a text consists of, or None."""
    found = next(citations_in(text, known), None)
    alone = found and not text[: found.start].strip() and not text[found.end :].strip(" \t\n.")
    return found if alone else None


def citations_in(text: str, known: Known) -> Iterator[CitedSpan]:
    """Yield the citations of a text in order; ``known`` tells if a name may be that of a source."""
    behind = 0
    for tail in islice(_tail().finditer(text), MOST_TRIED):
        start = _name_start(text, max(behind, tail.start() - LONGEST_NAME), tail.start(), known)
        citation = None if start is None else _citation(text[start : tail.start()], tail)
        if start is None or citation is None:
            continue
        opening, also = _widened(text, behind, start)
        behind = tail.end() + len(match[0]) if (match := _AFTER.match(text, tail.end())) else tail.end()
        yield CitedSpan(opening, behind, citation, (tail["before"] or tail["behind"] or "").lower() or None, also)


def _name_start(text: str, start: int, end: int, known: Known) -> int | None:
    """Return where the longest name begins that ends at ``end`` and may be that of a source, or None."""
    start = max(start, text.rfind("\n", start, end) + 1)
    starts = [match.start() for match in _NAME_STARTS.finditer(text[start:end])][-MOST_STARTS:]
    return next((start + at for at in starts if known(text[start + at : end])), None)


def _citation(name: str, tail: re.Match[str]) -> Citation | None:
    first, last = tail["first"] or tail["from"] or tail["nth"], tail["last"] or tail["to"] or tail["until"]
    place = tail["place"] or (f"{first}-{last}" if last else first)
    try:
        return Citation.parse(f"{name}:{place}")
    except CitationError:
        return None


def _widened(text: str, behind: int, start: int) -> tuple[int, bool]:
    """Return where what belongs to a citation begins, and if it is a further place of the same words."""
    before = _before().search(text, behind, start)
    opening = before.start() if before else start
    also = _further().search(text, opening, start) is not None
    dash = _DASH.search(text, behind, opening)
    return dash.start() if dash else opening, also


@cache
def _tail() -> re.Pattern[str]:
    """Return the pattern of what stands behind the name of a source: a place, a line in words, a line of a page."""
    lines, behind = alternatives(words_of_all("line_words")), alternatives(words_of_all("line_words_behind"))
    return re.compile(
        rf"{_HASH.format(name='before')}(?::{_PLACE}(?![\w-])|[,،]?\s{{1,4}}\(?(?i:{lines})\s?{_LINES}\)?(?!\w)"
        rf"|[,，、]?\s{{0,4}}[(（]?{_NTH}(?i:{behind})(?!\d)[)）]?|{_ANCHOR}(?!\w)){_HASH.format(name='behind')}"
    )


@cache
def _before() -> re.Pattern[str]:
    """Return the pattern of what stands before a citation and belongs to it, up to its name."""
    further, context, pointer = (
        alternatives(words_of_all(name)) for name in ("further_places", "context_labels", "pointer_words")
    )
    return re.compile(
        rf"(?:(?<=\n)|\A)[ \t>│-]*(?:#[ \t]+)?(?:{further}|(?:{context})\s?[:：]|(?:{pointer})[:：]?)[ \t]*\Z"
        r"|[ \t]*(?:\[\d{1,3}\][ \t]*)?[(（\[`<]*\Z",
        re.IGNORECASE,
    )


@cache
def _further() -> re.Pattern[str]:
    """Return the pattern of what stands before a further place of the same words."""
    return re.compile(alternatives(words_of_all("further_places")), re.IGNORECASE)
