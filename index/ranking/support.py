"""Support: whether quoted words, read alone with what stands above them, bear a question out.

Each content word of the question must stand in the quote, under its headings, in its title or in its context, as
itself or as a form or a synonym of it, and the quote must hold what is asked for where that has a form. Words alone do
not tell every false premise from a question in other words, so the signs are weighed, and how much support an answer
must have is for the operator to say.
"""

import math
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from index.query.expansion import ExpandedQuery
from index.query.light import is_light
from index.query.question import Question
from index.ranking.weights import SUPPORT

__all__ = ["STRICTNESS", "Outcome", "Support", "support"]

STRICTNESS = 0.68
"""The support from which on an answer is claimed, unless another is given: where 66% of the answerable development
questions are claimed, 93% of those rightly."""

BORNE_OUT = 0.94
"""The support of a quote that has every word, and what is asked for: as many of those are right."""

SURE = 0.999
"""The highest chance that is told apart from certainty; set by hand."""


class Outcome(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"  # the quoted words bear it out
    UNSURE = "unsure"  # they come nearest, and may or may not answer
    DECLINED = "declined"  # nothing is near


class Support(NamedTuple):
    """How far quoted words bear a question out: the chance, from 0 to 1, and the words as asked that they lack."""

    chance: float
    missing: tuple[str, ...]


def support(
    question: Question, query: ExpandedQuery, words: Sequence[str], *, lacks: bool, confidence: float
) -> Support:
    """Weigh the support of a question in the terms of a quote and of what stands above and beside it.

    ``lacks`` says that the quote does not hold what is asked for, although that has a form; ``confidence`` is the
    chance that it is the best passage.
    """
    held = query.count(words)
    asked = {at: weight for at, weight in enumerate(query.weights) if _is_content(query.terms[at], question)}
    missing = [at for at in asked if not held.get(at)]
    chance = min(max(confidence, 1 - SURE), SURE)
    signs: Mapping[str, float] = {
        "missing": sum(asked[at] for at in missing) / (sum(asked.values()) or 1.0),
        "any missing": float(bool(missing)),
        "unknown": float(any(query.terms[at] not in query.known for at in missing)),
        "lacks": float(lacks),
        "confidence": math.log(chance / (1 - chance)),
        "words": len(asked),
        "bias": 1.0,
    }
    odds = sum(SUPPORT[name] * value for name, value in signs.items())
    weighed = 1 / (1 + math.exp(-odds))
    borne_out = not missing and not lacks
    return Support(
        max(weighed, BORNE_OUT) if borne_out else weighed, _as_written(question, {query.terms[at] for at in missing})
    )


def _is_content(term: str, question: Question) -> bool:
    """True for a word that an answer must hold: neither a light one, nor one that only names what is asked for."""
    return not is_light(term, question.read_in) and term not in question.focus_terms


def _as_written(question: Question, terms: set[str]) -> tuple[str, ...]:
    written = {token.term: question.text[token.start : token.end] for token in reversed(question.tokens)}
    return tuple(dict.fromkeys(written[token.term] for token in question.tokens if token.term in terms))
