"""The features of all candidates for a question in one table, so that they are measured and weighed at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Self

import numpy as np
from numpy.typing import NDArray

__all__ = ["FeatureTable", "Features"]

Features = NDArray[np.float64]
"""Values of features, a row each, of some candidates, a column each."""


@dataclass(frozen=True, slots=True)
class FeatureTable:
    """The ``values`` of features, whose ``names`` are in the order of the rows."""

    names: tuple[str, ...]
    values: Features

    def weighed(self, weights: Mapping[str, float]) -> list[float]:
        """Return the sum of the features of each candidate by their weights; one without a weight counts nothing."""
        in_order = np.array([weights.get(name, 0.0) for name in self.names])
        sums: list[float] = (in_order[:, None] * self.values).sum(axis=0).tolist()
        return sums

    def looked_up(self, at: int) -> Mapping[str, float]:
        """Return the features of a candidate of which hardly any are asked for, as of most: it is made much faster."""
        return _LookedUp(self, at)

    def rows(self, places: Sequence[int] | None = None) -> list[dict[str, float]]:
        """Return the features of each candidate by name, or of some of them."""
        columns: list[list[float]] = (self.values.T if places is None else self.values.T[places]).tolist()
        return [*map(dict, map(zip, repeat(self.names), columns))]

    def joined(self, further: Sequence[Mapping[str, float]]) -> Self:
        """Return the table with further features of each candidate, the same of all of them."""
        if not further:
            return self
        names = tuple(further[0])
        more = np.array([[one[name] for name in names] for one in further]).T
        return type(self)((*self.names, *names), np.vstack([self.values, more]))


class _LookedUp(Mapping[str, float]):
    """The features of one candidate by name, read from the table when somebody looks."""

    __slots__ = ("_at", "_table")

    def __init__(self, table: FeatureTable, at: int) -> None:
        self._table, self._at = table, at

    def __getitem__(self, name: str) -> float:
        if name not in self._table.names:
            raise KeyError(name)
        return float(self._table.values[self._table.names.index(name), self._at])

    def __contains__(self, name: object) -> bool:
        return name in self._table.names

    def __iter__(self) -> Iterator[str]:
        return iter(self._table.names)

    def __len__(self) -> int:
        return len(self._table.names)
