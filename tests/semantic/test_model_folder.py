import json
from pathlib import Path

import pytest

from index.errors import ModelError
from index.semantic.model_folder import MOST_TOKENS, read_folder
from tests.semantic.small_models import encoder


def test_a_folder_says_how_its_model_is_run(tmp_path: Path) -> None:
    found = read_folder(encoder(tmp_path, pooling="cls", most=32))
    assert (found.graph, found.pooling, found.most_tokens) == (tmp_path / "model.onnx", "cls", 32)
    assert (found.asked, found.told, found.architecture) == ("", "", "BertModel")


def test_the_mean_is_taken_where_nothing_is_said_and_no_more_tokens_are_read_than_it_has_places(tmp_path: Path) -> None:
    encoder(tmp_path, pooling=None, most=10_000, max_position_embeddings=40, model_type="roberta")
    found = read_folder(tmp_path)
    assert (found.pooling, found.most_tokens) == ("mean", 38)
    encoder(tmp_path, pooling=None, most=10_000)
    assert read_folder(tmp_path).most_tokens == MOST_TOKENS


def test_words_that_a_model_wants_before_questions_and_texts_are_known(tmp_path: Path) -> None:
    encoder(tmp_path)
    told = {"prompts": {"query": "query: ", "passage": "passage: "}}
    (tmp_path / "config_sentence_transformers.json").write_text(json.dumps(told), "utf-8")
    found = read_folder(tmp_path)
    assert (found.asked, found.told) == ("query: ", "passage: ")


def test_whatever_changes_its_figures_changes_the_digest_of_a_model(tmp_path: Path) -> None:
    folders = [encoder(tmp_path / "a"), encoder(tmp_path / "b"), encoder(tmp_path / "c", seed=1)]
    folders += [encoder(tmp_path / "d", pooling="cls"), encoder(tmp_path / "e", most=16)]
    digests = [read_folder(folder).digest for folder in folders]
    assert digests[0] == digests[1]
    assert len(set(digests)) == 4


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("config.json", "{", "config.json: the file is damaged"),
        ("1_Pooling/config.json", "[]", "holds no object"),
        ("1_Pooling/config.json", '{"pooling_mode_max_tokens": true}', "pooling_mode_max_tokens is not known here"),
        ("modules.json", '[{"type": "sentence_transformers.models.Dense"}]', "a layer (Dense) that is not run here"),
        ("modules.json", "7", "modules.json: the file is damaged"),
    ],
)
def test_what_is_wrong_with_a_folder_is_said_in_a_line(tmp_path: Path, file: str, text: str, said: str) -> None:
    encoder(tmp_path)
    (tmp_path / file).write_text(text, "utf-8")
    with pytest.raises(ModelError) as told:
        read_folder(tmp_path)
    assert said in str(told.value)
    assert str(told.value).startswith(str(tmp_path))
    assert "\n" not in str(told.value)


def test_a_folder_that_is_missing_or_lacks_a_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="there is no such folder; name a folder"):
        read_folder(tmp_path / "none")
    with pytest.raises(ModelError, match=r"neither model\.onnx nor onnx/model\.onnx"):
        read_folder(tmp_path)
    (encoder(tmp_path) / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"there is no tokenizer\.json"):
        read_folder(tmp_path)
