"""The vectors of a model on a real node: kept by all states, and nothing that an answer needs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("opensearchpy", reason="needs the extra cluster")

from index.errors import PullquoteError
from index.library.library import Library
from index.retrieval.cluster.cluster_access import ClusterAccess, connect
from index.retrieval.cluster.cluster_vectors import ClusterVectors

pytestmark = pytest.mark.timeout(300)
SOME = {1: b"one", -(2**62): b"low", 2**62: b"high"}


@pytest.fixture
def vectors(node_url: str, index_name: str) -> Iterator[ClusterVectors]:
    access = ClusterAccess((node_url,), index_name, replicas=0)
    client: Any = connect(access)
    yield ClusterVectors(client, access)
    client.indices.delete(index=f"{index_name}-*")


def test_vectors_are_found_by_their_keys_and_dropped(vectors: ClusterVectors) -> None:
    assert vectors.found([1]) == {}
    assert vectors.keys().tolist() == []
    assert vectors.marked() == ""
    vectors.add(SOME)
    vectors.mark("a model")
    assert vectors.found([1, 2, 2**62]) == {1: b"one", 2**62: b"high"}
    assert vectors.keys().tolist() == sorted(SOME)
    assert vectors.marked() == "a model"
    vectors.drop([1, 2**62])
    assert vectors.keys().tolist() == [-(2**62)]
    assert vectors.found(list(SOME)) == {-(2**62): b"low"}


def test_a_cluster_that_does_not_answer_has_no_vectors_and_takes_none() -> None:
    access = ClusterAccess(("http://127.0.0.1:1",), "none", seconds=0.2)
    away = ClusterVectors(connect(access), access)
    assert away.found([1]) == {}
    assert away.marked() == ""
    with pytest.raises(PullquoteError, match="no node of the cluster answers"):
        away.add(SOME)


def test_with_a_model_answers_are_those_from_memory_with_vectors_and_without(
    node_url: str, index_name: str, tmp_path: Path
) -> None:
    from tests.semantic.small_models import encoder, with_weights  # noqa: PLC0415 - skips what cannot be run here

    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "tokens.md").write_text("# Tokens\n\nThe token is long.\n\nThe token expires.\n", "utf-8")
    access, said = ClusterAccess((node_url,), index_name, replicas=0), list[str]()
    model = with_weights(encoder(tmp_path / "model"), 20.0)
    memory = Library(tmp_path / "sources", semantic_model=model).ask("is the token valid").passages
    try:
        cluster = Library(tmp_path / "sources", cluster=access, semantic_model=model, on_notice=said.append)
        assert cluster.ask("is the token valid").passages == memory
        assert len(ClusterVectors(connect(access), access).keys()) == 4
        connect(access).indices.delete(index=f"{index_name}-vectors")
        without = Library(tmp_path / "sources", cluster=access, semantic_model=model, on_notice=said.append)
        assert without.ask("is the token valid").passages == memory
    finally:
        connect(access).indices.delete(index=f"{index_name}-*")
    assert ["are not made yet" in one for one in said] == [False, True]
