"""Citations: a place in a source as text that an editor can jump to and a person can read."""

from dataclasses import dataclass
from typing import Self

from index.passages import Passage

__all__ = ["Citation"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source: whole lines, or from a column to a column.

    Its text is ``NAME:LINE`` (the whole line), ``NAME:LINE:COLUMN-COLUMN`` (a part of it) or
    ``NAME:LINE:COLUMN-LINE:COLUMN`` (over lines). Lines and columns count from 1, the last column is included.
    """

    source: str
    line: int
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None

    @classmethod
    def of(cls, passage: Passage) -> Self:
        """The citation of a passage."""
        if passage.fills_line:
            return cls(passage.source, passage.line)
        return cls(passage.source, passage.line, passage.column, passage.end_line, passage.end_column)

    def __str__(self) -> str:
        """The citation's text form."""
        if self.column is None:
            return f"{self.source}:{self.line}"
        if self.end_line == self.line:
            return f"{self.source}:{self.line}:{self.column}-{self.end_column}"
        return f"{self.source}:{self.line}:{self.column}-{self.end_line}:{self.end_column}"
