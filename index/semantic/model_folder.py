"""The folder of a model as people publish them: which files it has, and what they say of how it is to be run."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from index.errors import ModelError

__all__ = ["MOST_TOKENS", "ModelFolder", "read_folder"]

GRAPHS = ("model.onnx", "onnx/model.onnx", "onnx/model_quantized.onnx", "onnx/model_int8.onnx")
"""Where the network stands, the first that is there."""
MOST_TOKENS = 256
"""Tokens of a text that are read at most, however many the model could; a sentence has some 30."""
ANEW = "fetch the model anew"
LAYERS = frozenset({"Transformer", "Pooling", "Normalize"})
"""What a model of sentence-transformers may be made of."""
OFFSETS = frozenset({"roberta", "xlm-roberta", "camembert", "mpnet"})
"""Kinds of models that count the places of tokens from two on."""
CHUNK = 1 << 20

Pooling = Literal["mean", "cls"]
Config = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """What a folder holds and says.

    ``graph`` and ``tokenizer`` are files. ``architecture`` is "" where nothing says it. ``most_tokens`` of a text are
    read. ``asked`` and ``told`` are put before questions and before texts. ``digest`` tells the model from any other:
    hexadecimal, of all that makes its figures.
    """

    path: Path
    graph: Path
    tokenizer: Path
    architecture: str
    pooling: Pooling
    most_tokens: int
    asked: str
    told: str
    digest: str


def read_folder(path: Path) -> ModelFolder:
    """Read what a folder says; raises ModelError where it is no model or one that cannot be run here."""
    if not path.is_dir():
        cure = "name a folder with model.onnx and tokenizer.json, or fetch one with 'pullquote semantic download'"
        raise ModelError(f"{path}: there is no such folder; {cure}")
    graph = next((file for name in GRAPHS if (file := path / name).is_file()), None)
    if graph is None:
        raise ModelError(f"{path}: there is neither model.onnx nor onnx/model.onnx in it; name the folder of a model")
    tokenizer = path / "tokenizer.json"
    if not tokenizer.is_file():
        raise ModelError(f"{path}: there is no tokenizer.json in it; {ANEW}")
    _refuse_other_layers(path)
    config, prompts = _json(path / "config.json"), _json(path / "config_sentence_transformers.json").get("prompts", {})
    said = {name: str(text) for name, text in prompts.items()} if isinstance(prompts, dict) else {}
    asked, told = said.get("query", ""), said.get("document", said.get("passage", ""))
    pooling, most = _pooling(path), _most_tokens(path, config)
    digest = _digest((graph, *sorted(graph.parent.glob("*.onnx_data")), tokenizer), (pooling, most, asked, told))
    named = config.get("architectures") or [""]
    return ModelFolder(path, graph, tokenizer, str(named[0]), pooling, most, asked, told, digest)


def _json(path: Path) -> Config:
    """Return what a file holds, nothing where there is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"{path}: the file is damaged ({error}); {ANEW}") from None
    if not isinstance(found, dict):
        raise ModelError(f"{path}: the file is damaged (it holds no object); {ANEW}")
    return found


def _refuse_other_layers(path: Path) -> None:
    """Refuse a model whose vectors go through more than a transformer and pooling."""
    try:
        modules = json.loads((path / "modules.json").read_text(encoding="utf-8"))
        kinds = [str(one["type"]).rpartition(".")[2] for one in modules]
    except FileNotFoundError:
        return
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ModelError(f"{path / 'modules.json'}: the file is damaged ({error}); {ANEW}") from None
    if other := next((kind for kind in kinds if kind not in LAYERS), None):
        raise ModelError(f"{path}: the model has a layer ({other}) that is not run here; use another model")


def _pooling(path: Path) -> Pooling:
    """Return how the vectors of tokens become one; the mean where nothing is said."""
    file = path / "1_Pooling" / "config.json"
    said = _json(file)
    chosen = [name for name, on in said.items() if name.startswith("pooling_mode_") and on]
    if chosen in ([], ["pooling_mode_mean_tokens"]):
        return "mean"
    if chosen == ["pooling_mode_cls_token"]:
        return "cls"
    raise ModelError(
        f"{file}: {', '.join(chosen)} is not known here; use a model that takes the mean or the first token"
    )


def _most_tokens(path: Path, config: Config) -> int:
    """Return how many tokens of a text are read: what the folder says, within bounds."""
    places = config.get("max_position_embeddings")
    offset = 2 if config.get("model_type") in OFFSETS else 0
    said = (
        places - offset if isinstance(places, int) else None,
        _json(path / "sentence_bert_config.json").get("max_seq_length"),
        _json(path / "tokenizer_config.json").get("model_max_length"),
    )
    least = min((int(one) for one in said if isinstance(one, int | float) and one > 0), default=MOST_TOKENS)
    return min(max(least, 2), MOST_TOKENS)


def _digest(files: tuple[Path, ...], said: tuple[object, ...]) -> str:
    told = hashlib.sha256(repr(said).encode())
    for file in files:
        for chunk in _chunks(file):
            told.update(chunk)
    return told.hexdigest()[:32]


def _chunks(file: Path) -> Iterator[bytes]:
    try:
        with file.open("rb") as opened:
            while chunk := opened.read(CHUNK):
                yield chunk
    except OSError as error:
        raise ModelError(f"{file}: the file cannot be read ({error.strerror}); allow it, or {ANEW}") from None
