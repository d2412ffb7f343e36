"""The way to a cluster: who connects, by which addresses, and what its faults mean to a person."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import opensearchpy as opensearch

from index.errors import IndexingError, PullquoteError, ServiceError, SettingsError

__all__ = ["ClusterAccess", "connect", "create_index", "explained", "full", "gone"]

TRIES = 3
"""How often a request is sent again, to another node where there is one, before it has failed."""
COPIES = 10.0
"""Seconds for which the copies of a new index are waited for."""
BUSY = (429, 500, 502, 503, 504)
"""Statuses of a cluster that may answer in a moment."""
_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,99}")


@dataclass(frozen=True, slots=True)
class ClusterAccess:
    """Addresses of a cluster and what is needed to use it.

    ``urls`` are of its nodes, ``index`` begins the names of all that is kept there. Either ``user`` and ``password`` or
    an ``api_key`` say who connects. ``ca_file`` holds the certificates that are trusted, ``certificate_file`` and
    ``key_file`` one's own. ``replicas`` are the further copies of each part of an index, ``shards`` its parts, None
    for as many as its size asks for. A node may take ``seconds`` to answer.
    """

    urls: tuple[str, ...]
    index: str = "pullquote"
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    api_key: str | None = field(default=None, repr=False)
    ca_file: Path | None = None
    certificate_file: Path | None = None
    key_file: Path | None = None
    replicas: int = 1
    shards: int | None = None
    seconds: float = 5.0

    def __str__(self) -> str:
        """The addresses and the name of the index, without what is secret."""
        return f"{', '.join(self.urls)} ({self.index})"


def connect(access: ClusterAccess) -> opensearch.OpenSearch:
    """Return a client, which has not asked anything yet; raises SettingsError for what cannot be an address."""
    if not _NAME.fullmatch(access.index):
        raise SettingsError(f"cluster.index: “{access.index}” cannot name an index; use small letters, digits, - and _")
    for url in access.urls:
        if not re.fullmatch(r"https?://[^\s/@]+/?", url):
            raise SettingsError("cluster.urls: write each address as https://HOST:PORT, without user and password")
    given: dict[str, Any] = {
        "ca_certs": access.ca_file and str(access.ca_file),
        "client_cert": access.certificate_file and str(access.certificate_file),
        "client_key": access.key_file and str(access.key_file),
    }
    if access.api_key:
        given["headers"] = {"Authorization": f"ApiKey {access.api_key}"}
    elif access.user:
        given["http_auth"] = (access.user, access.password or "")
    try:
        return opensearch.OpenSearch(
            [url.rstrip("/") for url in access.urls],
            timeout=access.seconds,
            max_retries=TRIES,
            retry_on_timeout=True,
            retry_on_status=BUSY,
            **{name: value for name, value in given.items() if value},
        )
    except (OSError, opensearch.ImproperlyConfigured) as error:
        raise SettingsError(f"cluster: a file of certificates cannot be used ({error}); see ca_file") from None


def create_index(client: opensearch.OpenSearch, name: str, body: Mapping[str, Any]) -> None:
    """Create an index that may be there already, and wait a while for all of its copies, so that no node holds all."""
    params = {"ignore": 400, "wait_for_active_shards": "all", "timeout": f"{COPIES:g}s", "request_timeout": COPIES * 2}
    client.indices.create(index=name, body=body, params=params)


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


def _refused(where: str, error: opensearch.TransportError) -> PullquoteError:
    """Explain a status by which a cluster refuses a request."""
    kind = str(error.error)
    if "cluster_block_exception" in kind or "read-only" in str(error.info):
        return full(where)
    if error.status_code == 403:  # noqa: PLR2004 - HTTP's
        return SettingsError(f"{where}: who connects lacks a right ({kind}); docs/cluster.md lists the rights")
    if error.status_code == 404:  # noqa: PLR2004 - HTTP's
        return gone(where)
    if error.status_code == 409:  # noqa: PLR2004 - HTTP's
        return IndexingError(f"{where}: another process has written this index meanwhile; try again")
    if error.status_code in BUSY:
        return ServiceError(
            f"{where}: the cluster has too much to do, or lacks a part of the index ({kind}); try later"
        )
    return IndexingError(
        f"{where}: the cluster refuses what was asked ({error.status_code}, {kind}); it needs OpenSearch 2.19 or "
        "later, and an index of its own: name another by cluster.index"
    )
