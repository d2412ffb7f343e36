"""The two kinds of model: an encoder makes a vector of each text, a cross-encoder reads question and text together."""

from typing import ClassVar

from index.errors import ModelError
from index.semantic.model_folder import ModelFolder
from index.semantic.sentence_network import Numbers, SentenceNetwork
from index.semantic.vectors import Asked, packed, question_vector, vector_key

__all__ = ["CrossEncoder", "Encoder", "SentenceModel", "open_model"]

WORDS_AXES = 3
"""Axes of the numbers of each token: texts, tokens, numbers."""

TEXT_AXES = 2
"""Axes of the numbers of each text."""

CLASSES = 2
"""Numbers of a cross-encoder at most: how far a text answers, or how far not and how far."""

TENTH = 10.0
"""What a cross-encoder gives is divided by this, so that it is of the size of a similarity."""


class Encoder:
    """Makes vectors of 8 bits; see ``index.semantic.vectors``."""

    kind: ClassVar = "encoder"

    def __init__(self, folder: ModelFolder, network: SentenceNetwork) -> None:
        self.folder, self._network = folder, network
        self.width = len(self._vector(""))

    def vector(self, text: str) -> bytes:
        """Return the vector of a text of the sources."""
        return packed(self._vector(self.folder.told + text))

    def asked(self, question: str) -> Asked:
        """Return the vector of a question."""
        return question_vector(self._vector(self.folder.asked + question))

    def key(self, text: str) -> int:
        """Return the number by which the vector of a text is kept."""
        return vector_key(self.folder.digest, text)

    def _vector(self, text: str) -> Numbers:
        """The vector of a text, of any length; the tokens' mean or the first of them."""
        found: Numbers = self._network.run(text)[0]
        if self._network.axes < WORDS_AXES:
            return found
        pooled: Numbers = found[0] if self.folder.pooling == "cls" else found.mean(axis=0)
        return pooled


class CrossEncoder:
    """Says how far a text answers a question; nothing of it can be kept."""

    kind: ClassVar = "cross-encoder"

    def __init__(self, folder: ModelFolder, network: SentenceNetwork) -> None:
        self.folder, self._network = folder, network

    def score(self, question: str, text: str) -> float:
        """Return how far a text answers a question: log odds in tens."""
        found = self._network.run(question, text).ravel()
        return round(float(found[-1] - found[0] if len(found) == CLASSES else found[0]) / TENTH, 6)


SentenceModel = Encoder | CrossEncoder


def open_model(folder: ModelFolder) -> SentenceModel:
    """Open the model of a folder; raises ModelError where it cannot be used."""
    network = SentenceNetwork(folder)
    sorts = folder.architecture.endswith("ForSequenceClassification") or network.output == "logits"
    if sorts or (network.axes == TEXT_AXES and network.width is not None and network.width <= CLASSES):
        if network.axes == TEXT_AXES and (network.width or 1) <= CLASSES:
            return CrossEncoder(folder, network)
    elif network.axes in {TEXT_AXES, WORDS_AXES}:
        return Encoder(folder, network)
    told = folder.architecture or f"it gives {network.output}"
    cure = "use an encoder of sentences or a cross-encoder"
    raise ModelError(f"{folder.graph}: the model is of another kind ({told}); {cure}")
