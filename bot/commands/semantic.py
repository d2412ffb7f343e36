"""``pullquote semantic``: fetch a model that ranks, or fit its weights to questions."""

import argparse
import sys
from pathlib import Path

from bot.commands.shared import answerer, settings, warn
from bot.settings.model import Settings
from bot.terminal.progress import BatchProgress
from bot.terminal.screen import harmless
from index.errors import UsageError
from index.library.evaluation import read
from index.library.semantics import opened
from index.retrieval.engine import Engine

__all__ = ["run"]

MODELS = Path("models")
"""The folder into which models are fetched, one each."""


def run(arguments: argparse.Namespace) -> int:
    """Do it and tell what was done; returns 0."""
    if arguments.task == "download":
        _download(arguments)
    else:
        _fit(arguments)
    return 0


def _download(arguments: argparse.Namespace) -> None:
    from index.semantic.fitted_weights import weights_of  # noqa: PLC0415 - needs numpy
    from index.semantic.hub import download  # noqa: PLC0415 - the same

    folder: Path = arguments.to or MODELS / arguments.name.rpartition("/")[2]
    download(arguments.name, folder, arguments.file, lambda file: warn(f"fetching {file}"))
    model = opened(folder)
    fits = "weights for it ship" if weights_of(model) else "fit its weights with `pullquote semantic fit`"
    print(harmless(f'{folder}: {model.kind}; set semantic_model = "{folder}"; {fits}.'))


def _fit(arguments: argparse.Namespace) -> None:
    from index.library.model_fitting import fit_model, known_answers, shipped_answers  # noqa: PLC0415 - needs numpy
    from index.semantic.fitted_weights import FITTED  # noqa: PLC0415 - the same
    from index.semantic.text_scorer import scorer_of  # noqa: PLC0415 - the same

    chosen = settings(arguments)
    if chosen.semantic_model is None:
        raise UsageError("there is no model to fit; set semantic_model to the folder of one")
    model = opened(chosen.semantic_model)
    some = known_answers(_engine(chosen), read(arguments.questions)) if arguments.questions else shipped_answers()
    progress = BatchProgress(sys.stderr, len(some))
    outcome = fit_model(model, scorer_of(model), some, progress.step)
    progress.finish(f"{outcome.questions} questions asked")
    path = arguments.output or chosen.semantic_model / FITTED
    outcome.weights.write(path)
    print(harmless(f"{path}: weights fitted to {outcome.questions} questions."))
    told = f"{outcome.with_model} with the model, by weights that were fitted to the others"
    print(f"The right passage comes first for {outcome.by_words} of them by the words alone, and for {told}.")


def _engine(chosen: Settings) -> Engine:
    """The engine of what is served, which needs no model."""
    return answerer(chosen.model_copy(update={"semantic_model": None})).served.engine
