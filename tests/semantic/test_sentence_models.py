import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.errors import ModelError
from index.semantic.model_folder import read_folder
from index.semantic.sentence_models import CrossEncoder, Encoder, SentenceModel, open_model
from index.semantic.vectors import similarities
from tests.semantic.small_models import WIDTH, WORDS, cross_encoder, encoder, write_network, write_tokenizer


def opened(folder: Path) -> SentenceModel:
    return open_model(read_folder(folder))


def test_which_kind_a_model_is_follows_from_its_files(tmp_path: Path) -> None:
    assert isinstance(opened(encoder(tmp_path / "encoder")), Encoder)
    for classes in (1, 2):
        assert isinstance(opened(cross_encoder(tmp_path / f"{classes}", classes=classes)), CrossEncoder)
    (encoder(tmp_path / "bare", pooling=None) / "config.json").unlink()
    assert isinstance(opened(tmp_path / "bare"), Encoder)


def test_an_encoder_finds_words_of_one_meaning_near(tmp_path: Path) -> None:
    model = opened(encoder(tmp_path))
    assert isinstance(model, Encoder)
    near, far = similarities(
        model.asked("can I bring my dog"), [model.vector("take pet"), model.vector("bridge sound")]
    )
    assert near > far + 0.2
    assert model.width == len(model.vector("a")) == WIDTH


def test_the_first_token_alone_counts_where_a_folder_says_so(tmp_path: Path) -> None:
    model = opened(encoder(tmp_path, pooling="cls"))
    assert isinstance(model, Encoder)
    assert model.vector("bridge") == model.vector("museum")


def test_what_is_behind_the_last_token_that_is_read_changes_nothing(tmp_path: Path) -> None:
    model = opened(encoder(tmp_path, most=8))
    assert isinstance(model, Encoder)
    assert model.vector("the bridge of the house is long") == model.vector("the bridge of the house is museum")
    assert model.vector("bridge " * 9) == model.vector("bridge " * 1_000_000)


def test_a_cross_encoder_reads_question_and_text_together(tmp_path: Path) -> None:
    one, two = opened(cross_encoder(tmp_path / "1")), opened(cross_encoder(tmp_path / "2", classes=2))
    assert isinstance(one, CrossEncoder)
    assert isinstance(two, CrossEncoder)
    assert one.score("bridge", "museum") == one.score("museum", "bridge") != one.score("bridge", "ferry")
    assert two.score("bridge", "museum") != two.score("bridge", "ferry")


@pytest.mark.parametrize("text", ["", "\x00", "\ud800", "🙂" * 50, "\n\n"])
def test_any_text_has_a_vector(tmp_path: Path, text: str) -> None:
    model = opened(encoder(tmp_path))
    assert isinstance(model, Encoder)
    assert len(model.vector(text)) == WIDTH
    assert isinstance(model.key(text), int)


def test_a_model_that_is_damaged_is_told(tmp_path: Path) -> None:
    encoder(tmp_path)
    (tmp_path / "model.onnx").write_bytes(b"no network at all")
    with pytest.raises(ModelError, match=r"model.onnx: the model is damaged \(.*\); fetch the model anew"):
        opened(tmp_path)
    encoder(tmp_path)
    (tmp_path / "tokenizer.json").write_text('{"model": 7}', "utf-8")
    with pytest.raises(ModelError, match=r"tokenizer.json: the file is damaged \(.*\); fetch the model anew"):
        opened(tmp_path)


def test_the_tokenizer_of_another_model_is_told(tmp_path: Path) -> None:
    write_tokenizer(encoder(tmp_path), (*WORDS, *(f"word{at}" for at in range(50))))
    with pytest.raises(ModelError, match="the tokenizer is not that of the model, which cannot read its"):
        opened(tmp_path)


def test_a_model_of_another_kind_is_told(tmp_path: Path) -> None:
    encoder(tmp_path / "pictures")
    write_network(tmp_path / "pictures" / "model.onnx", "last_hidden_state", WIDTH, inputs=("pixel_values",))
    with pytest.raises(ModelError, match=r"of another kind \(it asks for pixel_values\); use an encoder"):
        opened(tmp_path / "pictures")
    with pytest.raises(ModelError, match=r"of another kind \(BertForSequenceClassification\)"):
        opened(cross_encoder(tmp_path / "sorts", classes=5))
    encoder(tmp_path / "completes", architectures=["BertForMaskedLM"])
    write_network(tmp_path / "completes" / "model.onnx", "logits", WIDTH)
    with pytest.raises(ModelError, match=r"of another kind \(BertForMaskedLM\)"):
        opened(tmp_path / "completes")


def test_a_model_that_gives_no_numbers_is_told(tmp_path: Path) -> None:
    encoder(tmp_path)
    write_network(tmp_path / "model.onnx", "last_hidden_state", WIDTH, value=float("nan"))
    with pytest.raises(ModelError, match="the model"):
        opened(tmp_path)


@pytest.mark.parametrize("library", ["onnxruntime", "tokenizers"])
def test_without_the_extra_the_cure_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    encoder(tmp_path)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ModelError, match=r"is not installed; install it with pip install 'pullquote\[semantic\]'"):
        opened(tmp_path)


def test_a_text_has_the_same_vector_whatever_is_beside_it() -> None:
    rows: list[Any] = [np.array(one, dtype=np.int8).tobytes() for one in ([1, 2, 3], [127, -127, 0], [0, 0, 0])]
    question = np.array([10, 20, 30], dtype=np.float64)
    whole = similarities(question, rows)
    assert whole == [one for row in rows for one in similarities(question, [row])]
    assert whole[0] == 1.0
    assert whole[2] == 0.0
