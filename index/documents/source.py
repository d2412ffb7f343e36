"""Sources: what an article is once it has been read, and the folder it was read from."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path, PurePosixPath

from index.documents import markdown
from index.documents.decoding import decode
from index.documents.metadata import METADATA_FILE, Metadata, Named, check_ranges, load
from index.documents.paths import SUFFIXES, listing, printable, read_bytes, sizes
from index.errors import SourceError, SourcesError

__all__ = ["SUFFIXES", "Folder", "Metadata", "Problem", "Source"]

MAX_BYTES = 64 * 1024 * 1024
MOST_LISTED = 10
"""How many problems the error lists where nothing is left to serve."""

_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True)
class Source:
    """One article: its name in the folder (relative, with ``/``), its decoded text, the SHA-256 of its bytes.

    A byte order mark is no part of the text, so that offset 0 is the first character that a person sees.
    """

    name: str
    text: str
    sha256: str
    metadata: Metadata = field(default_factory=Metadata)

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The offset at which each line starts; lines end at LF, CR or CR LF, as in an editor.

        A line end at the very end of the text ends the last line and starts no other.
        """
        starts = [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        if len(starts) > 1 and starts[-1] == len(self.text):
            del starts[-1]
        return tuple(starts)

    @cached_property
    def title(self) -> str:
        """The title in ``sources.toml``, else the one that a Markdown article has, else the file's readable name."""
        own = markdown.title(self.text) if self.markdown and not self.metadata.title else None
        return self.metadata.title or own or _readable(PurePosixPath(self.name).stem)

    @property
    def markdown(self) -> bool:
        """Whether the article is written in Markdown, by the ending of its name."""
        return self.name.lower().endswith(".md")

    def place(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset, both from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line_span(self, line: int) -> tuple[int, int]:
        """Where a line (from 1) starts and where its text ends, without its line end."""
        start = self.line_starts[line - 1]
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return start, end

    def words_span(self, line: int) -> tuple[int, int]:
        """The span of a line's text without the white space around it; empty for a blank line."""
        return self.trimmed(*self.line_span(line))

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """A span without the white space at its ends."""
        words = self.text[start:end].strip()
        start = self.text.find(words, start, end)
        return start, start + len(words)


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that is in the folder, or named in its ``sources.toml``, and not served, and why, with the cure."""

    name: str
    cause: str


class Folder:
    """A folder of sources. Reading one again always reads the disk, so that a check sees what is there now.

    Nothing outside of the folder is ever read: names and links that lead out of it are refused. Hidden files and
    folders are passed over. ``max_bytes`` is the size of the largest file that is served.
    """

    def __init__(self, path: Path, max_bytes: int = MAX_BYTES) -> None:
        self.path = path
        self.max_bytes = max_bytes
        self._told: Named | None = None

    @property
    def metadata(self) -> Mapping[str, Metadata]:
        """What ``sources.toml`` said of each file when it was read last; raises SourcesError where it is wrong."""
        return (self._told or self.read_metadata()).metadata

    def read_metadata(self) -> Named:
        """Read ``sources.toml`` as it is now; raises SourcesError where it is wrong."""
        self._told = load(self.path / METADATA_FILE, self.names)
        return self._told

    def fingerprint(self, name: str) -> str:
        """The SHA-256 of a source's bytes on disk now; raises SourceError where they cannot be read."""
        return sha256(read_bytes(self.path, name, self.max_bytes)).hexdigest()

    def names(self) -> tuple[str, ...]:
        """The names of the files that may be sources, sorted.

        Raises SourcesError where there is no folder or it may not be listed.
        """
        return tuple(name for name, problem in listing(self.path) if problem is None)

    def sizes(self) -> Iterator[int]:
        """The sizes in bytes of the files that would be read, as they are found.

        Raises SourcesError where there is no folder or it may not be listed.
        """
        return sizes(self.path, self.max_bytes)

    def read(self, name: str) -> Source:
        """Read one source from the disk as it is now.

        Raises SourceError where it is gone, unreadable, undecodable, binary, empty, too large or outside the folder.
        """
        data = read_bytes(self.path, name, self.max_bytes)
        text = decode(name, data)
        return Source(name, text, sha256(data).hexdigest(), self.metadata.get(name, Metadata()))

    def scan(self) -> Iterator[Source | Problem]:
        """Every file of the folder in the order of names, read or with the reason why it cannot be served.

        Before them come the files that ``sources.toml`` names and that are not there. Raises SourcesError where there
        is no folder, where ``sources.toml`` is wrong, or, at the end, where no file could be served.
        """
        problems = [Problem(name, cause) for name, cause in self.read_metadata().missing.items()]
        yield from problems
        served = 0
        for name, known in listing(self.path):
            try:
                if known:
                    raise known
                source = self.read(name)
            except SourceError as error:
                problems.append(Problem(printable(error.name), error.cause))
                yield problems[-1]
            else:
                check_ranges(self.path / METADATA_FILE, source.name, source.metadata, len(source.line_starts))
                served += 1
                yield source
        if not served:
            raise SourcesError(_nothing_to_serve(self.path, problems))


def _readable(stem: str) -> str:
    """A file's name as a title: spaces for underscores, and for hyphens where there is no space yet."""
    words = stem.replace("_", " ")
    words = (words if " " in words.strip() else words.replace("-", " ")).strip() or stem
    return words[0].upper() + words[1:]


def _nothing_to_serve(path: Path, problems: list[Problem]) -> str:
    if not problems:
        return f"{path}: holds no .txt or .md file; put some there or name another folder"
    causes = "".join(f"\n  {problem.name}: {problem.cause}" for problem in problems[:MOST_LISTED])
    more = f"\n  and {len(problems) - MOST_LISTED} more" if len(problems) > MOST_LISTED else ""
    return f"{path}: none of its files can be served:{causes}{more}"
