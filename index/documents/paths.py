"""Paths: which names of a folder may be sources, and their bytes, without ever reaching outside of the folder."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path, PurePath, PurePosixPath

from index.errors import SourceError, SourcesError

__all__ = ["SUFFIXES", "listing", "printable", "read_bytes", "sizes"]

SUFFIXES = (".txt", ".md")

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def listing(root: Path) -> list[tuple[str, SourceError | None]]:
    """Every name below a folder that may be a source, or why it cannot be one, in the order of names.

    Names are relative, with ``/``. Hidden files and folders are passed over. Raises SourcesError where there is no
    such folder or it may not be listed.
    """
    return sorted(_entries(root), key=lambda pair: pair[0])


def sizes(root: Path, most: int) -> Iterator[int]:
    """The size in bytes of every file of `listing` that `read_bytes` would read, as they are found, in no order.

    Raises SourcesError where there is no such folder or it may not be listed.
    """
    for name, problem in _entries(root):
        if problem is None and (size := _size(root, name)) is not None and size <= most:
            yield size


def read_bytes(root: Path, name: str, most: int) -> bytes:
    """The bytes of a file in a folder, at most ``most`` of them.

    Raises SourceError where it is gone, unreadable, too large, no regular file or outside the folder.
    """
    try:
        with open(_inside(root, name), "rb", opener=_opened) as file:
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


def printable(name: str) -> str:
    """A file's name as it can be shown on one line."""
    return _UNPRINTABLE.sub("\ufffd", name)


def _size(root: Path, name: str) -> int | None:
    """The size of a file in bytes, or None where it is no regular file or a link that is not followed."""
    path = root / name
    try:
        status = (_inside(root, name) if path.is_symlink() else path).stat()
    except (OSError, SourceError):
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _entries(root: Path) -> Iterator[tuple[str, SourceError | None]]:
    """Every name below a folder that may be a source, or why it cannot be one, as they are found."""
    if not root.is_dir():
        raise SourcesError(f"{root}: no such folder; name one that holds .txt or .md files")
    try:
        yield from _walk(root)
    except OSError as error:
        raise SourcesError(f"{root}: cannot be listed ({error.strerror}); allow reading it") from error


def _walk(root: Path) -> Iterator[tuple[str, SourceError | None]]:
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        try:
            with os.scandir(root / prefix) as found:
                entries = list(found)
        except OSError as error:
            if not prefix:
                raise
            cause = f"is a folder that cannot be listed ({error.strerror}); allow reading it"
            yield prefix.rstrip("/"), SourceError(prefix.rstrip("/"), cause)
            continue
        for entry in entries:
            name = prefix + entry.name
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(name + "/")
            elif entry.is_symlink() and os.path.isdir(entry.path):  # noqa: PTH112 - says no where links go in circles
                yield name, SourceError(name, "is a link to a folder and is not followed; copy the files instead")
            elif entry.name.lower().endswith(SUFFIXES):
                yield name, _unfit(name)


def _unfit(name: str) -> SourceError | None:
    """Why a name cannot be cited, if it cannot."""
    if _UNPRINTABLE.search(name):
        return SourceError(name, "has a line break or another unprintable character in its name; rename it")
    return None


def _inside(root: Path, name: str) -> Path:
    """The real path of a source; raises SourceError where it is not within the folder."""
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


def _opened(path: str, flags: int) -> int:
    """Open a file, but neither wait for a pipe nor follow a link that took its place since it was looked at."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))
