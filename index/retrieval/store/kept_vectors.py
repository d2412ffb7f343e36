"""The protocol of what is kept of a model beside the passages: a vector of bytes by the number that names its text."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

__all__ = ["FoundVectors", "KeptVectors", "Keys"]

Keys = NDArray[np.int64]


class FoundVectors(Protocol):
    """Vectors by their keys. A key names the text and the model, so that none is ever out of date, only missing."""

    def found(self, keys: Sequence[int]) -> Mapping[int, bytes]:
        """Return those that are kept of some; nothing where they cannot be read, since they can be made again."""


class KeptVectors(FoundVectors, Protocol):
    """Vectors that can be read and written."""

    def keys(self) -> Keys:
        """Return the keys of all, sorted."""

    def marked(self) -> str:
        """Return what all of them are of, as it was marked; "" where they are not made yet, or not all."""

    def mark(self, model: str) -> None:
        """Note what all of them are of; raises IndexingError where that cannot be written."""

    def add(self, vectors: Mapping[int, bytes]) -> None:
        """Keep some more; raises likewise."""

    def drop(self, keys: Collection[int]) -> None:
        """Keep some no longer; raises likewise."""
