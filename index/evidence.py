"""Evidence: the second-stage ranking of candidates, and the confidence that one of them answers."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from index.articles import Candidate
from index.engines.base import Engine
from index.passages import Passage
from index.question import Question
from index.terms import tokens

__all__ = ["Evidence", "Ranking", "rank"]

POOL = 50


@dataclass(frozen=True, slots=True)
class Evidence:
    """A ranked passage and why it stands where it does.

    ``figures`` maps each figure's name to what it added to ``score``. ``matches`` are the spans of ``passage.text``
    (offsets in it, end exclusive) that match the question, ``answer`` the span that is likely what is asked for.
    ``antecedent`` is the passage that says who "He" or "This meeting" is, where the passage begins so. ``also`` are
    the other places where the same words stand.
    """

    passage: Passage
    score: float
    figures: Mapping[str, float] = field(default_factory=dict)
    matches: tuple[tuple[int, int], ...] = ()
    answer: tuple[int, int] | None = None
    antecedent: Passage | None = None
    also: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """The evidence for one question, best first.

    ``quoted`` is how many of the first passages together make the answer; 0 is a refusal and then ``reason`` says why
    in plain words. ``confidence`` is from 0 to 1, the chance that the first passage answers.
    """

    question: Question
    evidence: tuple[Evidence, ...]
    quoted: int
    confidence: float
    reason: str | None
    notes: tuple[str, ...] = ()


def rank(question: Question, engine: Engine, limit: int = 10) -> Ranking:
    """Rank the passages of a collection by how well they answer a question."""
    wanted = {token.term for token in question.tokens}
    statistics = engine.statistics(wanted)
    weights = {
        term: math.log(1 + (statistics.passages - df + 0.5) / (df + 0.5))
        for term, df in statistics.document_frequency.items()
        if df
    }

    def score(candidate: Candidate) -> float:
        return sum(weights[term] for term in set(candidate.terms) & weights.keys())

    pool = sorted(
        ((score(one), one) for one in engine.candidates(dict.fromkeys(weights, 1.0), POOL)),
        key=lambda pair: (-pair[0], pair[1].passage.source, pair[1].passage.ordinal),
    )
    evidence = tuple(
        Evidence(
            one.passage,
            points,
            matches=tuple((t.start, t.end) for t in tokens(one.passage.text) if t.term in weights),
        )
        for points, one in pool[:limit]
    )
    answers = bool(evidence) and not question.unknown
    reason = None if answers else "the sources do not say"
    return Ranking(question, evidence, int(answers), float(answers), reason)
