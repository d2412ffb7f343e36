"""The folder of sources: its files, read and decoded, or refused with the reason and the cure.

Nothing outside the folder is ever read: names and links that lead out of it are refused. Hidden files and folders are
passed over.
"""

import codecs
import os
import re
import stat
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePath, PurePosixPath

from index.documents.metadata import METADATA_FILE, Metadata, SourcesFile, check_ranges, load, printable
from index.documents.source import Source
from index.errors import SourceError, SourcesError

__all__ = ["MAX_BYTES", "SUFFIXES", "Folder", "Problem", "decode"]

MAX_BYTES = 64 * 1024 * 1024
"""Bytes of the largest file that is served unless the settings say otherwise."""

MOST_LISTED = 10
"""The most problems listed in the error for a folder of which nothing can be served."""

SUFFIXES = (".txt", ".md")

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.01
_FORMATS = {b"%PDF-": "a PDF", b"{\\rtf": "a rich-text file", b"PK\x03\x04": "an archive or an office document"}

_Listed = tuple[str, SourceError | None]


@dataclass(frozen=True, slots=True)
class Problem:
    """A file in the folder, or named in its ``sources.toml``, that is not served, with the cause and the cure."""

    name: str
    cause: str


class Folder:
    """A folder of sources, read anew at every call, so that a check sees the files as they are now.

    Names are relative to the folder, with ``/``. ``max_bytes`` is the size of the largest file that is served.
    """

    def __init__(self, path: Path, max_bytes: int = MAX_BYTES) -> None:
        self.path = path
        self.max_bytes = max_bytes
        self._sources_file: SourcesFile | None = None

    @property
    def metadata(self) -> Mapping[str, Metadata]:
        """The metadata of each file, as last read from ``sources.toml``; raises SourcesError if that is invalid."""
        return (self._sources_file or self.read_metadata()).metadata

    def read_metadata(self, names: Collection[str] | None = None) -> SourcesFile:
        """Read ``sources.toml`` as it is now, given the names of the files if they are known.

        Raises SourcesError if it is invalid.
        """
        self._sources_file = load(self.path / METADATA_FILE, self.names if names is None else lambda: names)
        return self._sources_file

    def fingerprint(self, name: str) -> str:
        """Return the SHA-256 of a source's bytes on disk now; raises SourceError if they cannot be read."""
        return sha256(_read_bytes(self.path, name, self.max_bytes)).hexdigest()

    def names(self) -> tuple[str, ...]:
        """Return the names of the files that may be sources, sorted.

        Raises SourcesError if there is no such folder or it cannot be listed.
        """
        return self.listing()[0]

    def listing(self) -> tuple[tuple[str, ...], dict[str, str]]:
        """Return what ``names`` does, and the names that cannot be sources, as printed, with their causes.

        Raises SourcesError as ``names`` does.
        """
        listed = _listing(self.path)
        refused = {printable(problem.name): problem.cause for _, problem in listed if problem is not None}
        return tuple(name for name, problem in listed if problem is None), refused

    def sizes(self) -> Iterator[int]:
        """Yield the sizes in bytes of the files that would be read, in no order.

        Raises SourcesError if there is no such folder or it cannot be listed.
        """
        for name, problem in _entries(self.path):
            if problem is None and (size := _size(self.path, name)) is not None and size <= self.max_bytes:
                yield size

    def read(self, name: str) -> Source:
        """Read one source from the disk as it is now.

        Raises SourceError if it is gone, unreadable, undecodable, binary, empty, too large or outside the folder.
        """
        data = _read_bytes(self.path, name, self.max_bytes)
        text = decode(name, data)
        return Source(name, text, sha256(data).hexdigest(), self.metadata.get(name, Metadata()))

    def scan(self) -> Iterator[Source | Problem]:
        """Yield every file of the folder in the order of names, as a source or as a problem.

        First come the files that ``sources.toml`` names and that do not exist. Raises SourcesError if there is no such
        folder, if ``sources.toml`` is invalid, or, at the end, if no file could be served.
        """
        problems = [Problem(name, cause) for name, cause in self.read_metadata().missing.items()]
        yield from problems
        served = 0
        for name, refusal in _listing(self.path):
            try:
                if refusal:
                    raise refusal
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


def _nothing_to_serve(path: Path, problems: list[Problem]) -> str:
    if not problems:
        return f"{path}: holds no .txt or .md file; put some there or name another folder"
    causes = "".join(f"\n  {problem.name}: {problem.cause}" for problem in problems[:MOST_LISTED])
    more = f"\n  and {len(problems) - MOST_LISTED} more" if len(problems) > MOST_LISTED else ""
    return f"{path}: none of its files can be served:{causes}{more}"


def _listing(root: Path) -> list[_Listed]:
    """List every name that may be a source, or the reason why it cannot be one, in the order of names."""
    return sorted(_entries(root), key=lambda pair: pair[0])


def _entries(root: Path) -> Iterator[_Listed]:
    """Yield the entries of ``_listing`` in no order; raises SourcesError if the folder cannot be listed."""
    if not root.is_dir():
        raise SourcesError(f"{root}: no such folder; name one that holds .txt or .md files")
    try:
        yield from _walk(root)
    except OSError as error:
        raise SourcesError(f"{root}: cannot be listed ({error.strerror}); allow reading it") from error


def _walk(root: Path) -> Iterator[_Listed]:
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        try:
            with os.scandir(root / prefix) as scanned:
                entries = [entry for entry in scanned if not entry.name.startswith(".")]
        except OSError as error:
            if not prefix:
                raise
            cause = f"is a folder that cannot be listed ({error.strerror}); allow reading it"
            yield prefix.rstrip("/"), SourceError(prefix.rstrip("/"), cause)
            continue
        for entry in entries:
            name = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append(name + "/")
            elif entry.is_symlink() and os.path.isdir(entry.path):  # noqa: PTH112 - a loop of links is no error here
                yield name, SourceError(name, "is a link to a folder and is not followed; copy the files instead")
            elif entry.name.lower().endswith(SUFFIXES):
                yield name, _unprintable(name)


def _unprintable(name: str) -> SourceError | None:
    """Return the error for a name that cannot be cited on one line, or None."""
    if printable(name) == name:
        return None
    return SourceError(name, "has a line break or another unprintable character in its name; rename it")


def _size(root: Path, name: str) -> int | None:
    """Return a file's size in bytes, or None if it is not a regular file or a link that is not followed."""
    path = root / name
    try:
        status = (_inside(root, name) if path.is_symlink() else path).stat()
    except (OSError, SourceError):
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _read_bytes(root: Path, name: str, most: int) -> bytes:
    """Read a file of at most ``most`` bytes.

    Raises SourceError if it is gone, unreadable, too large, not a regular file or outside the folder.
    """
    try:
        with open(_inside(root, name), "rb", opener=_open_file) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise SourceError(name, "is no regular file; put a text file in its place")
            data = file.read(most + 1)
    except FileNotFoundError:
        raise SourceError(name, "no such file in the folder of sources") from None
    except OSError as error:
        raise SourceError(name, f"cannot be read ({error.strerror}); allow reading it or remove it") from error
    if len(data) > most:
        raise SourceError(name, f"is larger than {most:,} bytes; split it or raise max_file_bytes")
    return data


def _inside(root: Path, name: str) -> Path:
    """Return the real path of a source; raises SourceError if it is not within the folder."""
    pure = PurePosixPath(name)
    outside = pure.is_absolute() or Path(name).is_absolute() or ".." in pure.parts or "\0" in name
    if outside or _hidden(pure) or not name.lower().endswith(SUFFIXES):
        raise SourceError(printable(name), "is no name of a source in the folder; use one that is listed")
    try:
        real, top = (root / name).resolve(strict=True), root.resolve()
    except FileNotFoundError:
        raise SourceError(name, "no such file in the folder of sources") from None
    except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: a loop of links, before Python 3.13
        raise SourceError(printable(name), "cannot be reached, or is a link to itself; remove it") from error
    if not real.is_relative_to(top) or _hidden(real.relative_to(top)):
        raise SourceError(name, "is a link that leads outside the folder of sources; copy the file into it")
    return real


def _hidden(path: PurePath) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _open_file(path: str, flags: int) -> int:
    """Open a file without waiting for a pipe or following a link that replaced it after the check."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))


def decode(name: str, data: bytes) -> str:
    """Decode UTF-8, with or without a byte order mark, or UTF-16 with one.

    Raises SourceError if the data is empty, binary or in another encoding.
    """
    for start, kind in _FORMATS.items():
        if data.startswith(start):
            raise SourceError(name, f"is {kind}, not text; save it as plain text")
    encoding = "utf-16" if data.startswith(_UTF16_MARKS) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(name, _undecodable(data, error)) from None
    if not text or text.isspace():
        raise SourceError(name, "is empty; put text in it or remove it")
    if "\0" in text or _mostly_controls(text):
        raise SourceError(name, "is binary, not text; save it as plain text")
    return text


def _undecodable(data: bytes, error: UnicodeDecodeError) -> str:
    if error.encoding.startswith("utf-16"):
        return f"is damaged UTF-16 at byte {error.start + 1:,}; save it as UTF-8"
    if b"\0" in data:
        return "is binary, not text; save it as plain text"
    line = data.count(b"\n", 0, error.start) + 1
    return f"is not UTF-8 (line {line}, byte {data[error.start]:#04x}); save it as UTF-8"


def _mostly_controls(text: str) -> bool:
    return bool(_CONTROL.search(text)) and len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text)
