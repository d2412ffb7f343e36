"""Freshness: whether the sources on disk are still the ones that were indexed."""

import os
from collections.abc import Mapping

from index.documents.source import Folder
from index.errors import SourceError

__all__ = ["Fingerprints", "signature"]

Stamp = tuple[int, int]


class Fingerprints:
    """The SHA-256 of each source's bytes on disk; a file is read again only when its size or its time differs."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._known: dict[str, tuple[Stamp, str]] = {}

    def current(self, name: str) -> str | None:
        """The SHA-256 of a source's bytes as they stand on disk now, or None where it cannot be read any more."""
        try:
            stamp = _stamp((self._folder.path / name).stat())
            known = self._known.get(name)
            if known is None or known[0] != stamp:
                known = self._known[name] = (stamp, self._folder.fingerprint(name))
        except (OSError, SourceError):
            return None
        return known[1]


def signature(folder: Folder) -> Mapping[str, Stamp]:
    """The size in bytes and the time in nanoseconds of every file that may be a source, and of ``sources.toml``."""
    found: dict[str, Stamp] = {}
    root = os.fspath(folder.path)
    for name in (*folder.names(), "sources.toml"):
        try:
            found[name] = _stamp(os.stat(os.path.join(root, name)))  # noqa: PTH116, PTH118 - of many thousand files
        except OSError:
            continue
    return found


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_size, status.st_mtime_ns
