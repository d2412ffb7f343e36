"""Confidence: the odds that the sources speak of what is asked, and the chance that the first passage answers it.

Both are logistic functions of a few signals of the ranking; the second takes the first as one of them. The first, the
relevance, decides between an answer and a refusal (the field calls it answerability). Its threshold depends on the
sources, because a large collection holds some words of any question. So a collection is calibrated without any labelled
data: questions about other things, which ship with the package, are asked of it, and an answer must be more relevant
than nearly all of them are.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import repeat
from pathlib import Path
from typing import Any, NamedTuple, Self

from index.query.expansion import ExpandedQuery, expand
from index.query.question import parse
from index.ranking.elsewhere import MadeUp, is_english, made_up
from index.ranking.features import FeatureExtractor
from index.ranking.scoring import Scored, score
from index.ranking.weights import CONFIDENCE, RELEVANCE
from index.retrieval.engine import Engine
from index.text.analyzer import terms

__all__ = ["Calibration", "Signals", "calibrate", "confidence", "linear", "logistic", "relevance", "signals"]

THRESHOLD = -0.5
"""The lowest relevance that is answered, whatever the sources in English: log odds, 0.0 is even; set by hand."""

LOWEST = -2.3
"""The same in other languages, whose questions reach less since no type of answer is known; set by hand."""

HIGHEST = 0.8
"""The highest threshold that a calibration sets, in case the sources are about the shipped questions; set by hand."""

QUANTILE = 0.93
"""The share of questions about other things that the threshold turns away; below 1.0, since the sources may be about
some of them after all. Set by hand."""

PLAIN = 4.0
"""The relevance, in log odds, from which on the sources plainly speak of what is asked: more of it makes no answer
surer. Set by hand."""

MADE_QUANTILE = 0.95
"""The same share of questions that are made up of the collection's own words; set by hand."""

KNOWN = 0.6
"""The share of a question's words that the sources must have, or else it is declined without a ranking; set by hand."""

POOL = 10
"""Candidates that are ranked for a question about other things, few because there are many questions; set by hand."""

MOST_MARGIN = 5.0
"""Points of score between the first and the second passage beyond which the second does not matter; set by hand."""

HELD = ("coverage", "title fills in", "heading fills in", "group fills in", "asked before")
"""The features that say what of a question a passage or what it stands under holds."""

ASKED = Path(__file__).parents[1].joinpath("data") / "elsewhere.txt"
"""The questions about other things, one a line."""


class Signals(NamedTuple):
    """The signs in a ranking that its question can be answered.

    ``score`` is that of the first passage, ``margin`` its lead over the second (at most 5.0), ``share`` the share of
    the odds that it has, from 0 to 1. ``context`` is the share of the question that the first passage, its group, its
    title and headings, publisher or date holds, ``unknown`` the share that no source has. ``length`` is ln(1 + terms).
    """

    score: float
    margin: float
    share: float
    context: float
    unknown: float
    length: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The relevance from which on one collection answers, and how it was found.

    ``threshold`` is in log odds. ``passages`` is the size of the collection, ``asked`` the number of questions about
    other things that were asked.
    """

    threshold: float = THRESHOLD
    passages: int = 0
    asked: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Return the calibration as plain data, for an index to keep."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read a calibration from plain data; raises KeyError, TypeError or ValueError if it is none."""
        return cls(float(data["threshold"]), int(data["passages"]), int(data["asked"]))


def signals(query: ExpandedQuery, scored: Sequence[Scored], *, by_words: bool = False) -> Signals | None:
    """Read the signals of a ranking, or of one by the words alone; None if nothing was found."""
    if not scored:
        return None
    first, scores = scored[0], [one.by_words if by_words else one.score for one in scored]
    margin = scores[0] - scores[1] if len(scores) > 1 else math.inf
    share = 1 / sum(math.exp(score - scores[0]) for score in scores)
    named_by_source = first.features["source fills in"]
    held = sum(first.features[name] for name in HELD)
    return Signals(
        score=scores[0],
        margin=min(margin, MOST_MARGIN),
        share=share,
        context=min(1.0, held + named_by_source),
        unknown=max(0.0, query.unknown_share - named_by_source),
        length=math.log1p(len(query.terms)),
    )


def relevance(found: Signals) -> float:
    """The log odds that the sources speak of what is asked."""
    return linear(RELEVANCE, found._asdict())


def confidence(found: Signals, reached: float) -> float:
    """The chance that the first passage answers, from 0 to 1; ``reached`` is the relevance."""
    return logistic(linear(CONFIDENCE, {**found._asdict(), "relevance": min(reached, PLAIN)}))


def calibrate(engine: Engine) -> Calibration:
    """Ask a collection about other things, and set the threshold so that nearly all of them are declined.

    One in English is asked what ships, any other what is made of its own words.
    """
    passages, english = engine.statistics(()).passages, is_english(engine)
    reached = sorted(_relevances(engine) if english else map(_relevance_of, made_up(engine), repeat(engine)))
    lowest, quantile = (THRESHOLD, QUANTILE) if english else (LOWEST, MADE_QUANTILE)
    highest = reached[int(quantile * len(reached))] if reached else lowest
    return Calibration(min(max(lowest, highest), HIGHEST), passages, len(reached))


def _relevances(engine: Engine) -> Iterator[float]:
    """The relevance of each question about other things; -inf if the sources lack most of its words."""
    asked = [(line, terms(line)) for line in ASKED.read_text(encoding="utf-8").splitlines()]
    frequency = engine.statistics({term for _, words in asked for term in words}).document_frequency
    for line, words in asked:
        known = sum(frequency[term] > 0 for term in words)
        yield _relevance_of(_asked(line, engine), engine) if known >= KNOWN * len(words) else -math.inf


def _asked(text: str, engine: Engine) -> MadeUp:
    question = parse(text)
    query = expand(question, engine)
    return MadeUp(question, query, engine.candidates(query.boosts, POOL) if query.boosts else ())


def _relevance_of(one: MadeUp, engine: Engine) -> float:
    found = signals(one.query, score(FeatureExtractor(one.question, one.query, engine), one.candidates))
    return relevance(found) if found else -math.inf


def linear(weights: Mapping[str, float], values: Mapping[str, float]) -> float:
    """Return the sum of values by their weights, and the bias."""
    return weights["bias"] + sum(weight * values[name] for name, weight in weights.items() if name != "bias")


def logistic(odds: float) -> float:
    """Return the chance of log odds, from 0 to 1."""
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, odds))))
