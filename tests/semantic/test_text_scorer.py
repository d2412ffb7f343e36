import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from index.deadline import Deadline
from index.errors import ModelError
from index.semantic import text_scorer
from index.semantic.model_folder import read_folder
from index.semantic.sentence_models import CrossEncoder, Encoder, open_model
from index.semantic.text_scorer import scorer_of
from index.semantic.vectors import Asked
from tests.semantic.small_models import cross_encoder, encoder

TEXTS = ("Tokens expire after 12 hours.", "The museum is closed on mondays.", "The bridge is long.")


class Kept:
    """Vectors in memory; notes what was asked for."""

    def __init__(self, vectors: Mapping[int, bytes]) -> None:
        self.vectors, self.asked = vectors, list[int]()

    def found(self, keys: Sequence[int]) -> Mapping[int, bytes]:
        self.asked += keys
        return {key: self.vectors[key] for key in keys if key in self.vectors}


@pytest.fixture
def model(tmp_path: Path) -> Encoder:
    found = open_model(read_folder(encoder(tmp_path)))
    assert isinstance(found, Encoder)
    return found


def test_texts_score_the_same_alone_together_again_and_with_what_is_kept(model: Encoder) -> None:
    scorer, question = scorer_of(model), "how long are tokens valid"
    whole = scorer.scores(question, TEXTS)
    kept = scorer_of(model, Kept({model.key(text): model.vector(text) for text in TEXTS[1:]}))
    assert whole == scorer.scores(question, TEXTS) == kept.scores(question, TEXTS)
    assert whole == [one for text in TEXTS for one in scorer_of(model).scores(question, [text])]
    assert scorer.scores(question, []) == []
    assert max(whole) == whole[0]


def test_a_vector_is_made_once(model: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    made, make = list[str](), model.vector
    monkeypatch.setattr(model, "vector", lambda text: made.append(text) or make(text))
    kept = Kept({model.key(TEXTS[0]): make(TEXTS[0])})
    scorer = scorer_of(model, kept)
    for _ in range(3):
        scorer.scores("bridge", [*TEXTS, *TEXTS])
    assert sorted(made) == sorted(TEXTS[1:])


def test_a_vector_of_another_length_is_none_of_this_model(model: Encoder) -> None:
    kept = Kept({model.key(text): b"12" for text in TEXTS})
    assert scorer_of(model, kept).scores("bridge", TEXTS) == scorer_of(model).scores("bridge", TEXTS)


def test_what_is_remembered_is_bounded(model: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    scorer = scorer_of(model)
    before = scorer.scores("bridge", TEXTS)
    monkeypatch.setattr(text_scorer, "REMEMBERED", 2)
    monkeypatch.setattr(text_scorer, "QUESTIONS", 1)
    assert scorer_of(model).scores("bridge", TEXTS) == before
    assert [scorer.scores(one, TEXTS) for one in ("ferry", "bridge")][-1] == before


def test_a_question_is_read_on_another_thread_while_texts_are_sought_and_only_once(
    model: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, ask = scorer_of(model).scores("bridge", TEXTS), model.asked
    begun, go_on, threads = threading.Event(), threading.Event(), list[str]()

    def slow(question: str) -> Asked:
        threads.append(threading.current_thread().name)
        begun.set()
        assert go_on.wait(10)
        return ask(question)

    monkeypatch.setattr(model, "asked", slow)
    scorer = scorer_of(model)
    scorer.expect("bridge")
    assert begun.wait(10)
    scorer.expect("bridge")
    go_on.set()
    assert scorer.scores("bridge", TEXTS) == scorer.scores("bridge", TEXTS) == before
    assert len(threads) == 1
    assert threads[0] != threading.current_thread().name


def test_a_question_that_could_not_be_read_is_read_again(model: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    before, ask, failures = scorer_of(model).scores("bridge", TEXTS), model.asked, [ModelError("out of memory")]

    def failing(question: str) -> Asked:
        if failures:
            raise failures.pop()
        return ask(question)

    monkeypatch.setattr(model, "asked", failing)
    scorer = scorer_of(model)
    with pytest.raises(ModelError, match="out of memory"):
        scorer.scores("bridge", TEXTS)
    assert scorer.scores("bridge", TEXTS) == before


def test_a_cross_encoder_scores_each_text_by_itself(tmp_path: Path) -> None:
    found = open_model(read_folder(cross_encoder(tmp_path)))
    assert isinstance(found, CrossEncoder)
    scorer = scorer_of(found)
    scorer.expect("bridge")
    scores = scorer.scores("bridge", [*TEXTS, TEXTS[0]])
    assert scores == [found.score("bridge", text) for text in (*TEXTS, TEXTS[0])]


def test_an_answer_that_nobody_waits_for_ends_between_two_texts(model: Encoder) -> None:
    ended = Deadline(0.0)
    with pytest.raises(TimeoutError):
        ended.run(lambda: time.sleep(0.01) or scorer_of(model).scores("bridge", TEXTS))
