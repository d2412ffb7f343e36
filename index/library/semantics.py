"""The model that a library ranks with: opened when it is first asked, and left out, with a remark, if it cannot be."""

import threading
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import IndexingError, ModelError
from index.ranking.ranker import Ranking
from index.retrieval.engine import Engine

if TYPE_CHECKING:
    from index.ranking.meaning import Meaning
    from index.retrieval.store.kept import KeptIndex, KeptState
    from index.retrieval.store.kept_vectors import KeptVectors
    from index.retrieval.store.updating import IndexProgress
    from index.semantic.filling import Filled
    from index.semantic.sentence_models import SentenceModel

__all__ = ["Semantics", "opened"]

WITHOUT = "answers are as without it"
UNFITTED = "no weights were fitted with this model; fit them with 'pullquote semantic fit'"


def opened(folder: Path) -> "SentenceModel":
    """Open the model of a folder; raises ModelError where it cannot be used."""
    from index.semantic.model_folder import read_folder  # noqa: PLC0415 - only a model needs it
    from index.semantic.sentence_models import open_model  # noqa: PLC0415 - the same

    return open_model(read_folder(folder))


class Semantics:
    """A model by its folder, None for none; safe to use from several threads. ``say`` gets one-line remarks on it."""

    def __init__(self, folder: Path | None, threads: int = 1, say: Callable[[str], None] = lambda _: None) -> None:
        self._folder, self._threads, self._say = folder, threads, say
        self._lock = threading.Lock()
        self._tried = folder is None
        self._meaning: Meaning | None = None
        self._model: SentenceModel | None = None
        self._index: KeptIndex | None = None

    def serve(self, index: "KeptIndex | None") -> None:
        """Look for vectors beside an index from now on."""
        self._index = index

    @property
    def meaning(self) -> "Meaning | None":
        """The model as the ranking uses it; None if there is none, or none that can be used."""
        if not self._tried:
            with self._lock:
                if not self._tried:
                    self._meaning = self._open()
                    self._tried = True
        return self._meaning

    def ranked(self, work: "Callable[[Meaning | None], Ranking]") -> Ranking:
        """Return what a ranking gives with the model, or without one if there is none that can be used."""
        if meaning := self.meaning:
            try:
                return work(meaning)
            except ModelError as error:
                self._give_up(error)
        return work(None)

    def _give_up(self, error: ModelError) -> None:
        """Do without the model from now on, since it cannot be run."""
        with self._lock:
            if self._meaning is not None:
                self._meaning = None
                self._say(f"{error}; {WITHOUT}")

    def fill(
        self, state: "KeptState", index: "KeptIndex", report: "Callable[[IndexProgress], None]"
    ) -> "Filled | None":
        """Make the vectors that a state of an index lacks; None if there is no model that makes some.

        Raises IndexingError where they cannot be written; a model that cannot be used is remarked upon.
        """
        if self._folder is None:
            return None
        from index.semantic.filling import fill  # noqa: PLC0415 - only a model needs it
        from index.semantic.sentence_models import Encoder  # noqa: PLC0415 - the same

        try:
            model = opened(self._folder)
            if not isinstance(model, Encoder):
                return None
            return fill(state, index.vectors(), model, threads=self._threads, report=report)
        except ModelError as error:
            self._say(f"{error}; there are no vectors of it")
            return None

    def follow(self, names: Collection[str], engine: Engine) -> None:
        """Make the vectors of sources that are new, where those of the others are made already.

        A model or an index that cannot be used is remarked upon.
        """
        if not names or self._index is None or self.meaning is None:
            return
        from index.semantic.filling import fill_sources, is_of  # noqa: PLC0415 - only a model needs it
        from index.semantic.sentence_models import Encoder  # noqa: PLC0415 - the same

        kept = self._index.vectors()
        try:
            if isinstance(self._model, Encoder) and is_of(kept, self._model):
                fill_sources(names, engine, kept, self._model, threads=self._threads)
        except (ModelError, IndexingError) as error:
            self._say(f"{error}; vectors are made as they are asked for, which takes longer")

    def _open(self) -> "Meaning | None":
        from index.ranking.meaning import Meaning  # noqa: PLC0415 - only a model needs it
        from index.semantic.fitted_weights import weights_of  # noqa: PLC0415 - the same
        from index.semantic.text_scorer import scorer_of  # noqa: PLC0415 - the same

        try:
            self._model = model = opened(self._folder or Path())
            weights = weights_of(model)
            if weights is None:
                self._say(f"{self._folder}: {UNFITTED}; {WITHOUT}")
                return None
            return Meaning(scorer_of(model, self._kept(model)), weights)
        except ModelError as error:
            self._say(f"{error}; {WITHOUT}")
            return None

    def _kept(self, model: "SentenceModel") -> "KeptVectors | None":
        """The vectors beside the index, with a remark if they are not all of this model."""
        from index.semantic.filling import is_of  # noqa: PLC0415 - only an index needs it
        from index.semantic.sentence_models import Encoder  # noqa: PLC0415 - the same

        if self._index is None or not isinstance(model, Encoder):
            return None
        kept = self._index.vectors()
        if not is_of(kept, model):
            until = "until then, they are made as they are asked for, which takes longer"
            self._say(
                f"{self._index.place}: the vectors of this model are not made yet; 'pullquote index' does it; {until}"
            )
        return kept
