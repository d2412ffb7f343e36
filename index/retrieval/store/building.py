"""Building: from a folder of sources to the next complete generation of its index."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from index.documents.fingerprints import signature
from index.documents.folder import Folder
from index.errors import IndexingError, OtherSourcesError, SourcesError
from index.retrieval.store.catalogue import NONE, same_text, stamp
from index.retrieval.store.draft import Draft
from index.retrieval.store.generations import CATALOGUE, Generations, State
from index.retrieval.store.reading import Batch, Wanted, read
from index.retrieval.store.table import Table

__all__ = ["Progress", "Summary", "update"]

SETTLED = 2_000_000_000
"""Nanoseconds: a file that changed later than this before it was read may change again and look the same."""

METADATA_FILE = "sources.toml"

LARGE = 8 * 1024 * 1024
"""Bytes of new sources from which on tantivy is given more memory."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an update is: files and bytes of those that have to be read, passages made of them, seconds since."""

    files: int
    all_files: int
    bytes: int
    all_bytes: int
    passages: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Summary:
    """What an update did. ``fresh`` says why all was read anew, where it was; ``problems`` maps names to causes."""

    state: State
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    problems: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    fresh: str | None = None


@dataclass(frozen=True, slots=True)
class _Plan:
    wanted: tuple[Wanted, ...]
    known: frozenset[str]
    removed: tuple[str, ...]
    unchanged: int
    missing: Mapping[str, str]


def update(  # noqa: PLR0913 - all but the first two are options
    folder: Folder,
    generations: Generations,
    *,
    rebuild: bool = False,
    workers: int | None = None,
    wait: float = 0.0,
    report: Callable[[Progress], None] = lambda _: None,
    notes: Callable[[State], Mapping[str, Any]] = lambda _: {},
) -> Summary:
    """Bring an index up to date with its folder of sources, or make it.

    Only what changed since is read. ``notes`` makes what is to be kept with a new generation. Waits ``wait`` seconds
    for another process that writes the index. Raises SourcesError where there is no folder of sources, and
    IndexingError where the index cannot be written; the index is then what it was.
    """
    if not folder.path.is_dir():
        raise SourcesError(f"{folder.path}: no such folder; name one that holds .txt or .md files")
    with _explained(generations.path), generations.locked(wait):
        generations.sweep()
        before, fresh = _before(generations, rebuild=rebuild)
        plan = _plan(folder, before)
        if before is not None and not plan.wanted and not plan.removed and plan.missing == before.manifest.problems:
            return Summary(before, unchanged=plan.unchanged, problems=plan.missing)
        large = sum(one.size for one in plan.wanted) > LARGE
        draft = Draft(generations.begin(before), before, generations.sources, large=large)
        try:
            tally = _Tally(plan, report)
            with closing(read(folder, plan.wanted, workers)) as batches:
                _fill(draft, plan, batches, tally)
            if before is not None and not draft.changed and tally.problems == before.manifest.problems:
                return tally.summary(before, fresh)
            manifest = draft.finish(tally.problems)
            if not manifest.articles:
                raise SourcesError(_nothing_to_serve(folder, tally.problems))
            manifest = replace(manifest, notes=dict(notes(State(draft.folder, manifest))))
            return tally.summary(generations.publish(draft.folder, manifest), fresh)
        finally:
            draft.close()
            generations.sweep()


def _before(generations: Generations, *, rebuild: bool) -> tuple[State | None, str | None]:
    """The generation to start from, if one can be used, and why not, if there is one."""
    if generations.name() is None:
        return None, None
    try:
        state = generations.current()
    except OtherSourcesError:
        raise
    except IndexingError as error:
        return None, "as asked" if rebuild else str(error)
    if rebuild:
        return None, "as asked"
    if state.manifest.dead > state.manifest.stored - state.manifest.dead:
        return None, "more than half of it was of articles that are gone"
    return state, None


def _plan(folder: Folder, before: State | None) -> _Plan:
    """What has to be read, and what to be taken away."""
    files = {name: one for name, one in signature(folder).items() if name != METADATA_FILE}
    named = folder.read_metadata()
    known = dict(Table(before.folder / CATALOGUE)) if before else {}
    settled = time.time_ns() - SETTLED
    wanted = []
    for name, (size, changed) in files.items():
        value, told = known.get(name), named.metadata.get(name, NONE)
        if value is None or not value.startswith(stamp(size, changed, told) + " "):
            wanted.append(Wanted(name, size, changed if changed < settled else 0, same_text(value, told)))
    removed = tuple(sorted(known.keys() - files.keys()))
    return _Plan(tuple(wanted), frozenset(known), removed, len(files) - len(wanted), named.missing)


def _fill(draft: Draft, plan: _Plan, batches: Iterable[Batch], tally: "_Tally") -> None:
    """Do what a plan says."""
    for name in plan.removed:
        draft.remove(name)
    for batch in batches:
        draft.take(batch)
        tally.take(batch)


def _nothing_to_serve(folder: Folder, problems: Mapping[str, str]) -> str:
    """Why no index is written: a folder that was not mounted must not empty the index of it."""
    causes = "".join(f"; {name}: {cause}" for name, cause in list(problems.items())[:1])
    return f"{folder.path}: no file in it can be served{causes}; name a folder that holds .txt or .md files"


class _Tally:
    """What became of each source so far."""

    def __init__(self, plan: _Plan, report: Callable[[Progress], None]) -> None:
        self.added: list[str] = []
        self.changed: list[str] = []
        self.unchanged = 0
        self.problems = dict(plan.missing)
        self._plan, self._report, self._started = plan, report, time.monotonic()
        self._all_bytes = sum(one.size for one in plan.wanted)
        self._files = self._bytes = self._passages = 0

    def summary(self, state: State, fresh: str | None) -> Summary:
        """All of it, when it has become a state."""
        plan, seconds = self._plan, time.monotonic() - self._started
        changes = (tuple(self.added), tuple(self.changed), plan.removed)
        return Summary(state, *changes, plan.unchanged + self.unchanged, self.problems, seconds, fresh)

    def take(self, batch: Batch) -> None:
        """Count a batch, and report how far it is."""
        for one in batch.analysed:
            self._files += 1
            self._bytes += one.wanted.size
            name = one.wanted.name
            if one.problem is not None:
                self.problems[name] = one.problem
            elif one.block is None:
                self.unchanged += 1
            else:
                (self.changed if name in self._plan.known else self.added).append(name)
        self._passages += batch.counts.passages
        seconds = time.monotonic() - self._started
        all_files = len(self._plan.wanted)
        self._report(Progress(self._files, all_files, self._bytes, self._all_bytes, self._passages, seconds))


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Say in a sentence what kept the index from being written, and that it is as it was."""
    try:
        yield
    except OSError as error:
        where, why = error.filename or path, error.strerror or error
        raise IndexingError(
            f"{where}: the index cannot be written ({why}); what was indexed before is untouched; "
            "make room and allow writing there, or set index_path to another folder"
        ) from None
