"""Sources: articles as read, with the conversions between offsets, lines and columns."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import PurePosixPath

from index.documents import markdown
from index.documents.metadata import Metadata
from index.text.language import language_of

__all__ = ["Markup", "Metadata", "Source"]

_LINE_END = re.compile(r"\r\n?|\n")
_MARKDOWN = (".md", ".markdown", ".mdx")


class Markup(StrEnum):
    """How the text of a source marks what is a heading, a list, a table."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    DELIMITED = "delimited"


@dataclass(frozen=True)
class Source:
    """One article: its name relative to the folder (with ``/``), its decoded text, and the SHA-256 of its bytes.

    A byte order mark is not part of the text, so offset 0 is the first visible character. ``converted`` marks a text
    that was made of a file in another format, which citations then refer to; ``pages`` are the offsets at which its
    pages begin, if it has any. ``format`` says how the text is marked up, by default what the file's name says.
    """

    name: str
    text: str
    sha256: str
    metadata: Metadata = field(default_factory=Metadata)
    format: Markup | None = None
    pages: tuple[int, ...] = ()
    converted: bool = False

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The offset at which each line starts; lines end at LF, CR or CR LF, as in an editor.

        A line end at the very end of the text does not start another line.
        """
        starts = [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        if len(starts) > 1 and starts[-1] == len(self.text):
            del starts[-1]
        return tuple(starts)

    @cached_property
    def title(self) -> str:
        """The title in ``sources.toml``, or else that of a Markdown article, or else one made from the file's name."""
        own = markdown.title(self.text) if self.markdown and not self.metadata.title else None
        return self.metadata.title or own or _readable(PurePosixPath(self.name).stem)

    @cached_property
    def language(self) -> str:
        """The code of its language (ISO 639-1): what its metadata say, or else what its text tells."""
        return self.metadata.language or language_of(self.text)

    @property
    def markup(self) -> Markup:
        """How the text is marked up."""
        return self.format or (Markup.MARKDOWN if self.name.lower().endswith(_MARKDOWN) else Markup.PLAIN)

    @property
    def markdown(self) -> bool:
        """True if the text is Markdown."""
        return self.markup is Markup.MARKDOWN

    @cached_property
    def hidden(self) -> Mapping[int, str]:
        """The lines (from 1) that the rendered page hides, each with the reason; none of a text without markup."""
        program = self.name.lower().endswith(".mdx")
        return markdown.hidden(self.text, program=program) if self.markdown else {}

    def page(self, offset: int) -> int | None:
        """Return the page (from 1) on which an offset lies, or None for a text without pages."""
        return bisect_right(self.pages, offset) or None

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset, both from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line_span(self, line: int) -> tuple[int, int]:
        """Return the span of a line (from 1) without its line end."""
        start = self.line_starts[line - 1]
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return start, end

    def words_span(self, line: int) -> tuple[int, int]:
        """Return the span of a line (from 1) without the white space around it; empty for a blank line."""
        return self.trimmed(*self.line_span(line))

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Return a span without the white space at its ends."""
        words = self.text[start:end].strip()
        start = self.text.find(words, start, end)
        return start, start + len(words)


def _readable(stem: str) -> str:
    """Turn a file's name into a title: spaces for underscores, and for hyphens if there is no space yet."""
    words = stem.replace("_", " ")
    words = (words if " " in words.strip() else words.replace("-", " ")).strip() or stem
    return words[0].upper() + words[1:]
