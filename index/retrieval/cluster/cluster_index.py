"""An index on the cluster: which state of it serves, who writes the next one, and what is left behind.

A small index ``NAME-state`` has two documents. ``current`` tells of the state that serves and is replaced in one step,
by whoever read it last and by nobody else. ``lease`` names the one process that writes, and is renewed while it does.
The documents of sources stand in an index of their own for each rebuild, ``NAME-1`` and so on.
"""

import json
import os
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import opensearchpy as opensearch

from index.errors import IndexingError, NoIndexError, OtherSourcesError
from index.retrieval.cluster.cluster_access import ClusterAccess, connect, create_index
from index.retrieval.cluster.cluster_errors import explained
from index.retrieval.cluster.cluster_state import ClusterState, dump_state, load_state
from index.retrieval.cluster.cluster_vectors import ClusterVectors
from index.retrieval.cluster.cluster_writer import ClusterWriter

__all__ = ["ClusterIndex"]

CURRENT, LEASE = "current", "lease"
LASTS, RENEWED = 60.0, 10.0
"""Seconds for which a lease holds, and after which it is renewed."""
GRACE = 600.0
"""Seconds for which what is gone is kept for readers of the state before."""
BYTES = 600_000_000
"""Bytes of sources for each part of an index: some five million passages."""
SETTLED = 10.0
"""Seconds for which copies that are being made are waited for."""
PAUSE = 0.5
"""Seconds between two tries to get the lease."""


class ClusterIndex:
    """The index of some sources on a cluster."""

    def __init__(self, access: ClusterAccess, sources: Path) -> None:
        """``sources`` is the folder that it is of; nothing is asked yet. Raises SettingsError."""
        self.access, self.sources = access, sources.resolve()
        self._client = connect(access)
        self._states = f"{access.index}-state"
        self._lost = threading.Event()

    @property
    def place(self) -> str:
        """The addresses of the cluster, and the name of the index."""
        return str(self.access)

    def name(self) -> str | None:
        """Return the name of the state that serves, or None where there is no index yet."""
        found = self._document(CURRENT)
        return f"{found['_source']['index']}@{found['_source']['number']}" if found else None

    def current(self) -> ClusterState:
        """Return the state that serves.

        Raises IndexingError where there is none, or one of another version or of other sources, and ServiceError where
        the cluster does not answer.
        """
        found = self._document(CURRENT)
        if found is None:
            raise NoIndexError(f"{self.place}: there is no index here yet; make it with 'pullquote index'")
        version = found["_seq_no"], found["_primary_term"]
        state = load_state(self._client, self.access, found["_source"], version)
        if Path(state.manifest.sources) != self.sources:
            raise OtherSourcesError(
                f"{self.place}: this is the index of {state.manifest.sources}, not of {self.sources}; "
                "set another cluster.index"
            )
        return state

    @contextmanager
    def locked(self, wait: float = 0.0) -> Iterator[None]:
        """Hold the lease of the one who writes; waits so many seconds for it. Raises IndexingError that says who."""
        with explained(self.access):
            if not self._client.indices.exists(index=self._states):
                settings = {"number_of_shards": 1, "number_of_replicas": self.access.replicas}
                create_index(self._client, self._states, {"settings": settings, "mappings": {"dynamic": False}})
        version = self._lease(time.monotonic() + wait)
        self._lost.clear()
        ended = threading.Event()
        renewing = threading.Thread(target=self._renew, args=(version, ended), daemon=True, name="lease")
        renewing.start()
        try:
            yield
        finally:
            ended.set()
            renewing.join()
            if not self._lost.is_set():
                with suppress(opensearch.OpenSearchException):  # it ends by itself where nobody can end it
                    self._client.delete(index=self._states, id=LEASE, params={"ignore": 404})

    def _lease(self, until: float) -> tuple[int, int]:
        """Take the lease, as soon as nobody has it or its holder is gone."""
        while True:
            found = self._document(LEASE)
            before = (found["_seq_no"], found["_primary_term"]) if found else None
            free = found is None or time.time() - found["_source"]["at"] > LASTS
            with explained(self.access):
                version = self._write_lease(before) if free else None
            if version:
                return version
            if time.monotonic() >= until:
                holder = found["_source"]["holder"] if found else "another process"
                raise IndexingError(f"{self.place}: {holder} is writing this index; try again when it has finished")
            time.sleep(PAUSE)

    def _write_lease(self, before: tuple[int, int] | None) -> tuple[int, int] | None:
        """Write the lease in the place of a version of it; None if another was faster."""
        told = {"holder": f"process {os.getpid()} on {socket.gethostname()}", "at": time.time()}
        try:
            return self._replace(LEASE, told, before)
        except opensearch.ConflictError:
            return None

    def _renew(self, version: tuple[int, int] | None, ended: threading.Event) -> None:
        while not ended.wait(RENEWED):
            try:
                version = self._write_lease(version)
            except opensearch.OpenSearchException:
                continue
            if version is None:
                self._lost.set()
                return

    def writer(self, before: ClusterState | None, *, size: int) -> ClusterWriter:
        """Begin the state behind ``before``, or in an index of its own for sources of so many bytes."""
        index = before.held.index if before else self._next_name()
        access = replace(self.access, shards=self.access.shards or 1 + size // BYTES)
        found = self._document(CURRENT)
        version = (found["_seq_no"], found["_primary_term"]) if found else None
        return ClusterWriter(self._client, access, (index, version), before, self.sources)

    def remark(self) -> str | None:
        """Return what keeps the index from outliving a node, None if nothing does."""
        found = self._document(CURRENT)
        names = [self._states] + ([found["_source"]["index"]] if found else [])
        params = {"wait_for_no_initializing_shards": "true", "wait_for_events": "languid", "timeout": f"{SETTLED:g}s"}
        with explained(self.access):
            told = self._client.cluster.health(
                index=",".join(names), params=params | {"request_timeout": SETTLED * 2, "ignore": 408}
            )
        missing = told["unassigned_shards"]
        if not missing:
            return None
        copies = f"{missing} of the {missing + told['active_shards']} copies of its parts are on no node"
        return (
            f"{self.place}: {copies} ({told['status']}): a node that dies may take a part of the index with it; "
            "add nodes, or set cluster.replicas to fewer"
        )

    def vectors(self) -> ClusterVectors:
        """Return the vectors that are kept beside the states."""
        return ClusterVectors(self._client, self.access)

    def left_behind(self) -> list[str]:
        """Return the indices that no reader needs any more, but for those that still read the state before."""
        found = self._document(CURRENT)
        return sorted(name for name in self._indices() if not found or found["_source"]["index"] != name)

    def drop(self, names: Iterable[str]) -> None:
        """Remove some indices that were left behind."""
        for name in names:
            with explained(self.access):
                self._client.indices.delete(index=name, params={"ignore": 404})

    def publish(self, state: ClusterState) -> None:
        """Make a state the one that serves; raises IndexingError if another process has published one meanwhile."""
        if self._lost.is_set():
            raise IndexingError(f"{self.place}: another process took over this index; nothing was changed, try again")
        with explained(self.access):
            self._replace(CURRENT, dump_state(state), state.version)

    def sweep(self) -> None:
        """Remove indices that no state is of any more, and that none has been of for a while."""
        found = self._document(CURRENT)
        published = found["_source"]["made"] if found else 0.0
        if time.time() - published > GRACE:
            created = self._indices()
            self.drop(name for name in self.left_behind() if time.time() - created[name] > GRACE)

    def _next_name(self) -> str:
        numbers = (int(one.rpartition("-")[2]) for one in self._indices())
        return f"{self.access.index}-{max(numbers, default=0) + 1}"

    def _indices(self) -> dict[str, float]:
        """Return the indices of sources by their names, each with when it was made, in seconds since 1970."""
        with explained(self.access):
            told = self._client.indices.get_settings(
                index=f"{self.access.index}-*", params={"filter_path": "*.settings.index.creation_date"}
            )
        begin = len(self.access.index) + 1
        created = {name: int(one["settings"]["index"]["creation_date"]) / 1000 for name, one in told.items()}
        return {name: made for name, made in created.items() if name[begin:].isdigit()}

    def _document(self, name: str) -> dict[str, Any] | None:
        with explained(self.access):
            found: dict[str, Any] = self._client.get(index=self._states, id=name, params={"ignore": 404})
        return found if found.get("found") else None

    def _replace(self, name: str, told: dict[str, Any], before: tuple[int, int] | None) -> tuple[int, int]:
        """Write a document in the place of a version of it, or of none."""
        params = {"op_type": "create"} if before is None else {"if_seq_no": before[0], "if_primary_term": before[1]}
        try:
            answer = self._client.index(index=self._states, id=name, body=told, params={**params, "refresh": "true"})
        except opensearch.ConflictError:
            answer = self._document(name) or {}
            if answer.get("_source") != json.loads(json.dumps(told)):  # else it was taken, and the answer to it lost
                raise
        return answer["_seq_no"], answer["_primary_term"]
