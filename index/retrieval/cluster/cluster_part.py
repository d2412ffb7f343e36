"""The rows of some articles of a state on the cluster, read as if it held no others."""

from collections.abc import Collection, Iterable
from typing import Any

from index.retrieval.cluster.cluster_rows import ClusterRows
from index.retrieval.store.counted_part import CountedPart

__all__ = ["ClusterPart"]

NONE = -1
"""The number of no article."""
AT_ONCE = 1_000
"""Names of one request."""


class ClusterPart(CountedPart, ClusterRows):
    """Reads the documents of the articles of some ``names``; what they hold is counted when it is made."""

    def __init__(self, whole: ClusterRows, names: Collection[str], before: "ClusterPart | None" = None) -> None:
        """Count what the articles hold; raises IndexingError where one is not there."""
        super().__init__(*whole.reads)
        self._marks = {}
        wanted = sorted(names)
        for first in range(0, len(wanted), AT_ONCE):
            self._marks |= dict(_marks(whole.named(wanted[first : first + AT_ONCE])))
        self.count(names, before)

    def spelled_alike(self, term: str) -> list[tuple[str, int]]:  # noqa: ARG002 - all are at hand
        """Return all terms of the articles, with their frequencies."""
        return self.beginning("", 0, 1 << 30)

    def _shown(self, *filters: dict[str, Any]) -> dict[str, Any]:
        return super()._shown(*filters, {"terms": {"article": self.numbers or [NONE]}})

    def document(self, name: str) -> dict[str, Any] | None:
        """Return the document of an article; None for one that is not among them."""
        return super().document(name) if name in self._marks else None


def _marks(found: Iterable[dict[str, Any]]) -> Iterable[tuple[str, list[object]]]:
    for one in found:
        *_, metadata, sha256 = one["source"]["marks"]
        yield one["name"], [one["article"], sha256, metadata, one["language"]]
