"""Updating: from a folder of sources to the next complete generation of its index."""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any

from index.documents.fingerprints import Listing, look
from index.documents.folder import NAMED, Folder
from index.errors import IndexingError, OtherSourcesError, SourcesError
from index.retrieval.store.changes import MARKS, Changes, changes, marks
from index.retrieval.store.ingest import AnalysedBatch, read
from index.retrieval.store.kept import KeptIndex, KeptState, StateWriter
from index.retrieval.store.schema import unwritable

__all__ = ["IndexProgress", "UpdateSummary", "update"]


@dataclass(frozen=True, slots=True)
class IndexProgress:
    """Progress of an update: files and bytes of those to be read, passages made of them, seconds since its start."""

    files: int
    all_files: int
    bytes: int
    all_bytes: int
    passages: int
    seconds: float


@dataclass(frozen=True, slots=True)
class UpdateSummary:
    """Result of an update. ``fresh`` says why all was read anew, if it was; ``problems`` maps names to causes."""

    generation: KeptState
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    problems: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    fresh: str | None = None


@dataclass(frozen=True, slots=True)
class _Plan:
    seen: Listing
    found: Changes
    missing: Mapping[str, str]
    max_bytes: int


def update(  # noqa: PLR0913 - all but the first two are options
    folder: Folder,
    generations: KeptIndex,
    *,
    rebuild: bool = False,
    workers: int | None = None,
    wait: float = 0.0,
    report: Callable[[IndexProgress], None] = lambda _: None,
    notes: Callable[[KeptState], Mapping[str, Any]] = lambda _: {},
) -> UpdateSummary:
    """Bring an index up to date with its folder of sources, or make it.

    Only what changed since is read. ``notes`` makes what is to be kept with a new generation. Waits ``wait`` seconds
    for another process that writes the index. Raises SourcesError where there is no folder of sources, and
    IndexingError where the index cannot be written; the index is then what it was.
    """
    if not folder.root.is_dir():
        raise SourcesError(f"{folder.path}: no such folder or file; name a folder of {NAMED} files, or one of them")
    with _explained(generations.place), generations.locked(wait):
        generations.sweep()
        before, fresh = _before(generations, rebuild=rebuild)
        plan = _plan(folder, before)
        tally = _Tally(plan, report)
        if before is not None and not plan.found.files and not plan.found.removed and tally.told(before):
            return UpdateSummary(before, unchanged=plan.found.unchanged, problems=dict(sorted(plan.missing.items())))
        try:
            with _writer(generations, before, plan) as writer:
                with closing(read(folder, plan.found.files, workers)) as batches:
                    _fill(writer, plan, batches, tally)
                if before is not None and not writer.changed and tally.told(before):
                    return tally.summary(before, fresh)
                made = writer.finish(dict(sorted(tally.problems.items())))
                if not made.manifest.articles:
                    raise SourcesError(_nothing_to_serve(folder, tally.problems))
                made = writer.seal({**notes(made), MARKS: tally.marks})
            generations.publish(made)
            return tally.summary(made, fresh)
        finally:
            generations.sweep()


def _writer(generations: KeptIndex, before: KeptState | None, plan: _Plan) -> "closing[StateWriter]":
    return closing(generations.writer(before, size=sum(one.size for one in plan.found.files)))


def _before(generations: KeptIndex, *, rebuild: bool) -> tuple[KeptState | None, str | None]:
    """The generation to start from, if one can be used, and why not, if there is one."""
    if generations.name() is None:
        return None, None
    try:
        generation = generations.current()
    except OtherSourcesError:
        raise
    except IndexingError as error:
        return None, "as asked" if rebuild else str(error)
    if rebuild:
        return None, "as asked"
    return generation, None


def _plan(folder: Folder, before: KeptState | None) -> _Plan:
    """List what has to be read, and what to be taken away."""
    seen = look(folder)
    named = folder.read_metadata(seen.names)
    found = changes(before, seen, named.metadata, folder.max_bytes)
    return _Plan(seen, found, {**named.missing, **seen.refused, **found.refused}, folder.max_bytes)


def _fill(writer: StateWriter, plan: _Plan, batches: Iterable[AnalysedBatch], tally: "_Tally") -> None:
    """Do what a plan says."""
    for name in plan.found.removed:
        writer.remove(name)
    for batch in batches:
        writer.take(batch)
        tally.take(batch)


def _nothing_to_serve(folder: Folder, problems: Mapping[str, str]) -> str:
    """Say why no index is written: a folder that was not mounted must not empty its index."""
    causes = "".join(f"; {name}: {cause}" for name, cause in list(problems.items())[:1])
    return f"{folder.path}: no file in it can be served{causes}; name a folder that holds {NAMED} files"


class _Tally:
    """Counts the sources that an update has dealt with, by outcome."""

    def __init__(self, plan: _Plan, report: Callable[[IndexProgress], None]) -> None:
        self.added: list[str] = []
        self.changed: list[str] = []
        self.unchanged = 0
        self.problems = dict(plan.missing)
        self._plan, self._report, self._started = plan, report, time.monotonic()
        self._times = {name: plan.seen.stamps[name].modified for name in plan.found.refused}
        self._known = {one.name for one in plan.found.changed + plan.found.unsure}
        self._all_files, self._all_bytes = len(plan.found.files), sum(one.size for one in plan.found.files)
        self._files = self._bytes = self._passages = 0

    @property
    def marks(self) -> dict[str, Any]:
        """What is to be kept with the index of the files that were seen."""
        return marks(self._plan.seen, self._times, self._plan.max_bytes)

    def told(self, before: KeptState) -> bool:
        """True if a generation tells the same of the files that it does not serve."""
        return self.problems == before.manifest.problems and self.marks == before.manifest.notes.get(MARKS)

    def summary(self, generation: KeptState, fresh: str | None) -> UpdateSummary:
        """All of it, when it has become a state."""
        found, seconds = self._plan.found, time.monotonic() - self._started
        unchanged, problems = found.unchanged + self.unchanged, dict(sorted(self.problems.items()))
        changed = tuple(self.added), tuple(self.changed), found.removed
        return UpdateSummary(generation, *changed, unchanged, problems, seconds, fresh)

    def take(self, batch: AnalysedBatch) -> None:
        """Count a batch, and report how far it is."""
        for one in batch.files:
            self._files += 1
            self._bytes += one.file.size
            name = one.file.name
            if one.problem is not None:
                self.problems[name], self._times[name] = one.problem, one.file.time
            elif one.article is None:
                self.unchanged += 1
            else:
                (self.changed if name in self._known else self.added).append(name)
        self._passages += batch.counts.passages
        seconds = time.monotonic() - self._started
        done = self._files, self._all_files, self._bytes, self._all_bytes
        self._report(IndexProgress(*done, self._passages, seconds))


@contextmanager
def _explained(place: str) -> Iterator[None]:
    """Say in a sentence what kept the index from being written, and that it is as it was."""
    try:
        yield
    except OSError as error:
        raise unwritable(error.filename or place, error.strerror or error) from None
    except sqlite3.Error as error:
        raise unwritable(place, error) from None
