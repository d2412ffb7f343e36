"""The shelf: sources that were read for their pages and are kept as long as their files stay as they are."""

import threading
from collections import OrderedDict

from bot.settings.model import Settings
from bot.web.read_source import ReadSource
from index.documents.folder import Folder
from index.documents.metadata import METADATA_FILE
from index.library.scope import Scope
from index.library.scoped import ScopedFolder

__all__ = ["Shelf"]

MOST_KEPT = 32
"""Sources that are kept."""
MOST_CHARACTERS = 20_000_000
"""Characters of the sources that are kept together."""

Stamp = tuple[int, int, int]
NOTHING = 0, 0, 0


class Shelf:
    """Reads sources, or those of a scope alone; safe to use from several threads."""

    def __init__(self, settings: Settings, scope: Scope | None = None) -> None:
        self._settings, self._scope = settings, scope
        self._kept: OrderedDict[str, tuple[Stamp, ReadSource]] = OrderedDict()
        self._lock = threading.Lock()
        self._folder, self._stamp = self._opened(), NOTHING

    def read(self, name: str) -> ReadSource:
        """Return a source as it is on disk now; raises SourceError if there is none of that name in the scope."""
        folder = self._current()
        stamp = _stamp(folder, name)
        with self._lock:
            kept = self._kept.get(name)
            if kept and kept[0] == stamp:
                self._kept.move_to_end(name)
                return kept[1]
        made = ReadSource(folder.read(name))
        with self._lock:
            self._kept[name] = stamp, made
            self._kept.move_to_end(name)
            while len(self._kept) > 1 and self._is_full():
                self._kept.popitem(last=False)
        return made

    def _is_full(self) -> bool:
        sizes = sum(len(one.source.text) for _, one in self._kept.values())
        return len(self._kept) > MOST_KEPT or sizes > MOST_CHARACTERS

    def _opened(self) -> Folder:
        folder = Folder(self._settings.sources, self._settings.max_file_bytes)
        return ScopedFolder(folder, self._scope) if self._scope else folder

    def _current(self) -> Folder:
        """Return the folder, with its sources.toml as it is now; what was read with another one is read anew."""
        stamp = _stamp(self._folder, METADATA_FILE)
        with self._lock:
            if stamp != self._stamp:
                self._folder, self._stamp = self._opened(), stamp
                self._kept.clear()
            return self._folder


def _stamp(folder: Folder, name: str) -> Stamp:
    """Return the time, the size and the number of a file, zeros if it cannot be seen.

    The folder says if it may be read.
    """
    try:
        found = (folder.root / name).stat()
    except (OSError, ValueError):
        return NOTHING
    return found.st_mtime_ns, found.st_size, found.st_ino
