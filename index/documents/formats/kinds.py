"""The kinds of files that are served, by the endings of their names, and which format reads each."""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from index.documents.formats.decoding import decode
from index.documents.front_matter import told_by
from index.documents.metadata import Metadata
from index.documents.source import Markup
from index.errors import SourceError

if TYPE_CHECKING:
    from index.documents.formats.conversion import Conversion

__all__ = ["CONVERTED", "SUFFIXES", "VERSION", "Content", "read", "reading"]

VERSION = 1
"""Goes up whenever a format makes another text of the same file, so that an index reads such files anew."""

CONVERTED: Mapping[str, str] = {
    ".html": "html_page",
    ".htm": "html_page",
    ".xhtml": "html_page",
    ".pdf": "pdf",
    ".docx": "docx",
    ".epub": "epub",
    ".rst": "rst",
    ".jsonl": "json_records",
    ".ndjson": "json_records",
}
"""The endings of files that are turned into text, each with the module that does it."""

_AS_THEY_ARE: Mapping[str, Markup | None] = {
    ".txt": None,
    ".md": None,
    ".markdown": None,
    ".mdx": None,
    ".csv": Markup.DELIMITED,
    ".tsv": Markup.DELIMITED,
}
_MARKDOWN = (".md", ".markdown", ".mdx")
SUFFIXES = (*_AS_THEY_ARE, *CONVERTED)
"""The endings of the names of files that are served."""

MOST_REMEMBERED = 32_000_000
"""Characters of the texts that are remembered, so that a check need not convert all files each time."""


class Content(NamedTuple):
    """The text of a file; the rest is as in ``Source``."""

    text: str
    metadata: Metadata
    format: Markup | None = None
    pages: tuple[int, ...] = ()
    converted: bool = False


def read(name: str, data: bytes, sha256: str, told: Metadata) -> Content:
    """Return the text of a file, whose kind its name tells; ``told`` is what ``sources.toml`` says of it.

    What the file tells of itself counts where ``told`` says nothing. Raises SourceError if it cannot be read.
    """
    suffix = _suffix(name)
    if suffix not in CONVERTED:
        text = decode(name, data)
        return Content(text, told.over(told_by(text)) if suffix in _MARKDOWN else told, _AS_THEY_ARE.get(suffix))
    if not data.strip():
        raise SourceError(name, "is empty; put text in it or remove it")
    made = _REMEMBERED.convert(name, data, (sha256, suffix, told.text, told.head), told)
    return Content(made.text, told.over(made.metadata), made.markup, made.pages, converted=True)


def reading(name: str) -> str:
    """Return a short text that changes when a file with this name would be read in another way, or "" for text."""
    return f"v{VERSION}" if _suffix(name) in CONVERTED else "tags" if _suffix(name) in _MARKDOWN else ""


def _suffix(name: str) -> str:
    return name[name.rfind(".") :].lower()


class _Remembered:
    """The conversions made last, up to a number of characters; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: OrderedDict[tuple[str | None, ...], Conversion] = OrderedDict()
        self._characters = 0

    def convert(self, name: str, data: bytes, key: tuple[str | None, ...], told: Metadata) -> "Conversion":
        """Return what the format of a file makes of it."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
        made = _convert(name, data, told)
        with self._lock:
            if key not in self._made:
                self._made[key] = made
                self._characters += len(made.text)
            while self._characters > MOST_REMEMBERED:
                self._characters -= len(self._made.popitem(last=False)[1].text)
        return made


_REMEMBERED = _Remembered()


def _convert(name: str, data: bytes, told: Metadata) -> "Conversion":
    """Return what the format of a file makes of it, in a process of its own where a library does the work."""
    module = CONVERTED[_suffix(name)]
    if module == "json_records":
        from index.documents.formats import json_records  # noqa: PLC0415 - only a folder with such a file needs it

        return json_records.convert(name, data, told)
    from index.documents.formats import isolation  # noqa: PLC0415 - only a folder with such a file needs it

    return isolation.convert(module, name, data)
