"""Opens the index that a collection is kept in: on disk or in a cluster, each with the engine that reads it."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from index.errors import SettingsError
from index.retrieval.engine import Engine

if TYPE_CHECKING:
    from index.retrieval.cluster.cluster_access import ClusterAccess
    from index.retrieval.store.kept import KeptIndex, KeptState

__all__ = ["KeptEngine", "cluster_of", "engine_of", "index_at", "serve"]


class KeptEngine(Engine, Protocol):
    """An engine of one state of an index."""

    @property
    def generation(self) -> "KeptState":
        """The state that it shows."""


def cluster_of(engine: str, cluster: "ClusterAccess | None") -> "ClusterAccess | None":
    """Return the cluster that an index is kept on by the choice of an engine, None for a folder.

    Raises SettingsError if the choice is a cluster and there is none.
    """
    if engine == "cluster" and cluster is None:
        raise SettingsError("engine: “cluster” needs the addresses of one; set cluster.urls")
    return cluster if engine in {"auto", "cluster"} else None


def index_at(place: "Path | ClusterAccess", sources: Path) -> "KeptIndex":
    """Return the index of a folder of sources in a folder or on a cluster, whether it is there already or not."""
    if isinstance(place, Path):
        from index.retrieval.store.generations import Generations  # noqa: PLC0415 - a small folder needs none of it

        return Generations(place, sources)
    from index.retrieval.cluster.cluster_index import ClusterIndex  # noqa: PLC0415 - needs an extra

    return ClusterIndex(place, sources)


def serve(index: "KeptIndex") -> KeptEngine:
    """Return the engine of the state that serves; raises IndexingError where there is none that can be used."""
    from index.retrieval.store.generations import Generations  # noqa: PLC0415 - a small folder needs none of it

    if isinstance(index, Generations):
        from index.retrieval.disk import DiskEngine  # noqa: PLC0415 - the same

        return DiskEngine.open(index)
    return engine_of(index.current())


def engine_of(state: "KeptState") -> KeptEngine:
    """Return the engine of a state, whether it serves yet or not."""
    from index.retrieval.store.generation import Generation  # noqa: PLC0415 - a small folder needs none of it

    if isinstance(state, Generation):
        from index.retrieval.disk import DiskEngine  # noqa: PLC0415 - the same

        return DiskEngine(state)
    from index.retrieval.cluster.cluster_engine import ClusterEngine  # noqa: PLC0415 - needs an extra
    from index.retrieval.cluster.cluster_state import ClusterState  # noqa: PLC0415 - the same

    if not isinstance(state, ClusterState):
        raise TypeError(type(state).__name__)
    return ClusterEngine(state)
