"""Checking: what became of a citation or of a quote, against the sources as they stand on disk now."""

from dataclasses import dataclass
from enum import StrEnum

from bot.excerpts import Excerpt
from bot.quotes import Place

__all__ = ["Check", "Match", "Verdict"]


class Verdict(StrEnum):
    """What a check found."""

    STANDS = "stands"  # the citation leads to these words in the source as indexed / the quote is verbatim
    CHANGED = "changed"  # the source has changed since it was cited
    ELSEWHERE = "elsewhere"  # the words stand in another place
    NEARLY = "nearly"  # a quote that stands in the sources with differences
    ABSENT = "absent"  # a quote that does not stand in the sources
    NOWHERE = "nowhere"  # a citation of a place that does not exist


@dataclass(frozen=True, slots=True)
class Match:
    """One place where checked words stand, verbatim or nearly.

    ``text`` are the source's words. ``differences`` are (kind, in the quote, in the source) with kind "replaced",
    "missing" (the quote lacks it), "added" (the source lacks it), "quotes" (straight or curly) or "space"; empty for a
    verbatim match. ``similarity`` is from 0 to 1.
    """

    place: Place
    excerpt: Excerpt
    text: str
    similarity: float = 1.0
    differences: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """What became of a citation or a quote that was checked.

    ``explanation`` says the verdict in a sentence. A citation has one match where its place exists.
    """

    claim: str
    verdict: Verdict
    explanation: str
    matches: tuple[Match, ...] = ()
