"""The second-stage ranking of candidates: answer or refusal, and the passages that make it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from index.documents.passages import Passage
from index.query.expansion import ExpandedQuery, expand
from index.query.question import Question
from index.ranking.confidence import Calibration, confidence, relevance, signals
from index.ranking.context import antecedent
from index.ranking.extent import extent, one_a_group
from index.ranking.faq import answers
from index.ranking.features import FeatureExtractor
from index.ranking.refusal import why_declined
from index.ranking.scoring import Scored, score
from index.ranking.selection import by_date, report_note, select
from index.retrieval.engine import Engine

__all__ = ["RankedPassage", "Ranking", "rank"]

POOL = 32
"""Passages that an engine proposes; measured: more find no more answers and take longer."""

FEW_TERMS, WIDE_POOL = 2, 96
"""Passages that are proposed for so few terms or fewer, which many passages hold alike; set by hand."""

MOST_QUOTED = 3
"""Passages that make an answer at most, unless another number is given; set by hand."""

UNCALIBRATED = Calibration()


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A ranked passage and why it stands where it does.

    ``quote`` is the passage made as wide as the answer. ``features`` maps the name of each feature (see
    ``index.ranking.weights.FEATURES``) to what it added to ``score``. ``matches`` are the spans of ``quote.text``
    (offsets in it, end exclusive) that match the question, ``answer`` is the span that is likely the answer.
    ``antecedent`` is the passage that says who "He" is, or where "here" is. ``also`` are the other places where the
    same words stand.
    """

    passage: Passage
    quote: Passage
    score: float
    features: Mapping[str, float] = field(default_factory=dict)
    matches: tuple[tuple[int, int], ...] = ()
    answer: tuple[int, int] | None = None
    antecedent: Passage | None = None
    also: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """The passages found for one question (``evidence``), best first.

    ``quoted`` is the number of first passages that together make the answer; 0 is a refusal, and then ``reason`` says
    why in plain words. ``confidence`` is the chance, from 0 to 1, that the first passage answers. ``weights`` maps each
    term of the question to its weight. ``relevance`` is the log odds that the sources speak of what is asked, None if
    no passage was found; an answer needs the threshold of the calibration.
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

    At most ``most`` of them make the answer; ``limit`` does not change the order, nor what is quoted within it. The
    same collection, question and calibration give the same ranking whatever the engine. Ties are broken by source name,
    then position.
    """
    query = expand(question, engine)
    pool = WIDE_POOL if len(query.terms) <= FEW_TERMS else POOL
    candidates = engine.candidates(query.boosts, pool) if query.boosts else ()
    candidates = [*candidates, *answers(query.terms, candidates, engine)]
    extractor = FeatureExtractor(question, query, engine)
    scored = list(one_a_group(score(extractor, candidates)))
    found = signals(query, scored)
    reached = relevance(found) if found else None
    answered = reached is not None and reached >= calibration.threshold
    chosen = by_date(select(question, query, scored, most)[:limit], engine) if answered else []
    note = report_note(chosen, engine)
    in_order = [*chosen, *(one for one in scored if one not in chosen)]
    return Ranking(
        question,
        tuple(_ranked(question, query, one, extractor, engine) for one in in_order[:limit]),
        len(chosen),
        confidence(found) if found else 0.0,
        None if answered else why_declined(question, query, scored, engine),
        (note,) if note else (),
        dict(zip(query.terms, query.weights, strict=True)),
        reached,
    )


def _ranked(
    question: Question, query: ExpandedQuery, one: Scored, extractor: FeatureExtractor, engine: Engine
) -> RankedPassage:
    """A scored passage with the words that match, the likely answer and its antecedent."""
    passage = one.candidate.passage
    _, found = extractor.inspect(passage.plain)
    quote = engine.excerpt(passage, extent(question.answer_type, one.candidate, found.value, query))
    shown, reading = quote.reading, passage.reading
    matches, _ = extractor.inspect(shown.plain)
    answer = found.span and reading.raw_span(*found.span)
    beside = passage.start - quote.start
    return RankedPassage(
        passage,
        quote,
        one.score,
        one.contributions,
        tuple(shown.raw_span(match.start, match.end) for match in matches),
        (answer[0] + beside, answer[1] + beside) if answer else None,
        antecedent(quote, one.also, engine),
        one.also,
    )
