"""A scoped view of a collection and of its folder: whatever reads them sees the sources of a scope and no others."""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from contextvars import Context
from dataclasses import replace
from typing import TYPE_CHECKING

from index.documents.folder import Folder, Problem
from index.documents.metadata import Metadata
from index.documents.source import Source
from index.errors import EmptyScopeError, SourceError
from index.library.collection import Collection, Snapshot
from index.library.freshness import Behind, Hindrance
from index.library.scope import Scope
from index.ranking.confidence import calibrate

if TYPE_CHECKING:
    from index.retrieval.engine import Engine

__all__ = ["ScopedCollection", "ScopedFolder", "ScopedSnapshots"]

REMEMBERED = 32
"""Scopes whose engine is kept, the last ones asked of."""

_GONE = "no such file in the folder of sources"


class ScopedFolder(Folder):
    """A folder as if it held only the sources of a scope; what is outside of it is not there."""

    def __init__(self, folder: Folder, scope: Scope) -> None:
        super().__init__(folder.path, folder.max_bytes)
        self._whole, self._scope = folder, scope

    @property
    def metadata(self) -> Mapping[str, Metadata]:
        """The metadata of each file, as last read; see ``Folder.metadata``."""
        return self._whole.metadata

    def names(self) -> tuple[str, ...]:
        """Return the names of the files of the scope, sorted; raises SourcesError as ``Folder.names`` does."""
        return tuple(name for name in self._whole.names() if self._listed(name))

    def read(self, name: str) -> Source:
        """Read a source; raises SourceError for one outside of the scope as for one that is not there."""
        if not self._scope.may_hold(name):
            raise SourceError(name, _GONE)
        try:
            source = self._whole.read(name)
        except SourceError:
            if self._listed(name):
                raise
            raise SourceError(name, _GONE) from None
        if not self._scope.holds(name, source.metadata):
            raise SourceError(name, _GONE)
        return source

    def _listed(self, name: str) -> bool:
        return self._scope.holds(name, self.metadata.get(name, Metadata()))


class ScopedSnapshots:
    """The snapshots of the scopes that were asked of last, of one state of a collection each."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._kept: OrderedDict[Scope, tuple[Engine, Snapshot]] = OrderedDict()
        self._lock = threading.Lock()
        self._making: dict[Scope, threading.Lock] = {}

    def of(self, held: Snapshot, scope: Scope) -> Snapshot:
        """Return what a collection over the scope's sources alone holds; raises EmptyScopeError if there are none."""
        with self._lock:
            making = self._making.setdefault(scope, threading.Lock())
        with making:  # others wait for their own scope alone
            # without the deadline of who asks: what takes longer is there for who asks next
            made = self._known(held, scope) or self._keep(scope, held.engine, Context().run(self._made, held, scope))
        behind = _behind(held.behind, scope, self._folder.metadata)
        return replace(made, behind=behind) if behind else made

    def _known(self, held: Snapshot, scope: Scope) -> Snapshot | None:
        with self._lock:
            engine, made = self._kept.get(scope, (None, None))
            if made:
                self._kept.move_to_end(scope)
            return made if engine is held.engine else None

    def _before(self, scope: Scope) -> "Engine | None":
        with self._lock:
            return self._kept[scope][1].engine if scope in self._kept else None

    def _keep(self, scope: Scope, engine: "Engine", made: Snapshot) -> Snapshot:
        """Remember what was made; what was asked of longest ago is forgotten."""
        with self._lock:
            self._kept[scope] = engine, made
            self._kept.move_to_end(scope)
            while len(self._kept) > REMEMBERED:
                self._making.pop(self._kept.popitem(last=False)[0], None)
        return made

    def _made(self, held: Snapshot, scope: Scope) -> Snapshot:
        names = [one.name for one in held.engine.records() if scope.holds(one.name, one.metadata)]
        if not names:
            raise EmptyScopeError(f"no source is in the scope ({scope}); correct it")
        engine = held.engine.restricted(names, self._before(scope))
        problems = tuple(one for one in held.problems if _concerns(one, scope, self._folder.metadata))
        return Snapshot(engine, problems, len(names), calibrate(engine))


class ScopedCollection(Collection):
    """A collection as if its folder held only the sources of a scope; the collection itself is shared."""

    def __init__(self, collection: Collection, snapshots: ScopedSnapshots, scope: Scope) -> None:
        self._collection, self._snapshots, self._scope = collection, snapshots, scope

    @property
    def held(self) -> Snapshot:  # type: ignore[override]  # it is the collection that replaces it
        """The snapshot that is served; raises EmptyScopeError if no source is in the scope."""
        return self._snapshots.of(self._collection.held, self._scope)

    def follow(self, since: float | None = None) -> Snapshot:
        """Take up what changed in the folder; see ``Collection.follow``."""
        return self._snapshots.of(self._collection.follow(since), self._scope)

    def refresh(self) -> bool:
        """Take up what changed in the folder; see ``Collection.refresh``."""
        return self._collection.refresh()

    def update(self) -> bool:
        """Take up all that changed; see ``Collection.update``."""
        return self._collection.update()

    def close(self) -> None:
        """Leave the collection open, which others share."""


def _concerns(problem: Problem, scope: Scope, metadata: Mapping[str, Metadata]) -> bool:
    """True if a problem is of a file of the scope, as far as its name and sources.toml say."""
    return not problem.of_other_kinds and scope.holds(problem.name, metadata.get(problem.name, Metadata()))


def _behind(behind: Behind, scope: Scope, metadata: Mapping[str, Metadata]) -> Behind:
    """Return what concerns the scope; files that are gone are not known by name, so none are counted."""
    if not behind or behind.reason in {Hindrance.SLOW, Hindrance.UNSEEN}:
        return replace(behind, added={}, changed={}, unsure={}, removed=0)

    def within(files: Mapping[str, int]) -> dict[str, int]:
        return {name: size for name, size in files.items() if scope.holds(name, metadata.get(name, Metadata()))}

    added, changed, unsure = within(behind.added), within(behind.changed), within(behind.unsure)
    return Behind(behind.reason, added, changed, unsure) if added or changed or unsure else Behind()
