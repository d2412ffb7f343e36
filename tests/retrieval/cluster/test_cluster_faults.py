"""Nodes that die: no answer is ever made of a part of the index, and none is lost where there is a copy."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from index.documents.folder import Folder
from index.errors import ServiceError
from index.retrieval.store.updating import update
from index.retrieval.store.verifying import verify
from tests.retrieval.archive import Archive

pytest.importorskip("opensearchpy", reason="needs the extra cluster")

from index.retrieval.cluster.cluster_access import ClusterAccess, connect
from index.retrieval.cluster.cluster_engine import ClusterEngine
from index.retrieval.cluster.cluster_index import ClusterIndex
from tests.retrieval.cluster.nodes import Node, healthy, missing, start

pytestmark = pytest.mark.timeout(300)
WORDS = [{"cyber": 1.0, "crime": 0.5}, {"hotlin": 1.0, "2013": 2.0}]


@pytest.fixture
def nodes(tmp_path: Path) -> Iterator[list[Node]]:
    """Two nodes, the first of which leads."""
    yield from _nodes(tmp_path, 2)


@pytest.fixture
def three(tmp_path: Path) -> Iterator[list[Node]]:
    """Three nodes, of which any may be lost."""
    yield from _nodes(tmp_path, 3)


def _nodes(folder: Path, number: int) -> Iterator[list[Node]]:
    if cause := missing():
        pytest.skip(f"no OpenSearch here: {cause}")
    started = start(folder / f"pullquote-{time.time_ns()}", number)
    yield started
    for one in started:
        one.kill()


def index_of(archive: Archive, nodes: list[Node], name: str, **options: Any) -> ClusterIndex:
    return ClusterIndex(ClusterAccess(tuple(one.url for one in nodes), name, seconds=3, **options), archive.folder)


def green(nodes: list[Node]) -> None:
    """Wait until every copy is where it is to be."""
    client = connect(ClusterAccess((nodes[0].url,)))
    client.cluster.health(params={"wait_for_status": "green", "timeout": "60s", "request_timeout": 70})


def found(engine: ClusterEngine) -> list[list[str]]:
    return [[one.passage.text for one in engine.candidates(boosts, 32)] for boosts in WORDS]


def test_a_node_that_dies_loses_nothing_where_there_is_a_copy_and_the_cluster_is_written_on(
    archive: Archive, nodes: list[Node], index_name: str
) -> None:
    index = index_of(archive, [nodes[1], nodes[0]], index_name, shards=2)
    update(Folder(archive.folder), index)
    green(nodes)
    expected = found(ClusterEngine(index.current()))
    assert len(expected[0]) == 10
    nodes[1].kill()
    for _ in range(5):
        assert found(ClusterEngine(index.current())) == expected
    archive.write("more.txt", "The cyber hotline.\n")
    update(Folder(archive.folder), index)
    assert len(found(ClusterEngine(index.current()))[0]) == 11
    assert verify(Folder(archive.folder), index).differences == ()


def test_where_there_is_no_copy_nothing_is_answered_and_what_is_missing_is_said(
    archive: Archive, nodes: list[Node], index_name: str
) -> None:
    index = index_of(archive, nodes, index_name, shards=2, replicas=0)
    update(Folder(archive.folder), index)
    engine = ClusterEngine(index.current())
    nodes[1].kill()
    with pytest.raises(ServiceError, match=r"no copy on a node that runs .red., and nothing is answered from the rest"):
        _ask_until_noticed(engine)
    with pytest.raises(ServiceError, match=r"no copy on a node that runs .red."):
        engine.restricted(["1.txt", "2.txt", "3.txt"])


def _ask_until_noticed(engine: ClusterEngine) -> None:
    """Ask until the node that is left knows that the other is gone."""
    while True:
        found(ClusterEngine(engine.generation))


def test_a_node_that_dies_while_the_index_is_made_loses_nothing(
    archive: Archive, nodes: list[Node], index_name: str
) -> None:
    for number in range(600):
        archive.write(f"many-{number}.txt", f"Article {number} speaks of cyber crime. {'It rang. ' * 40}\n")
    index = index_of(archive, [nodes[1], nodes[0]], index_name)
    update(Folder(archive.folder), index, workers=1, report=lambda _: nodes[1].kill())
    assert verify(Folder(archive.folder), index).differences == ()


def test_a_rolling_restart_fails_no_question_and_makes_none_wrong(
    archive: Archive, three: list[Node], index_name: str
) -> None:
    index = index_of(archive, three, index_name, shards=2)
    update(Folder(archive.folder), index)
    green(three)
    expected, ended = found(ClusterEngine(index.current())), threading.Event()

    def ask() -> int:
        asked = 0
        while not ended.is_set():
            assert found(ClusterEngine(index.current())) == expected
            asked += 1
            time.sleep(0.05)
        return asked

    with ThreadPoolExecutor(2) as pool:
        asking = [pool.submit(ask) for _ in range(2)]
        try:
            for at, node in enumerate(three):
                node.stop()
                three[at] = node.again()
                healthy([three[at]], 3)
                green([three[at]])
        finally:
            ended.set()
        assert all(one.result() > 10 for one in asking)
    archive.write("more.txt", "The cyber hotline.\n")
    update(Folder(archive.folder), index)
    assert len(found(ClusterEngine(index.current()))[0]) == 11
