"""A folder is served by the engine that suits its size, and taken up again when it changes."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.documents.folder import Folder
from index.errors import IndexingError, SourcesError
from index.library import calibrating, collection, freshness
from index.library.collection import Collection, default_index_path
from index.retrieval.disk import DiskEngine
from index.retrieval.memory import MemoryEngine
from index.retrieval.store.generations import Generations
from index.retrieval.store.updating import IndexProgress, update


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    path = tmp_path / "sources"
    path.mkdir()
    for number in range(4):
        (path / f"{number}.txt").write_text(f"Article {number} speaks of cyber crime.\n" * 3, encoding="utf-8")
    (path / "broken.txt").write_bytes(b"\x00\x01")
    return Folder(path)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keeps indexes out of the real cache."""
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: tmp_path / "cache")
    return tmp_path / "cache"


def found(held: Collection, term: str = "crime") -> list[str]:
    return sorted({one.passage.source for one in held.held.engine.candidates({term: 1.0}, 50)})


def test_a_small_folder_is_held_in_memory_and_nothing_is_written(folder: Folder, cache: Path) -> None:
    said: list[str] = []
    one = Collection(folder, say=said.append)
    assert isinstance(one.held.engine, MemoryEngine)
    assert [problem.name for problem in one.held.problems] == ["broken.txt"]
    assert said == []
    assert not cache.exists()


def test_a_large_folder_is_answered_from_an_index_and_one_line_says_so(folder: Folder, cache: Path) -> None:
    said: list[str] = []
    reported: list[IndexProgress] = []
    one = Collection(folder, memory_passages=2, say=said.append, report=reported.append)
    assert isinstance(one.held.engine, DiskEngine)
    assert [problem.name for problem in one.held.problems] == ["broken.txt"]
    assert found(one) == ["0.txt", "1.txt", "2.txt", "3.txt"]
    path = default_index_path(folder.path)
    assert path.parent.parent == cache
    why = f"{folder.path} has more than about 2 passages, so it is answered from an index"
    assert said == [f"{why}; making the index in {path}, once"]
    assert reported
    Collection(folder, memory_passages=2, say=said.append).follow()
    assert len(said) == 1


def test_either_engine_can_be_asked_for(folder: Folder, tmp_path: Path) -> None:
    memory = Collection(folder, engine="memory", memory_passages=0)
    disk = Collection(folder, engine="disk", index_path=tmp_path / "index")
    assert isinstance(memory.held.engine, MemoryEngine)
    assert isinstance(disk.held.engine, DiskEngine)
    assert disk.held.engine.generation.folder.parent == tmp_path / "index"
    assert memory.held.problems == disk.held.problems


def test_each_folder_has_an_index_of_its_own_however_it_is_named(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.path.parent)
    assert default_index_path(Path("sources")) == default_index_path(folder.path)
    assert default_index_path(folder.path.parent) != default_index_path(folder.path)


@pytest.mark.parametrize("engine", ["memory", "disk"])
def test_nothing_is_taken_up_where_nothing_changed(folder: Folder, engine: collection.Choice) -> None:
    one = Collection(folder, engine=engine)
    held = one.held
    assert not one.refresh()
    assert not one.update()
    assert one.held is held


@pytest.mark.parametrize("engine", ["memory", "disk"])
def test_changed_sources_are_taken_up_by_an_update(folder: Folder, engine: collection.Choice) -> None:
    one = Collection(folder, engine=engine)
    held = one.held
    (folder.path / "new.txt").write_text("A lynx was seen.\n", encoding="utf-8")
    assert one.update()
    assert found(one, "lynx") == ["new.txt"]
    assert held.engine.candidates({"lynx": 1.0}, 9) == []


@pytest.mark.parametrize(("drift", "passages"), [(0.5, 12), (0.0, 13)])
def test_a_large_collection_is_calibrated_again_only_when_it_has_changed_much(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, drift: float, passages: int
) -> None:
    monkeypatch.setattr(calibrating, "SETTLED", 0)
    monkeypatch.setattr(calibrating, "DRIFT", drift)
    one = Collection(folder, engine="disk")
    assert one.held.calibration.passages == 12
    (folder.path / "new.txt").write_text("A lynx was seen.\n", encoding="utf-8")
    one.update()
    assert one.held.calibration.passages == passages


def test_an_index_that_another_process_updated_is_taken_up(folder: Folder) -> None:
    one = Collection(folder, engine="disk")
    assert not one.refresh()
    (folder.path / "new.txt").write_text("A lynx was seen.\n", encoding="utf-8")
    update(folder, Generations(default_index_path(folder.path), folder.path))
    assert one.refresh()
    assert found(one, "lynx") == ["new.txt"]


def test_a_watched_folder_is_taken_up_by_itself_and_trouble_is_said_once(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collection, "PAUSE", 0.01)
    monkeypatch.setattr(freshness, "LITTLE_FILES", 0)
    said: list[str] = []
    one = Collection(folder, engine="disk", watch=True, say=said.append)
    said.clear()
    (folder.path / "new.txt").write_text("A lynx was seen.\n", encoding="utf-8")
    _wait_until(lambda: found(one, "lynx") == ["new.txt"])
    kept = one.held
    folder.path.rename(folder.path.with_name("moved"))
    _wait_until(lambda: bool(said))
    time.sleep(0.1)
    one.close()
    assert len(said) == 1
    assert "no such folder" in said[0]
    assert one.held.engine is kept.engine


@pytest.mark.parametrize("engine", ["memory", "disk"])
def test_a_source_that_goes_while_sources_toml_names_it_is_told_and_the_rest_served(
    folder: Folder, engine: collection.Choice
) -> None:
    (folder.path / "sources.toml").write_text('["0.txt"]\ntitle = "Zero"\n["1.txt"]\ntitle = "One"\n', "utf-8")
    one = Collection(folder, engine=engine)
    (folder.path / "0.txt").unlink()
    assert one.update()
    assert [problem.name for problem in one.held.problems] == ["0.txt", "broken.txt"]
    assert found(one, "cyber") == ["1.txt", "2.txt", "3.txt"]
    (folder.path / "sources.toml").unlink()
    assert one.update()
    assert [problem.name for problem in one.held.problems] == ["broken.txt"]


def _wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.parametrize("engine", ["auto", "memory", "disk"])
def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path, engine: collection.Choice) -> None:
    with pytest.raises(SourcesError, match="no such folder"):
        Collection(Folder(tmp_path / "absent"), engine=engine)


def _beside(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "engine"),
    [
        ("more.txt", DiskEngine),
        ("MORE.TXT", DiskEngine),
        ("deep/more.Md", DiskEngine),
        (".hidden/more.txt", MemoryEngine),
        (".more.txt", MemoryEngine),
        ("more.png", MemoryEngine),
    ],
)
def test_the_size_of_a_folder_is_that_of_the_files_that_are_read(tmp_path: Path, name: str, engine: type) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    _beside(sources, "a.txt", "A lynx was seen.\n")
    _beside(sources, name, "The lynx was seen again in the city.\n" * 20)
    assert isinstance(Collection(Folder(sources), memory_passages=2).held.engine, engine)


def test_files_that_are_not_read_do_not_make_a_folder_large(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    _beside(sources, "a.txt", "A lynx was seen.\n")
    (sources / "link.txt").symlink_to(_beside(tmp_path, "outside.txt", "x" * 1000))
    _beside(sources, "too large.txt", "x" * 1000)
    assert isinstance(Collection(Folder(sources, 900), memory_passages=2).held.engine, MemoryEngine)


def test_a_folder_is_looked_at_no_further_than_until_it_is_large(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless() -> Iterator[int]:
        for _ in range(10):
            yield 100
        pytest.fail("looked too far")

    monkeypatch.setattr(folder, "sizes", endless)
    assert isinstance(Collection(folder, memory_passages=2).held.engine, DiskEngine)


def test_an_index_that_cannot_be_used_is_an_error_that_says_what_to_do(folder: Folder) -> None:
    engine = Collection(folder, engine="disk").held.engine
    assert isinstance(engine, DiskEngine)
    (engine.generation.folder / "collection.sqlite").write_text("{}", encoding="utf-8")
    with pytest.raises(IndexingError, match="pullquote index --rebuild"):
        Collection(folder, engine="disk")


def test_both_engines_have_the_same_calibration_and_the_disk_keeps_it(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    for number in range(30):
        lines = (f"The {word} of the year {number} was made by a man in the city.\n" for word in "abcdefghij")
        (sources / f"{number}.txt").write_text("".join(lines), "utf-8")
    memory = Collection(Folder(sources), engine="memory")
    for _ in range(2):
        disk = Collection(Folder(sources), engine="disk", index_path=tmp_path / "index")
        assert disk.held.calibration == memory.held.calibration
    assert memory.held.calibration.asked > 0
