from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.documents.folder import Folder
from index.errors import IndexingError
from index.retrieval.store.generations import Generations
from index.retrieval.store.kept import KeptState
from index.retrieval.store.updating import IndexProgress, update
from index.retrieval.store.vector_file import VectorFile
from index.semantic import filling
from index.semantic.filling import fill, is_of
from index.semantic.model_folder import read_folder
from index.semantic.passage_texts import texts_of
from index.semantic.sentence_models import Encoder, open_model
from tests.semantic.small_models import encoder

FERRY = "The ferry opened.\n\nThe mayor cut the ribbon.\nTokens expire after 12 hours.\n"
BRIDGE = "# The bridge\n\nThe bridge is 12 metres long.\n\n## House rules\n\nHouses can move.\n"


@pytest.fixture
def model(tmp_path: Path) -> Encoder:
    found = open_model(read_folder(encoder(tmp_path / "model")))
    assert isinstance(found, Encoder)
    return found


@pytest.fixture
def update_all(tmp_path: Path) -> Callable[[], KeptState]:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "ferry.txt").write_text(FERRY, "utf-8")
    (tmp_path / "sources" / "bridge.md").write_text(BRIDGE, "utf-8")
    folder = Folder(tmp_path / "sources")
    return lambda: update(folder, Generations(tmp_path / "index", folder.path)).generation


def test_every_passage_that_can_be_quoted_gets_its_vectors_once(
    tmp_path: Path, model: Encoder, update_all: Callable[[], KeptState]
) -> None:
    state, kept, seen = update_all(), VectorFile(tmp_path / "index"), list[IndexProgress]()
    first = fill(state, kept, model, report=seen.append)
    assert (first.made, first.known, first.dropped) == (10, 0, 0)
    assert is_of(kept, model)
    again = fill(state, kept, model)
    assert (again.made, again.known, again.dropped) == (0, 10, 0)
    assert [one.files for one in seen] == [1]
    with closing(state.rows()) as rows:
        for record in rows.records():
            for row in rows.article(record.name)[1].paragraphs:
                quotable = [one for one in row.unpacked(record.name).passages if one.quotable]
                for text in (text for one in quotable for text in texts_of(one, record.title)):
                    assert kept.found([model.key(text)]) == {model.key(text): model.vector(text)}


def test_threads_change_nothing(tmp_path: Path, model: Encoder, update_all: Callable[[], KeptState]) -> None:
    state, one, four = update_all(), VectorFile(tmp_path / "index"), VectorFile(tmp_path)
    assert fill(state, one, model)[:3] == fill(state, four, model, threads=4)[:3]
    assert one.found(one.keys().tolist()) == four.found(one.keys().tolist())


def test_what_is_new_gets_vectors_and_what_nobody_needs_is_dropped(
    tmp_path: Path, model: Encoder, update_all: Callable[[], KeptState]
) -> None:
    kept = VectorFile(tmp_path / "index")
    fill(update_all(), kept, model)
    (tmp_path / "sources" / "ferry.txt").write_text("The museum is closed on mondays.\n", "utf-8")
    found = fill(update_all(), kept, model)
    assert (found.made, found.known, found.dropped) == (2, 4, 6)
    assert len(kept.keys()) == 6


def test_another_model_makes_all_anew(tmp_path: Path, model: Encoder, update_all: Callable[[], KeptState]) -> None:
    kept, other = VectorFile(tmp_path / "index"), open_model(read_folder(encoder(tmp_path / "other", seed=1)))
    assert isinstance(other, Encoder)
    fill(update_all(), kept, model)
    found = fill(update_all(), kept, other)
    assert (found.made, found.known, found.dropped) == (10, 0, 10)
    assert is_of(kept, other)
    assert not is_of(kept, model)


def test_what_was_made_before_a_stop_is_kept(
    tmp_path: Path, model: Encoder, update_all: Callable[[], KeptState], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "AT_ONCE", 4)
    kept, make, made = VectorFile(tmp_path / "index"), model.vector, list[str]()

    def stopped(text: str) -> bytes:
        made.append(text)
        if len(made) > 4:
            raise KeyboardInterrupt
        return make(text)

    monkeypatch.setattr(model, "vector", stopped)
    with pytest.raises(KeyboardInterrupt):
        fill(update_all(), kept, model)
    monkeypatch.setattr(model, "vector", make)
    assert len(kept.keys()) == 4
    assert kept.marked() == ""
    assert fill(update_all(), kept, model)[:2] == (6, 4)


def test_a_place_that_cannot_be_written_is_told(model: Encoder, update_all: Callable[[], KeptState]) -> None:
    with pytest.raises(IndexingError, match="the index cannot be written"):
        fill(update_all(), VectorFile(Path("/proc/none")), model)
