"""Blocks: the stretches of a text that no sentence crosses, each with its kind and its place under the headings."""

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from index.documents.reading import Mark

__all__ = ["Block", "Kind", "Structure"]


class Kind(IntEnum):
    """What a block is; the number is how an index keeps it."""

    TEXT = 0
    ITEM = 1
    STEP = 2
    ROW = 3
    CODE = 4
    TERM = 5
    COLUMNS = 6
    HEADING = 7

    @property
    def quotable(self) -> bool:
        """True unless a block only names what follows it: a heading, column names, a term that is defined."""
        return self < Kind.TERM


class Block(NamedTuple):
    """``text[start:end]``, without white space at its ends; offsets in characters, end exclusive.

    ``construct`` numbers the paragraph, list, table or code that it is (a part of), from 0, ``item`` the outermost item
    of a list, or is None. ``paragraph`` numbers the paragraphs from 0. ``path`` are the headings above it, outermost
    first. ``whole`` marks what is not split into sentences.
    """

    start: int
    end: int
    paragraph: int
    kind: Kind = Kind.TEXT
    construct: int = 0
    item: int | None = None
    path: tuple[str, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Structure:
    """The blocks of a source in the order of its text, and the marks that a page does not show as they stand."""

    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...] = ()
