"""Writes many documents at once: what a node has no room for is sent again, until it is taken or patience ends."""

import time
from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import opensearchpy as opensearch

from index.errors import IndexingError
from index.retrieval.cluster.cluster_access import ClusterAccess
from index.retrieval.cluster.cluster_errors import busy, explained, full
from index.retrieval.cluster.cluster_patience import is_block, pauses, will_pass

__all__ = ["ClusterBulk"]

PATIENCE = 120.0
"""Seconds for which documents that are refused for want of room are sent again."""
MOST_BYTES, MOST_DOCUMENTS = 4 * 1024 * 1024, 1_000
"""Bytes of one request, about, and its documents."""
SENDERS = 2
"""Requests that are on their way at once: while one is written, the next is made."""
SECONDS = 60
"""Seconds that one request may take."""
TOLD = 200
"""Characters of what the cluster says of a document."""


class ClusterBulk:
    """Writes documents into an index; each has its ``_id``, and one that is sent again takes its own place.

    Every method raises ServiceError and IndexingError for what was sent before, too.
    """

    def __init__(self, client: opensearch.OpenSearch, access: ClusterAccess, index: str) -> None:
        self._client, self._access, self._index = client, access, index
        self._dumps = client.transport.serializer.dumps
        self._lines: list[str] = []
        self._bytes = 0
        self._senders = ThreadPoolExecutor(SENDERS, "bulk")
        self._sent: deque[Future[None]] = deque()

    def add(self, documents: Iterable[dict[str, Any]]) -> None:
        """Send some documents, soon; waits where enough are on their way."""
        for document in documents:
            told = self._dumps({"index": {"_id": document.pop("_id")}}) + "\n" + self._dumps(document)
            self._lines.append(told)
            self._bytes += len(told)
            if self._bytes >= MOST_BYTES or len(self._lines) >= MOST_DOCUMENTS:
                self._send()

    def finish(self) -> None:
        """Send what is left, and wait until all is taken."""
        self._send()
        while self._sent:
            self._sent.popleft().result()

    def close(self) -> None:
        """Send nothing more."""
        self._senders.shutdown(cancel_futures=True)

    def _send(self) -> None:
        lines, self._lines, self._bytes = self._lines, [], 0
        if lines:
            self._sent.append(self._senders.submit(self._write, lines))
        while len(self._sent) > SENDERS:
            self._sent.popleft().result()

    def _write(self, lines: list[str]) -> None:
        """Send lines until none is refused."""
        with explained(self._access):
            for pause in pauses(PATIENCE):
                lines = self._refused(lines)
                if not lines:
                    return
                time.sleep(pause)
        raise busy(self._access)

    def _refused(self, lines: list[str]) -> list[str]:
        """Send lines and return those for which there was no room."""
        body = "\n".join(lines) + "\n"
        try:
            answer = self._client.bulk(body=body, index=self._index, params={"request_timeout": SECONDS})
        except opensearch.TransportError as error:
            if not will_pass(error.status_code, error.error):
                raise
            return lines
        if not answer["errors"]:
            return []
        return [line for line, item in zip(lines, answer["items"], strict=True) if self._is_refused(item["index"])]

    def _is_refused(self, told: dict[str, Any]) -> bool:
        """Return True if there was no room for a document; raises what else the cluster has against it."""
        error = told.get("error")
        if error is None:
            return False
        if is_block(told["status"], error["type"]):
            raise full(self._access)
        if will_pass(told["status"], error["type"]):
            return True
        said = f"{error['type']}: {error['reason']}"[:TOLD]
        raise IndexingError(
            f"{self._access}: the cluster did not take what was sent ({said}); name an index of its own by "
            "cluster.index, or make it anew with 'pullquote index --rebuild'"
        )
