"""Patience with a cluster: what it has no room for right now is sent again, after longer and longer pauses."""

import time
from collections.abc import Iterator
from typing import Any

import opensearchpy as opensearch

__all__ = ["BUSY", "PatientTransport", "is_block", "pauses", "will_pass"]

BUSY = (429, 502, 503, 504)
"""Statuses of a cluster that may answer in a moment."""
CLOSING = 500
"""The status of a node that ends while it is asked, among other faults."""
PATIENCE = 6.0
"""Seconds for which a request is sent again; the last time it may still take as long as a node may take."""
FIRST, MOST = 0.1, 5.0
"""Seconds of the first pause, and of the longest; each is twice as long as the one before."""
CLOSED = (403, 429)
"""Statuses with which an index is closed for writing by a block that somebody has to lift, or a disk to be cleared."""


class PatientTransport(opensearch.Transport):
    """Sends a request to another node where one does not answer, and again where the cluster is busy or lacks a part.

    A circuit breaker that opens, a queue that is full, and a part of an index that changes its node all pass.
    """

    def perform_request(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - those of the client
        """Return the answer; raises what the client raises, the last error where there are several."""
        for pause in pauses():
            try:
                return super().perform_request(*args, **kwargs)
            except opensearch.TransportError as error:
                if not will_pass(error.status_code, error.error):
                    raise
                time.sleep(pause)
        return super().perform_request(*args, **kwargs)


def pauses(seconds: float = PATIENCE) -> Iterator[float]:
    """Yield how long to wait before each further try, until so many seconds have gone by."""
    until, pause = time.monotonic() + seconds, FIRST
    while (left := until - time.monotonic()) > 0:
        yield min(pause, left)
        pause = min(pause * 2, MOST)


def will_pass(status: object, kind: object) -> bool:
    """Return True if a refusal by its status and kind may be over in a moment; no block on writing is."""
    return (status in BUSY or status == CLOSING) and not is_block(status, kind)


def is_block(status: object, kind: object) -> bool:
    """Return True if a refusal says that an index takes nothing more."""
    return status in CLOSED and "cluster_block_exception" in str(kind)
