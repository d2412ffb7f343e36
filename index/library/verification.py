"""What a check finds: the verdict on a citation or a quote, and the places that it speaks of."""

from dataclasses import dataclass
from enum import StrEnum

from index.citations.excerpts import Excerpt
from index.library.answer import Place

__all__ = ["Match", "Verdict", "Verification"]


class Verdict(StrEnum):
    """The result of a check."""

    VERBATIM = "verbatim"  # a quote that stands in the sources, word for word
    AT_CITATION = "at_citation"  # a quote that stands where it is cited
    ELIDED = "elided"  # a quote that is shortened, and says so; all that is left stands word for word
    PLACE = "place"  # a citation alone, of a place that exists
    NEARLY = "nearly"  # a quote that stands in the sources with differences
    CONTRADICTS = "contradicts"  # one of which a negation, a number, a date or a name differs
    PART_OF_WORD = "part_of_word"  # one that begins or ends within a word of the source
    ELSEWHERE = "elsewhere"  # words that stand in another place than cited
    FURNITURE = "furniture"  # words of the page that carried an article, not of the article
    CHANGED = "changed"  # the source has changed since it was cited
    NO_SUCH_PLACE = "no_such_place"  # a citation of a place that does not exist
    NOWHERE = "nowhere"  # a quote that does not stand in the sources

    @property
    def good(self) -> bool:
        """True for words that stand as they are claimed to, and for a place that exists."""
        return self in {Verdict.VERBATIM, Verdict.AT_CITATION, Verdict.ELIDED, Verdict.PLACE}


@dataclass(frozen=True, slots=True)
class Match:
    """A place where checked words stand, verbatim or nearly.

    ``text`` is the source's, ``plain`` what a reader of the rendered page sees of it. ``differences`` are (kind, in the
    quote, in the source), where the kind is "replaced", "missing" (from the quote), "added" (to the source's words),
    "elided" (by an ellipsis), "bracketed" (by words within brackets), "quotes" (straight or curly), "space" or "marks"
    (which a page does not show); a verbatim match has none. ``similarity`` is from 0 to 1. ``furniture`` says what
    kind of line it is that carried the article and is not part of it, or is None.
    """

    place: Place
    excerpt: Excerpt
    text: str
    similarity: float = 1.0
    differences: tuple[tuple[str, str, str], ...] = ()
    plain: str = ""
    furniture: str | None = None

    def __post_init__(self) -> None:
        """Take a text for what is shown of it, unless that is given."""
        object.__setattr__(self, "plain", self.plain or self.text)


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdict on a citation or a quote that was checked.

    ``cited`` is True for a citation alone, which has one match if its place exists. ``citation`` is the place that a
    quote came with. ``cause`` says why nothing could be searched for, or why the cited place does not exist. ``total``
    counts all places of a quote, including those that are not listed, up to 10,000. ``changed`` is True if the bytes of
    a cited source are not those that were cited. ``unsearched`` says in a sentence how many files were not searched for
    a quote that was not found word for word, and is None if all were.
    """

    claim: str
    verdict: Verdict
    matches: tuple[Match, ...] = ()
    cited: bool = False
    cause: str | None = None
    total: int = 0
    changed: bool = False
    unsearched: str | None = None
    citation: str | None = None

    @property
    def places(self) -> tuple[str, ...]:
        """The citations of the matches."""
        return tuple(match.place.citation for match in self.matches)
