"""An index follows its folder: only what changed is read, and whatever stops an update leaves the old index serving."""

import hashlib
import json
import multiprocessing
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from index.documents.folder import Folder
from index.errors import IndexingError, OtherSourcesError, SourcesError
from index.retrieval.disk import DiskEngine
from index.retrieval.store import ingest, writer
from index.retrieval.store.generations import Generations
from index.retrieval.store.updating import IndexProgress, UpdateSummary, update
from index.retrieval.store.verifying import Difference, verify

ROOT = Path(__file__).parents[3]
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

    def update(self, **options: object) -> UpdateSummary:
        return update(Folder(self.folder), self.generations, **options)  # type: ignore[arg-type]

    def texts(self) -> list[str]:
        """Every passage that is served."""
        engine = DiskEngine.open(self.generations)
        return [one.text for record in engine.records() for one in engine.passages(record.name, 0, 99)]

    def differences(self) -> tuple[Difference, ...]:
        return verify(Folder(self.folder), self.generations).differences

    def run(self, code: str) -> "subprocess.Popen[str]":
        """Run a program beside this one, with this archive as ``archive``."""
        start = f"""
import sys; sys.path[:0] = [{str(ROOT)!r}]
from pathlib import Path
from index.retrieval.store.updating import update
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
    assert archive.update() == UpdateSummary(archive.generations.current(), unchanged=5)
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
    assert archive.differences() == ()


def test_a_file_of_another_time_and_the_same_bytes_is_not_analysed_again(archive: Archive) -> None:
    first = archive.update().generation.manifest
    os.utime(archive.folder / "2.txt", (LONG_AGO + 5, LONG_AGO + 5))
    summary = archive.update()
    assert (summary.changed, summary.unchanged, summary.generation.manifest.next) == ((), 5, first.next)
    assert archive.update().generation == summary.generation


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


def test_all_is_read_anew_when_asked(archive: Archive, read: list[str]) -> None:
    archive.update()
    read.clear()
    assert archive.update(rebuild=True).fresh == "as asked"
    assert len(read) == 5


@pytest.mark.parametrize("folded", [0.0, 1.0, 99.0])
def test_what_is_gone_takes_no_room_for_long(archive: Archive, monkeypatch: pytest.MonkeyPatch, folded: float) -> None:
    monkeypatch.setattr(writer, "FOLDED", folded)
    archive.update()
    sizes = []
    for time_ in range(30):
        archive.write("0.txt", f"It changes again and again, {'more ' * 900}{time_}.\n" + " " * time_)
        generation = archive.update().generation
        sizes.append(sum(path.stat().st_size for path in generation.folder.glob("*.sqlite")))
        assert generation.manifest.recent + generation.manifest.dead <= max(folded, 1.0) * 10
    assert max(sizes) <= sizes[2] + 20_000
    assert archive.differences() == ()


def test_several_processes_make_the_same_index_as_one(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.update()
    alone = archive.texts(), archive.generations.current().manifest
    monkeypatch.setattr(ingest, "ALONE", 0)
    monkeypatch.setattr(ingest, "BATCH", 100)
    seen: list[IndexProgress] = []
    archive.update(rebuild=True, workers=2, report=seen.append)
    assert archive.texts() == alone[0]
    assert archive.generations.current().manifest.passages == alone[1].passages
    assert [one.files for one in seen] == sorted(one.files for one in seen)
    assert (seen[-1].files, seen[-1].bytes, seen[-1].passages) == (5, seen[-1].all_bytes, 10)


def test_an_interrupted_update_ends_its_processes_and_leaves_the_old_index(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.update()
    before = archive.texts()
    monkeypatch.setattr(ingest, "ALONE", 0)
    monkeypatch.setattr(ingest, "BATCH", 100)

    def interrupt(_: IndexProgress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        archive.update(rebuild=True, workers=2, report=interrupt)
    assert multiprocessing.active_children() == []
    assert [one.name for one in archive.index.glob("generation-*")] == [archive.generations.name()]
    assert archive.texts() == before


FILE_EVENTS = re.findall(
    r"\S+",
    "open os.rename os.link os.truncate os.remove os.mkdir os.rmdir shutil.rmtree shutil.copyfile sqlite3.connect",
)
KILLED_AT_EACH_STEP = f"""
import os, signal, sqlite3
import numpy, tantivy, filelock, index.retrieval.store.writer
class Traced(sqlite3.Connection):  # every statement is a step
    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.set_trace_callback(lambda statement: step())
connect = sqlite3.connect
sqlite3.connect = lambda *arguments, **options: connect(*arguments, factory=Traced, **options)
left = 10**9
def step():
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
def killed_after(steps):
    global left
    if (child := os.fork()) == 0:
        left = steps
        sys.addaudithook(lambda event, arguments: step() if event in {FILE_EVENTS!r} else None)
        update(folder, generations)
        os._exit(0)
    return os.waitpid(child, 0)[1]
"""
ANSWERS = "for line in sys.stdin:\n    print(killed_after(int(line)), flush=True)\n"


@pytest.mark.parametrize("folded", [0.0, 99.0])
def test_killed_at_any_step_the_last_complete_index_serves_and_the_next_run_repairs(
    archive: Archive, folded: float
) -> None:
    archive.update()
    before = archive.texts()
    archive.write("1.txt", "It is another one now.\n")
    archive.write("7.txt", "A new one.\n")
    (archive.folder / "3.txt").unlink()
    outcomes = []
    with archive.run(f"{KILLED_AT_EACH_STEP}\nindex.retrieval.store.writer.FOLDED = {folded}\n{ANSWERS}") as child:
        assert child.stdin is not None
        assert child.stdout is not None
        for step in range(0, 1000, 2 if folded else 1):
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
    assert archive.differences() == ()
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
    assert archive.differences() == ()


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
    with closing(sqlite3.connect(folder / "collection.sqlite", isolation_level=None)) as connection:
        told = json.loads(connection.execute("SELECT told FROM manifest").fetchone()[0])
        change(told)
        connection.execute("UPDATE manifest SET told = ?", (json.dumps(told),))


def make_of_format_1(folder: Path) -> None:
    """Leave what an index of the first format looks like."""
    for path in folder.glob("*.sqlite"):
        path.unlink()
    (folder / "manifest.json").write_text('{"format": 1, "analysis": "7", "sources": "elsewhere"}', encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda folder: damage_manifest(folder, lambda told: told.update(format=99)), "another version.*format 99"),
        (lambda folder: damage_manifest(folder, lambda told: told.update(analysis="other")), "another version.*other"),
        (lambda folder: damage_manifest(folder, lambda told: told.pop("sources")), "damaged.*sources"),
        (make_of_format_1, "another version.*format 1, terms 7.*needs 2"),
        (
            lambda folder: (folder / "manifest.json").write_text("{}") and (folder / "collection.sqlite").unlink(),
            "other",
        ),
        (lambda folder: (folder / "collection.sqlite").unlink(), "collection.sqlite: the index cannot be read"),
        (lambda folder: (folder / "collection.sqlite").write_bytes(b"{" * 9000), "damaged: file is not a database"),
        (lambda folder: os.truncate(folder / "archive.sqlite", 100), "damaged: 100 bytes in the place of"),
        (lambda folder: (folder / "archive.sqlite").unlink(), "archive.sqlite: the index cannot be read"),
        (lambda folder: next(folder.glob("sentences/*.idx")).unlink(), r"\.idx: the index cannot be read"),
        (lambda folder: os.truncate(next(folder.glob("paragraphs/*.term")), 9), "damaged: 9 bytes in the place of"),
        (lambda folder: (folder.parent / "current").write_text("generation-99"), "cannot be read"),
        (lambda folder: (folder.parent / "current").write_bytes(bytes(13)), "damaged: it names no generation"),
    ],
)
def test_a_damaged_or_foreign_index_says_so_and_is_made_anew(
    archive: Archive, damage: Callable[[Path], None], said: str
) -> None:
    folder = archive.update().generation.folder
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


@pytest.mark.parametrize(
    "pattern", ["archive.sqlite", "collection.sqlite", "*/*.idx", "*/*.term", "*/*.fast", "*/*.fieldnorm"]
)
def test_flipped_bytes_never_end_in_a_traceback_or_in_words_that_are_not_there(archive: Archive, pattern: str) -> None:
    folder = archive.update().generation.folder
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


def garbage(size: int) -> bytes:
    """Bytes of no meaning, always the same."""
    return b"".join(hashlib.sha256(b"%d" % at).digest() for at in range(size // 32 + 1))[:size]


@pytest.mark.parametrize("content", [bytes, garbage])
@pytest.mark.parametrize("begin", [0.0, 0.3, 0.6])
def test_a_file_that_holds_something_else_is_damage_and_never_words_that_no_source_has(
    archive: Archive, content: Callable[[int], bytes], begin: float
) -> None:
    words = [f"word{number:04}" for number in range(4000)]
    for number in range(100):
        text = "".join(f"Of {one} and crime.\n\n" for one in words[number::100])
        archive.write(f"more{number}.txt", text)
    folder = archive.update().generation.folder
    boosts = {"crime": 1.0, "word1234": 1.0, "word3999": 2.0}
    expected = DiskEngine.open(archive.generations)
    before = list(expected.candidates(boosts, 9)), expected.statistics(boosts)
    for path in [one for one in folder.rglob("*") if one.is_file() and one.suffix != ".lock"]:
        whole = path.read_bytes()
        kept = int(len(whole) * begin)
        replace(path, whole[:kept] + content(len(whole) - kept))
        try:
            engine = DiskEngine.open(archive.generations)
            assert engine.statistics(boosts) == before[1], path
            assert engine.candidates(boosts, 9), path
        except IndexingError as error:
            assert "damaged" in str(error), path  # noqa: PT017 - some damage is not met by a question
            assert "--rebuild" in str(error), path  # noqa: PT017 - the same
        else:
            assert begin, path
        replace(path, whole)
    assert list(DiskEngine.open(archive.generations).candidates(boosts, 9)) == before[0]


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
    assert [one.name for one in archive.index.glob("generation-*")] == [archive.generations.name()]
    archive.update()
    assert archive.differences() == ()


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[None]:
    """Mount something at a folder; skips the test where that may not be done."""
    folder.mkdir(exist_ok=True)
    mount = shutil.which("mount")
    if mount is None or subprocess.run([mount, *options, str(folder)], check=False, capture_output=True).returncode:
        pytest.skip("this system does not let the test mount a file system")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_disk_that_is_full_leaves_no_half_generation(archive: Archive) -> None:
    with mounted(archive.index, "-t", "tmpfs", "-o", "size=1m", "tmpfs"):
        archive.update()
        before = archive.texts()
        archive.write("9.txt", "".join(f"Sentence {at} of many speaks of crime {at**7}.\n\n" for at in range(9000)))
        for _ in range(2):
            with pytest.raises(IndexingError, match=r"cannot be written .*what was indexed before is untouched"):
                archive.update()
            assert [one.name for one in archive.index.glob("generation-*")] == [archive.generations.name()]
        assert archive.texts() == before


def test_an_index_on_a_read_only_file_system_is_read(archive: Archive) -> None:
    archive.update()
    archive.write("1.txt", "It is another one now.\n")
    archive.update()
    before, kept = archive.texts(), sorted(archive.index.rglob("*"))
    with mounted(archive.index, "--bind", "-o", "ro", str(archive.index)):
        if os.access(archive.index, os.W_OK):
            pytest.skip("this system does not mount a folder read-only")
        assert archive.texts() == before
        assert len(DiskEngine.open(archive.generations).candidates({"crime": 1.0}, 9)) == 8
        assert archive.differences() == ()
        archive.write("2.txt", "It is a new one.\n")
        with pytest.raises(IndexingError, match=r"cannot be written \(Read-only file system\)"):
            archive.update()
        assert sorted(archive.index.rglob("*")) == kept


def texts_of(engine: DiskEngine) -> set[str]:
    """What stands in articles that all say the same, found and read."""
    found = {one.passage.text for one in engine.candidates({"crime": 1.0}, 9)}
    return found | {engine.passages(f"{at}.txt", 0, 9)[0].text for at in range(5)}


def test_every_answer_is_of_one_state_while_updates_are_published(archive: Archive) -> None:
    for number in range(5):
        archive.write(f"{number}.txt", "Turn 0 speaks of crime.\n")
    archive.update()
    stop, wrong = threading.Event(), list[object]()

    def ask() -> None:
        while not stop.is_set():
            try:
                engine = DiskEngine.open(archive.generations)
                wrong.extend(texts for texts in (texts_of(engine) for _ in range(5)) if len(texts) != 1)
            except IndexingError as error:
                wrong.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for turn in range(1, 13):
        for number in range(5):
            archive.write(f"{number}.txt", f"Turn {turn} speaks of crime.\n" + " " * turn)
        archive.update(rebuild=turn % 4 == 0)
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_several_threads_share_one_engine(archive: Archive) -> None:
    archive.update()
    engine = DiskEngine.open(archive.generations)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: engine.candidates({"crime": 1.0, "hotlin": 1.0}, 9), range(200)))
    assert all(one == answers[0] for one in answers)
    assert len(answers[0]) == 9


UNPRIVILEGED = """
import os
import re
import numpy, index.retrieval.store.writer
with generations.locked():  # all is imported while the interpreter's own files may be read
    pass
from index.retrieval.disk import DiskEngine
def read():
    return len(DiskEngine.open(generations).candidates({"crime": 1.0, "hotlin": 1.0}, 99))
read()
import tempfile
tempfile.TemporaryDirectory().cleanup()
os.setuid(65534)
try:
    print(read())
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
    assert said.startswith("10\n")  # it can be read
    assert "the index cannot be written (Permission denied); what was indexed before is untouched" in said
    assert len(archive.texts()) == 10


def test_a_path_that_cannot_be_a_folder_is_told(archive: Archive) -> None:
    archive.index.write_text("a file", encoding="utf-8")
    with pytest.raises(IndexingError, match="cannot be"):
        archive.update()
