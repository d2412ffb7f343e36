"""An index on a real node: readers see one state from start to end, and whoever dies leaves nothing that is read."""

import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index.documents.folder import Folder
from index.documents.source import Source
from index.errors import IndexingError, NoIndexError, OtherSourcesError, ServiceError, SettingsError
from index.retrieval.engine import Engine
from index.retrieval.memory import MemoryEngine
from index.retrieval.store.ingest import read
from index.retrieval.store.updating import UpdateSummary, update
from index.retrieval.store.verifying import verify
from tests.retrieval.archive import Archive

pytest.importorskip("opensearchpy", reason="needs the extra cluster")

from index.retrieval.cluster import cluster_index, cluster_writer
from index.retrieval.cluster.cluster_access import ClusterAccess, connect
from index.retrieval.cluster.cluster_engine import ClusterEngine
from index.retrieval.cluster.cluster_index import ClusterIndex

pytestmark = pytest.mark.timeout(300)
BOOSTS = [{"cyber": 1.0, "crime": 0.5}, {"hotlin": 1.0}, {"articl": 1.0, "2013": 2.0, "open": 0.3}]


class OnCluster:
    """An archive with its index on a cluster."""

    def __init__(self, archive: Archive, url: str, name: str) -> None:
        self.archive, self.access = archive, ClusterAccess((url,), name, replicas=0)
        self.client: Any = connect(self.access)

    @property
    def index(self) -> ClusterIndex:
        return ClusterIndex(self.access, self.archive.folder)

    @property
    def folder(self) -> Folder:
        return Folder(self.archive.folder)

    def update(self, **options: Any) -> UpdateSummary:
        return update(self.folder, self.index, **options)

    def engine(self) -> ClusterEngine:
        return ClusterEngine(self.index.current())

    def memory(self) -> MemoryEngine:
        return MemoryEngine(one for one in self.folder.scan() if isinstance(one, Source))


@pytest.fixture
def held(archive: Archive, node_url: str, index_name: str) -> Iterator[OnCluster]:
    made = OnCluster(archive, node_url, index_name)
    yield made
    made.client.indices.delete(index=f"{index_name}-*")


def told(engine: Engine) -> object:
    """All that an engine tells of a small archive."""
    found = [[(one.passage, one.terms, one.title) for one in engine.candidates(boosts, 32)] for boosts in BOOSTS]
    terms = ["cyber", "crime", "hotlin", "2013", "nowher", "photo"]
    names = [one.name for one in engine.records()]
    passages = [list(engine.passages(name, -1, 99)) for name in names]
    alike = [list(engine.similar(one)) for one in ("hotlen", "crme", "cr")]
    return found, engine.statistics(terms), names, passages, alike, list(engine.completions("c", 5))


def test_every_state_is_what_a_memory_engine_holds(held: OnCluster) -> None:
    summary = held.update()
    assert len(summary.added) == 5
    assert told(held.engine()) == told(held.memory())
    held.archive.write("0.txt", "A hotline was planned in 2013, and crime fell.\n\nNobody saw it.\n")
    held.archive.write("new.txt", "Photo: Anna Berg\n\nThe hotline rang in the cyber harbour.\n")
    (held.archive.folder / "3.txt").unlink()
    summary = held.update()
    assert (summary.added, summary.changed, summary.removed) == (("new.txt",), ("0.txt",), ("3.txt",))
    assert summary.generation.name.endswith("-1@1")
    assert told(held.engine()) == told(held.memory())
    assert verify(held.folder, held.index).differences == ()
    assert held.update().unchanged == 5
    held.archive.write("new.txt", "Nothing of note.\n")
    assert told(held.engine()) != told(held.memory())
    held.update(rebuild=True)
    assert held.index.name() == f"{held.access.index}-2@0"
    assert told(held.engine()) == told(held.memory())


def test_a_reader_keeps_its_state_while_the_next_is_written_and_after(held: OnCluster) -> None:
    held.update()
    engine, before = held.engine(), told(held.engine())
    for number in range(3):
        held.archive.write("1.txt", f"The cyber hotline crime of 201{number} opened. {'Crime. ' * number}\n")
        (held.archive.folder / f"{number + 2}.txt").unlink()
        held.update()
        assert told(engine) == before
        assert told(ClusterEngine(engine.generation)) == before
    assert told(held.engine()) == told(held.memory()) != before


def test_a_part_is_what_an_engine_of_its_sources_alone_holds(held: OnCluster) -> None:
    held.update()
    names = ["1.txt", "3.txt"]
    part, alone = held.engine().restricted(names), held.memory().restricted(names)
    assert told(part) == told(alone)
    assert part.record("2.txt") is None
    assert list(part.passages("2.txt", 0, 9)) == []
    held.archive.write("1.txt", "Article 1 speaks of the hotline alone.\n")
    held.update()
    assert told(held.engine().restricted(names, part)) == told(held.memory().restricted(names))
    assert told(held.engine().restricted([], part)) == told(held.memory().restricted([]))


def test_what_a_writer_left_that_died_is_never_read_and_the_next_clears_it_away(held: OnCluster) -> None:
    held.update()
    before = told(held.engine())
    held.archive.write("more.txt", "The cyber crime hotline was hidden. It never opened in 2013.\n" * 9)
    state = held.index.current()
    with (
        closing(held.index.writer(state, size=1)) as writer,
        closing(read(held.folder, _files(held, "more.txt"))) as some,
    ):
        for batch in some:
            writer.take(batch)
        writer.finish({})
    assert told(held.engine()) == before
    held.archive.write("more.txt", "It rang.\n")
    held.update()
    assert told(held.engine()) == told(held.memory())
    assert verify(held.folder, held.index).differences == ()


def _files(held: OnCluster, name: str) -> Any:
    from index.documents.fingerprints import look  # noqa: PLC0415 - of this test alone
    from index.retrieval.store.changes import changes_since  # noqa: PLC0415 - the same

    found = changes_since(held.folder, held.index.current(), look(held.folder))
    return [one for one in found.files if one.name == name]


def test_an_update_that_fails_leaves_the_state_before(held: OnCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    held.update()
    before = told(held.engine())
    held.archive.write("1.txt", "Gone.\n")
    monkeypatch.setattr(cluster_index, "dump_state", _fail)
    with pytest.raises(RuntimeError):
        held.update()
    monkeypatch.undo()
    assert told(held.engine()) == before
    held.update()
    assert told(held.engine()) == told(held.memory())


def _fail(_: object) -> None:
    raise RuntimeError("the machine died")


def test_one_process_writes_at_a_time_and_the_other_is_told_who(held: OnCluster) -> None:
    with held.index.locked():
        with pytest.raises(IndexingError, match=r"process .* is writing this index; try again when it has finished"):
            held.update()
        waiting = threading.Thread(target=lambda: held.update(wait=20))
        waiting.start()
        time.sleep(0.2)
    waiting.join(30)
    assert told(held.engine()) == told(held.memory())


def test_the_lease_of_one_that_died_is_taken_over_and_it_cannot_publish_any_more(
    held: OnCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    held.update()
    monkeypatch.setattr(cluster_index, "RENEWED", 0.1)
    dead = held.index
    with dead.locked():
        monkeypatch.setattr(cluster_index, "LASTS", -1.0)
        with held.index.locked():
            time.sleep(0.5)
            with pytest.raises(IndexingError, match="another process took over this index"):
                dead.publish(dead.current())


def test_two_that_read_the_same_state_cannot_both_publish_the_next(held: OnCluster) -> None:
    held.update()
    state = held.index.current()
    held.index.publish(replace(state, made=1.0))
    with pytest.raises(IndexingError, match="another process has written this index meanwhile; try again"):
        held.index.publish(replace(state, made=2.0))


def test_rows_of_articles_that_are_gone_are_removed_when_no_reader_needs_them(
    held: OnCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    held.update()
    (held.archive.folder / "2.txt").unlink()
    held.update()
    assert len(held.index.current().gone) == 1
    monkeypatch.setattr(cluster_writer, "KEPT", -1.0)
    held.archive.write("3.txt", "The hotline.\n")
    held.update()
    assert [*held.index.current().gone] == [3]
    found = held.client.count(index=held.index.current().held.index, body={"query": {"term": {"article": 2}}})
    assert found["count"] == 0
    assert told(held.engine()) == told(held.memory())


def test_what_older_states_left_behind_is_listed_and_dropped(held: OnCluster) -> None:
    held.update()
    held.update(rebuild=True)
    assert held.index.left_behind() == [f"{held.access.index}-1"]
    held.index.drop(held.index.left_behind())
    assert held.index.left_behind() == []
    assert told(held.engine()) == told(held.memory())


def test_an_index_that_cannot_be_used_says_why_and_what_to_do(held: OnCluster, tmp_path: Path) -> None:
    with pytest.raises(NoIndexError, match="there is no index here yet; make it with 'pullquote index'"):
        held.index.current()
    held.update()
    with pytest.raises(OtherSourcesError, match=r"this is the index of .*, not of .*; set another cluster.index"):
        ClusterIndex(held.access, tmp_path / "others").current()
    engine = held.engine()
    held.client.indices.delete(index=engine.generation.held.index)
    with pytest.raises(IndexingError, match="a part of the index is gone; make it anew"):
        engine.candidates({"cyber": 1.0}, 5)
    held.client.update(index=f"{held.access.index}-state", id="current", body={"doc": {"format": 0}})
    with pytest.raises(IndexingError, match=r"made by another version of Pullquote .format 0, .*--rebuild"):
        held.index.current()
    assert held.update(rebuild=True).fresh == "as asked"
    assert told(held.engine()) == told(held.memory())


def test_an_index_that_is_closed_for_writing_says_so_and_is_read_all_the_same(held: OnCluster) -> None:
    held.update()
    index = held.index.current().held.index
    blocked = {"index.blocks.read_only_allow_delete": True}
    held.client.indices.put_settings(index=index, body=blocked)
    held.archive.write("1.txt", "Changed.\n")
    with pytest.raises((ServiceError, IndexingError), match="closed for writing, as on a full disk"):
        held.update()
    assert held.engine().candidates({"cyber": 1.0}, 5)
    held.client.indices.put_settings(index=index, body={"index.blocks.read_only_allow_delete": None})
    held.update()
    assert told(held.engine()) == told(held.memory())


def test_no_node_that_answers_and_what_is_no_address_are_told_apart(tmp_path: Path) -> None:
    began = time.monotonic()
    with pytest.raises(ServiceError, match=r"127.0.0.1:9 .*no node of the cluster answers; see that it runs"):
        ClusterIndex(ClusterAccess(("http://127.0.0.1:9",), seconds=1), tmp_path).current()
    assert time.monotonic() - began < 60
    for wrong in ("localhost:9200", "https://user:secret@host:9200", "ftp://host"):
        with pytest.raises(SettingsError, match=r"cluster.urls: write each address as https://HOST:PORT") as caught:
            ClusterIndex(ClusterAccess((wrong,)), tmp_path)
        assert "secret" not in str(caught.value)
    with pytest.raises(SettingsError, match="cannot name an index; use small letters"):
        ClusterIndex(ClusterAccess(("http://127.0.0.1:9",), "A B"), tmp_path)


def test_nothing_secret_is_shown(tmp_path: Path) -> None:
    access = ClusterAccess(("http://127.0.0.1:9",), user="me", password="very-secret", api_key=None, seconds=1)
    assert "very-secret" not in f"{access!r} {access} {connect(access)!r}"
    with pytest.raises(ServiceError) as caught:
        ClusterIndex(access, tmp_path).current()
    assert "very-secret" not in str(caught.value)
