"""The way to a cluster: who connects, and by which addresses."""

import logging
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import opensearchpy as opensearch

from index.errors import SettingsError
from index.retrieval.cluster.cluster_patience import PatientTransport

__all__ = ["ClusterAccess", "connect", "create_index"]

TRIES = 3
"""How often a request is sent again, to another node where there is one, before it has failed."""
CONNECTIONS = 16
"""Connections to each node that are kept open, for as many threads that ask at once."""
COPIES = 10.0
"""Seconds for which the copies of a new index are waited for."""
THERE = "resource_already_exists_exception"
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
    _check_files(access)
    given: dict[str, Any] = {
        "ca_certs": access.ca_file and str(access.ca_file),
        "client_cert": access.certificate_file and str(access.certificate_file),
        "client_key": access.key_file and str(access.key_file),
    }
    if access.api_key:
        given["headers"] = {"Authorization": f"ApiKey {access.api_key}"}
    elif access.user:
        given["http_auth"] = (access.user, access.password or "")
    logging.getLogger("opensearch").setLevel(logging.ERROR)  # what fails is raised with its cure, and no traceback
    return opensearch.OpenSearch(
        [url.rstrip("/") for url in access.urls],
        timeout=access.seconds,
        pool_maxsize=CONNECTIONS,
        max_retries=TRIES,
        retry_on_timeout=True,
        retry_on_status=(),
        transport_class=PatientTransport,
        **{name: value for name, value in given.items() if value},
    )


def _check_files(access: ClusterAccess) -> None:
    """Raise SettingsError for a file of certificates that cannot be used."""
    files = access.ca_file, access.certificate_file, access.key_file
    if not any(files):
        return
    try:
        context = ssl.create_default_context(cafile=access.ca_file)
        if access.certificate_file:
            context.load_cert_chain(access.certificate_file, access.key_file)
    except OSError as error:  # ssl.SSLError is one
        names = ", ".join(str(one) for one in files if one)
        cause = error.strerror or type(error).__name__
        raise SettingsError(
            f"{names}: these files of certificates cannot be used ({cause}); see cluster.ca_file, certificate_file "
            "and key_file"
        ) from None


def create_index(client: opensearch.OpenSearch, name: str, body: Mapping[str, Any]) -> None:
    """Create an index that may be there already, and wait a while for all of its copies, so that no node holds all."""
    params = {"wait_for_active_shards": "all", "timeout": f"{COPIES:g}s", "request_timeout": COPIES * 2}
    try:
        client.indices.create(index=name, body=body, params=params)
    except opensearch.RequestError as error:
        if error.error != THERE:
            raise
