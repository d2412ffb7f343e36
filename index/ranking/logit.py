"""Fits weights to examples: a conditional logit over candidates, and a logistic regression over what is right or not.

The weights of a ranking are those of a conditional logit (McFadden, 1974) over the candidates of each question, found
by Newton's method and step halving. A Gaussian prior around weights that held elsewhere keeps what is known of a
feature that few questions touch.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["STRENGTH", "Array", "Example", "Flags", "conditional_logit", "logistic_regression"]

STRENGTH = 10.0
"""The strength of the prior."""

LEAST_SPREAD = 0.3
"""The spread of a feature from which on the prior is as strong as it is said to be; below, it is weaker."""

ROUNDS, ENOUGH = 50, 1e-6
"""The most steps, and the gain from which on another one is not worth it."""

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Example = tuple[Array, Flags]
"""The features of the candidates of a question, a row each, and which of them are right."""


def conditional_logit(some: Sequence[Example], prior: Array, strength: float = STRENGTH) -> Array:
    """Return the weights with the highest posterior; the prior if no example tells right candidates from others."""
    telling = [(rows, right) for rows, right in some if right.any() and not right.all()]
    if not telling:
        return prior
    rows, inside, right = _padded(telling)
    spread = rows[inside].std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    scaled = np.where(inside[..., None], (rows - rows[inside].mean(axis=0)) / spread, 0.0)
    pull = strength * (np.maximum(spread, LEAST_SPREAD) / spread) ** 2
    found: Array = _newton(scaled, inside, right, prior * spread, pull) / spread
    return found


def _padded(some: Sequence[Example]) -> tuple[Array, Flags, Flags]:
    """Examples of one size: the rows, which of them are candidates, and which of those are right."""
    most = max(len(rows) for rows, _ in some)
    padded = np.zeros((len(some), most, some[0][0].shape[1]))
    inside, right = np.zeros((2, len(some), most), dtype=bool)
    for at, (rows, flags) in enumerate(some):
        padded[at, : len(rows)], inside[at, : len(rows)], right[at, : len(rows)] = rows, True, flags
    return padded, inside, right


def _newton(rows: Array, inside: Flags, right: Flags, prior: Array, pull: Array) -> Array:
    """Newton's method with step halving on the penalised negative log likelihood."""
    weights, flat = prior.copy(), rows.reshape(-1, rows.shape[2])

    def loss(at: Array) -> float:
        return _loss(rows @ at, inside, right) + float((pull * (at - prior) ** 2).sum() / 2)

    least = loss(weights)
    for _ in range(ROUNDS):
        all_odds, right_odds = _shares(rows @ weights, inside), _shares(rows @ weights, right)
        expected = np.einsum("qp,qpf->qf", all_odds, rows)
        gradient = (expected - np.einsum("qp,qpf->qf", right_odds, rows)).sum(axis=0) + pull * (weights - prior)
        hessian = (all_odds[..., None] * rows).reshape(flat.shape).T @ flat - expected.T @ expected + np.diag(pull)
        step = np.linalg.solve(hessian, gradient)
        while (new := loss(weights - step)) > least and np.abs(step).max() > ENOUGH**2:
            step = step / 2
        weights, gained, least = weights - step, least - new, new
        if gained < ENOUGH:
            break
    return weights


def _shares(scores: Array, among: Flags) -> Array:
    odds = np.where(among, np.exp(scores - scores.max(axis=1, keepdims=True)), 0.0)
    total: Array = odds / odds.sum(axis=1, keepdims=True)
    return total


def _loss(scores: Array, inside: Flags, right: Flags) -> float:
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    likelihood = np.log((odds * right).sum(axis=1) + 1e-300) - np.log((odds * inside).sum(axis=1))
    return float(-likelihood.sum())


def logistic_regression(rows: Array, right: Array, ridge: float = 1.0, offset: Array | None = None) -> Array:
    """Return the weights of a logistic regression over standardised columns, and its bias last.

    ``offset`` are log odds that are there already, to which what is fitted is added.
    """
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    scaled = np.c_[(rows - mean) / spread, np.ones(len(rows))]
    weights, pull = np.zeros(scaled.shape[1]), np.r_[np.full(rows.shape[1], ridge), 1e-6]
    given = np.zeros(len(rows)) if offset is None else offset
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-(scaled @ weights + given)))
        hessian = (scaled * (chance * (1 - chance))[:, None]).T @ scaled + np.diag(pull)
        weights = weights - np.linalg.solve(hessian, scaled.T @ (chance - right) + pull * weights)
    found: Array = np.r_[weights[:-1] / spread, weights[-1] - (weights[:-1] * mean / spread).sum()]
    return found
