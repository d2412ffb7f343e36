"""The one thing that is asked of a model: how near some texts are to a question."""

import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol

from index.deadline import keep_time
from index.retrieval.store.kept_vectors import FoundVectors
from index.semantic.sentence_models import CrossEncoder, Encoder, SentenceModel
from index.semantic.vectors import Asked, similarities

__all__ = ["TextScorer", "scorer_of"]

REMEMBERED = 65_536
"""Vectors of texts that are remembered, some 30 MB, before all are forgotten."""

QUESTIONS = 256
"""Vectors of questions that are remembered, likewise."""


class TextScorer(Protocol):
    """Says how near texts are to a question; the same for the same, whenever and beside whatever it is asked."""

    def expect(self, question: str) -> None:
        """Begin with what is needed of a question, on a thread of its own, while texts are sought that may answer."""

    def scores(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """Return how near each text is, from about -1.0 to 1.0.

        Raises ModelError if the model cannot be run, and TimeoutError once the time of the work is up.
        """


class _EncodedTexts:
    """Compares vectors: those that are kept with an index, or else are made when they are first asked for."""

    def __init__(self, encoder: Encoder, kept: FoundVectors | None) -> None:
        self._encoder, self._kept = encoder, kept
        self._lock = threading.Lock()
        self._known: dict[int, bytes] = {}
        self._asked: dict[str, Future[Asked]] = {}
        self._worker = ThreadPoolExecutor(1, "question")

    def expect(self, question: str) -> None:
        """Begin to make the vector of a question; see ``TextScorer``."""
        self._begun(question)

    def scores(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """Return how near each text is; see ``TextScorer``."""
        keys = [self._encoder.key(text) for text in texts]
        known = self._vectors(dict(zip(keys, texts, strict=True)))
        return similarities(self._begun(question).result(), [known[key] for key in keys])

    def _begun(self, question: str) -> Future[Asked]:
        """The vector of a question, made or being made; one that could not be made is tried again."""
        with self._lock:
            found = self._asked.get(question)
            if found is None or (found.done() and found.exception() is not None):
                if len(self._asked) >= QUESTIONS:
                    self._asked.clear()
                found = self._asked[question] = self._worker.submit(self._encoder.asked, question)
        return found

    def _vectors(self, wanted: dict[int, str]) -> dict[int, bytes]:
        known = {key: self._known[key] for key in list(wanted) if key in self._known}
        missing = [key for key in wanted if key not in known]
        if missing and self._kept is not None:
            kept = self._kept.found(missing)
            found = {key: vector for key, vector in kept.items() if len(vector) == self._encoder.width}
            self._remember(found)
            known |= found
        for key in missing:
            if key not in known:
                keep_time()
                known[key] = self._encoder.vector(wanted[key])
                self._remember({key: known[key]})
        return known

    def _remember(self, vectors: dict[int, bytes]) -> None:
        with self._lock:
            if len(self._known) >= REMEMBERED:
                self._known = {}
            self._known.update(vectors)


class _ReadPairs:
    """Reads each text with the question."""

    def __init__(self, model: CrossEncoder) -> None:
        self._model = model

    def expect(self, question: str) -> None:
        """Do nothing: a question is read with each text."""

    def scores(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """Return how near each text is; see ``TextScorer``."""
        known: dict[str, float] = {}
        for text in texts:
            if text not in known:
                keep_time()
                known[text] = self._model.score(question, text)
        return [known[text] for text in texts]


def scorer_of(model: SentenceModel, kept: FoundVectors | None = None) -> TextScorer:
    """Return the scorer of a model; ``kept`` are the vectors of an encoder that are kept with an index."""
    return _EncodedTexts(model, kept) if isinstance(model, Encoder) else _ReadPairs(model)
