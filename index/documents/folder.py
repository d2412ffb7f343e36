"""The folder of sources: its files, read and decoded, or refused with the reason and the cure.

Nothing outside the folder is ever read: names and links that lead out of it are refused. Hidden files and folders are
passed over.
"""

import os
import re
import stat
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePath, PurePosixPath

from index.documents.formats import kinds
from index.documents.formats.kinds import SUFFIXES
from index.documents.metadata import METADATA_FILE, Metadata, SourcesFile, check_ranges, load, printable
from index.documents.source import Source
from index.errors import SourceError, SourcesError

__all__ = ["MAX_BYTES", "NAMED", "SUFFIXES", "Folder", "Problem"]

MAX_BYTES = 64 * 1024 * 1024
"""Bytes of the largest file that is served unless the settings say otherwise."""

MOST_LISTED = 10
"""The most problems listed in the error for a folder of which nothing can be served."""

MOST_KINDS = 8
"""The most endings listed of files of other kinds."""

NAMED = ".txt, .md, .html, .pdf or .docx"
"""What an error names of the kinds of files that are served."""

_OTHERS = re.compile(r"[\d,]+ files? of (?:an)?other kinds?")

_Listed = tuple[str, SourceError | None]


@dataclass(frozen=True, slots=True)
class Problem:
    """A file in the folder, or named in its ``sources.toml``, that is not served, with the cause and the cure.

    All files of kinds that are never served are one problem, whose name says how many and whose cause which kinds.
    """

    name: str
    cause: str

    @property
    def of_other_kinds(self) -> bool:
        """True if it stands for files of kinds that are never served."""
        return bool(_OTHERS.fullmatch(self.name))


class Folder:
    """A folder of sources, read anew at every call, so that a check sees the files as they are now.

    Names are relative to the folder, with ``/``. ``max_bytes`` is the size of the largest file that is served. If
    ``path`` is a file, ``root`` is the folder that holds it, and nothing else in there is served.
    """

    def __init__(self, path: Path, max_bytes: int = MAX_BYTES) -> None:
        self.path = path
        self.max_bytes = max_bytes
        self._only = path.name if path.is_file() else None
        self.root = path.parent if self._only else path
        self._sources_file: SourcesFile | None = None

    @property
    def metadata(self) -> Mapping[str, Metadata]:
        """The metadata of each file, as last read from ``sources.toml``; raises SourcesError if that is invalid."""
        return (self._sources_file or self.read_metadata()).metadata

    def read_metadata(self, names: Collection[str] | None = None) -> SourcesFile:
        """Read ``sources.toml`` as it is now, given the names of the files if they are known.

        Raises SourcesError if it is invalid.
        """
        listed = self.names if self._only is None else Folder(self.root).names
        known = listed if names is None or self._only is not None else lambda: names
        self._sources_file = load(self.root / METADATA_FILE, known)
        if self._only is not None:
            self._sources_file = SourcesFile(self._sources_file.metadata)
        return self._sources_file

    def fingerprint(self, name: str) -> str:
        """Return the SHA-256 of a source's bytes on disk now; raises SourceError if they cannot be read."""
        return sha256(self._bytes(name)).hexdigest()

    def names(self) -> tuple[str, ...]:
        """Return the names of the files that may be sources, sorted.

        Raises SourcesError if there is no such folder or it cannot be listed.
        """
        return self.listing()[0]

    def listing(self) -> tuple[tuple[str, ...], dict[str, str]]:
        """Return what ``names`` does, and what cannot be a source, by its name as printed, with the causes.

        Raises SourcesError as ``names`` does.
        """
        others = Counter[str]()
        listed = self._listing(others)
        refused = {printable(one.name): one.cause for _, one in listed if one is not None}
        refused |= {one.name: one.cause for one in _of_other_kinds(others)}
        return tuple(name for name, one in listed if one is None), refused

    def sizes(self) -> Iterator[int]:
        """Yield the sizes in bytes of the files that would be read, in no order.

        Raises SourcesError if there is no such folder or it cannot be listed.
        """
        for name, problem in self._entries():
            if problem is None and (size := _size(self.root, name)) is not None and size <= self.max_bytes:
                yield size

    def read(self, name: str) -> Source:
        """Read one source from the disk as it is now.

        Raises SourceError if it is gone, unreadable, of another kind than its name says, damaged, empty, too large or
        outside the folder.
        """
        data = self._bytes(name)
        digest = sha256(data).hexdigest()
        content = kinds.read(name, data, digest, self.metadata.get(name, Metadata()))
        return Source(name, content.text, digest, content.metadata, content.format, content.pages, content.converted)

    def scan(self) -> Iterator[Source | Problem]:
        """Yield every file of the folder in the order of names, as a source or as a problem.

        First come the files that ``sources.toml`` names and that do not exist, last those of other kinds. Raises
        SourcesError if there is no such folder, if ``sources.toml`` is invalid, or, at the end, if no file could be
        served.
        """
        problems = [Problem(name, cause) for name, cause in self.read_metadata().missing.items()]
        yield from problems
        served, others = 0, Counter[str]()
        for name, refusal in self._listing(others):
            try:
                if refusal:
                    raise refusal
                source = self.read(name)
            except SourceError as error:
                problems.append(Problem(printable(error.name), error.cause))
                yield problems[-1]
            else:
                check_ranges(self.root / METADATA_FILE, source.name, source.metadata, len(source.line_starts))
                served += 1
                yield source
        problems += _of_other_kinds(others)
        yield from _of_other_kinds(others)
        if not served:
            raise SourcesError(_nothing_to_serve(self.path, problems))

    def _bytes(self, name: str) -> bytes:
        if self._only is not None and name != self._only:
            raise SourceError(printable(name), f"is not served, since {self._only} alone is; name the folder instead")
        return _read_bytes(self.root, name, self.max_bytes)

    def _listing(self, others: Counter[str] | None = None) -> list[_Listed]:
        """List every name that may be a source, or the reason why it cannot be one, in the order of names."""
        return sorted(self._entries(others), key=lambda pair: pair[0])

    def _entries(self, others: Counter[str] | None = None) -> Iterator[_Listed]:
        """Yield the entries of ``_listing`` in no order, and count other files by the endings of their names.

        Raises SourcesError if the folder cannot be listed.
        """
        if self._only is not None:
            if not self._only.lower().endswith(SUFFIXES):
                raise SourcesError(f"{self.path}: is of no kind that is served; name a file such as {NAMED}")
            yield self._only, _unprintable(self._only)
            return
        if not self.root.is_dir():
            raise SourcesError(f"{self.root}: no such folder or file; name a folder of {NAMED} files, or one of them")
        try:
            yield from _walk(self.root, Counter() if others is None else others)
        except OSError as error:
            raise SourcesError(f"{self.root}: cannot be listed ({error.strerror}); allow reading it") from error


def _nothing_to_serve(path: Path, problems: list[Problem]) -> str:
    if not problems:
        return f"{path}: holds no {NAMED} file; put some there or name another folder"
    causes = "".join(f"\n  {problem.name}: {problem.cause}" for problem in problems[:MOST_LISTED])
    more = f"\n  and {len(problems) - MOST_LISTED} more" if len(problems) > MOST_LISTED else ""
    return f"{path}: none of its files can be served:{causes}{more}"


def _of_other_kinds(others: Counter[str]) -> list[Problem]:
    """Return the problem of files of other kinds, if there are any, given the number of each ending."""
    if not others:
        return []
    total = others.total()
    name = "1 file of another kind" if total == 1 else f"{total:,} files of other kinds"
    endings = sorted(others, key=lambda one: (-others[one], one))
    more = ", …" if len(endings) > MOST_KINDS else ""
    return [Problem(name, ", ".join(endings[:MOST_KINDS]) + more)]


def _walk(root: Path, others: Counter[str]) -> Iterator[_Listed]:
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
            elif name != METADATA_FILE:
                ending = PurePosixPath(printable(entry.name)).suffix.lower()
                others[ending or "no ending"] += 1


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
