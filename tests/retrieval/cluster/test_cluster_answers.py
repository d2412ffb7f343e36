"""Whole answers from a cluster: the same passages, scores and outcomes as from memory, of a part of the sources too."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library.answer import Answer
from index.library.library import Library
from index.library.scope import Scope

pytest.importorskip("opensearchpy", reason="needs the extra cluster")

from index.retrieval.cluster.cluster_access import ClusterAccess, connect

ROOT = Path(__file__).parents[3]
QUESTIONS = [
    json.loads(line)["question"]
    for path in sorted((ROOT / "tests" / "data").glob("*.jsonl"))
    for line in path.read_text("utf-8").splitlines()
    if '"question"' in line
]


@pytest.fixture
def both(node_url: str, index_name: str) -> Iterator[tuple[Library, Library]]:
    access = ClusterAccess((node_url,), index_name, replicas=0)
    yield Library(ROOT / "sources", engine="memory"), Library(ROOT / "sources", cluster=access)
    connect(access).indices.delete(index=f"{index_name}-*")


def told(answer: Answer) -> object:
    return (
        answer.outcome,
        answer.confidence,
        answer.reason,
        answer.missing,
        answer.corrections,
        [(one.citation, one.score, one.quoted, one.text, one.answer, one.headings) for one in answer.passages],
    )


def test_every_question_is_answered_as_from_memory(both: tuple[Library, Library]) -> None:
    memory, cluster = both
    for question in QUESTIONS[::3]:
        assert told(cluster.ask(question)) == told(memory.ask(question)), question
    assert cluster.suggest("When will the th") == memory.suggest("When will the th")
    assert told(cluster.ask("What is this about?")) == told(memory.ask("What is this about?"))


def test_a_part_is_answered_as_from_memory(both: tuple[Library, Library]) -> None:
    memory, cluster = (one.within(Scope(("000*",))) for one in both)
    for question in QUESTIONS[::20]:
        assert told(cluster.ask(question)) == told(memory.ask(question)), question
    assert [one.name for one in cluster.sources()] == [one.name for one in memory.sources()]


def test_where_the_cluster_is_gone_that_is_said_and_answers_come_again_with_it(
    both: tuple[Library, Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.errors import ServiceError  # noqa: PLC0415 - of this test alone

    _, cluster = both
    question = "When was the second dialogue held?"
    before = told(cluster.ask(question))
    engine = cluster.served.engine
    lost = connect(ClusterAccess(("http://127.0.0.1:9",), seconds=1))
    monkeypatch.setattr(engine._rows, "_client", lost)  # type: ignore[attr-defined]  # noqa: SLF001 - the way to it
    with pytest.raises(ServiceError, match="no node of the cluster answers"):
        cluster.ask("Who cut which ribbon of Zanzibar?")
    monkeypatch.undo()
    assert told(cluster.ask(question)) == before
