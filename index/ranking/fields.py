"""BM25 over weighted fields: the words of a question in a sentence and in what stands around it.

After Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields" (2004): a word counts most in
the sentence itself, less in the article's title, the sentences beside it and the rest of the paragraph.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.retrieval.bm25 import K1

__all__ = ["FieldMatches"]

# the frequency that one occurrence in a field counts, where one in the sentence counts 1.0; set by hand
TITLE = 0.5
HEADS = 1.0
BESIDE = 0.25
PARAGRAPH = 0.15

MOST_IN_PARAGRAPH = 3.0
"""Occurrences in the paragraph that count, at most; set by hand."""

NAMES = (
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

Strengths = Mapping[int, float]
"""The number of occurrences of a question's terms in a text, by their places; below 1.0 for a related term alone."""


@dataclass(frozen=True, slots=True)
class FieldMatches:
    """The terms of a question that each field of a candidate has; ``source`` is the article's publisher and date.

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

    def features(self, weights: Sequence[float], norm: float) -> dict[str, float]:
        """Sum up the features over the terms; ``norm`` is 1.0 for a sentence of average length, more for a long one."""
        sums = dict.fromkeys(NAMES, 0.0)
        for at in self._places():
            for name, part in zip(NAMES, self._parts(at, weights[at], norm), strict=True):
                sums[name] += part
        return sums

    def _places(self) -> set[int]:
        """The places of the terms that any field has."""
        within = (
            self.sentence.keys() | self.title.keys() | self.heads.keys() | self.group.keys() | self.paragraph.keys()
        )
        return within | self.before.keys() | self.after.keys() | self.source.keys()

    def _parts(self, at: int, weight: float, norm: float) -> tuple[float, ...]:
        """The parts of one term in the features, in the order of their names."""
        sentence, title = self.sentence.get(at, 0.0), min(1.0, self.title.get(at, 0.0))
        heads = min(1.0, self.heads.get(at, 0.0))
        before, after = min(1.0, self.before.get(at, 0.0)), min(1.0, self.after.get(at, 0.0))
        paragraph = min(self.paragraph.get(at, 0.0), MOST_IN_PARAGRAPH)
        frequency = (
            sentence / norm
            + TITLE * title * (1.0 - heads)
            + HEADS * heads
            + BESIDE * (before + after)
            + PARAGRAPH * paragraph
        )
        lacking = weight * (1.0 - sentence) if sentence < 1.0 else 0.0
        return (
            weight * (K1 + 1) * frequency / (frequency + K1),
            weight - lacking,
            lacking * title * (1.0 - heads),
            lacking * heads,
            lacking * min(1.0, self.group.get(at, 0.0)) * (1.0 - max(title, heads)),
            lacking * self.source.get(at, 0.0) * (1.0 - max(title, heads)),
            lacking * before,
            lacking * after,
        )
