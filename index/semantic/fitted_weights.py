"""Weights that were fitted with a model, and how the model that they are of is known again.

A model is known by what it makes of a few texts, so that the same one is known in any form in which it is published.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

import numpy as np

from index.errors import ModelError
from index.semantic.sentence_models import Encoder, SentenceModel
from index.text.language import DEFAULT

__all__ = ["FITTED", "SHIPPED", "FittedWeights", "probe", "shipped", "weights_of"]

FITTED = "pullquote.json"
"""The file in a model's folder that holds weights which an operator has fitted."""

SHIPPED = Path(__file__).parents[1] / "data"
PATTERN = "semantic-*.json"

PROBED = (
    ("how long are tokens valid", "Tokens expire after 12 hours."),
    ("who opened the ferry terminal", "The mayor cut the ribbon on 3 May 2021."),
    ("can I bring my dog", "The museum is closed on Mondays."),
)
"""A few questions, each with a text that is near or not."""

ALIKE, NEAR = 0.9, 0.15
"""The cosine of vectors, and the difference of scores, up to which two forms of a model are one: in 8 bits a vector
of it has a cosine of .98 with that in 32 bits, and vectors of two models hardly any."""

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class FittedWeights:
    """Weights that were fitted with the model called ``name``, by the names of what they weigh.

    ``scale`` holds the mean and the spread of what the model says of candidates, by which it is put in units that all
    models share. ``ranking`` are the weights of the features, ``short`` what is added to each for the shortest
    question, less for longer ones, and ``typed`` for one without a capital letter. ``relevance`` is what a model adds
    to the log odds that the sources speak of what is asked, ``confidence`` and ``support`` take the place of those in
    ``index.ranking.weights``. ``probe`` is what the model made of a few texts. ``languages`` are the codes of those
    that they were fitted in: questions in others are ranked without the model.
    """

    name: str
    scale: tuple[float, float]
    ranking: Weights
    short: Weights
    typed: Weights
    relevance: Weights
    confidence: Weights
    support: Weights
    probe: Sequence[str | float] = field(repr=False, default=())
    languages: Sequence[str] = (DEFAULT,)

    def scaled(self, score: float) -> float:
        """Return what a model says of a text in units that all models share, of which most lie between -2 and 2."""
        mean, spread = self.scale
        return (score - mean) / spread

    def fits(self, made: Sequence[str | float]) -> bool:
        """True if a model that makes this of the texts is the one that they were fitted with."""
        if len(made) != len(self.probe):
            return False
        return all(_alike(one, other) for one, other in zip(self.probe, made, strict=True))

    def write(self, path: Path) -> None:
        """Write them to a file; raises ModelError where that cannot be."""
        try:
            path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")
        except OSError as error:
            raise ModelError(f"{path}: the weights cannot be written ({error.strerror}); allow it") from None

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a file of weights; raises ModelError where it holds none."""
        try:
            told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            parts = {part: {str(name): float(one) for name, one in told[part].items()} for part in PARTS}
            mean, spread = map(float, told["scale"])
            known = {"probe": told["probe"], "languages": tuple(told["languages"])}
            values: dict[str, Any] = {"name": str(told["name"]), "scale": (mean, spread), **parts, **known}
            return cls(**values)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            cure = "fit them again with 'pullquote semantic fit'"
            raise ModelError(f"{path}: the file holds no weights ({error!r}); {cure}") from None


PARTS = ("ranking", "short", "typed", "relevance", "confidence", "support")


def probe(model: SentenceModel) -> list[str | float]:
    """Return what a model makes of the texts by which it is known."""
    if isinstance(model, Encoder):
        return [b64encode(model.vector(text)).decode() for _, text in PROBED]
    return [model.score(question, text) for question, text in PROBED]


def _alike(one: str | float, other: str | float) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        first, second = (np.frombuffer(b64decode(told), np.int8).astype(float) for told in (one, other))
        lengths = float(np.sqrt((first @ first) * (second @ second))) if len(first) == len(second) else 0.0
        return lengths > 0 and float(first @ second) / lengths >= ALIKE
    return not isinstance(one, str) and not isinstance(other, str) and abs(one - other) <= NEAR


def weights_of(model: SentenceModel) -> FittedWeights | None:
    """Return the weights of a model: those in its folder, or else those that ship; None where there are none.

    Raises ModelError where those in its folder are damaged or of another model.
    """
    made, own = probe(model), model.folder.path / FITTED
    if own.exists():
        found = FittedWeights.read(own)
        if not found.fits(made):
            cure = "fit them again with 'pullquote semantic fit'"
            raise ModelError(f"{own}: the weights are of another model than the one beside them; {cure}")
        return found
    return next((one for one in shipped() if one.fits(made)), None)


def shipped() -> Iterator[FittedWeights]:
    """Return the weights that ship, of one model after the other."""
    return (FittedWeights.read(path) for path in sorted(SHIPPED.glob(PATTERN)))
