"""Citations: places in sources, written so that an editor can jump to them and a person can read them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from index.documents.passages import Passage
from index.documents.source import Source
from index.errors import CitationError

__all__ = ["Citation", "CitedPlace", "Standing", "resolve", "verify"]

FORMS = "NAME:LINE, NAME:FIRST-LAST, NAME:LINE:COLUMN-COLUMN or NAME:LINE:COLUMN-LINE:COLUMN"
MOST_PLACES = 100
"""The most other places listed by a verification."""

_NUMBER = r"([0-9]{1,12})"
_SHAPES = (
    re.compile(rf"(.+):{_NUMBER}:{_NUMBER}-{_NUMBER}:{_NUMBER}", re.DOTALL),
    re.compile(rf"(.+):{_NUMBER}:{_NUMBER}-{_NUMBER}", re.DOTALL),
    re.compile(rf"(.+):{_NUMBER}-{_NUMBER}", re.DOTALL),
    re.compile(rf"(.+):{_NUMBER}", re.DOTALL),
)
_SHOWN = 80  # characters of a malformed citation that an error repeats


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source: whole lines, or from a column to a column.

    Its text is ``NAME:LINE`` (the whole line), ``NAME:FIRST-LAST`` (several), ``NAME:LINE:COLUMN-COLUMN`` (a part of
    one) or ``NAME:LINE:COLUMN-LINE:COLUMN`` (over lines). Lines and columns count from 1, the last is included.
    ``end_line`` is None for a single whole line.
    """

    source: str
    line: int
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None

    @classmethod
    def of(cls, passage: Passage) -> Self:
        """Return the citation of a passage."""
        if passage.fills_lines:
            return cls._lines(passage.source, passage.line, passage.end_line)
        return cls(passage.source, passage.line, passage.column, passage.end_line, passage.end_column)

    @classmethod
    def at(cls, source: Source, start: int, end: int) -> Self:
        """Return the citation of ``source.text[start:end]``, not empty: the lines alone if the span fills them."""
        line, column = source.place(start)
        end_line, end_column = source.place(end - 1)
        if source.words_span(line)[0] == start and source.words_span(end_line)[1] == end:
            return cls._lines(source.name, line, end_line)
        return cls(source.name, line, column, end_line, end_column)

    @classmethod
    def _lines(cls, name: str, first: int, last: int) -> Self:
        return cls(name, first, end_line=last if last > first else None)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Parse a citation from its right end, so that a name may hold colons and spaces.

        Raises CitationError if the text is not a citation, or if it counts from 0 or backwards.
        """
        match = next(filter(None, (shape.fullmatch(text.rstrip()) for shape in _SHAPES)), None)
        if not match:
            raise CitationError(f"{_shown(text)} is no citation; write {FORMS}, for example article.txt:3:1-76")
        name, line, *rest = match.groups()
        numbers = [int(number) for number in rest]
        if 0 in (int(line), *numbers):
            raise CitationError(f"{_shown(text)}: lines and columns count from 1")
        match numbers:
            case [end_line]:
                citation = cls(name, int(line), end_line=end_line)
            case [column, end_column]:
                citation = cls(name, int(line), column, int(line), end_column)
            case _:
                citation = cls(name, int(line), *numbers)
        if numbers and (citation.end_line or 0, citation.end_column or 0) < (citation.line, citation.column or 0):
            raise CitationError(f"{_shown(text)} ends before it begins; write the smaller number first")
        return cls._lines(name, citation.line, citation.end_line or 0) if citation.column is None else citation

    def __str__(self) -> str:
        """Return the citation as text."""
        if self.column is None:
            return f"{self.source}:{self.line}" + (f"-{self.end_line}" if self.end_line else "")
        if self.end_line == self.line:
            return f"{self.source}:{self.line}:{self.column}-{self.end_column}"
        return f"{self.source}:{self.line}:{self.column}-{self.end_line}:{self.end_column}"


class Standing(StrEnum):
    """The result of verifying a cited place."""

    STANDS = "stands"  # the words stand at the place as cited
    CHANGED = "changed"  # the source has changed, and the words at the place differ or are unknown
    ELSEWHERE = "elsewhere"  # the words stand at another place in the source
    NOWHERE = "nowhere"  # the source has no such place


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """The place that a citation leads to in a source as it is now.

    ``span`` is the cited place in offsets, end exclusive, or None if it does not exist; ``places`` are the spans of the
    same words elsewhere, nearest first. ``changed`` is True if the source's bytes are not the cited ones. ``cause``
    explains a missing place.
    """

    standing: Standing
    span: tuple[int, int] | None
    places: tuple[tuple[int, int], ...] = ()
    changed: bool = False
    cause: str | None = None


def resolve(citation: Citation, source: Source) -> tuple[int, int]:
    """Return the span of ``source.text`` that a citation names, end exclusive.

    Whole lines are their text without the white space around it. Raises CitationError if the source has no such line or
    column, or if the lines are blank.
    """
    if citation.column is None or citation.end_line is None or citation.end_column is None:
        last = citation.end_line or citation.line
        _offset(citation, source, citation.line, 1)
        _offset(citation, source, last, 1)
        start, end = source.trimmed(source.line_span(citation.line)[0], source.line_span(last)[1])
        if start == end:
            raise CitationError(f"{citation}: line {citation.line} is blank")
        return start, end
    start = _offset(citation, source, citation.line, citation.column)
    return start, _offset(citation, source, citation.end_line, citation.end_column) + 1


def verify(citation: Citation, source: Source, *, sha256: str | None = None, words: str | None = None) -> CitedPlace:
    """Check a citation against a source as it is now.

    ``sha256`` is the hash of the cited bytes and ``words`` the cited words, None if unknown.
    """
    changed = sha256 is not None and sha256 != source.sha256
    span, cause = None, None
    try:
        span = resolve(citation, source)
    except CitationError as error:
        cause = str(error)
    if span and (words == source.text[slice(*span)] or (words is None and not changed)):
        return CitedPlace(Standing.STANDS, span, changed=changed)
    places: list[tuple[int, int]] = []
    for found in _standing(words or "", source):
        if span and any(span[0] <= start and end <= span[1] for start, end in found):
            return CitedPlace(Standing.STANDS, span, changed=changed)
        places = places or found
    if places:
        places.sort(key=lambda place: abs(place[0] - span[0]) if span else place[0])
        return CitedPlace(Standing.ELSEWHERE, span, tuple(places[:MOST_PLACES]), changed, cause)
    return CitedPlace(Standing.CHANGED if span else Standing.NOWHERE, span, (), changed, cause)


def _offset(citation: Citation, source: Source, line: int, column: int) -> int:
    """Return the offset of a line and column, both from 1; raises CitationError if the source has no such place."""
    lines = len(source.line_starts)
    if line > lines:
        raise CitationError(f"{citation}: there is no line {line}; {source.name} has {lines}")
    start, end = source.line_span(line)
    if column > max(1, end - start):
        raise CitationError(f"{citation}: there is no column {column}; line {line} has {end - start}")
    return start + column - 1


def _standing(words: str, source: Source) -> Iterator[list[tuple[int, int]]]:
    from index.citations.quotes import standing  # noqa: PLC0415 - only words that are not the cited ones need it

    return standing(words, source)


def _shown(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "…")
