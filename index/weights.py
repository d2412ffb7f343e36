"""What each figure counts in the score, and how the confidence follows from it.

Fitted by ``tests/benchmarks/fitting.py`` (seeded; run it to fit them again) on the XQuAD development questions as the
weights of a conditional logit over the candidates of each question: a difference of 1.0 in the score is a factor of e
in the odds between two passages. The fit starts from weights that held on two other sets and moves a weight only as far
as the questions show cause, so that figures that few of them touch keep what is known of them. "a question" and "asked
before" were set by hand, since none of them touches those: a page of questions and answers must not answer a question
with itself.
"""

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["CERTAINTY", "RELEVANCE", "WEIGHTS"]

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "words": 9.2,
        "coverage": 1.55,
        "paragraph": 4.45,
        "long paragraph": -1.1,
        "names": 2.15,
        "title fills in": 2.35,
        "source fills in": 2.5,
        "title asked for": 2.65,
        "whole title": 1.0,
        "article": 0.55,
        "before": 0.4,
        "after": -1.65,
        "in sequence": 0.5,
        "kind of answer": 1.2,
        "near": 0.75,
        "counted": 0.5,
        "by name": 1.25,
        "definition": 1.2,
        "length": -0.15,
        "early": -1.1,
        "no sentence": -1.05,
        "a question": -10.0,
        "asked before": 8.0,
        "first or second": 2.0,
        "date": 1.0,
    }
)

RELEVANCE: Mapping[str, float] = MappingProxyType({"score": 0.72, "context": 4.6, "unknown": -9.0, "bias": -7.0})
"""Log odds that the sources speak of what is asked: fitted on questions with their article and without it."""

CERTAINTY: Mapping[str, float] = MappingProxyType(
    {"share": 0.9, "margin": 0.6, "length": 1.05, "relevance": 0.32, "bias": -3.6}
)
"""Log odds that the first passage answers: fitted on what was answered, with the question's article and without it."""
