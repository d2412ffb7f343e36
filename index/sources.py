"""Sources: what an article is once it has been read, and the folder it was read from."""

import datetime as dt
import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from index.errors import SourceError, SourcesError

__all__ = ["Folder", "Metadata", "Problem", "Source"]

MAX_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Metadata:
    """What ``sources.toml`` says of one article; whatever it does not say is None or empty.

    ``skip`` and ``keep`` are ranges of lines, from 1 and inclusive, that overrule the furniture rules.
    """

    title: str | None = None
    publisher: str | None = None
    date: dt.date | None = None
    url: str | None = None
    skip: tuple[tuple[int, int], ...] = ()
    keep: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Source:
    """One article: its name in the folder (relative, with ``/``), its decoded text, the SHA-256 of its bytes."""

    name: str
    text: str
    sha256: str
    metadata: Metadata = field(default_factory=Metadata)

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The offset at which each line starts; lines end at LF, CR or CR LF."""
        starts = [0]
        for at, character in enumerate(self.text):
            if character == "\n" or (character == "\r" and self.text[at + 1 : at + 2] != "\n"):
                starts.append(at + 1)
        return tuple(starts)

    @property
    def title(self) -> str:
        """The title that ``sources.toml`` gives, or else the file's name without its ending."""
        return self.metadata.title or Path(self.name).stem

    def place(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset, both from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1


@dataclass(frozen=True, slots=True)
class Problem:
    """A file of the folder that is not served, and why."""

    name: str
    cause: str


class Folder:
    """A folder of sources. Reading one again always reads the disk, so that a check sees what is there now."""

    def __init__(self, path: Path, max_bytes: int = MAX_BYTES) -> None:
        self.path = path
        self.max_bytes = max_bytes
        self.metadata: Mapping[str, Metadata] = {}

    def names(self) -> tuple[str, ...]:
        """The names of the files that may be sources, sorted."""
        found = (path for path in self.path.rglob("*") if path.suffix in {".txt", ".md"} and path.is_file())
        return tuple(sorted(path.relative_to(self.path).as_posix() for path in found))

    def read(self, name: str) -> Source:
        """Read one source from the disk as it is now.

        Raises SourceError where it is gone, unreadable, undecodable, empty or outside the folder.
        """
        try:
            data = (self.path / name).read_bytes()
            text = data.decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise SourceError(name, str(error)) from error
        return Source(name, text, hashlib.sha256(data).hexdigest(), self.metadata.get(name, Metadata()))

    def scan(self) -> Iterator[Source | Problem]:
        """Every file of the folder in the order of names, read or with the reason why it cannot be served.

        Raises SourcesError where there is no folder.
        """
        if not self.path.is_dir():
            raise SourcesError(f"{self.path}: no such folder; name one that holds .txt or .md files")
        for name in self.names():
            try:
                yield self.read(name)
            except SourceError as error:
                yield Problem(error.name, error.cause)
