"""Freshness: what stands in a folder and not in what is served of it, and how much of that is taken up on the way."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from index.documents.fingerprints import Listing
from index.documents.metadata import METADATA_FILE

if TYPE_CHECKING:
    from index.retrieval.store.changes import Changes
    from index.retrieval.store.schema import Manifest

__all__ = ["Behind", "FolderLook", "Hindrance", "Refreshed", "behind_index", "behind_memory", "is_little"]

LITTLE_FILES, LITTLE_BYTES = 300, 1024 * 1024
"""Changes that are taken up before an answer: a few seconds of work at most. Set by hand."""

LARGE_ARCHIVE, FOLDED = 64 * 1024 * 1024, 1 / 17
"""An archive of so many bytes is not made anew before an answer, as it is from 1/16 of passages apart from it on."""

PASSAGE = 120
"""Bytes of a passage in news or in an encyclopedia, on average at least: estimates passages from sizes of files."""


class Hindrance(Enum):
    """Why changes are not taken up."""

    MANY = auto()
    GROWN = auto()
    UNWRITABLE = auto()
    SLOW = auto()
    UNSEEN = auto()


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands in a folder and not in what is served of it; false if that is nothing.

    ``added``, ``changed`` and ``unsure`` (written just before they were read) map the names of files to their sizes in
    bytes, ``removed`` counts those that are gone. Without a ``reason`` nothing is missing.
    """

    reason: Hindrance | None = None
    added: Mapping[str, int] = field(default_factory=dict)
    changed: Mapping[str, int] = field(default_factory=dict)
    unsure: Mapping[str, int] = field(default_factory=dict)
    removed: int = 0

    def __bool__(self) -> bool:
        """True if something is, or may be, behind."""
        return self.reason is not None

    @property
    def unread(self) -> Mapping[str, int]:
        """The files that may hold what is not served, with their sizes in bytes."""
        return {**self.added, **self.changed, **self.unsure}

    @property
    def denies_nothing(self) -> bool:
        """True if what is not found may stand in a file all the same."""
        return bool(self.unread) or self.reason in {Hindrance.SLOW, Hindrance.UNSEEN}

    @property
    def note(self) -> str | None:
        """One line for people on what is not taken up and how it will be; None if there is nothing to say."""
        if self.reason is None:
            return None
        if self.reason is Hindrance.SLOW:
            return "The sources are still being looked through; what changed a moment ago may be missing here."
        if self.reason is Hindrance.UNSEEN:
            return "The sources cannot be looked through now; what changed since they were read is missing here."
        fresh = len(self.added) + len(self.changed)
        parts = [_counted(fresh, "is new or changed", "are new or changed")] if fresh else []
        parts += [_counted(self.removed, "is gone", "are gone")] if self.removed else []
        if not parts and self.unsure:
            parts = [_counted(len(self.unsure), "may have changed", "may have changed")]
        return f"{' and '.join(parts) or 'sources.toml has changed'} since {_CURES[self.reason]}"


def _counted(count: int, one: str, several: str) -> str:
    return f"{count:,} {f'file {one}' if count == 1 else f'files {several}'}"


_CURES = {
    Hindrance.MANY: "the index was made; 'pullquote index' takes them up.",
    Hindrance.GROWN: "the sources were read; a restart takes them up.",
    Hindrance.UNWRITABLE: "the index was made, which cannot be brought up to date now.",
}


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What was taken up: how many sources are new, changed and gone, and how many are served now."""

    added: int
    changed: int
    removed: int
    sources: int


class FolderLook(threading.Thread):
    """A look at a folder in a thread of its own, so that nobody has to wait for its end; ``error`` is what it raised.

    ``began`` is the time when it began (of ``time.perf_counter``), ``seconds`` how long it took.
    """

    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__(daemon=True, name="look")
        self._work = work
        self.began, self.seconds = time.perf_counter(), 0.0
        self.error: Exception | None = None
        self.start()

    def run(self) -> None:
        """Do the work."""
        try:
            self._work()
        except Exception as error:  # noqa: BLE001 - whoever waits for it raises it
            self.error = error
        self.seconds = time.perf_counter() - self.began


def is_little(changes: "Changes", manifest: "Manifest", max_bytes: int) -> bool:
    """True if changes can be taken up before an answer; ``max_bytes`` is the size of the largest file that is read."""
    size = sum(one.size for one in changes.files if one.size <= max_bytes)
    if len(changes.files) + len(changes.removed) > LITTLE_FILES or size > LITTLE_BYTES:
        return False
    archive, apart = max(manifest.files.values(), default=0), manifest.recent + manifest.dead + size / PASSAGE
    return archive < LARGE_ARCHIVE or apart < FOLDED * manifest.passages


def behind_index(changes: "Changes", reason: Hindrance) -> Behind:
    """Return what an index lacks."""
    added, changed, unsure = (
        {one.name: one.size for one in some} for some in (changes.added, changes.changed, changes.unsure)
    )
    return Behind(reason, added, changed, unsure, len(changes.removed))


def behind_memory(was: Listing, now: Listing) -> Behind:
    """Return what a folder has that was read before, and has grown too large to be read anew."""
    sizes = {name: one.size for name, one in now.stamps.items() if name != METADATA_FILE}
    added = {name: size for name, size in sizes.items() if name not in was.stamps}
    changed = {name: sizes[name] for name in sizes.keys() & was.stamps.keys() if now.stamps[name] != was.stamps[name]}
    return Behind(Hindrance.GROWN, added, changed, removed=len(was.stamps.keys() - now.stamps.keys()))
