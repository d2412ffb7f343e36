"""Small models of both kinds, made here: a few words, each with numbers of its own, so that every test can run one.

Words of one meaning have the same numbers ("valid" and "expire"), so that such a model knows what no list of words
does.
"""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from index.ranking.meaning_features import IN_PLACE, MEANING, SENTENCE
from index.ranking.weights import CONFIDENCE, SUPPORT, WEIGHTS
from index.semantic.fitted_weights import FITTED, FittedWeights, probe
from index.semantic.model_folder import read_folder
from index.semantic.sentence_models import open_model

pytest.importorskip("onnxruntime", reason="the extra semantic is not installed: pip install -e '.[semantic]'")
pytest.importorskip("tokenizers", reason="the extra semantic is not installed: pip install -e '.[semantic]'")
onnx = pytest.importorskip("onnx", reason="the small models are made with onnx: pip install -e '.[semantic-tests]'")

__all__ = [
    "ALIKE",
    "SPECIAL",
    "WIDTH",
    "WORDS",
    "cross_encoder",
    "encoder",
    "with_weights",
    "write_network",
    "write_tokenizer",
]

WIDTH = 16
ALIKE = (("valid", "expire", "expires"), ("bring", "take", "along"), ("dog", "pet", "animal"), ("boss", "mayor"))
"""Words of one meaning."""

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
TEXT = """how long are tokens token after 12 hours the ferry terminal opened who cut ribbon museum is closed on mondays
can i my a an of and in to with bridge sound metres house houses plot move . , ?"""
WORDS = (*SPECIAL, *(word for some in ALIKE for word in some), *TEXT.split())


def encoder(folder: Path, *, pooling: str | None = "mean", seed: int = 0, most: int = 64, **config: Any) -> Path:
    """Write an encoder and return its folder; ``pooling`` is "mean", "cls", or None for a file that does not say."""
    write_tokenizer(folder)
    _write(folder / "model.onnx", _numbers(seed, WIDTH), "last_hidden_state", ["texts", "tokens", WIDTH])
    (folder / "config.json").write_text(json.dumps({"architectures": ["BertModel"], **config}), "utf-8")
    (folder / "sentence_bert_config.json").write_text(json.dumps({"max_seq_length": most}), "utf-8")
    if pooling:
        modes = {"pooling_mode_cls_token": pooling == "cls", "pooling_mode_mean_tokens": pooling == "mean"}
        (folder / "1_Pooling").mkdir(exist_ok=True)
        (folder / "1_Pooling" / "config.json").write_text(
            json.dumps({"word_embedding_dimension": WIDTH, **modes}), "utf-8"
        )
    return folder


def cross_encoder(folder: Path, *, classes: int = 1, seed: int = 0) -> Path:
    """Write a cross-encoder and return its folder: it adds up a number of each token."""
    write_tokenizer(folder)
    _write(folder / "onnx" / "model.onnx", _numbers(seed, classes), "logits", ["texts", classes], whole=True)
    config = {"architectures": ["BertForSequenceClassification"]}
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    return folder


def write_tokenizer(folder: Path, words: tuple[str, ...] = WORDS) -> None:
    """Write a tokenizer that knows some words and splits at spaces."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors  # noqa: PLC0415 - an extra

    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer(
        models.WordLevel({word: at for at, word in enumerate(dict.fromkeys(words))}, unk_token="[UNK]")
    )
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    ends = [("[CLS]", 2), ("[SEP]", 3)]
    tokenizer.post_processor = processors.TemplateProcessing("[CLS] $A [SEP]", "[CLS] $A [SEP] $B:1 [SEP]:1", ends)
    tokenizer.save(str(folder / "tokenizer.json"))


def _numbers(seed: int, width: int) -> list[list[float]]:
    """The numbers of each word; unknown words and marks have hardly any."""
    drawn = random.Random(seed)  # noqa: S311 - repeatable, and no secret
    known = list(dict.fromkeys(WORDS))
    same = {word: some[0] for some in ALIKE for word in some}
    rows: dict[str, list[float]] = {}
    for word in known:
        weight = 0.01 if word in SPECIAL else 1.0
        row = [weight * drawn.gauss(0, 1) for _ in range(width)]
        rows[word] = rows.get(same.get(word, ""), row)
    return [rows[word] for word in known]


def write_network(  # noqa: PLR0913 - all but the first three are options
    path: Path, name: str, width: int, *, inputs: tuple[str, ...] = INPUTS, value: float | None = None, seed: int = 0
) -> None:
    """Write a network that gives so many numbers for each token, of other ``inputs`` or of one ``value`` alone."""
    rows = [[value] * width for _ in WORDS] if value is not None else _numbers(seed, width)
    _write(path, rows, name, ["texts", "tokens", width], inputs=inputs)


def _write(  # noqa: PLR0913 - the same
    path: Path,
    rows: list[list[float]],
    name: str,
    shape: list[str | int],
    *,
    whole: bool = False,
    inputs: tuple[str, ...] = INPUTS,
) -> None:
    """Write a network that looks up the numbers of each token and, for a whole text, adds them up."""
    helper, kinds = onnx.helper, onnx.TensorProto
    table = helper.make_tensor("table", kinds.FLOAT, [len(rows), len(rows[0])], [one for row in rows for one in row])
    axes = helper.make_tensor("axes", kinds.INT64, [1], [1])
    nodes = [helper.make_node("Gather", ["table", inputs[0]], ["looked"])]
    if whole:
        nodes.append(helper.make_node("ReduceSum", ["looked", "axes"], [name], keepdims=0))
    else:
        nodes.append(helper.make_node("Identity", ["looked"], [name]))
    taken = [helper.make_tensor_value_info(one, kinds.INT64, ["texts", "tokens"]) for one in inputs]
    outputs = [helper.make_tensor_value_info(name, kinds.FLOAT, shape)]
    graph = helper.make_graph(nodes, "small", taken, outputs, [table, axes])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(model.SerializeToString())


def with_weights(folder: Path, meaning: float = 6.0) -> Path:
    """Write weights beside a model that let it count for much, and return its folder."""
    model = open_model(read_folder(folder))
    said = {SENTENCE: 0.0, IN_PLACE: 0.0}
    weights = FittedWeights(
        folder.name,
        (0.0, 0.5),
        {**WEIGHTS, **dict.fromkeys(MEANING, 0.0), SENTENCE: meaning, IN_PLACE: meaning},
        {SENTENCE: 1.0},
        {SENTENCE: 1.0},
        {SENTENCE: 0.5, IN_PLACE: 0.5, "bias": 0.0},
        {**CONFIDENCE, **said},
        {**SUPPORT, **said},
        probe(model),
    )
    weights.write(folder / FITTED)
    return folder
