"""An index follows its folder: only what changed is read, and whatever stops an update leaves the old index serving."""

import json
import multiprocessing
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.documents.folder import Folder
from index.errors import IndexingError, OtherSourcesError, SourcesError
from index.retrieval.disk import DiskEngine
from index.retrieval.store import reading
from index.retrieval.store.building import Progress, Summary, update
from index.retrieval.store.checking import Finding, verify
from index.retrieval.store.generations import Generations

ROOT = Path(__file__).parents[2]
LONG_AGO = 1_000_000_000


class Archive:
    """A folder of sources with its index."""

    def __init__(self, root: Path) -> None:
        self.folder, self.index = root / "sources", root / "index"
        self.folder.mkdir()
        for number in range(5):
            self.write(f"{number}.txt", f"Article {number} speaks of cyber crime. The hotline opened in 201{number}.\n")

    def write(self, name: str, text: str) -> None:
        """Write a source, of a time long ago, so that it counts as settled."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        os.utime(path, (LONG_AGO, LONG_AGO + len(text)))

    @property
    def generations(self) -> Generations:
        return Generations(self.index, self.folder)

    def update(self, **options: object) -> Summary:
        return update(Folder(self.folder), self.generations, **options)  # type: ignore[arg-type]

    def texts(self) -> list[str]:
        """Every passage that is served."""
        engine = DiskEngine.open(self.generations)
        return [one.text for record in engine.records() for one in engine.passages(record.name, 0, 99)]

    def findings(self) -> tuple[Finding, ...]:
        return verify(Folder(self.folder), self.generations).findings

    def run(self, code: str) -> "subprocess.Popen[str]":
        """Run a program beside this one, with this archive as ``archive``."""
        start = f"""
import sys; sys.path[:0] = [{str(ROOT)!r}]
from pathlib import Path
from index.retrieval.store.building import update
from index.retrieval.store.generations import Generations
from index.errors import IndexingError
from index.documents.folder import Folder
folder = Folder(Path({str(self.folder)!r}))
generations = Generations(Path({str(self.index)!r}), folder.path)
"""
        return subprocess.Popen(
            [sys.executable, "-c", start + code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the sources that are read."""
    names: list[str] = []
    original = Folder.read

    def noted(self: Folder, name: str) -> object:
        names.append(name)
        return original(self, name)

    monkeypatch.setattr(Folder, "read", noted)
    return names


def test_only_what_changed_is_read_again(archive: Archive, read: list[str]) -> None:
    assert archive.update().added == ("0.txt", "1.txt", "2.txt", "3.txt", "4.txt")
    read.clear()
    assert archive.update() == Summary(archive.generations.current(), unchanged=5)
    assert read == []
    archive.write("1.txt", "It is another one now.\n")
    archive.write("9.txt", "A new one.\n")
    (archive.folder / "3.txt").unlink()
    summary = archive.update()
    assert (summary.added, summary.changed, summary.removed, summary.unchanged) == (
        ("9.txt",),
        ("1.txt",),
        ("3.txt",),
        3,
    )
    assert read == ["1.txt", "9.txt"]
    assert "It is another one now." in archive.texts()
    assert not any("Article 3" in text for text in archive.texts())
    assert archive.findings() == ()


def test_a_file_of_another_time_and_the_same_bytes_is_not_analysed_again(archive: Archive) -> None:
    stored = archive.update().state.manifest.stored
    os.utime(archive.folder / "2.txt", (LONG_AGO + 5, LONG_AGO + 5))
    summary = archive.update()
    assert (summary.changed, summary.unchanged, summary.state.manifest.stored) == ((), 5, stored)
    assert archive.update().state == summary.state


def test_a_file_that_was_just_written_is_looked_at_again(archive: Archive, read: list[str]) -> None:
    (archive.folder / "0.txt").write_text("Now.\n", encoding="utf-8")
    archive.update()
    read.clear()
    archive.update()
    assert read == ["0.txt"]


def test_a_new_title_is_taken_up_though_no_source_changed(archive: Archive) -> None:
    archive.update()
    (archive.folder / "sources.toml").write_text('["0.txt"]\ntitle = "On lynxes"\n', encoding="utf-8")
    assert archive.update().changed == ("0.txt",)
    engine = DiskEngine.open(archive.generations)
    assert {one.passage.source for one in engine.candidates({"lynx": 1.0}, 9)} == {"0.txt"}


def test_a_source_that_can_no_longer_be_read_is_told_and_not_served(archive: Archive) -> None:
    archive.update()
    (archive.folder / "0.txt").write_bytes(b"\x00\x01\x02")
    summary = archive.update()
    assert list(summary.problems) == ["0.txt"]
    assert not any("Article 0" in text for text in archive.texts())
    assert archive.update().problems == summary.problems


def test_a_file_that_is_named_and_gone_is_told_until_it_is_named_no_more(archive: Archive) -> None:
    toml = archive.folder / "sources.toml"
    toml.write_text('["0.txt"]\ntitle = "On lynxes"\n', encoding="utf-8")
    archive.update()
    (archive.folder / "0.txt").unlink()
    summary = archive.update()
    assert (summary.removed, list(summary.problems)) == (("0.txt",), ["0.txt"])
    assert archive.update().problems == summary.problems == archive.generations.current().manifest.problems
    toml.unlink()
    assert archive.update().problems == {}
    assert archive.generations.current().manifest.problems == {}


def test_a_folder_without_sources_never_empties_an_index(archive: Archive) -> None:
    archive.update()
    before = archive.texts()
    for path in archive.folder.iterdir():
        path.unlink()
    with pytest.raises(SourcesError, match=r"no file in it can be served|holds no"):
        archive.update()
    archive.folder.rmdir()
    with pytest.raises(SourcesError, match="no such folder"):
        archive.update()
    assert archive.texts() == before


def test_all_is_read_anew_when_asked_or_when_most_of_it_is_dead(archive: Archive) -> None:
    first = archive.update().state.manifest
    assert archive.update(rebuild=True).fresh == "as asked"
    for time_ in range(9):
        archive.write("0.txt", f"It changes again and again, {'more ' * 90}{time_}.\n" + " " * time_)
        summary = archive.update()
        if summary.fresh:
            break
    assert summary.fresh == "more than half of it was of articles that are gone"
    assert (summary.state.manifest.dead, summary.state.manifest.articles) == (0, first.articles)


def test_several_processes_make_the_same_index_as_one(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.update()
    alone = archive.texts(), archive.generations.current().manifest
    monkeypatch.setattr(reading, "ALONE", 0)
    monkeypatch.setattr(reading, "BATCH", 100)
    seen: list[Progress] = []
    archive.update(rebuild=True, workers=2, report=seen.append)
    assert archive.texts() == alone[0]
    assert archive.generations.current().manifest.stored == alone[1].stored
    assert [one.files for one in seen] == sorted(one.files for one in seen)
    assert (seen[-1].files, seen[-1].bytes, seen[-1].passages) == (5, seen[-1].all_bytes, 10)


def test_an_interrupted_update_ends_its_processes_and_leaves_the_old_index(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.update()
    before = archive.texts()
    monkeypatch.setattr(reading, "ALONE", 0)
    monkeypatch.setattr(reading, "BATCH", 100)

    def interrupt(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        archive.update(rebuild=True, workers=2, report=interrupt)
    assert multiprocessing.active_children() == []
    assert [one.name for one in archive.index.glob("generation-*")] == [archive.generations.name()]
    assert archive.texts() == before


FILE_EVENTS = re.findall(
    r"\S+", "open os.rename os.link os.truncate os.remove os.mkdir os.rmdir shutil.rmtree shutil.copyfile"
)
KILLED_AT_EACH_STEP = f"""
import os, signal
import numpy, tantivy, filelock, index.retrieval.store.draft
def killed_after(steps):
    if (child := os.fork()) == 0:
        def hook(event, arguments):
            nonlocal steps
            if event in {FILE_EVENTS!r}:
                steps -= 1
                if steps < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(hook)
        update(folder, generations)
        os._exit(0)
    return os.waitpid(child, 0)[1]
for line in sys.stdin:
    print(killed_after(int(line)), flush=True)
"""


def test_killed_at_any_step_the_last_complete_index_serves_and_the_next_run_repairs(archive: Archive) -> None:
    archive.update()
    before = archive.texts()
    archive.write("1.txt", "It is another one now.\n")
    archive.write("7.txt", "A new one.\n")
    (archive.folder / "3.txt").unlink()
    outcomes = []
    with archive.run(KILLED_AT_EACH_STEP) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        for step in range(400):
            child.stdin.write(f"{step}\n")
            child.stdin.flush()
            status = int(child.stdout.readline())
            served = archive.texts()
            outcomes.append((status, served == before))
            assert "A new one." in served or served == before
            if status == 0:
                break
        child.stdin.close()
    assert outcomes[-1][0] == 0
    assert {status for status, _ in outcomes[:-1]} == {signal.SIGKILL}
    assert len(outcomes) > 20
    assert archive.update().unchanged == 5
    assert archive.findings() == ()
    assert [one.name for one in archive.index.glob("generation-*")] == [archive.generations.name()]


def test_killed_while_segments_merge_the_last_complete_index_serves(archive: Archive) -> None:
    update_again = "print(flush=True)\nsys.stdin.readline()\nupdate(folder, generations)\n"
    archive.update()
    for number in range(10, 17):  # tantivy merges eight segments of a size
        archive.write(f"{number}.txt", f"Number {number} makes a segment of its own.\n")
        archive.update()
    archive.write("17.txt", "Number 17 starts the merging.\n")
    before = archive.texts()
    for milliseconds in range(0, 120, 10):
        with archive.run(update_again) as child:
            assert child.stdin is not None
            assert child.stdout is not None
            child.stdout.readline()
            child.stdin.write("\n")
            child.stdin.flush()
            time.sleep(milliseconds / 1000)
            child.kill()
        served = archive.texts()
        assert served == before or "Number 17 starts the merging." in served
    archive.update()
    assert "Number 17 starts the merging." in archive.texts()
    assert archive.findings() == ()


HOLDS_THE_LOCK = "with generations.locked():\n    print(flush=True)\n    sys.stdin.readline()\n"


def test_a_second_writer_is_told_who_holds_the_lock(archive: Archive) -> None:
    archive.update()
    with archive.run(HOLDS_THE_LOCK) as child:
        assert child.stdout is not None
        child.stdout.readline()
        with pytest.raises(IndexingError, match=f"process {child.pid} on {socket.gethostname()} is writing this index"):
            archive.update()
        assert len(archive.texts()) == 10
        child.kill()
    assert archive.update().unchanged == 5


def test_a_second_writer_that_waits_goes_on_when_the_first_has_finished(archive: Archive) -> None:
    with archive.run(HOLDS_THE_LOCK) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdout.readline()
        child.stdin.write("\n")
        child.stdin.flush()
        assert len(archive.update(wait=30.0).added) == 5


def test_a_reader_keeps_its_state_while_a_writer_goes_on(archive: Archive) -> None:
    archive.update()
    engine = DiskEngine.open(archive.generations)
    before = [one.passage.text for one in engine.candidates({"crime": 1.0}, 9)]
    for number in range(3):
        archive.write(f"{number}.txt", "Nothing of that kind.\n")
        archive.update()
    archive.update(rebuild=True)
    assert [one.passage.text for one in engine.candidates({"crime": 1.0}, 9)] == before
    assert len(DiskEngine.open(archive.generations).candidates({"crime": 1.0}, 9)) == 4


def damage_manifest(folder: Path, change: Callable[[dict[str, object]], None]) -> None:
    path = folder / "manifest.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    change(told)
    path.write_text(json.dumps(told), encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda folder: damage_manifest(folder, lambda told: told.update(format=99)), "another version.*format 99"),
        (lambda folder: damage_manifest(folder, lambda told: told.update(analysis="other")), "another version.*other"),
        (lambda folder: (folder / "manifest.json").write_text("{"), "damaged: this is no manifest"),
        (lambda folder: (folder / "manifest.json").unlink(), "manifest.json: the index cannot be read"),
        (lambda folder: os.truncate(folder / "documents.bin", 100), "damaged: 100 bytes in the place of"),
        (lambda folder: (folder / "vocabulary.lines").unlink(), "vocabulary.lines: the index cannot be read"),
        (lambda folder: next(folder.glob("sentences/*.idx")).unlink(), r"\.idx: the index cannot be read"),
        (lambda folder: os.truncate(next(folder.glob("paragraphs/*.term")), 9), "damaged: 9 bytes in the place of"),
        (lambda folder: (folder.parent / "current").write_text("generation-99"), "cannot be read"),
    ],
)
def test_a_damaged_or_foreign_index_says_so_and_is_made_anew(
    archive: Archive, damage: Callable[[Path], None], said: str
) -> None:
    folder = archive.update().state.folder
    before = archive.texts()
    damage(folder)
    with pytest.raises(IndexingError, match=f"(?s){said}.*pullquote index --rebuild"):
        archive.texts()
    assert archive.update().fresh is not None
    assert archive.texts() == before


def replace(path: Path, content: bytes) -> None:
    """Write another file of that name, since the one that was there may still be mapped."""
    path.unlink()
    path.write_bytes(content)


@pytest.mark.parametrize("pattern", ["documents.bin", "*.lines", "*/*.idx", "*/*.term", "*/*.fast", "*/*.fieldnorm"])
def test_flipped_bytes_never_end_in_a_traceback_or_in_words_that_are_not_there(archive: Archive, pattern: str) -> None:
    folder = archive.update().state.folder
    known = set(archive.texts())
    for path in folder.glob(pattern):
        whole = path.read_bytes()
        for at in range(0, len(whole), max(1, len(whole) // 40)):
            replace(path, whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
            try:
                engine = DiskEngine.open(archive.generations)
                served = {one.passage.text for one in engine.candidates({"crime": 1.0, "hotlin": 1.0}, 9)}
                assert served <= known
                engine.record("1.txt")
            except IndexingError:
                pass
        replace(path, whole)
    assert set(archive.texts()) == known


def test_an_index_of_another_folder_is_neither_read_nor_written(archive: Archive, tmp_path: Path) -> None:
    archive.update()
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("Something else.\n", encoding="utf-8")
    generations = Generations(archive.index, other)
    with pytest.raises(
        OtherSourcesError, match=r"this is the index of .*sources, not of .*other; set another index_path"
    ):
        DiskEngine.open(generations)
    for rebuild in (False, True):
        with pytest.raises(OtherSourcesError):
            update(Folder(other), generations, rebuild=rebuild)
    assert len(archive.texts()) == 10


def test_a_folder_that_holds_other_things_is_never_written_into(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "letters.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(IndexingError, match=r"holds other things \(letters.txt\)"):
        archive.update()
    assert [one.name for one in (tmp_path / "index").iterdir()] == ["letters.txt"]


FULL_DISK = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
try:
    update(folder, generations)
except IndexingError as error:
    print(error)
"""


@pytest.mark.parametrize("size", [0, 500, 5_000, 60_000])
def test_a_full_disk_is_told_and_leaves_the_old_index(archive: Archive, size: int) -> None:
    pytest.importorskip("resource", reason="only POSIX limits the size of files")
    archive.update()
    before = archive.texts()
    archive.write(
        "9.txt", "".join(f"Sentence {number} of many speaks of crime {number**7}.\n\n" for number in range(2000))
    )
    with archive.run(FULL_DISK.format(size=size)) as child:
        said, _ = child.communicate()
    assert "the index cannot be written" in said
    assert "what was indexed before is untouched" in said
    assert "set index_path to another folder" in said
    assert archive.texts() == before
    archive.update()
    assert archive.findings() == ()


UNPRIVILEGED = """
import os
import re
import numpy, index.retrieval.store.draft
with generations.locked():  # all is imported while the interpreter's own files may be read
    pass
os.setuid(65534)
try:
    update(folder, generations)
except IndexingError as error:
    print(error)
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become another user")
def test_a_folder_that_may_not_be_written_is_told(archive: Archive) -> None:
    archive.update()
    archive.write("9.txt", "A new one.\n")
    for path in [archive.index, *archive.index.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    for path in archive.index.parents:
        if path.stat().st_uid == 0 and path != Path("/tmp"):  # noqa: S108 - the folders of pytest may be closed
            path.chmod(path.stat().st_mode | 0o555)
    with archive.run(UNPRIVILEGED) as child:
        said, _ = child.communicate()
    assert "the index cannot be written (Permission denied); what was indexed before is untouched" in said
    assert len(archive.texts()) == 10


def test_a_path_that_cannot_be_a_folder_is_told(archive: Archive) -> None:
    archive.index.write_text("a file", encoding="utf-8")
    with pytest.raises(IndexingError, match="cannot be"):
        archive.update()
