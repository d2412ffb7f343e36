"""A folder of sources as it is served, by the engine that suits its size.

A collection holds one snapshot at a time and replaces it whole, so that taking ``held`` once gives a consistent state.
"""

import hashlib
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from index.documents.fingerprints import Listing, look
from index.documents.folder import Folder, Problem
from index.documents.source import Source
from index.errors import IndexingError, PullquoteError, SourcesError
from index.library.calibrating import kept_with_index, stored_calibration
from index.library.freshness import PASSAGE, Behind, FolderLook, Hindrance, behind_index, behind_memory, is_little
from index.library.keeping import cluster_of, index_at, serve
from index.library.semantics import Semantics
from index.ranking.confidence import Calibration, calibrate
from index.retrieval.engine import Engine

if TYPE_CHECKING:
    from index.retrieval.cluster.cluster_access import ClusterAccess
    from index.retrieval.store.kept import KeptIndex, KeptState
    from index.retrieval.store.updating import IndexProgress

__all__ = ["Choice", "Collection", "Snapshot", "default_index_path"]

Choice = Literal["auto", "memory", "disk", "cluster"]

PAUSE, PAUSE_TIMES = 2.0, 5
"""Seconds between two looks at a folder, at least, and how many times as long as the last look took, at least."""

WITHOUT_MODEL = Semantics(None)

PATIENCE = 5.0
"""Seconds that an answer waits for a look at the folder, at most."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The state that is served at one time: the engine, and the files that are not served.

    ``sources`` and ``passages`` count what is served, and ``made`` is when it was made, in seconds since 1970.
    ``calibration`` holds the threshold for answers. ``generation`` is the index's state on disk, None in memory;
    ``seen`` lists the folder as it was when it was read into memory. ``behind`` tells what the folder holds beyond.
    """

    engine: Engine
    problems: tuple[Problem, ...]
    sources: int
    calibration: Calibration = field(default_factory=Calibration)
    generation: "KeptState | None" = None
    seen: Listing = field(default_factory=Listing)
    behind: Behind = field(default_factory=Behind)
    passages: int = 0
    made: float = field(default_factory=time.time)


class Collection:
    """A folder of sources, ready to be asked; safe to use from several threads.

    ``engine`` is "memory", "disk", "cluster", or "auto": the cluster if there is one, or else the memory engine up to
    about ``memory_passages`` passages, and beyond that the disk engine.
    ``index_path`` is the folder of the index, by default one in the user's cache; a missing index is made, with what
    ``semantics`` keeps beside it. Little changes of the folder are taken up when it is asked, with ``watch`` all, at
    any time. ``say`` gets one-line notices about implicit work, ``report`` the progress of what is waited for.
    """

    def __init__(  # noqa: PLR0913 - all but the first are options
        self,
        folder: Folder,
        *,
        engine: Choice = "auto",
        memory_passages: int = 20_000,
        index_path: Path | None = None,
        cluster: "ClusterAccess | None" = None,
        watch: bool = False,
        semantics: Semantics = WITHOUT_MODEL,
        say: Callable[[str], None] = lambda _: None,
        report: "Callable[[IndexProgress], None]" = lambda _: None,
    ) -> None:
        """Open the folder; raises SourcesError if nothing can be served, IndexingError if an index cannot be used."""
        self._folder, self._say, self._report = folder, say, report
        self._engine, self._memory_passages = engine, memory_passages
        self._named, self._cluster, self._semantics = index_path, cluster, semantics
        self._lacking: frozenset[str] = frozenset()
        self._taking, self._turn, self._closed = threading.Lock(), threading.Lock(), threading.Event()
        self._generations: KeptIndex | None = None
        self._look: FolderLook | None = None
        self._compared: tuple[int, str] | None = None
        self._watched, self._said = watch, ""
        self._opened, self.held = time.perf_counter(), self._open()
        if watch and self._generations is not None:
            threading.Thread(target=self._watch, daemon=True, name="watch").start()

    def follow(self, since: float | None = None) -> Snapshot:
        """Take up what changed in the folder, if that is little, and return what to answer from.

        The folder is looked at if that was not done ``since`` a time (of ``time.perf_counter``), by default a short
        while ago. Waits for it a few seconds at most; what is returned says what it is behind by.
        """
        now = time.perf_counter()
        if since is None:
            since = now - max(PAUSE, PAUSE_TIMES * self._look.seconds if self._look else 0.0)
        while (look := self._begun(since)) is not None:
            look.join(max(0.0, min(now, look.began) + PATIENCE - time.perf_counter()))
            if look.is_alive():
                return replace(self.held, behind=replace(self.held.behind, reason=Hindrance.SLOW))
            if look.error:
                raise look.error
        return self.held

    def refresh(self) -> bool:
        """Look at the folder now and take up what changed, if that is little; True if anything was taken up."""
        before = self.held.engine
        self.follow(time.perf_counter())
        self._fill()
        return self.held.engine is not before

    def update(self) -> bool:
        """Take up all that changed, however much; True if anything did.

        Raises SourcesError if nothing can be served, and IndexingError if the index cannot be written, or if another
        process is writing it.
        """
        with self._taking:
            before = self.held.engine
            if self._generations is not None:
                self._update(self._generations, report=self._report)
            elif look(self._folder) != self.held.seen:
                self.held = self._open()
        self._fill()
        return self.held.engine is not before

    def close(self) -> None:
        """Stop watching."""
        self._closed.set()

    @cached_property
    def _place(self) -> "Path | ClusterAccess":
        return cluster_of(self._engine, self._cluster) or self._named or default_index_path(self._folder.path)

    def _open(self) -> Snapshot:
        if self._engine in {"disk", "cluster"} or (self._engine == "auto" and (self._cluster or self._is_large())):
            self._generations = self._kept()
        return self._load()

    def _is_large(self) -> bool:
        """True if a folder has more passages, estimated by its files' sizes; looks no further than it must."""
        left = self._memory_passages * PASSAGE
        for size in self._folder.sizes():
            left -= size
            if left < 0:
                return True
        return False

    def _kept(self) -> "KeptIndex":
        """The index on disk or on the cluster, made if there is none yet."""
        generations = index_at(self._place, self._folder.path)
        if generations.name() is None:
            from index.retrieval.store.updating import update  # noqa: PLC0415 - only writing an index needs it

            large = f"has more than about {self._memory_passages:,} passages, so it is answered from an index"
            why = f"{self._folder.path} {large}; " if self._engine == "auto" and not self._cluster else ""
            self._say(f"{why}making the index in {generations.place}, once")
            made = update(self._folder, generations, report=self._report, notes=kept_with_index).generation
            self._semantics.fill(made, generations, self._report)
        self._semantics.serve(generations)
        return generations

    def _load(self) -> Snapshot:
        if self._generations is None:
            return _in_memory(self._folder)
        engine = serve(self._generations)
        manifest = engine.generation.manifest
        problems = tuple(Problem(name, cause) for name, cause in manifest.problems.items())
        if not manifest.articles:
            raise SourcesError(f"{self._folder.path}: none of its files can be served; 'pullquote index' says why")
        made = engine.generation.made
        calibration, passages = stored_calibration(engine), manifest.passages
        return Snapshot(
            engine, problems, manifest.articles, calibration, engine.generation, passages=passages, made=made
        )

    def _begun(self, since: float) -> FolderLook | None:
        """The look that is under way, or one that is begun now, if there was none since a time; None if there was."""
        with self._turn:
            last = self._look
            if last is not None and last.is_alive():
                return last
            read = last.began if last else self._opened if self._generations is None else float("-inf")
            if read >= since and not (last and last.error):
                return None
            self._look = FolderLook(self._take_up)
            return self._look

    def _take_up(self) -> None:
        """Look at the folder, and take up what is little; what cannot be taken up leaves the old state."""
        with self._taking:
            try:
                if self._generations is None:
                    self._take_up_in_memory()
                else:
                    self._take_up_on_disk(self._generations)
                self._said = self._said if self.held.behind else ""
            except PullquoteError as error:
                self._behind(Behind(Hindrance.UNSEEN), error)

    def _take_up_in_memory(self) -> None:
        seen = look(self._folder)
        sizes = (one.size for one in seen.stamps.values() if one.size <= self._folder.max_bytes)
        if seen == self.held.seen:
            self._behind(Behind())
        elif self._engine == "memory" or sum(sizes) <= self._memory_passages * PASSAGE:
            self.held = self._load()
        else:
            self._behind(behind_memory(self.held.seen, seen))

    def _take_up_on_disk(self, generations: "KeptIndex") -> None:
        from index.retrieval.store.changes import changes_since  # noqa: PLC0415 - a small folder needs none of it

        name, generation = generations.name(), self.held.generation
        if generation is None or name not in {None, generation.name}:
            self.held = self._load()
            generation = self.held.generation
        if generation is None:
            return
        seen = look(self._folder)
        compared = hash(frozenset(seen.stamps.items())), generation.name
        if compared == self._compared:
            return
        found = changes_since(self._folder, generation, seen)
        little = name is not None and is_little(found, generation.manifest, self._folder.max_bytes)
        if found and (little or self._watched):
            try:
                self._update(generations, workers=1 if little else None)
            except IndexingError as error:
                self._behind(behind_index(found, Hindrance.UNWRITABLE), error)
            return
        self._behind(behind_index(found, Hindrance.MANY) if found else Behind())
        self._compared = compared

    def _update(self, generations: "KeptIndex", **options: Any) -> None:  # noqa: ANN401 - those of update
        """Bring the index up to date and take it up, also if another process did it."""
        from index.retrieval.store.updating import update  # noqa: PLC0415 - only writing an index needs it

        made = update(self._folder, generations, notes=kept_with_index, **options)
        if made.generation != self.held.generation:
            self.held = self._load()
        self._lacking |= {*made.added, *made.changed}
        self._behind(Behind())

    def _fill(self) -> None:
        """Make the vectors of what was taken up, for a model that ranks; nobody who asks waits for it."""
        names, self._lacking = self._lacking, frozenset()
        self._semantics.follow(names, self.held.engine)

    def _behind(self, behind: Behind, error: PullquoteError | None = None) -> None:
        """Note what is not taken up; an error is said once, not each time."""
        if behind != self.held.behind:
            self.held = replace(self.held, behind=behind)
        if error is not None and str(error) != self._said:
            self._said = str(error)
            self._say(self._said)

    def _watch(self) -> None:
        """Take up all that changed again and again until closed."""
        pause = PAUSE
        while not self._closed.wait(pause):
            if look := self._begun(time.perf_counter()):
                look.join()
                self._fill()
                pause = max(PAUSE, 20 * look.seconds)


def default_index_path(sources: Path) -> Path:
    """The folder in the user's cache for the index of a folder of sources, a different one for each."""
    from platformdirs import user_cache_path  # noqa: PLC0415 - only an index needs it

    resolved = sources.resolve()
    digest = hashlib.sha256(os.fsencode(resolved)).hexdigest()[:12]
    return user_cache_path("pullquote", appauthor=False) / "index" / f"{resolved.name}-{digest}"


def _in_memory(folder: Folder) -> Snapshot:
    from index.retrieval.memory import MemoryEngine  # noqa: PLC0415 - a large folder needs none of it

    seen = look(folder)
    scanned = tuple(folder.scan())
    engine = MemoryEngine(one for one in scanned if isinstance(one, Source))
    problems = tuple(sorted((one for one in scanned if isinstance(one, Problem)), key=lambda one: one.name))
    records = engine.records()
    passages = sum(one.passages for one in records)
    return Snapshot(engine, problems, len(records), calibrate(engine), seen=seen, passages=passages)
