"""A folder of sources as it is served, by the engine that suits its size.

A collection holds one snapshot at a time and replaces it whole, so that taking ``held`` once gives a consistent state.
"""

import hashlib
import os
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from index.documents.fingerprints import signature
from index.documents.folder import Folder, Problem
from index.documents.source import Source
from index.errors import PullquoteError, SourcesError
from index.ranking.confidence import Calibration, calibrate
from index.retrieval.engine import Engine

if TYPE_CHECKING:
    from index.retrieval.disk import DiskEngine
    from index.retrieval.store.generations import Generation, Generations
    from index.retrieval.store.updating import IndexProgress

__all__ = ["Choice", "Collection", "Snapshot", "default_index_path", "kept_with_index"]

Choice = Literal["auto", "memory", "disk"]

PASSAGE = 120
"""Bytes of a passage in news or in an encyclopedia, on average at least: estimates passages from sizes of files."""

CALIBRATION = "calibration"
"""The key of the calibration in the notes of an index."""

SETTLED, DRIFT = 100_000, 0.01
"""A collection of more passages than this, of which at most this share came or went, keeps its calibration."""

WATCHED = 2.0
"""Seconds between two looks at a watched folder, at least; looking takes up a twentieth of the time at most."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The state that is served at one time: the engine, and the files that are not served.

    ``calibration`` holds the threshold for answers. ``generation`` is the name of the index's state on disk, None in
    memory; ``seen`` maps each file in memory to its size and time.
    """

    engine: Engine
    problems: tuple[Problem, ...]
    calibration: Calibration = field(default_factory=Calibration)
    generation: str | None = None
    seen: Mapping[str, tuple[int, int]] = field(default_factory=dict)


class Collection:
    """A folder of sources, ready to be asked; safe to use from several threads.

    ``engine`` is "memory", "disk", or "auto": the memory engine up to about ``memory_passages`` passages, and beyond
    that the disk engine. ``index_path`` is the folder of the index, by default one in the user's cache; a missing index
    is made. With ``watch``, the index follows a folder that changes. ``say`` receives one-line notices about implicit
    work, ``report`` its progress.
    """

    def __init__(  # noqa: PLR0913 - all but the first are options
        self,
        folder: Folder,
        *,
        engine: Choice = "auto",
        memory_passages: int = 20_000,
        index_path: Path | None = None,
        watch: bool = False,
        say: Callable[[str], None] = lambda _: None,
        report: "Callable[[IndexProgress], None]" = lambda _: None,
    ) -> None:
        """Open the folder; raises SourcesError if nothing can be served, IndexingError if an index cannot be used."""
        self._folder, self._say, self._report = folder, say, report
        self._named = index_path
        self._lock, self._closed = threading.Lock(), threading.Event()
        self._generations: Generations | None = None
        if engine == "disk" or (engine == "auto" and self._is_large(memory_passages)):
            self._generations = self._on_disk()
        self.held = self._load()
        if watch and self._generations is not None:
            threading.Thread(target=self._watch, daemon=True, name="watch").start()

    def refresh(self) -> bool:
        """Take up an index that was updated or, in memory, sources that changed; True if any did."""
        with self._lock:
            if self._generations is None:
                changed = signature(self._folder) != self.held.seen
            else:
                changed = self._generations.name() not in {None, self.held.generation}
            if changed:
                self.held = self._load()
            return changed

    def update(self) -> bool:
        """Bring the index on disk, if there is one, up to date with the sources, and take it up; True if it changed.

        Raises IndexingError if it cannot be written, or if another process is writing it.
        """
        if self._generations is not None:
            from index.retrieval.store.updating import update  # noqa: PLC0415 - only writing an index needs it

            update(self._folder, self._generations, notes=kept_with_index)
        return self.refresh()

    def close(self) -> None:
        """Stop watching."""
        self._closed.set()

    @cached_property
    def _index_path(self) -> Path:
        return self._named or default_index_path(self._folder.path)

    def _is_large(self, memory_passages: int) -> bool:
        """True if a folder has more passages, estimated by its files' sizes; looks no further than it must."""
        left = memory_passages * PASSAGE
        for size in self._folder.sizes():
            left -= size
            if left < 0:
                self._say(
                    f"{self._folder.path} has more than about {memory_passages:,} passages, so it is answered from the "
                    f"index in {self._index_path}"
                )
                return True
        return False

    def _on_disk(self) -> "Generations":
        """The index on disk, made if there is none yet."""
        from index.retrieval.store.generations import Generations  # noqa: PLC0415 - a small folder needs none of it

        generations = Generations(self._index_path, self._folder.path)
        if generations.name() is None:
            from index.retrieval.store.updating import update  # noqa: PLC0415 - only writing an index needs it

            self._say(f"making the index in {self._index_path}, once; 'pullquote index' brings it up to date")
            update(self._folder, generations, report=self._report, notes=kept_with_index)
        return generations

    def _load(self) -> Snapshot:
        if self._generations is None:
            return _in_memory(self._folder)
        from index.retrieval.disk import DiskEngine  # noqa: PLC0415 - a small folder needs none of it

        engine = DiskEngine.open(self._generations)
        problems = tuple(Problem(name, cause) for name, cause in engine.generation.manifest.problems.items())
        if not engine.generation.manifest.articles:
            raise SourcesError(f"{self._folder.path}: none of its files can be served; 'pullquote index' says why")
        return Snapshot(engine, problems, _calibration(engine), engine.generation.folder.name)

    def _watch(self) -> None:
        """Bring the index up to date again and again until closed; an error is reported once, not each time."""
        said, pause = "", WATCHED
        while not self._closed.wait(pause):
            started = time.monotonic()
            try:
                self.update()
                said = ""
            except PullquoteError as error:
                if str(error) != said:
                    said = str(error)
                    self._say(said)
            pause = max(WATCHED, 20 * (time.monotonic() - started))


def default_index_path(sources: Path) -> Path:
    """The folder in the user's cache for the index of a folder of sources, a different one for each."""
    from platformdirs import user_cache_path  # noqa: PLC0415 - only an index needs it

    resolved = sources.resolve()
    digest = hashlib.sha256(os.fsencode(resolved)).hexdigest()[:12]
    return user_cache_path("pullquote", appauthor=False) / "index" / f"{resolved.name}-{digest}"


def kept_with_index(generation: "Generation") -> dict[str, Any]:
    """Compute the calibration to store with an index.

    A large collection that has hardly changed keeps its own, since calibrating would take longer than the update.
    """
    from index.retrieval.disk import DiskEngine  # noqa: PLC0415 - a small folder needs none of it

    passages, known = generation.manifest.passages, generation.manifest.notes.get(CALIBRATION)
    if passages > SETTLED and known and abs(known["passages"] - passages) <= DRIFT * passages:
        return {CALIBRATION: known}
    return {CALIBRATION: calibrate(DiskEngine(generation)).to_dict()}


def _calibration(engine: "DiskEngine") -> Calibration:
    """The calibration stored with an index, or a new one if it cannot be read."""
    try:
        return Calibration.from_dict(engine.generation.manifest.notes[CALIBRATION])
    except (KeyError, TypeError, ValueError):
        return calibrate(engine)


def _in_memory(folder: Folder) -> Snapshot:
    from index.retrieval.memory import MemoryEngine  # noqa: PLC0415 - a large folder needs none of it

    seen = signature(folder)
    scanned = tuple(folder.scan())
    engine = MemoryEngine(one for one in scanned if isinstance(one, Source))
    problems = tuple(sorted((one for one in scanned if isinstance(one, Problem)), key=lambda one: one.name))
    return Snapshot(engine, problems, calibrate(engine), seen=seen)
