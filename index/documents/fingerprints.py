"""Fingerprints of the files on disk, to detect sources that changed since they were indexed."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from index.documents.folder import Folder
from index.documents.metadata import METADATA_FILE
from index.errors import SourceError

__all__ = ["FileStamp", "Fingerprints", "Listing", "look"]


class FileStamp(NamedTuple):
    """A file's size in bytes, and in nanoseconds the times when its bytes and when anything about it changed."""

    size: int
    modified: int
    altered: int


class Fingerprints:
    """A cache of the SHA-256 of each source's bytes; a file is read again only if its size or its time differs."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._known: dict[str, tuple[FileStamp, str]] = {}

    def current(self, name: str) -> str | None:
        """Return the SHA-256 of a source's bytes on disk now, or None if it cannot be read any more."""
        try:
            stamp = _stamp((self._folder.root / name).stat())
            known = self._known.get(name)
            if known is None or known[0] != stamp:
                known = self._known[name] = (stamp, self._folder.fingerprint(name))
        except (OSError, SourceError):
            return None
        return known[1]


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a folder at one time.

    ``stamps`` maps every possible source, and ``sources.toml``, to the marks by which a change is seen; ``refused``
    maps the names that cannot be sources, as printed, to their causes.
    """

    stamps: Mapping[str, FileStamp] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the possible sources, sorted."""
        return tuple(name for name in self.stamps if name != METADATA_FILE)


def look(folder: Folder) -> Listing:
    """List a folder with the stamp of each file; raises SourcesError if it cannot be listed."""
    names, refused = folder.listing()
    stamps: dict[str, FileStamp] = {}
    root = os.fspath(folder.root)
    for name in (*names, METADATA_FILE):
        try:
            stamps[name] = _stamp(os.stat(os.path.join(root, name)))  # noqa: PTH116, PTH118 - fast for many thousand files
        except OSError:
            continue
    return Listing(stamps, refused)


def _stamp(status: os.stat_result) -> FileStamp:
    return FileStamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns)
