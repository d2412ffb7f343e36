"""The second-stage ranking of candidates: answer or refusal, and the passages that make it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from index.documents.passages import Passage
from index.query.characters import without_stray_particles
from index.query.expansion import ExpandedQuery, expand
from index.query.question import Question
from index.ranking.answer_span import AnswerSpan
from index.ranking.asked_column import asked_cell
from index.ranking.confidence import Calibration, Signals, confidence, relevance, signals
from index.ranking.context import antecedent
from index.ranking.extent import extent, one_a_group
from index.ranking.faq import answers
from index.ranking.features import FeatureExtractor
from index.ranking.openings import openings
from index.ranking.position import shortness
from index.ranking.refusal import Reason, as_asked, missing_words, other_language, why_declined, why_unsure
from index.ranking.scoring import Scored, as_calibrated, score
from index.ranking.selection import select
from index.ranking.support import NOTHING, STRICTNESS, Outcome, Support, lacking, support
from index.ranking.weights import SUPPORT
from index.retrieval.engine import Candidate, Engine, analyzer_for
from index.text.analyzer import Analyzer

if TYPE_CHECKING:
    from index.ranking.meaning import Meaning

__all__ = ["RankedPassage", "Ranking", "proposed", "rank"]

POOL = 20
"""Passages that an engine proposes. Measured: 32 find no more answers, also among 24,000 passages, and take longer."""

WIDER_POOLS = ((2, 64), (5, 32))
"""Passages that are proposed for so few terms or fewer, which many passages hold alike. Measured: for five terms 20
find fewer answers, and more than 32 find no more."""

MOST_QUOTED = 3
"""Passages that make an answer at most, unless another number is given; set by hand."""

POOL_OF_MEANING = 64
"""Passages that are proposed where a model ranks them: it finds more answers further down, and says which are worth
ranking. Measured: 96 bring .007 of R@5 on short questions, and an answer takes more than twice as long as without; 56
lose .02 of R@5 on questions of a community."""

UNCALIBRATED = Calibration()
NO_SUPPORT = Support(0.0, ())


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

    ``quoted`` is the number of first passages that together make the answer, or that come nearest if the ``outcome`` is
    unsure; 0 is a refusal. Unless it is answered, ``reason`` says why, and ``missing`` are the words of
    the question that the quoted lines lack, or for a refusal all sources. ``support`` is the chance, from 0 to 1, that
    the quoted words bear the question out, 0.0 for a refusal. ``confidence`` is the chance, from 0 to 1, that the first
    passage answers. ``weights`` maps each term of the question to its weight. ``relevance`` is the log odds that the
    sources speak of what is asked, None if no passage was found; an answer needs the threshold of the calibration.
    """

    question: Question
    evidence: tuple[RankedPassage, ...]
    quoted: int
    confidence: float
    reason: Reason | None
    weights: Mapping[str, float] = field(default_factory=dict)
    relevance: float | None = None
    outcome: Outcome = Outcome.DECLINED
    missing: tuple[str, ...] = ()
    support: float = 0.0


def rank(  # noqa: PLR0913, PLR0917 - all but the first two are options
    question: Question,
    engine: Engine,
    limit: int = 10,
    calibration: Calibration = UNCALIBRATED,
    most: int = MOST_QUOTED,
    strictness: float = STRICTNESS,
    meaning: "Meaning | None" = None,
) -> Ranking:
    """Rank the passages of a collection by how well they answer a question, at most ``limit`` of them.

    At most ``most`` of them make the answer, which needs a support of ``strictness``, from 0 to 1; ``limit`` does not
    change the order, nor what is quoted within it. The same collection, question, calibration and ``meaning`` give the
    same ranking whatever the engine. Ties are broken by source name, then position. Raises ModelError if a model cannot
    be run.
    """
    meaning = meaning if meaning and meaning.knows(question) else None
    query = expand(question, engine)
    candidates = proposed(question, query, engine, meaning)
    extractor = FeatureExtractor(question, query, engine)
    every = _scored(question, query, candidates, extractor, engine, meaning)
    scored = list(one_a_group(every))
    found = signals(query, scored)
    reached = _relevance(query, every if meaning else scored, meaning)
    near = reached is not None and reached >= calibration.threshold
    chosen = select(question, query, scored, min(most, limit), engine) if near else []
    first = {id(one) for one in chosen}
    in_order = [*chosen, *(one for one in scored if id(one) not in first)]
    evidence = tuple(_ranked(question, query, one, extractor, engine) for one in in_order[:limit])
    sure = _confidence(found, scored, reached, meaning)
    backed = NO_SUPPORT
    if near and evidence:
        backed = _support(question, query, evidence, in_order, extractor, sure, engine, meaning)
    other = other_language(question, engine)
    claimed = backed.chance >= strictness and not other
    outcome = (Outcome.ANSWERED if claimed else Outcome.UNSURE) if near else Outcome.DECLINED
    if outcome is not Outcome.ANSWERED:
        evidence = tuple(replace(one, answer=None) if one.answer else one for one in evidence)
    quoted = [*zip(evidence[: len(chosen)], in_order, strict=False)]
    missing = _missing(question, query, backed, quoted, engine) if near else missing_words(question, query)
    apart = bool(backed.missing)  # from the first passage, though another one may have them
    reason = (
        why_unsure(question, query, missing, apart=apart) if near else why_declined(question, query, scored, engine)
    )
    return Ranking(
        question,
        evidence,
        len(chosen),
        sure,
        None if outcome is Outcome.ANSWERED else other or reason,
        dict(zip(query.terms, query.weights, strict=True)),
        reached,
        outcome,
        as_asked(question, [*(other.words if other else ()), *missing]),
        backed.chance,
    )


def proposed(
    question: Question, query: ExpandedQuery, engine: Engine, meaning: "Meaning | None"
) -> Sequence[Candidate]:
    """Return the passages that are worth ranking.

    They are those that an engine proposes, answers that stand behind them, and for a short question what opens the
    article that it is about. With a model they are more at first, and then the first of them and those that it finds
    nearest.
    """
    if meaning:
        meaning.expect(question.text)
    by_words = next((wide for few, wide in WIDER_POOLS if len(query.terms) <= few), POOL)
    found = engine.candidates(query.boosts, POOL_OF_MEANING if meaning else by_words) if query.boosts else ()
    candidates = [*found, *answers(query.terms, found, engine)]
    if shortness(query):
        candidates += openings(found, engine)
    return meaning.chosen(question.text, candidates, engine) if meaning else candidates


def _scored(  # noqa: PLR0913, PLR0917 - what one ranking is made of
    question: Question,
    query: ExpandedQuery,
    candidates: Sequence[Candidate],
    extractor: FeatureExtractor,
    engine: Engine,
    meaning: "Meaning | None",
) -> list[Scored]:
    if meaning is None or not candidates:
        return score(extractor, candidates)
    said = meaning.features(question.text, candidates, engine)
    return score(extractor, candidates, said, meaning.ranking(question, query))


def _relevance(query: ExpandedQuery, some: Sequence[Scored], meaning: "Meaning | None") -> float | None:
    """The log odds that the sources speak of what is asked: by the words, and what a model adds; None for nothing."""
    found = signals(query, as_calibrated(some), by_words=True)
    if found is None:
        return None
    by_words = relevance(found)
    return by_words + meaning.added(some, by_words) if meaning else by_words


def _confidence(
    found: Signals | None, scored: Sequence[Scored], reached: float | None, meaning: "Meaning | None"
) -> float:
    if found is None or reached is None:
        return 0.0
    return meaning.confidence(found, scored[0], reached) if meaning else confidence(found, reached)


def _support(  # noqa: PLR0913, PLR0917 - all that is known of the first passage
    question: Question,
    query: ExpandedQuery,
    evidence: Sequence[RankedPassage],
    scored: Sequence[Scored],
    extractor: FeatureExtractor,
    sure: float,
    engine: Engine,
    meaning: "Meaning | None",
) -> Support:
    """The support in the first passage, its headings and columns, its title, and its context."""
    first, words = evidence[0], _words(evidence[0], scored[0], engine)
    lacks = extractor.lacks(first.passage.plain, first.passage.source)
    said, weights = (meaning.said(scored[0]), meaning.weights.support) if meaning else (NOTHING, SUPPORT)
    return support(question, query, words, lacks=lacks, confidence=sure, said=said, weights=weights)


def _missing(
    question: Question,
    query: ExpandedQuery,
    backed: Support,
    quoted: Sequence[tuple[RankedPassage, Scored]],
    engine: Engine,
) -> tuple[str, ...]:
    """The content words, as written, that the first passage lacks and no other quoted one has."""
    if not backed.missing or len(quoted) == 1:
        return backed.missing
    return lacking(question, query, [word for pair in quoted for word in _words(*pair, engine)])


def _words(one: RankedPassage, scored: Scored, engine: Engine) -> Sequence[str]:
    """The terms of a quote, of its headings and columns, its title and its context."""
    beside = one.antecedent.plain if one.antecedent else ""
    above = " ".join([*one.quote.path, *one.quote.columns, beside])
    terms = analyzer_for(engine, one.passage.source).terms
    own = scored.candidate.terms if one.quote is one.passage else terms(one.quote.plain)
    return (*own, *terms(above), *scored.candidate.title)


def _ranked(
    question: Question, query: ExpandedQuery, one: Scored, extractor: FeatureExtractor, engine: Engine
) -> RankedPassage:
    """A scored passage with the words that match, the likely answer and its antecedent."""
    passage = one.candidate.passage
    analyzer, plain = analyzer_for(engine, passage.source), passage.plain
    matches, found = extractor.inspect(plain, passage.source)
    quote = engine.excerpt(passage, extent(question.answer_type, one.candidate, found.value, query))
    shown = plain if quote is passage else quote.plain
    if shown != plain:
        matches = extractor.matches(shown, passage.source)
    matches = without_stray_particles(shown, matches, analyzer.language)
    span = _in_asked_cell(query, passage, found, extractor, analyzer)
    answer = _raw_spans(passage, [span])[0] if span else None
    beside = passage.start - quote.start
    return RankedPassage(
        passage,
        quote,
        one.score,
        one.contributions,
        _raw_spans(quote, matches),
        (answer[0] + beside, answer[1] + beside) if answer else None,
        antecedent(quote, one.also, engine),
        one.also,
    )


def _raw_spans(passage: Passage, spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The spans of a passage's text that show these of what a reader sees; most texts have no marks."""
    if not passage.marks:
        return tuple(spans)
    reading = passage.reading
    return tuple([reading.raw_span(*one) for one in spans])


def _in_asked_cell(
    query: ExpandedQuery, passage: Passage, found: AnswerSpan, extractor: FeatureExtractor, analyzer: Analyzer
) -> tuple[int, int] | None:
    """The span that is surely the answer in a passage as it is shown, of a row in the column that is asked for."""
    span = found.span if found.sure else None
    cell = asked_cell(passage, frozenset(query.terms), analyzer) if span and passage.columns else None
    if not span or not cell or cell[0] <= span[0] < cell[1]:
        return span
    inner = extractor.inspect(passage.plain[slice(*cell)], passage.source)[1]
    return (cell[0] + inner.span[0], cell[0] + inner.span[1]) if inner.span and inner.sure else None
