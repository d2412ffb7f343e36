"""The folder for what people add: nothing is written, read or removed outside of it, and nothing by halves."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.saving.community_folder import CommunityFolder, SavingError, file_name, folder_of, post_name
from index.documents.folder import SUFFIXES, Folder

NAME = post_name(1, 2)


@given(st.text(max_size=60), st.sampled_from(SUFFIXES))
def test_whatever_a_file_is_called_it_becomes_a_name_of_a_source_in_the_folder_of_its_server(
    given: str, suffix: str
) -> None:
    name = file_name(7, given + suffix)
    folder, _, own = name.rpartition("/")
    assert f"{folder}/" == folder_of(7)
    assert own.endswith(suffix)
    assert not own.startswith((".", "-"))
    assert own.isprintable()
    assert not set(own) & set('/\\:*?"<>| ')
    assert not own.removesuffix(suffix).isdecimal()
    assert len(own) <= 100


@pytest.mark.parametrize("name", ["a.exe", "a", "", ".txt.exe", "a.txt/"])
def test_a_file_of_another_kind_is_refused_with_those_that_are_read(name: str) -> None:
    with pytest.raises(SavingError, match=r"\.txt, \.md"):
        file_name(1, f"{name}x")


def test_a_file_is_written_replaced_read_and_removed(tmp_path: Path) -> None:
    folder = CommunityFolder(tmp_path)
    for data in (b"one", b"two"):
        folder.write(NAME, data)
        assert folder.read(NAME) == data
    assert Folder(tmp_path).names() == (NAME,)
    assert [one.name for one in (tmp_path / NAME).parent.iterdir()] == ["2.md"]
    for _ in range(2):
        folder.remove(NAME)
    assert Folder(tmp_path).names() == ()


@pytest.mark.parametrize(
    "name",
    ["a.md", "../a.md", "community/1/../../a.md", "community/1/.a.md", "/a.md", "community/x/a.md", "community/1/a"],
)
def test_no_other_name_is_touched(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.md").write_text("mine", "utf-8")
    folder = CommunityFolder(tmp_path)
    for work in (lambda: folder.write(name, b"x"), lambda: folder.remove(name), lambda: folder.read(name)):
        with pytest.raises(SavingError, match="no name"):
            work()
    assert [one.name for one in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.parametrize("link", ["community", "community/1"])
def test_a_link_out_of_the_folder_is_refused(tmp_path: Path, link: str) -> None:
    sources, outside = tmp_path / "sources", tmp_path / "outside"
    for one in (sources, outside, outside / "1"):
        one.mkdir()
    for place in (outside / "2.md", outside / "1" / "2.md"):
        place.write_text("mine", "utf-8")
    (sources / link).parent.mkdir(exist_ok=True)
    (sources / link).symlink_to(outside)
    folder = CommunityFolder(sources)
    for work in (lambda: folder.write(NAME, b"x"), lambda: folder.remove(NAME)):
        with pytest.raises(SavingError, match="link that leads elsewhere"):
            work()
    assert {one.read_text("utf-8") for one in outside.rglob("*.md")} == {"mine"}


def test_a_link_in_the_place_of_a_file_is_replaced_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "mine.md"
    outside.write_text("mine", "utf-8")
    sources = tmp_path / "sources"
    (sources / NAME).parent.mkdir(parents=True)
    (sources / NAME).symlink_to(outside)
    CommunityFolder(sources).write(NAME, b"words")
    assert outside.read_text("utf-8") == "mine"
    assert not (sources / NAME).is_symlink()


def test_beside_a_single_file_nothing_is_saved(tmp_path: Path) -> None:
    alone = tmp_path / "alone.txt"
    alone.write_text("words", "utf-8")
    with pytest.raises(SavingError, match="set sources to a folder"):
        CommunityFolder(alone).write(NAME, b"x")


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Path, __: Path) -> None:
        raise OSError(28, "No space left on device")

    folder = CommunityFolder(tmp_path)
    folder.write(NAME, b"before")
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(SavingError, match="No space left"):
        folder.write(NAME, b"after")
    assert [one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()] == [b"before"]
