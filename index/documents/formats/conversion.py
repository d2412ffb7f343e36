"""Conversions: what a format makes of a file, and the bounds within which it does."""

from dataclasses import dataclass, field

from index.documents.metadata import Metadata
from index.documents.source import Markup
from index.errors import SourceError

__all__ = ["MOST_CHARACTERS", "MOST_UNPACKED", "Conversion", "bounded"]

MOST_CHARACTERS = 32_000_000
"""Characters of the longest text that a file is turned into."""

MOST_UNPACKED = 64 * 1024 * 1024
"""Bytes that the parts of a packed file may have together once they are unpacked."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """The text made of a file, how it is marked up, and the metadata that the file itself tells.

    ``pages`` are the offsets in characters at which its pages begin, if it has any.
    """

    text: str
    markup: Markup
    metadata: Metadata = field(default_factory=Metadata)
    pages: tuple[int, ...] = ()


def bounded(name: str, text: str, empty: str) -> str:
    """Return a text that was made; raises SourceError, with the cause ``empty``, for one without words, or too long."""
    if not text.strip():
        raise SourceError(name, empty)
    if len(text) > MOST_CHARACTERS:
        raise SourceError(name, f"holds more than {MOST_CHARACTERS:,} characters; part it into several files")
    return text
