"""What the faults of a cluster mean to a person: each in a sentence with its cure, without what is secret."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import opensearchpy as opensearch

from index.errors import IndexingError, PullquoteError, ServiceError, SettingsError
from index.retrieval.cluster.cluster_access import ClusterAccess
from index.retrieval.cluster.cluster_patience import BUSY, is_block

__all__ = ["busy", "explained", "full", "gone", "lacking"]

MISSING = ("missing shards", "no_shard_available", "all shards failed")
"""What the cluster says where a part of an index has no copy on a node that runs."""


@contextmanager
def explained(access: ClusterAccess) -> Iterator[None]:
    """Raise what went wrong with a cluster as an error that says so in plain words, with the cure and no secret."""
    try:
        yield
    except opensearch.OpenSearchException as error:
        raise _explained(access, error) from None


def _explained(access: ClusterAccess, error: Exception) -> PullquoteError:
    where = str(access)
    if isinstance(error, opensearch.SSLError):
        return SettingsError(f"{where}: the certificate of the cluster is not trusted; set cluster.ca_file to its CA's")
    if isinstance(error, opensearch.ConnectionTimeout):
        return ServiceError(f"{where}: the cluster does not answer within {access.seconds:g} s; try again later")
    if isinstance(error, opensearch.ConnectionError):
        return ServiceError(f"{where}: no node of the cluster answers; see that it runs, and what cluster.urls names")
    if isinstance(error, opensearch.AuthenticationException):
        return SettingsError(f"{where}: the cluster refuses who connects; set cluster.user and its password anew")
    if not isinstance(error, opensearch.TransportError):
        return IndexingError(f"{where}: the cluster did not take what was sent ({type(error).__name__})")
    return _refused(where, error)


def gone(where: object) -> IndexingError:
    """Return the error to raise where an index is not there that was."""
    return IndexingError(f"{where}: a part of the index is gone; make it anew with 'pullquote index --rebuild'")


def full(where: object) -> ServiceError:
    """Return the error to raise where an index takes nothing more."""
    return ServiceError(f"{where}: the index is closed for writing, as on a full disk; make room, then try again")


def busy(where: object) -> ServiceError:
    """Return the error to raise where a cluster has no room for what is asked, however long one waits."""
    return ServiceError(f"{where}: the cluster has too much to do; try again later, or give its nodes more memory")


def lacking(where: object) -> ServiceError:
    """Return the error to raise where a part of an index is on no node that runs."""
    return ServiceError(
        f"{where}: a part of the index has no copy on a node that runs (red), and nothing is answered from the rest; "
        "bring its node back, or make the index anew with 'pullquote index --rebuild'"
    )


def _refused(where: str, error: opensearch.TransportError) -> PullquoteError:
    """Explain a status by which a cluster refuses a request."""
    status, kind = error.status_code, str(error.error)
    if is_block(status, kind):
        return full(where)
    if any(one in f"{kind} {error.info}" for one in MISSING):
        return lacking(where)
    if status in BUSY:
        return busy(where)
    known: dict[object, Callable[[], PullquoteError]] = {
        403: lambda: SettingsError(f"{where}: who connects lacks a right ({kind}); docs/cluster.md lists the rights"),
        404: lambda: gone(where),
        409: lambda: IndexingError(f"{where}: another process has written this index meanwhile; try again"),
    }
    if status in known:
        return known[status]()
    return IndexingError(
        f"{where}: the cluster refuses what was asked ({status}, {kind}); it needs OpenSearch 2.19 or later, and an "
        "index of its own: name another by cluster.index"
    )
