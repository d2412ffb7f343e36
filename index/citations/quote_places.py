"""What a search for a quote finds: its places, and how its words stand there."""

from dataclasses import dataclass
from enum import StrEnum

from index.citations.alignment import Alignment, Difference
from index.citations.rendered import Rendered

__all__ = ["MOST_COUNTED", "MOST_PLACES", "Difference", "Finding", "QuotePlace", "QuotePlaces"]

MOST_PLACES = 100
"""The most places listed; more are counted."""

MOST_COUNTED = 10_000
"""The most places counted."""


class Finding(StrEnum):
    """How the words of a quote stand in the sources."""

    VERBATIM = "verbatim"  # the same words
    ELIDED = "elided"  # the same words but for ellipses and brackets, which say so
    PART_OF_WORD = "part_of_word"  # the same letters, which begin or end within a word
    CONTRADICTS = "contradicts"  # like words, of which a negation, a number, a date or a name differs
    NEARLY = "nearly"  # like words
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """A place where a quote stands: ``source.text[start:end] == text``; offsets in characters, end exclusive.

    ``plain`` is the text as a reader of the rendered page sees it, or as the quote has it. ``differences`` are distinct
    triples (kind, in the quote, in the source); kinds are "replaced", "missing" (from the quote), "added" (to the
    quote), "elided" (by an ellipsis), "bracketed" (by words within brackets), "quotes" (the shape of quotation marks),
    "space" and "marks" (of the source's markup, which a page does not show). A place without differences is verbatim;
    one with only the last three has the same words. ``similarity`` is from 0 to 1.
    """

    source: str
    start: int
    end: int
    text: str
    similarity: float = 1.0
    differences: tuple[Difference, ...] = ()
    plain: str = ""

    @classmethod
    def of(cls, page: Rendered, span: tuple[int, int], match: Alignment | None = None) -> "QuotePlace":
        """Return the place of a span of a source, with what differs there: if no word does, the marks do."""
        marks: tuple[Difference, ...] = tuple(("marks", "", mark) for mark in page.hidden(*span))
        similarity, differences = (match.similarity, match.differences or marks) if match else (1.0, marks)
        return cls(page.source.name, *span, page.source.text[slice(*span)], similarity, differences, page.shown(*span))

    @property
    def verbatim(self) -> bool:
        """True if the quote stands here character for character."""
        return not self.differences


@dataclass(frozen=True, slots=True)
class QuotePlaces:
    """The places of a quote: verbatim ones first, by source and position, or else near ones by similarity.

    ``total`` counts all places, listed or not, up to MOST_COUNTED. ``cause`` explains in plain words why none were
    looked for. ``unread`` counts the likely sources of Markdown that were not read as pages.
    """

    places: tuple[QuotePlace, ...] = ()
    total: int = 0
    cause: str | None = None
    finding: Finding = Finding.NOWHERE
    unread: int = 0
