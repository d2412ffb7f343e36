"""Many bots on one index: four processes ask while one indexes, and each answer is of one whole state."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.documents.folder import Folder
from index.retrieval.store import ingest
from index.retrieval.store.updating import IndexProgress, update
from tests.retrieval.archive import Archive

pytest.importorskip("opensearchpy", reason="needs the extra cluster")

from index.retrieval.cluster.cluster_access import ClusterAccess, connect
from index.retrieval.cluster.cluster_index import ClusterIndex

pytestmark = pytest.mark.timeout(300)
ROOT = Path(__file__).parents[3]
HOUSES, STATES, BOTS = 8, 5, 4
BOT = """
import re, sys, threading
sys.path[:0] = [sys.argv[1]]
from pathlib import Path
from index.query.question import understand
from index.ranking.ranker import rank
from index.retrieval.cluster.cluster_access import ClusterAccess
from index.retrieval.cluster.cluster_engine import ClusterEngine
from index.retrieval.cluster.cluster_index import ClusterIndex

index = ClusterIndex(ClusterAccess((sys.argv[2],), sys.argv[3], replicas=0), Path(sys.argv[4]))
ended, seen, asked = threading.Event(), [], 0
threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
print("ready", flush=True)
while not ended.is_set():
    engine = ClusterEngine(index.current())
    question = understand("How often did the hotline ring?", engine)
    found = [one.passage.text for one in rank(question, engine, 99).evidence if "rang" in one.passage.text]
    times = {re.search(r"rang (\\d+) times", text)[1] for text in found}
    held = engine.statistics(["hotlin"]).document_frequency["hotlin"]
    assert (len(found), held, len(times)) == (int(sys.argv[5]), int(sys.argv[5]), 1), (found, held)
    seen += [one for one in times if one not in seen[-1:]]
    asked += 1
print(asked, *seen, flush=True)
"""


@pytest.fixture
def index(archive: Archive, node_url: str, index_name: str) -> Iterator[ClusterIndex]:
    """The index of an archive in which every house tells how often its hotline rang."""
    for path in archive.folder.iterdir():
        path.unlink()
    ring(archive, 1)
    made = ClusterIndex(ClusterAccess((node_url,), index_name, replicas=0), archive.folder)
    update(Folder(archive.folder), made)
    yield made
    connect(made.access).indices.delete(index=f"{index_name}-*")


def ring(archive: Archive, times: int) -> None:
    for house in range(HOUSES):
        archive.write(f"{house}.txt", f"The hotline of house {house} rang {times} times.\n{'It was so. ' * times}\n")


def test_four_processes_ask_while_one_indexes_and_none_sees_half_of_a_state(
    archive: Archive, index: ClusterIndex
) -> None:
    given = [str(ROOT), index.access.urls[0], index.access.index, str(archive.folder), str(HOUSES)]
    bots = [
        subprocess.Popen([sys.executable, "-c", BOT, *given], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(BOTS)
    ]
    assert [bot.stdout and bot.stdout.readline() for bot in bots] == ["ready\n"] * BOTS
    for times in range(2, STATES + 1):
        ring(archive, times)
        update(Folder(archive.folder), index, rebuild=times == STATES - 1)
    told = [bot.communicate("")[0].split() for bot in bots]
    assert [bot.returncode for bot in bots] == [0] * BOTS
    for asked, *seen in told:
        assert int(asked) > STATES
        assert seen == sorted(seen)
    assert {one for _, *seen in told for one in seen} >= {"1", str(STATES - 1)}


def test_files_are_read_by_several_processes_with_progress(
    archive: Archive, index: ClusterIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "ALONE", 0)
    monkeypatch.setattr(ingest, "BATCH", 2_000)
    for number in range(20):
        archive.write(f"more-{number}.txt", f"House {number} rang. " + f"It rang in {number}. " * 50)
    told: list[IndexProgress] = []
    update(Folder(archive.folder), index, workers=2, report=told.append)
    assert len(told) > 5
    assert (told[-1].files, told[-1].all_files) == (20, 20)
    assert [one.passages for one in told] == sorted(one.passages for one in told)
    assert index.current().manifest.articles == 20 + HOUSES
