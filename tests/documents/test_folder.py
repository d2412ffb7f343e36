"""Reading a folder: encodings, names, what is not served and why, and that nothing outside is ever read."""

import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.documents.folder import Folder, Problem
from index.documents.source import Source
from index.errors import SourceError, SourcesError

TEXT = "The two sides agreed.\nThey met in Beijing – 会谈.\n"
ROOT = Path(__file__).parents[2]


def scan(folder: Path, max_bytes: int = 1000) -> dict[str, str]:
    """What became of each file: its text, or the cause of its problem."""
    scanned = Folder(folder, max_bytes).scan()
    return {one.name: one.text if isinstance(one, Source) else one.cause for one in scanned}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good article, beside a file outside of it."""
    (tmp_path / "secret.txt").write_text("A secret.", "utf-8")
    inside = tmp_path / "articles"
    inside.mkdir()
    (inside / "good.txt").write_text(TEXT, "utf-8")
    return inside


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_part_of_the_text(folder: Path, encoding: str) -> None:
    data = TEXT.encode(encoding)
    (folder / "a.txt").write_bytes(data)
    source = Folder(folder).read("a.txt")
    assert source.text == TEXT
    assert source.sha256 == hashlib.sha256(data).hexdigest()


def test_utf_16_is_read_in_both_byte_orders(folder: Path) -> None:
    (folder / "big.txt").write_bytes(b"\xfe\xff" + TEXT.encode("utf-16-be"))
    (folder / "little.txt").write_bytes(b"\xff\xfe" + TEXT.encode("utf-16-le"))
    assert scan(folder) == {"big.txt": TEXT, "good.txt": TEXT, "little.txt": TEXT}


def test_names_are_relative_with_slashes_whatever_letters_they_have(folder: Path) -> None:
    names = ["a b.md", "deep/er/c.TXT", "中文.txt", "x:1:2-3.txt", "#1 50%.Md", "Zoë's.txt"]
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, "utf-8")
    assert list(Folder(folder).names()) == sorted([*names, "good.txt"])
    assert all(text == TEXT for text in scan(folder).values())


def test_hidden_files_are_passed_over_and_those_of_other_kinds_told_together(folder: Path) -> None:
    (folder / ".git").mkdir()
    for name in (".git/a.txt", ".hidden.txt", "a.png", "b.PNG", "a.txt.bak", "LICENSE", "sources.toml"):
        (folder / name).write_text("", "utf-8")
    assert scan(folder) == {"good.txt": TEXT, "4 files of other kinds": ".png, .bak, no ending"}
    assert Folder(folder).listing()[1] == {"4 files of other kinds": ".png, .bak, no ending"}
    *_, problem = Folder(folder).scan()
    assert isinstance(problem, Problem)
    assert problem.of_other_kinds


def test_one_file_of_another_kind_is_told_alone(folder: Path) -> None:
    (folder / "a.zip").write_bytes(b"PK")
    assert scan(folder) == {"good.txt": TEXT, "1 file of another kind": ".zip"}
    assert Problem("1 file of another kind", ".zip").of_other_kinds
    assert not Problem("a.txt", "is empty").of_other_kinds


def test_one_file_can_be_served_alone_with_what_sources_toml_says_of_it(folder: Path) -> None:
    (folder / "other.txt").write_bytes(b"")
    (folder / "picture.png").write_bytes(b"")
    (folder / "sources.toml").write_text('["good.txt"]\ntitle = "Good"\n["gone.txt"]\n["other.txt"]\n', "utf-8")
    alone = Folder(folder / "good.txt")
    (source,) = alone.scan()
    assert isinstance(source, Source)
    assert (source.name, source.title) == ("good.txt", "Good")
    assert alone.names() == ("good.txt",)
    assert alone.listing()[1] == {}
    assert list(alone.sizes()) == [len(TEXT.encode())]
    assert alone.fingerprint("good.txt") == source.sha256


def test_one_file_that_cannot_be_served_is_told(folder: Path) -> None:
    (folder / "a.png").write_bytes(b"")
    (folder / "a.txt").write_bytes(b"")
    with pytest.raises(SourcesError, match=r"a\.png: is of no kind that is served; name a file such as"):
        list(Folder(folder / "a.png").scan())
    with pytest.raises(SourcesError, match=r"none of its files can be served:\n  a\.txt: is empty"):
        list(Folder(folder / "a.txt").scan())
    with pytest.raises(SourcesError, match=r"gone\.md: no such folder or file"):
        list(Folder(folder / "gone.md").scan())


PROBLEMS = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b"\xef\xbb\xbf \r\n\t", "is empty"),
    "binary.txt": (b"text\0\x01\x02", "is binary, not text"),
    "controls.txt": (b"\x01\x02\x03 words", "is binary, not text"),
    "image.txt": (b"\x89PNG\r\n\x1a\n\0\0\0", "is binary, not text"),
    "document.txt": (b"%PDF-1.7 words", "is a PDF, not text"),
    "latin.txt": ("first\ncafé".encode("latin-1"), "is not UTF-8 (line 2, byte 0xe9)"),
    "cut.txt": (b"\xff\xfea\0\x00", "is damaged UTF-16"),
    "large.txt": (b"a " * 501, "is larger than 1,000 bytes; split it or raise max_file_bytes"),
    "a\nb.txt": (b"words", "has a line break or another unprintable character in its name"),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_file_that_cannot_be_served_is_told_with_its_cause_and_cure(folder: Path, name: str) -> None:
    data, cause = PROBLEMS[name]
    (folder / name).write_bytes(data)
    found = scan(folder)
    assert found.pop("good.txt") == TEXT
    ((shown, told),) = found.items()
    assert "\n" not in shown
    assert told.startswith(cause)
    assert ";" in told


def test_a_name_that_is_no_text_is_told_in_a_form_that_can_be_shown(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text(TEXT, "utf-8")
    assert scan(folder) == {
        "caf\ufffd.txt": "has a line break or another unprintable character in its name; rename it",
        "good.txt": TEXT,
    }


def test_a_file_of_just_the_largest_size_is_served(folder: Path) -> None:
    (folder / "large.txt").write_bytes(b"a " * 500)
    assert len(scan(folder)["large.txt"]) == 1000


def test_links_and_pipes_that_are_no_articles_are_told_and_never_followed_outside(folder: Path) -> None:
    (folder / "out.txt").symlink_to("../secret.txt")
    (folder / "absolute.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "gone.txt").symlink_to("nothing.txt")
    (folder / "up").symlink_to("..")
    (folder / "device.txt").symlink_to("/dev/zero")
    (folder / "inside.txt").symlink_to("good.txt")
    os.mkfifo(folder / "pipe.txt")
    found = scan(folder)
    assert found.pop("good.txt") == found.pop("inside.txt") == TEXT
    assert {name: cause.split(";")[0] for name, cause in found.items()} == {
        "out.txt": "is a link that leads outside the folder of sources",
        "absolute.txt": "is a link that leads outside the folder of sources",
        "device.txt": "is a link that leads outside the folder of sources",
        "loop.txt": "cannot be reached, or is a link to itself",
        "gone.txt": "no such file in the folder of sources",
        "up": "is a link to a folder and is not followed",
        "pipe.txt": "is no regular file",
    }


@pytest.mark.parametrize(
    "name",
    ["../secret.txt", "sub/../../secret.txt", "/etc/passwd", "up/secret.txt", "", ".", "a\0.txt", "sources.toml",
     ".git/a.txt", "good.txt/x.txt", "x" * 5000 + ".txt", "nothing.txt", "//secret.txt", "dir.txt"],
)  # fmt: skip
def test_reading_never_reaches_outside_the_folder(folder: Path, name: str) -> None:
    (folder / "up").symlink_to("..")
    (folder / "dir.txt").mkdir()
    with pytest.raises(SourceError) as raised:
        Folder(folder).read(name)
    assert "secret." not in raised.value.cause


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """A folder of the user, who is not root while the test runs: root may read everything."""
    with tempfile.TemporaryDirectory() as made:
        path = Path(made)
        path.chmod(stat.S_IRWXU | stat.S_IRWXG | stat.S_IRWXO)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        try:
            yield path
        finally:
            if root:
                os.seteuid(0)


def test_what_may_not_be_read_is_told_and_the_rest_is_served(as_nobody: Path) -> None:
    (as_nobody / "good.txt").write_text(TEXT, "utf-8")
    (as_nobody / "closed.txt").write_text(TEXT, "utf-8")
    (as_nobody / "closed.txt").chmod(0)
    (as_nobody / "sub").mkdir()
    (as_nobody / "sub").chmod(0)
    found = scan(as_nobody)
    assert found.pop("good.txt") == TEXT
    assert found == {
        "closed.txt": "cannot be read (Permission denied); allow reading it or remove it",
        "sub": "is a folder that cannot be listed (Permission denied); allow reading it",
    }
    (as_nobody / "sub").chmod(0o700)


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourcesError, match=r"none: no such folder or file; name a folder of \.txt, \.md"):
        list(Folder(tmp_path / "none").scan())


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourcesError, match=r"holds no \.txt, \.md, \.html, \.pdf or \.docx file; put some there"):
        list(Folder(tmp_path).scan())


def test_a_folder_with_nothing_left_to_serve_is_an_error_that_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    scanned = Folder(tmp_path).scan()
    assert isinstance(next(scanned), Problem)
    with pytest.raises(SourcesError, match=r"none of its files can be served:\n  a\.txt: is empty"):
        next(scanned)


def test_reading_again_reads_the_disk_as_it_is_now(folder: Path) -> None:
    held = Folder(folder)
    before = held.read("good.txt")
    (folder / "good.txt").write_text("Another text.", "utf-8")
    assert held.read("good.txt").text == "Another text."
    assert before.sha256 != held.read("good.txt").sha256


def test_the_two_articles_are_served_whole() -> None:
    scanned = list(Folder(ROOT / "sources").scan())
    assert [type(one) for one in scanned] == [Source, Source]
    assert [len(one.line_starts) for one in scanned if isinstance(one, Source)] == [1, 19]
