"""Indexes of the development sets with the vectors of a model, in the user's cache, so that each is made once."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from platformdirs import user_cache_path

from index.documents.folder import Folder
from index.retrieval.store.generations import Generations
from index.retrieval.store.kept_vectors import KeptVectors
from index.retrieval.store.updating import update
from index.semantic.filling import Filled, fill
from index.semantic.sentence_models import Encoder, SentenceModel
from tests.benchmarks.development import FOLDER

__all__ = ["MODEL", "KeptOfAll", "filled", "kept_of"]

MODEL = FOLDER.parents[1] / "models" / "all-MiniLM-L6-v2-int8"
"""The model that is measured; it is not in the repository."""

CACHE = user_cache_path("pullquote-tests", appauthor=False) / "semantic"


class KeptOfAll:
    """The vectors of several indexes, to be read."""

    def __init__(self, kept: Sequence[KeptVectors]) -> None:
        self._kept = kept

    def found(self, keys: Sequence[int]) -> Mapping[int, bytes]:
        """Return those that are kept of some keys in any of them."""
        return {key: vector for one in self._kept for key, vector in one.found(keys).items()}


def filled(folder: Path, model: Encoder) -> tuple[Generations, Filled]:
    """The index of a set's sources with all vectors, and what was made of these."""
    index = Generations(CACHE / folder.name, folder / "sources")
    made = update(Folder(folder / "sources"), index).generation
    return index, fill(made, index.vectors(), model)


def kept_of(model: SentenceModel, folders: Sequence[Path]) -> KeptOfAll | None:
    """The vectors of some sets; None for a model that makes none."""
    if not isinstance(model, Encoder):
        return None
    return KeptOfAll([filled(folder, model)[0].vectors() for folder in folders])
