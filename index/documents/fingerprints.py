"""Fingerprints of the files on disk, to detect sources that changed since they were indexed."""

import os
from collections.abc import Mapping

from index.documents.folder import Folder
from index.documents.metadata import METADATA_FILE
from index.errors import SourceError

__all__ = ["Fingerprints", "signature"]

Stamp = tuple[int, int]
"""A file's size in bytes and time of modification in nanoseconds."""


class Fingerprints:
    """A cache of the SHA-256 of each source's bytes; a file is read again only if its size or its time differs."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._known: dict[str, tuple[Stamp, str]] = {}

    def current(self, name: str) -> str | None:
        """Return the SHA-256 of a source's bytes on disk now, or None if it cannot be read any more."""
        try:
            stamp = _stamp((self._folder.path / name).stat())
            known = self._known.get(name)
            if known is None or known[0] != stamp:
                known = self._known[name] = (stamp, self._folder.fingerprint(name))
        except (OSError, SourceError):
            return None
        return known[1]


def signature(folder: Folder) -> Mapping[str, Stamp]:
    """Return the size in bytes and the time in nanoseconds of every possible source and of ``sources.toml``."""
    stamps: dict[str, Stamp] = {}
    root = os.fspath(folder.path)
    for name in (*folder.names(), METADATA_FILE):
        try:
            stamps[name] = _stamp(os.stat(os.path.join(root, name)))  # noqa: PTH116, PTH118 - fast for many thousand files
        except OSError:
            continue
    return stamps


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_size, status.st_mtime_ns
