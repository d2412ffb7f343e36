"""What each figure counts in the score, and how the confidence follows from it.

Fitted by ``tests/benchmarks/fit.py`` (seeded; run it to fit them again) on the XQuAD development questions as the
weights of a conditional logit over the candidates of each question: a difference of 1.0 in the score is a factor of e in
the odds between two passages. The fit starts from weights that held on two other sets and moves a weight only as far
as the questions show cause, so that figures that few of them touch keep what is known of them.
"""

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["CERTAINTY", "RELEVANCE", "WEIGHTS"]

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "words": 8.2,
        "coverage": 3.0,
        "paragraph": 4.1,
        "long paragraph": -0.7,
        "names": 2.6,
        "title fills in": 2.5,
        "title asked for": 2.7,
        "whole title": 1.0,
        "article": 1.2,
        "before": 0.9,
        "after": -1.3,
        "kind of answer": 1.2,
        "near": 0.3,
        "counted": 1.9,
        "by name": 0.95,
        "definition": 0.0,
        "length": -0.1,
        "early": -1.15,
        "no sentence": -0.4,
        "first or second": 2.0,
        "date": 1.0,
    }
)

RELEVANCE: Mapping[str, float] = MappingProxyType({"score": 0.67, "context": 4.2, "unknown": -8.9, "bias": -6.4})
"""Log odds that the sources speak of what is asked: fitted on questions with their article and without it."""

CERTAINTY: Mapping[str, float] = MappingProxyType(
    {"share": 2.0, "margin": 0.6, "length": 0.5, "score": 0.08, "bias": -3.1}
)
"""Log odds that the first passage answers, given that the sources do: fitted on the first passages being right."""
