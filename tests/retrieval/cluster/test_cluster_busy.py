"""A cluster that has no room, does not answer, or holds what is not ours: how long is waited, and what is said."""

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from index.documents.folder import Folder
from index.errors import IndexingError, ServiceError
from index.retrieval.store.updating import update
from index.retrieval.store.verifying import verify
from tests.retrieval.archive import Archive

pytest.importorskip("opensearchpy", reason="needs the extra cluster")

from index.retrieval.cluster import cluster_access, cluster_patience
from index.retrieval.cluster.cluster_access import ClusterAccess, connect
from index.retrieval.cluster.cluster_engine import ClusterEngine
from index.retrieval.cluster.cluster_index import ClusterIndex
from tests.retrieval.cluster.nodes import Node, missing, start

pytestmark = pytest.mark.timeout(300)
BREAKER = "network.breaker.inflight_requests.limit"
ROOM, NO_ROOM = None, "200b"
"""What lets everything pass, and what lets pass no question but the request that sets it."""


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """A node that takes one request of writers at a time and lets another wait."""
    if cause := missing():
        pytest.skip(f"no OpenSearch here: {cause}")
    lines = ("thread_pool.write.size: 1", "thread_pool.write.queue_size: 1")
    (node,) = start(tmp_path_factory.mktemp("narrow") / f"pullquote-{time.time_ns()}", lines=lines)
    yield node
    node.kill()


def breaker(client: Any, limit: str | None) -> None:
    client.cluster.put_settings(body={"transient": {BREAKER: limit}})


def index_of(archive: Archive, url: str, name: str) -> ClusterIndex:
    return ClusterIndex(ClusterAccess((url,), name, replicas=0, seconds=5), archive.folder)


def test_what_a_breaker_refuses_is_asked_again_until_there_is_room_and_not_for_ever(
    archive: Archive, narrow: Node, index_name: str
) -> None:
    index, client = index_of(archive, narrow.url, index_name), connect(ClusterAccess((narrow.url,)))
    update(Folder(archive.folder), index)
    state = index.current()
    expected = ClusterEngine(state).candidates({"cyber": 1.0}, 9)
    breaker(client, NO_ROOM)
    later = threading.Timer(1.5, breaker, (client, ROOM))
    later.start()
    began = time.monotonic()
    assert ClusterEngine(state).candidates({"cyber": 1.0}, 9) == expected
    assert time.monotonic() - began > 1
    later.join()
    breaker(client, NO_ROOM)
    began = time.monotonic()
    try:
        with pytest.raises(ServiceError, match="the cluster has too much to do; try again later"):
            ClusterEngine(state).candidates({"cyber": 1.0}, 9)
        assert time.monotonic() - began >= cluster_patience.PATIENCE
    finally:
        breaker(client, ROOM)
    assert ClusterEngine(state).candidates({"cyber": 1.0}, 9) == expected


def test_what_a_full_queue_refuses_is_written_all_the_same(archive: Archive, narrow: Node, index_name: str) -> None:
    for number in range(80):
        archive.write(f"many-{number}.txt", f"Article {number} speaks of cyber crime. {'It rang. ' * 60}\n")
    index, client = index_of(archive, narrow.url, index_name), connect(ClusterAccess((narrow.url,)))
    ended, lines = threading.Event(), '{"index":{}}\n{"text":"It rang and rang."}\n' * 1000

    def crowd() -> int:
        """Write as others do who do not wait; returns how much was refused."""
        refused = 0
        while not ended.is_set():
            answer = client.bulk(index=f"{index_name}-others", body=lines)
            refused += sum(one["index"]["status"] == 429 for one in answer["items"])
            time.sleep(0.1)
        return refused

    with ThreadPoolExecutor(4) as pool:
        others = [pool.submit(crowd) for _ in range(4)]
        try:
            update(Folder(archive.folder), index, workers=1)
        finally:
            ended.set()
        assert sum(one.result() for one in others)
    assert verify(Folder(archive.folder), index).differences == ()


def test_the_pauses_between_tries_grow_and_end(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(cluster_patience.time, "monotonic", lambda: now[0])
    waited = []
    for pause in cluster_patience.pauses(20):
        waited.append(pause)
        now[0] += pause + 0.01  # the try itself
    assert waited[:4] == [0.1, 0.2, 0.4, 0.8]
    assert max(waited) == 5
    assert 19 < sum(waited) < 20


def test_a_node_that_takes_a_question_and_never_answers_is_not_waited_for_long(archive: Archive) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        access = ClusterAccess((f"http://127.0.0.1:{silent.getsockname()[1]}",), seconds=0.3)
        began = time.monotonic()
        with pytest.raises(ServiceError, match=r"the cluster does not answer within 0.3 s; try again later"):
            ClusterIndex(access, archive.folder).current()
        assert time.monotonic() - began < 5


def test_an_index_of_another_mapping_is_not_written_and_the_cure_is_said(
    archive: Archive, narrow: Node, index_name: str
) -> None:
    client: Any = connect(ClusterAccess((narrow.url,)))
    strict = {"mappings": {"dynamic": "strict", "properties": {"theirs": {"type": "keyword"}}}}
    client.indices.create(index=f"{index_name}-state", body=strict)
    with pytest.raises(IndexingError, match=r"refuses what was asked .400, strict_dynamic_mapping_exc.*cluster.index"):
        update(Folder(archive.folder), index_of(archive, narrow.url, index_name))
    other = f"{index_name}b"
    mappings = {"properties": {"article": {"type": "keyword", "index": False}}}
    template = {"index_patterns": [f"{other}-1"], "template": {"mappings": mappings}}
    client.indices.put_index_template(name=other, body=template)
    client.indices.create(index=f"{other}-1")
    index = index_of(archive, narrow.url, other)
    index._next_name = lambda: f"{other}-1"  # type: ignore[method-assign]  # noqa: SLF001 - as if made meanwhile
    with pytest.raises(IndexingError, match=r"cluster\.index"):
        update(Folder(archive.folder), index)
    assert index.name() is None


def test_an_index_of_another_analysis_is_not_asked(archive: Archive, narrow: Node, index_name: str) -> None:
    index, client = index_of(archive, narrow.url, index_name), connect(ClusterAccess((narrow.url,)))
    update(Folder(archive.folder), index)
    client.update(index=f"{index_name}-state", id="current", body={"doc": {"analysis": "0"}})
    with pytest.raises(IndexingError, match=r"made by another version of Pullquote .format .*, terms 0; .*--rebuild"):
        index.current()
    assert "made by another version" in str(update(Folder(archive.folder), index).fresh)
    assert index.current().manifest.articles == 5


def test_what_was_published_while_the_answer_was_lost_is_published_once(
    archive: Archive, narrow: Node, index_name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = index_of(archive, narrow.url, index_name)
    send = index._client.transport.perform_request  # noqa: SLF001 - the way to the cluster

    def twice(method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        if method == "PUT" and "/_doc/current" in url:
            send(method, url, *args, **kwargs)
        return send(method, url, *args, **kwargs)

    monkeypatch.setattr(index._client.transport, "perform_request", twice)  # noqa: SLF001 - the same
    update(Folder(archive.folder), index)
    archive.write("1.txt", "The hotline rang.\n")
    update(Folder(archive.folder), index)
    assert verify(Folder(archive.folder), index).differences == ()
    assert str(index.name()).endswith("-1@1")


def test_copies_that_are_on_no_node_are_told(
    archive: Archive, narrow: Node, index_name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_access, "COPIES", 1.0)
    index = ClusterIndex(ClusterAccess((narrow.url,), index_name, replicas=1, shards=2), archive.folder)
    update(Folder(archive.folder), index)
    assert "3 of the 6 copies of its parts are on no node (yellow)" in str(index.remark())
    whole = index_of(archive, narrow.url, f"{index_name}b")
    update(Folder(archive.folder), whole)
    assert whole.remark() is None
