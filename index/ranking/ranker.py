"""Evidence: the second-stage ranking of candidates, and the confidence that one of them answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from index.documents.passages import Passage
from index.query.expansion import expand
from index.query.question import Question
from index.ranking.confidence import Calibration, certainty, relevance, signals
from index.ranking.context import antecedent
from index.ranking.faq import answers
from index.ranking.features import FeatureExtractor
from index.ranking.refusal import why_declined
from index.ranking.scoring import Scored, ordered
from index.ranking.selection import by_date, reports, select
from index.retrieval.engine import Engine

__all__ = ["RankedPassage", "Ranking", "rank"]

POOL = 32
"""Passages that an engine proposes; more bring nothing."""

MOST_QUOTED = 3
"""Passages that make an answer at most, unless another number is given."""

UNCALIBRATED = Calibration()


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A ranked passage and why it stands where it does.

    ``figures`` maps each figure's name (see ``index.ranking.weights.FIGURES``) to what it added to ``score``.
    ``matches`` are the spans of ``passage.text`` (offsets in it, end exclusive) that match the question, ``answer`` the
    span that is likely what is asked for. ``antecedent`` is the passage without which one cannot tell who "He" is, or
    where "here" is. ``also`` are the other places where the same words stand.
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
    in plain words. ``confidence`` is from 0 to 1, the chance that the first passage answers. ``weights`` says how much
    each term of the question counts. ``relevance`` is the log odds that the sources speak of what is asked, None where
    no passage was found; an answer needs that of the calibration.
    """

    question: Question
    evidence: tuple[RankedPassage, ...]
    quoted: int
    confidence: float
    reason: str | None
    notes: tuple[str, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    relevance: float | None = None


def rank(
    question: Question,
    engine: Engine,
    limit: int = 10,
    calibration: Calibration = UNCALIBRATED,
    most: int = MOST_QUOTED,
) -> Ranking:
    """Rank the passages of a collection by how well they answer a question, at most ``limit`` of them.

    At most ``most`` of them make the answer.

    The same collection, question and calibration give the same ranking whatever the engine; ties are broken by source
    name, then position. ``limit`` does not change the order, nor what is quoted, as far as it reaches.
    """
    sought = expand(question, engine)
    candidates = engine.candidates(sought.boosts, POOL) if sought.boosts else ()
    candidates = [*candidates, *answers(sought.terms, candidates, engine)]
    weights = dict(zip(sought.terms, sought.weights, strict=True))
    measures = FeatureExtractor(question, sought, engine)
    scored = ordered(measures, candidates)
    found = signals(sought, scored)
    reached = relevance(found) if found else None
    if found is None or reached is None or reached < calibration.threshold:
        closest = tuple(_evidence(one, measures, engine) for one in scored[:limit])
        chance = certainty(found) if found else 0.0
        reason = why_declined(question, sought, scored, engine)
        return Ranking(question, closest, 0, chance, reason, weights=weights, relevance=reached)
    chosen = by_date(select(question, sought, scored, most)[:limit], engine)
    rest = [one for one in scored if one not in chosen]
    evidence = tuple(_evidence(one, measures, engine) for one in [*chosen, *rest][:limit])
    told = reports(chosen, engine)
    notes = (told,) if told else ()
    return Ranking(question, evidence, len(chosen), certainty(found), None, notes, weights, reached)


def _evidence(one: Scored, measures: FeatureExtractor, engine: Engine) -> RankedPassage:
    """What a surface shows of a passage: its figures, the words that match, the likely answer, what it refers to."""
    passage = one.candidate.passage
    matches, found = measures.look(passage.text)
    return RankedPassage(
        passage,
        one.score,
        one.parts,
        tuple((match.start, match.end) for match in matches),
        found.span,
        antecedent(passage, one.also, engine),
        one.also,
    )
