"""Evidence: the second-stage ranking of candidates, and the confidence that one of them answers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from index.calibration import Calibration, certainty, relevance, signals
from index.engines.base import Engine
from index.figures import Measures
from index.passages import Passage
from index.question import Question
from index.reasons import why_declined
from index.relations import wanted
from index.scoring import Scored, ordered
from index.selection import by_date, reports, select

__all__ = ["Evidence", "Ranking", "rank"]

POOL = 50
"""Passages that an engine proposes; more bring nothing."""

LOOK_BACK = 3
"""Passages before one that begins with "He" or "This meeting", among which the one that says who is looked for."""

UNCALIBRATED = Calibration()

_REFERS_BACK = re.compile(
    r"[\"'“‘(\[]*(?:(?:He|She|It|They|His|Her|Its|Their)\b|(?:This|These|Those|Such) \w|"
    r"(?:The (?:latter|former|two)|Both|Another)\b)"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A ranked passage and why it stands where it does.

    ``figures`` maps each figure's name (see ``index.figures.FIGURES``) to what it added to ``score``. ``matches`` are
    the spans of ``passage.text`` (offsets in it, end exclusive) that match the question, ``answer`` the span that is
    likely what is asked for. ``antecedent`` is the passage that says who "He" or "This meeting" is, where the passage
    begins so. ``also`` are the other places where the same words stand.
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


def rank(question: Question, engine: Engine, limit: int = 10, calibration: Calibration = UNCALIBRATED) -> Ranking:
    """Rank the passages of a collection by how well they answer a question, at most ``limit`` of them.

    The same collection, question and calibration give the same ranking whatever the engine; ties are broken by source
    name, then position. ``limit`` does not change the order, nor what is quoted, as far as it reaches.
    """
    sought = wanted(question, engine)
    candidates = engine.candidates(sought.boosts, POOL) if sought.boosts else ()
    measures = Measures(question, sought, engine)
    scored = ordered(measures, candidates)
    found = signals(sought, scored)
    if found is None or relevance(found) < calibration.threshold:
        closest = tuple(_evidence(one, measures, engine) for one in scored[:limit])
        chance = certainty(found) if found else 0.0
        return Ranking(question, closest, 0, chance, why_declined(question, sought, scored, engine))
    chosen = by_date(select(question, sought, scored)[:limit], engine)
    rest = [one for one in scored if one not in chosen]
    evidence = tuple(_evidence(one, measures, engine) for one in [*chosen, *rest][:limit])
    told = reports(chosen, engine)
    return Ranking(question, evidence, len(chosen), certainty(found), None, (told,) if told else ())


def _evidence(one: Scored, measures: Measures, engine: Engine) -> Evidence:
    """What a surface shows of a passage: its figures, the words that match, the likely answer, what it refers to."""
    passage = one.candidate.passage
    matches = measures.matches(passage.text)
    return Evidence(
        passage,
        one.score,
        one.parts,
        tuple((match.start, match.end) for match in matches),
        measures.finding(passage.text, matches).span,
        _antecedent(passage, engine),
        one.also,
    )


def _antecedent(passage: Passage, engine: Engine) -> Passage | None:
    """The passage that says who "He" or what "This meeting" is, or None where a passage stands by itself."""
    if not _REFERS_BACK.match(passage.text):
        return None
    before = engine.passages(passage.source, passage.ordinal - LOOK_BACK, passage.ordinal - 1)
    named = (one for one in reversed(before) if one.quotable and not _REFERS_BACK.match(one.text))
    return next(named, None)
