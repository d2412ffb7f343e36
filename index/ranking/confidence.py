"""Confidence: whether the sources speak of what is asked, and whether the first passage answers it.

Both are logistic functions of a few signals of the ranking; the second one takes the first as one of them. The first,
the relevance, decides between an answer and a refusal; where it must lie for an answer depends on the sources, because
a large collection holds some words of any question. So a collection is calibrated without any labelled data: questions
about other things, which ship with the package, are asked of it, and an answer must be more relevant than all but a
few of them are.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from index.query.expansion import ExpandedQuery, expand
from index.query.question import parse
from index.ranking.features import FeatureExtractor
from index.ranking.scoring import Scored, ordered
from index.ranking.weights import CERTAINTY, RELEVANCE
from index.retrieval.engine import Engine
from index.text.analyzer import terms

__all__ = ["Calibration", "Signals", "calibrate", "certainty", "relevance", "signals"]

THRESHOLD = -1.0
"""The relevance from which a question is answered where nothing is known of the sources: log odds, 0.0 is even."""

HIGHEST = 1.5
"""What a calibration raises the threshold to at most, should the shipped questions not be about other things at all."""

QUANTILE = 0.93
"""The share of questions about other things that the threshold turns away; some may be about the sources after all."""

PLAIN = 6.0
"""The relevance beyond which the sources plainly speak of what is asked, and more of it makes no answer surer."""

KNOWN = 0.6
"""The share of a question's words that the sources must have, or else it needs no ranking to be declined."""

POOL = 10
"""Passages that are looked at for a question about other things; the first ones tell."""

ASKED = Path(__file__).parents[1].joinpath("data") / "elsewhere.txt"


@dataclass(frozen=True, slots=True)
class Signals:
    """What the ranking of one question says of its chance to be answered.

    ``score`` is that of the first passage, ``margin`` how far the second lies behind it (at most 5.0), ``share`` the
    first passage's share of the odds, from 0 to 1. ``context`` is the share of the question that the first passage, its
    title, publisher or date holds, ``unknown`` the share that no source has. ``length`` is ln(1 + terms).
    """

    score: float
    margin: float
    share: float
    context: float
    unknown: float
    length: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """From which relevance on the questions to one collection are answered, and how that was found.

    ``threshold`` is in log odds; ``passages`` is the size of the collection that it holds for, ``asked`` how many
    questions about other things it rests on.
    """

    threshold: float = THRESHOLD
    passages: int = 0
    asked: int = 0

    def to_dict(self) -> dict[str, Any]:
        """The calibration as plain data, for an index to keep."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The calibration of plain data; raises KeyError, TypeError or ValueError where it is none."""
        return cls(float(data["threshold"]), int(data["passages"]), int(data["asked"]))


def signals(sought: ExpandedQuery, scored: Sequence[Scored]) -> Signals | None:
    """The signals of a ranking; None where nothing was found."""
    if not scored:
        return None
    first = scored[0]
    behind = first.score - scored[1].score if len(scored) > 1 else math.inf
    share = 1 / sum(math.exp(one.score - first.score) for one in scored)
    told = first.figures["source fills in"]
    held = sum(first.figures[name] for name in ("coverage", "title fills in", "asked before"))
    context = min(1.0, held + told)
    length = math.log1p(len(sought.terms))
    return Signals(first.score, min(behind, 5.0), share, context, max(0.0, sought.unknown_share - told), length)


def relevance(found: Signals) -> float:
    """The log odds that the sources speak of what is asked."""
    return _linear(RELEVANCE, asdict(found))


def certainty(found: Signals) -> float:
    """The chance that the first passage answers, from 0 to 1."""
    return _logistic(_linear(CERTAINTY, {**asdict(found), "relevance": min(relevance(found), PLAIN)}))


def calibrate(engine: Engine) -> Calibration:
    """Ask a collection about other things, and set the threshold so that nearly all of that is declined."""
    passages = engine.statistics(()).passages
    found = sorted(_relevances(engine))
    highest = found[int(QUANTILE * len(found))]
    return Calibration(min(max(THRESHOLD, highest), HIGHEST), passages, len(found))


def _relevances(engine: Engine) -> list[float]:
    asked = [(line, terms(line)) for line in ASKED.read_text(encoding="utf-8").splitlines()]
    frequency = engine.statistics({one for _, some in asked for one in some}).document_frequency
    found = []
    for line, some in asked:
        if sum(frequency[one] > 0 for one in some) < KNOWN * len(some):
            found.append(-math.inf)
            continue
        question = parse(line)
        sought = expand(question, engine)
        candidates = engine.candidates(sought.boosts, POOL) if sought.boosts else ()
        reached = signals(sought, ordered(FeatureExtractor(question, sought, engine), candidates))
        found.append(relevance(reached) if reached else -math.inf)
    return found


def _linear(weights: Mapping[str, float], found: Mapping[str, float]) -> float:
    return weights["bias"] + sum(weight * found[name] for name, weight in weights.items() if name != "bias")


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, odds))))
