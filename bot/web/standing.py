"""How the words of a link stand: as cited, moved, or gone, from the hashes that the link bears."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.page_link import PageLink
from bot.web.read_source import ReadSource
from bot.wording.of_sources import of_sources
from bot.wording.speaking import voice
from index.citations.citation import resolve
from index.deadline import keep_time
from index.documents.passages import divide
from index.errors import CitationError

__all__ = ["LinkedPlace", "WordsStanding", "standing_of"]

Span = tuple[int, int]

LOOK = 1_000
"""Places that are tried between two looks at the time."""


class WordsStanding(StrEnum):
    """What a link's page says of its words."""

    STANDS = "stands"
    WORDS = "words"
    MOVED = "moved"
    GONE = "gone"
    PLACE = "place"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class LinkedPlace:
    """How the words of a link stand, the span where they or the place are now, and why there is no such place."""

    standing: WordsStanding
    span: Span | None = None
    cause: str = ""


def standing_of(link: PageLink, read: ReadSource) -> LinkedPlace:
    """Return how the words of a link stand in a source as it is now.

    Words are known to stand at their place if the file is the one that was cited, or if they hash alike; they have
    moved if as many characters hash alike where a passage or a word begins.
    """
    source, span, cause = read.source, None, ""
    try:
        span = resolve(link.citation, source) if link.citation else None
    except CitationError as error:
        cause = of_sources(str(error), voice())
    if not (link.sha or link.words):
        return LinkedPlace(WordsStanding.PLACE if span else WordsStanding.MISSING, span, cause)
    if span and link.sha and link.is_of(source.sha256):
        return LinkedPlace(WordsStanding.STANDS, span)
    if span and link.has(source.text[slice(*span)]):
        return LinkedPlace(WordsStanding.WORDS, span)
    moved = next(_alike(link, read), None)
    return LinkedPlace(WordsStanding.MOVED, moved) if moved else LinkedPlace(WordsStanding.GONE, span, cause)


def _alike(link: PageLink, read: ReadSource) -> Iterator[Span]:
    """Yield the spans that begin where a passage or a word does and hash as the words of a link do."""
    text, length = read.source.text, link.length or 0
    for starts in (_passage_starts(read), _word_starts(text)) if length else ():
        for count, start in enumerate(starts):
            if not count % LOOK:
                keep_time()
            if link.has(text[start : start + length]):
                yield start, start + length


def _passage_starts(read: ReadSource) -> Iterator[int]:
    return (passage.start for passage in divide(read.source, read.structure))


def _word_starts(text: str) -> Iterator[int]:
    return (at for at in range(len(text)) if not text[at].isspace() and (at == 0 or not text[at - 1].isalnum()))
