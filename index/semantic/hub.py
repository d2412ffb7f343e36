"""Fetches a model from a hub of models: the one thing here that goes to a network, when it is asked to."""

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from index.errors import ModelError, ServiceError, UsageError
from index.semantic.model_folder import GRAPHS
from index.semantic.sentence_network import EXTRA

__all__ = ["download"]

SAYS = (
    "config.json",
    "config_sentence_transformers.json",
    "modules.json",
    "sentence_bert_config.json",
    "tokenizer_config.json",
    "1_Pooling/config.json",
    "LICENSE",
    "NOTICE",
)
"""What is fetched beside the network and its tokenizer, where it is there."""

SHOWN = 160
"""Characters of what a library says that are shown."""


def download(name: str, folder: Path, graph: str | None = None, step: Callable[[str], None] = lambda _: None) -> None:
    """Fetch a model by its name, such as OWNER/MODEL, into a folder; ``graph`` names one of several networks.

    ``step`` is told of each file. HF_ENDPOINT names another hub. Raises ModelError where the extra is missing,
    UsageError where the hub has no such model or it has no network to run, and ServiceError where it cannot be reached.
    """
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    try:
        import huggingface_hub as hub  # noqa: PLC0415 - needs an extra
        from huggingface_hub import constants, errors  # noqa: PLC0415 - the same
        from huggingface_hub.utils import logging  # noqa: PLC0415 - the same
    except ImportError as error:
        raise ModelError(f"semantic download: {error.name} is not installed; {EXTRA}") from None
    logging.set_verbosity_error()
    try:
        held = hub.HfApi().list_repo_files(name)
        for file in _wanted(name, held, graph):
            step(file)
            hub.hf_hub_download(name, file, local_dir=folder)
    except (errors.RepositoryNotFoundError, errors.HFValidationError) as error:
        cure = "write it as OWNER/MODEL, such as sentence-transformers/all-MiniLM-L6-v2"
        raise UsageError(f"{name}: the hub has no such model ({type(error).__name__}); {cure}") from None
    except UsageError:
        raise
    except Exception as error:  # noqa: BLE001 - what a network raises differs between versions of the library
        said = " ".join(str(error).split())[:SHOWN]
        raise ServiceError(f"{constants.ENDPOINT}: the model cannot be fetched ({said}); try again later") from None
    if graph:
        (folder / graph).replace(folder / GRAPHS[0])
    shutil.rmtree(folder / ".cache", ignore_errors=True)


def _wanted(name: str, held: Sequence[str], graph: str | None) -> list[str]:
    """Return the files to fetch; raises UsageError where there is none to run."""
    graphs = [file for file in held if file.endswith(".onnx")]
    chosen = graph or next((file for file in GRAPHS if file in held), None)
    if chosen not in held or chosen is None:
        cure = f"name one with --file: {', '.join(graphs)}" if graphs else "choose a model that is published as ONNX"
        raise UsageError(f"{name}: there is no {graph or 'model.onnx'} in it; {cure}")
    if "tokenizer.json" not in held:
        raise UsageError(f"{name}: there is no tokenizer.json in it; choose another model")
    return [
        chosen,
        *(file for file in held if file == f"{chosen}_data"),
        "tokenizer.json",
        *(file for file in SAYS if file in held),
    ]
