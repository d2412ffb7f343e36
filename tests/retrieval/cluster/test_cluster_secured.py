"""A node with the security plugin: what the roles of the documents allow and refuse, and who is let in by what."""

import secrets
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.documents.folder import Folder
from index.errors import PullquoteError, SettingsError
from index.library.calibrating import kept_with_index
from index.library.library import Library
from index.retrieval.store.updating import update
from index.retrieval.store.verifying import verify
from tests.retrieval.archive import Archive

pytest.importorskip("opensearchpy", reason="needs the extra cluster")

from index.retrieval.cluster.cluster_access import ClusterAccess, connect
from index.retrieval.cluster.cluster_index import ClusterIndex
from tests.retrieval.cluster import secured

pytestmark = pytest.mark.timeout(300)
WRITER, READER, NOBODY = "pullquote-index", "pullquote-bot", "somebody"


@pytest.fixture(scope="module")
def way(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClusterAccess]:
    """The way of the one who writes to a node with the documents' roles."""
    if cause := secured.missing():
        pytest.skip(f"no OpenSearch with its security plugin here: {cause}")
    node = secured.start(tmp_path_factory.mktemp("secured") / f"pullquote-{time.time_ns()}", [WRITER, READER, NOBODY])
    ca = node.home / "config" / "ca.pem"
    yield ClusterAccess((node.url,), user=WRITER, password=secured.PASSWORD, ca_file=ca, replicas=0)
    node.kill()


@pytest.fixture
def writer(way: ClusterAccess) -> ClusterAccess:
    """The same with an index of its own, within what the roles are for."""
    return replace(way, index=f"pullquote-{secrets.token_hex(4)}")


def test_who_writes_needs_no_other_right_than_those_of_its_role(archive: Archive, writer: ClusterAccess) -> None:
    folder, index = Folder(archive.folder), ClusterIndex(writer, archive.folder)
    update(folder, index, notes=kept_with_index)
    archive.write("1.txt", "The hotline rang in the harbour.\n")
    (archive.folder / "2.txt").unlink()
    update(folder, index, notes=kept_with_index)
    assert verify(folder, index).differences == ()
    update(folder, index, rebuild=True, notes=kept_with_index)
    assert index.remark() is None
    assert len(index.left_behind()) == 1
    with index.locked():
        index.drop(index.left_behind())
    assert index.left_behind() == []
    others = ClusterIndex(replace(writer, index="others"), archive.folder)
    with pytest.raises(SettingsError, match=r"who connects lacks a right .*; docs/cluster.md lists the rights"):
        update(folder, others)


def test_who_only_answers_reads_and_cannot_write(archive: Archive, writer: ClusterAccess) -> None:
    update(Folder(archive.folder), ClusterIndex(writer, archive.folder), notes=kept_with_index)
    reader = replace(writer, user=READER)
    library = Library(archive.folder, cluster=reader)
    memory = Library(archive.folder, engine="memory")
    for question in ("When was the hotline opened?", "What does article 3 speak of?", "Wich crme is spoken of?"):
        assert library.ask(question) == memory.ask(question)
    assert library.suggest("When was the h") == memory.suggest("When was the h")
    assert [one.name for one in library.sources()] == [one.name for one in memory.sources()]
    archive.write("new.txt", "The harbour was quiet.\n")
    assert library.ask("When was the hotline opened?").passages
    with pytest.raises(SettingsError, match="who connects lacks a right"):
        update(Folder(archive.folder), ClusterIndex(reader, archive.folder))


def test_who_is_not_let_in_is_told_why_and_nothing_secret(
    archive: Archive, writer: ClusterAccess, tmp_path: Path
) -> None:
    assert writer.ca_file
    wrong = {
        "refuses who connects; set cluster.user and its password anew": replace(writer, password="a-wrong-password"),
        "refuses who connects; set cluster.user ": replace(writer, user=None, password=None),
        "lacks a right": replace(writer, user=NOBODY),
        "certificate of the cluster is not trusted; set cluster.ca_file": replace(writer, ca_file=None),
        "certificate of the cluster is not trusted; ": replace(writer, ca_file=secured.certificate(tmp_path, "others")),
    }
    for said, access in wrong.items():
        with pytest.raises(SettingsError, match=said) as caught:
            ClusterIndex(access, archive.folder).current()
        assert str(access.password) not in str(caught.value)
    with pytest.raises(PullquoteError, match="no node of the cluster answers"):
        ClusterIndex(replace(writer, urls=(writer.urls[0].replace("https", "http"),)), archive.folder).current()


def test_a_certificate_of_the_client_lets_it_in_by_its_name(archive: Archive, writer: ClusterAccess) -> None:
    assert writer.ca_file
    folder = writer.ca_file.parent
    nobody = replace(writer, user=None, password=None)
    ours = {
        name: replace(
            nobody,
            certificate_file=secured.certificate(folder, name, ca="ca"),
            key_file=folder / f"{name}.key",
        )
        for name in (WRITER, NOBODY)
    }
    update(Folder(archive.folder), ClusterIndex(ours[WRITER], archive.folder))
    assert ClusterIndex(ours[WRITER], archive.folder).current().manifest.articles == 5
    with pytest.raises(SettingsError, match="who connects lacks a right"):
        ClusterIndex(ours[NOBODY], archive.folder).current()
    for key in ("nowhere.key", f"{NOBODY}.key"):
        with pytest.raises(SettingsError, match="these files of certificates cannot be used"):
            connect(replace(ours[WRITER], key_file=folder / key))
