"""The vectors of an index on the cluster, in an index of their own that all of its states share."""

from base64 import b64decode, b64encode
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import opensearchpy as opensearch
from opensearchpy import helpers

from index.retrieval.cluster.cluster_access import ClusterAccess, create_index
from index.retrieval.cluster.cluster_errors import explained
from index.retrieval.store.kept_vectors import Keys

__all__ = ["ClusterVectors"]

PAGE = 10_000
"""Keys that are read at once where all are read."""
MARK = "model"
"""The id of the document that says what all are of."""
PROPERTIES = {"key": {"type": "long"}, "vector": {"type": "binary"}, "model": {"type": "keyword", "index": False}}


class ClusterVectors:
    """Reads and writes the index ``NAME-vectors``; safe to use from several threads."""

    def __init__(self, client: opensearch.OpenSearch, access: ClusterAccess) -> None:
        self._client, self._access, self._index = client, access, f"{access.index}-vectors"

    def found(self, keys: Sequence[int]) -> dict[int, bytes]:
        """Return the vectors that are kept of some keys; see ``KeptVectors``."""
        try:
            answer = self._client.mget(index=self._index, body={"ids": [str(key) for key in keys]})
        except opensearch.OpenSearchException:
            return {}
        told = (one["_source"] for one in answer["docs"] if one.get("found"))
        return {one["key"]: b64decode(one["vector"]) for one in told}

    def keys(self) -> Keys:
        """Return the keys of all, sorted."""
        with explained(self._access):
            return np.array(list(self._all()), dtype=np.int64)

    def marked(self) -> str:
        """Return what all of them are of; see ``KeptVectors``."""
        try:
            answer = self._client.get(index=self._index, id=MARK, params={"ignore": 404})
        except opensearch.OpenSearchException:
            return ""
        return str(answer["_source"]["model"]) if answer.get("found") else ""

    def mark(self, model: str) -> None:
        """Note what all of them are of, and let them be found."""
        self._send([{"_id": MARK, "model": model}])
        with explained(self._access):
            self._client.indices.refresh(index=self._index)

    def add(self, vectors: Mapping[int, bytes]) -> None:
        """Keep some more."""
        self._send({"_id": str(key), "key": key, "vector": b64encode(one).decode()} for key, one in vectors.items())

    def drop(self, keys: Collection[int]) -> None:
        """Keep some no longer."""
        self._send({"_op_type": "delete", "_id": str(key)} for key in keys)

    def _all(self) -> Iterator[int]:
        if not self._client.indices.exists(index=self._index):
            return
        self._client.indices.refresh(index=self._index)
        body: dict[str, Any] = {"query": {"exists": {"field": "key"}}, "size": PAGE, "sort": [{"key": "asc"}]}
        while found := self._client.search(index=self._index, body={**body, "_source": ["key"]})["hits"]["hits"]:
            yield from (one["_source"]["key"] for one in found)
            body["search_after"] = found[-1]["sort"]

    def _send(self, documents: Iterable[Mapping[str, Any]]) -> None:
        with explained(self._access):
            if not self._client.indices.exists(index=self._index):
                settings = {"number_of_shards": 1, "number_of_replicas": self._access.replicas}
                mappings = {"dynamic": False, "properties": PROPERTIES}
                create_index(self._client, self._index, {"settings": settings, "mappings": mappings})
            actions = ({"_index": self._index, **one} for one in documents)
            helpers.bulk(self._client, actions, max_retries=8, request_timeout=60)
