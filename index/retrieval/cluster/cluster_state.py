"""A state of an index on the cluster, and the document that tells of it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import opensearchpy as opensearch

from index.errors import IndexingError
from index.retrieval.cluster.cluster_access import ClusterAccess
from index.retrieval.cluster.cluster_errors import explained
from index.retrieval.cluster.cluster_rows import ClusterRows, Held
from index.retrieval.store.rescoring import MeanLengths
from index.retrieval.store.schema import FORMAT, REBUILD, Manifest
from index.text.analyzer import ANALYSIS

__all__ = ["ClusterState", "dump_state", "load_state"]


@dataclass(frozen=True, slots=True)
class ClusterState:
    """One complete state: of an index, what is ``held`` of it, and since when it serves.

    ``scored_with`` are the mean lengths with which the cluster scores. ``gone`` tells since when articles are gone that
    have not been removed yet.
    """

    client: opensearch.OpenSearch = field(repr=False)
    access: ClusterAccess
    held: Held
    manifest: Manifest
    made: float
    scored_with: MeanLengths
    gone: Mapping[int, float] = field(default_factory=dict)
    version: tuple[int, int] | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        """The name of the index and the number of the state."""
        return f"{self.held.index}@{self.held.number}"

    @property
    def bytes(self) -> int:
        """The bytes of the index with all of its states, without copies."""
        with explained(self.access):
            told = self.client.indices.stats(index=self.held.index, metric="store")
        return int(told["_all"]["primaries"]["store"]["size_in_bytes"])

    @property
    def indexed(self) -> int:
        """The number of passages in the inverted lists."""
        return self.rows().searchable()

    def rows(self) -> ClusterRows:
        """Open what is kept of its sources."""
        return ClusterRows(self.client, self.access, self.held)


def dump_state(state: ClusterState) -> dict[str, Any]:
    """Return the document that tells of a state."""
    return {
        "index": state.held.index,
        "number": state.held.number,
        "end": state.held.end,
        "made": state.made,
        "scored_with": list(state.scored_with),
        "gone": {str(number): at for number, at in state.gone.items()},
        "format": FORMAT,
        "analysis": ANALYSIS,
        "manifest": asdict(state.manifest),
    }


def load_state(
    client: opensearch.OpenSearch, access: ClusterAccess, told: Mapping[str, Any], version: tuple[int, int]
) -> ClusterState:
    """Return the state that a document tells of; raises IndexingError if it is of another version of Pullquote."""
    if (told["format"], told["analysis"]) != (FORMAT, ANALYSIS):
        made = f"format {told['format']}, terms {told['analysis']}; this one needs {FORMAT}, {ANALYSIS}"
        raise IndexingError(f"{access}: the index was made by another version of Pullquote ({made}); {REBUILD}")
    gone = {int(number): at for number, at in told["gone"].items()}
    held = Held(told["index"], told["number"], told["end"], frozenset(gone))
    means = MeanLengths(*told["scored_with"])
    return ClusterState(client, access, held, Manifest(**told["manifest"]), told["made"], means, gone, version)
