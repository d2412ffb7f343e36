"""``pullquote index`` says what it did, how far it is, and what differs."""

import io
import json
import os
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.terminal.progress import ProgressLine
from index.retrieval.store.generations import Generations
from index.retrieval.store.updating import IndexProgress

FERRY = "The harbour of Oslo opened a new ferry line. Mayor Anna Berg cut the ribbon.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with a folder of two articles, and no settings from outside."""
    for name in [name for name in os.environ if name.startswith("PULLQUOTE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PULLQUOTE_INDEX_PATH", str(tmp_path / "index"))
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "sources"
    made.mkdir()
    (made / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (made / "rain.txt").write_text("It rained all day.\n", encoding="utf-8")
    return made


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(("index", *arguments))
    out, err = capsys.readouterr()
    return code, out, err


def lines(out: str) -> list[str]:
    """What is printed but for the last line, which tells bytes and seconds."""
    return out.splitlines()[:-1]


def test_it_tells_what_was_added_changed_and_removed(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    code, out, err = run(capsys)
    assert (code, err) == (0, "")
    assert lines(out) == ["added: ferry.txt", "added: rain.txt"]
    assert out.splitlines()[-1].startswith(f"3 passages of 2 sources in {folder.parent / 'index'} (0.1 MB), in ")
    assert lines(run(capsys)[1]) == ["Nothing has changed."]
    (folder / "ferry.txt").write_text(FERRY.replace("Oslo", "Bergen"), encoding="utf-8")
    (folder / "rain.txt").unlink()
    (folder / "broken.txt").write_bytes(b"\0")
    out = run(capsys)[1]
    assert lines(out)[:2] == ["changed: ferry.txt", "removed: rain.txt"]
    assert lines(out)[2].startswith("not served: broken.txt: ")
    assert lines(run(capsys, "--rebuild")[1])[0] == "added: ferry.txt"


def test_many_names_are_counted_instead(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    for number in range(1200):
        (folder / f"{number}.txt").write_text("One sentence.\n", encoding="utf-8")
    assert lines(run(capsys)[1]) == ["1,202 sources added"]


def test_as_json_it_is_one_object(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    told = json.loads(run(capsys, "--json")[1])
    assert told["index"] == str(folder.parent / "index")
    assert (told["sources"], told["passages"], told["added"]) == (2, 3, ["ferry.txt", "rain.txt"])
    assert (told["changed"], told["removed"], told["unchanged"], told["problems"]) == ([], [], 0, {})
    assert json.loads(run(capsys, "--check", "--json")[1]) == {"sources": 2, "passages": 3, "findings": []}


def test_a_check_says_that_all_stands_or_what_differs(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    run(capsys)
    code, out, _ = run(capsys, "--check")
    assert (code, out) == (0, "Checked 3 passages of 2 sources: every one stands in its source as it was indexed.\n")
    (folder / "ferry.txt").write_text(FERRY.replace("Oslo", "Bergen"), encoding="utf-8")
    (folder / "rain.txt").unlink()
    (folder / "new.txt").write_text("It is new.\n", encoding="utf-8")
    code, out, _ = run(capsys, "--check")
    assert code == 1
    assert out.splitlines()[0] == "ferry.txt: changed since it was indexed"
    assert out.splitlines()[1].startswith("rain.txt: indexed, and now ")
    assert out.splitlines()[2:] == [
        "new.txt: not indexed yet",
        "Checked 3 passages of 2 sources: 3 differences. 'pullquote index' takes up changes.",
    ]


def test_without_an_index_a_check_says_how_to_make_one(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "--check")
    assert (code, out) == (3, "")
    assert "there is no index here yet; make it with 'pullquote index'" in err


def test_an_index_of_another_make_is_read_anew_and_the_reason_is_told(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    run(capsys)
    generation = folder.parent / "index" / "generation-1"
    (generation / "collection.sqlite").unlink()
    (generation / "manifest.json").write_text('{"format": 1, "analysis": "1"}', encoding="utf-8")
    out = run(capsys)[1]
    assert out.startswith("All was read anew: ")
    assert "another version of Pullquote" in out


class Terminal(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_tells_the_rate_and_the_time_left() -> None:
    stream = Terminal()
    line = ProgressLine(stream)
    line(IndexProgress(10, 1000, 1_000, 4_000, 500, 0.05))
    assert stream.getvalue() == ""
    line(IndexProgress(250, 1000, 1_000, 4_000, 5_000, 30.0))
    assert stream.getvalue() == "\r\x1b[K 25%  250 of 1,000 files  5,000 passages, 167 a second  1:30 left"
    line.finish()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_progress_is_rare_and_plain_where_there_is_no_terminal() -> None:
    stream = io.StringIO()
    line = ProgressLine(stream)
    for second in range(25):
        line(IndexProgress(second, 25, second, 25, second, float(second)))
    assert [text.split()[1] for text in stream.getvalue().splitlines()] == ["10", "20"]
    assert "\r" not in stream.getvalue()


def test_what_is_left_behind_is_dropped_when_somebody_says_so_and_nobody_writes(
    capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(capsys)
    assert run(capsys, "--drop") == (0, "nothing is left behind\n", "")
    left = folder.parent / "index" / "generation-9"
    left.mkdir()
    for said, code in (("", 1), ("n\n", 1), ("y\n", 0)):
        assert left.exists()
        monkeypatch.setattr("sys.stdin", io.StringIO(said))
        assert run(capsys, "--drop")[:2] == (code, "generation-9\nremove them? [y/N] ")
    assert not left.exists()
    left.mkdir()
    with Generations(folder.parent / "index", folder).locked():
        assert run(capsys, "--drop", "--yes")[0] == 3
    assert left.exists()
    assert run(capsys, "--drop", "--yes") == (0, "generation-9\n", "")
    assert not left.exists()
