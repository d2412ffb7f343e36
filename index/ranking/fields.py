"""BM25 over weighted fields: the words of a question in a sentence and in what stands around it.

After Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields" (2004): a word counts most in
the sentence itself, less in the article's title, the sentences beside it and the rest of the paragraph.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.retrieval.bm25 import K1

__all__ = ["FIELD_NAMES", "FieldMatches"]

# the frequency that one occurrence in a field counts, where one in the sentence counts 1.0; set by hand
TITLE = 0.5
HEADS = 1.0
BESIDE = 0.25
PARAGRAPH = 0.15

MOST_IN_PARAGRAPH = 3.0
"""Occurrences in the paragraph that count, at most; set by hand."""

FIELD_NAMES = (
    "words",
    "coverage",
    "title fills in",
    "heading fills in",
    "group fills in",
    "source fills in",
    "before",
    "after",
)
"""The features that are sums over the terms of a question."""

Strengths = NDArray[np.float64]
"""The number of occurrences of a question's terms in a field, a row each, of some candidates, a column each; below 1.0
for a related term alone."""


@dataclass(frozen=True, slots=True)
class FieldMatches:
    """The terms of a question that each field of candidates has; ``source`` is the article's publisher and date.

    ``heads`` are the headings above it and the names of its columns.
    """

    sentence: Strengths
    title: Strengths
    heads: Strengths
    group: Strengths
    paragraph: Strengths
    before: Strengths
    after: Strengths
    source: Strengths

    def features(self, weights: Sequence[float], norms: Strengths) -> Strengths:
        """Sum up the features of each candidate over the terms, a row each in the order of ``FIELD_NAMES``.

        A norm is 1.0 for a sentence of average length, more for a long one.
        """
        return np.array([part.sum(axis=0) for part in self._parts(np.array(weights)[:, None], norms)])

    def _parts(self, weight: Strengths, norm: Strengths) -> tuple[Strengths, ...]:
        """The parts of each term in the features, in the order of their names."""
        held = np.array((self.title, self.heads, self.before, self.after, self.group))
        title, heads, before, after, group = np.minimum(held, 1.0)
        paragraph = np.minimum(self.paragraph, MOST_IN_PARAGRAPH)
        unheaded = 1.0 - heads
        frequency = (
            self.sentence / norm
            + TITLE * title * unheaded
            + HEADS * heads
            + BESIDE * (before + after)
            + PARAGRAPH * paragraph
        )
        lacking = weight * np.maximum(1.0 - self.sentence, 0.0)
        unnamed = 1.0 - np.maximum(title, heads)
        return (
            weight * (K1 + 1) * frequency / (frequency + K1),
            weight - lacking,
            lacking * title * unheaded,
            lacking * heads,
            lacking * group * unnamed,
            lacking * self.source * unnamed,
            lacking * before,
            lacking * after,
        )
