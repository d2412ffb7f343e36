"""An index follows its folder: only what changed is read, and whatever stops an update leaves the old index serving."""

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.documents.folder import Folder, Problem
from index.documents.formats import kinds
from index.errors import IndexingError, SourcesError
from index.retrieval.disk import DiskEngine
from index.retrieval.store.updating import UpdateSummary
from tests.retrieval.archive import LONG_AGO, Archive


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


def test_a_name_that_cannot_be_a_source_is_told_as_it_is_in_memory(archive: Archive) -> None:
    archive.write("a\nb.txt", "It has a name that no citation can hold.\n")
    told = {one.name: one.cause for one in Folder(archive.folder).scan() if isinstance(one, Problem)}
    assert archive.update().problems == told != {}
    assert archive.update().problems == told


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


def test_a_converted_file_is_indexed_once_though_it_has_metadata_of_its_own(archive: Archive, read: list[str]) -> None:
    archive.write("page.html", "<title>A page</title><meta name=author content='Ann Lee'><p>Words of a page.")
    assert "page.html" in archive.update().added
    read.clear()
    assert archive.update().unchanged == 6
    assert read == []
    assert archive.differences() == ()


def test_a_file_is_indexed_anew_where_its_format_makes_another_text_of_it(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.write("page.html", "<p>Words of a page.")
    archive.update()
    monkeypatch.setattr(kinds, "VERSION", kinds.VERSION + 1)
    assert archive.update().changed == ("page.html",)


def test_what_sources_toml_says_of_records_makes_them_read_anew(archive: Archive) -> None:
    archive.write("chat.jsonl", '{"a": "First words.", "b": "Second words."}\n')
    assert "chat.jsonl" in archive.update().problems
    for field, words in (("a", "First words."), ("b", "Second words.")):
        archive.write("sources.toml", f'["chat.jsonl"]\ntext = "{field}"\n')
        archive.update()
        assert words in archive.texts()
