"""A small archive, and a cluster, for whoever asks for one."""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.retrieval.archive import Archive


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


@pytest.fixture(scope="session")
def node_url(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """The address of a node of OpenSearch, the same for all processes of a run of the tests."""
    pytest.importorskip("opensearchpy", reason="needs the extra cluster")
    from tests.retrieval.cluster.nodes import missing, shared  # noqa: PLC0415 - few tests need it

    if cause := missing():
        pytest.skip(f"no OpenSearch here: {cause}")
    alone = worker_id == "master"
    folder = tmp_path_factory.getbasetemp() if alone else tmp_path_factory.getbasetemp().parent
    with shared(folder / "opensearch", os.getpid() if alone else os.getppid()) as node:
        yield node.url


@pytest.fixture
def index_name() -> str:
    """The name of an index that no other test has."""
    return f"test-{secrets.token_hex(6)}"
