"""A library with a model: it ranks what the words proposed, the same everywhere, and is left out where it cannot."""

import socket
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from index.documents.article import Candidate
from index.errors import ModelError
from index.library import collection
from index.library.library import Library
from index.ranking.support import Outcome
from index.retrieval.memory import MemoryEngine
from index.retrieval.store.vector_file import VectorFile
from index.semantic.sentence_models import Encoder
from index.semantic.vectors import Asked
from tests.semantic.small_models import cross_encoder, encoder, with_weights

TOKENS = """The token is long.

The token expires.

The house of tokens is closed on mondays.
"""
HOUSES = "# House rules\n\nThe animal of the boss can move.\n\nPlots of the museum are 12 metres long.\n"
QUESTIONS = (
    "is the token valid",
    "can I bring my dog",
    "who opened the ferry terminal",
    "Where is Mars?",
    "",
    "?",
)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "tokens.txt").write_text(TOKENS, "utf-8")
    (folder / "houses.md").write_text(HOUSES, "utf-8")
    return folder


def told(library: Library) -> list[Any]:
    """All that an answer says, but for where its index is."""
    return [
        [(one.citation, one.score, one.features, one.quoted) for one in answer.passages]
        + [answer.outcome, answer.confidence, answer.support, answer.relevance, answer.missing]
        for answer in (library.ask(question) for question in QUESTIONS)
    ]


def first(library: Library) -> str:
    return library.ask("is the token valid").passages[0].text


@pytest.mark.parametrize("kind", [encoder, cross_encoder])
def test_a_model_ranks_with_features_that_are_explained(tmp_path: Path, sources: Path, kind: Any) -> None:
    with Library(sources, semantic_model=with_weights(kind(tmp_path / "model"))) as library:
        answer = library.ask("is the token valid")
    assert {"meaning", "meaning in place"} <= answer.passages[0].features.keys()
    for one in answer.passages:
        assert one.score == pytest.approx(sum(one.features.values()), abs=1e-4)


def test_a_model_finds_what_is_said_in_other_words(tmp_path: Path, sources: Path) -> None:
    assert first(Library(sources)) == "The token is long."
    assert first(Library(sources, semantic_model=with_weights(encoder(tmp_path / "m"), 20.0))) == "The token expires."


def test_a_model_ranks_what_the_words_proposed_and_nothing_else(tmp_path: Path, sources: Path) -> None:
    with Library(sources, semantic_model=with_weights(encoder(tmp_path / "model"), 50.0)) as library:
        assert not library.ask("can I take my pet").passages


def test_nothing_is_declined_with_a_model_that_is_not_without(tmp_path: Path, sources: Path) -> None:
    asked = (*QUESTIONS, "is the token valid", "Where is the house?", "long plots", "expires", "who can move")
    plain = Library(sources)
    for meaning in (0.0, 20.0, -20.0):
        library = Library(sources, semantic_model=with_weights(encoder(tmp_path / f"{meaning}"), meaning))
        for question in asked:
            before = plain.ask(question).outcome
            assert before is Outcome.DECLINED or library.ask(question).outcome is not Outcome.DECLINED, question


def test_a_question_is_read_while_passages_are_sought(
    tmp_path: Path, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, read, find = threading.Event(), Encoder.asked, MemoryEngine.candidates

    def reading(self: Encoder, question: str) -> Asked:
        begun.set()
        return read(self, question)

    def seeking(self: MemoryEngine, boosts: Mapping[str, float], limit: int) -> Sequence[Candidate]:
        assert begun.wait(10)
        return find(self, boosts, limit)

    with Library(sources, semantic_model=with_weights(encoder(tmp_path / "model"))) as library:
        library.ask("who can move")  # which opens all
        monkeypatch.setattr(Encoder, "asked", reading)
        monkeypatch.setattr(MemoryEngine, "candidates", seeking)
        assert library.ask("is the token valid").passages


def test_with_a_model_too_every_engine_and_every_run_gives_the_same(tmp_path: Path, sources: Path) -> None:
    model = with_weights(encoder(tmp_path / "model"))
    with Library(sources, semantic_model=model) as library:
        memory = told(library)
        assert told(library) == memory
    for threads in (1, 3):
        place = tmp_path / f"index{threads}"
        with Library(
            sources, engine="disk", index_path=place, semantic_model=model, semantic_threads=threads
        ) as library:
            assert told(library) == memory
        (place / "vectors.sqlite").unlink()
        with Library(sources, engine="disk", index_path=place, semantic_model=model) as library:
            assert told(library) == memory


def test_vectors_that_are_kept_are_not_made_again(
    tmp_path: Path, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options: dict[str, Any] = {"engine": "disk", "index_path": tmp_path / "index"}
    options["semantic_model"] = with_weights(encoder(tmp_path / "model"))
    said = list[str]()
    before = told(Library(sources, **options))
    make, made = Encoder.vector, list[str]()

    def noted(model: Encoder, text: str) -> bytes:
        made.append(text)
        return make(model, text)

    monkeypatch.setattr(Encoder, "vector", noted)
    with Library(sources, **options, on_notice=said.append) as library:
        assert told(library) == before
    assert len(made) == 3  # by which a model is known again
    assert said == []


@pytest.mark.parametrize("how", ["watch", "refresh", "reload"])
def test_what_is_taken_up_gets_its_vectors_too(
    tmp_path: Path, sources: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr(collection, "PAUSE", 0.01)
    options: dict[str, Any] = {"engine": "disk", "index_path": tmp_path / "index"}
    options["semantic_model"] = with_weights(encoder(tmp_path / "model"))
    with Library(sources, **options, watch=how == "watch") as library:
        before = set(VectorFile(tmp_path / "index").keys())
        (sources / "new.txt").write_text("A lynx was seen.\n\nTokens expire.\n", "utf-8")
        if how != "watch":
            getattr(library, how)()
        until = time.monotonic() + 30
        while len(VectorFile(tmp_path / "index").keys()) < len(before) + 4 and time.monotonic() < until:
            time.sleep(0.01)
        assert len(set(VectorFile(tmp_path / "index").keys()) - before) == 4


def test_what_is_taken_up_gets_no_vectors_where_none_are_kept(tmp_path: Path, sources: Path) -> None:
    options: dict[str, Any] = {"engine": "disk", "index_path": tmp_path / "index"}
    Library(sources, **options).close()
    with Library(sources, **options, semantic_model=with_weights(encoder(tmp_path / "model"))) as library:
        (sources / "new.txt").write_text("A lynx was seen.\n", "utf-8")
        library.reload()
    assert len(VectorFile(tmp_path / "index").keys()) == 0


def test_an_index_without_vectors_serves_and_says_how_they_are_made(tmp_path: Path, sources: Path) -> None:
    options: dict[str, Any] = {"engine": "disk", "index_path": tmp_path / "index"}
    Library(sources, **options).close()
    for name, seed in (("model", 0), ("other", 1)):
        model, said = with_weights(encoder(tmp_path / name, seed=seed)), list[str]()
        with Library(sources, **options, semantic_model=model, on_notice=said.append) as library:
            answers = told(library)
        assert len(said) == 1
        assert "the vectors of this model are not made yet; 'pullquote index' does it" in said[0]
        assert answers == told(Library(sources, semantic_model=model))


def test_without_a_model_that_can_be_used_answers_are_as_without_one(
    tmp_path: Path, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = told(Library(sources))
    damaged = with_weights(encoder(tmp_path / "damaged"))
    (damaged / "model.onnx").write_bytes(b"")
    foreign = encoder(tmp_path / "foreign", seed=7)
    cases = {
        tmp_path / "none": "there is no such folder",
        damaged: "the model is damaged",
        foreign: "no weights were fitted with this model; fit them with 'pullquote semantic fit'",
    }
    for folder, cause in cases.items():
        said = list[str]()
        with Library(sources, semantic_model=folder, on_notice=said.append) as library:
            assert told(library) == plain
        assert len(said) == 1
        assert cause in said[0]
        assert said[0].endswith("answers are as without it")
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    said = []
    assert told(Library(sources, semantic_model=foreign, on_notice=said.append)) == plain
    assert "pip install 'pullquote[semantic]'" in said[0]


def test_a_model_that_fails_later_is_left_out_from_then_on(
    tmp_path: Path, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, said = told(Library(sources)), list[str]()
    library = Library(sources, semantic_model=with_weights(encoder(tmp_path / "model")), on_notice=said.append)
    library.ask("is the token valid")

    def fails(*_: object) -> bytes:
        raise ModelError("the model cannot be run")

    monkeypatch.setattr(Encoder, "asked", fails)
    assert told(library) != plain
    library.ask("another question about tokens")
    assert told(library) == plain
    assert said == ["the model cannot be run; answers are as without it"]


def test_a_part_of_the_sources_is_ranked_with_the_model_too(tmp_path: Path, sources: Path) -> None:
    from index.library.scope import Scope  # noqa: PLC0415 - for this test alone

    library = Library(sources, semantic_model=with_weights(encoder(tmp_path / "model"), 20.0))
    assert first(library.within(Scope(("tokens.txt",)))) == "The token expires."


def test_private_with_a_model_too_no_socket_is_opened_and_no_file_written(
    tmp_path: Path, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a socket was opened")

    model = with_weights(encoder(tmp_path / "model"))
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    before = sorted(tmp_path.rglob("*"))
    Library(sources, semantic_model=model).ask("is the token valid")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_question_in_a_language_that_the_weights_were_not_fitted_in_is_ranked_without(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    text = "Die Brücke über den Sund ist achthundert Meter lang.\n\nDer Bürgermeister hat die Brücke im Mai eröffnet.\n"
    (tmp_path / "sources" / "bruecke.txt").write_text(text, "utf-8")
    model, question = with_weights(encoder(tmp_path / "model"), 20.0), "Wer hat die Brücke eröffnet?"
    assert Library(tmp_path / "sources", semantic_model=model).ask(question) == Library(tmp_path / "sources").ask(
        question
    )
