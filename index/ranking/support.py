"""Support: whether quoted words, read alone with what stands above them, bear a question out.

Each content word of the question must stand in the quote, under its headings, in its title or in its context, as
itself or as a form or a synonym of it, and the quote must hold what is asked for where that has a form. Words alone do
not tell every false premise from a question in other words, so the signs are weighed, and how much support an answer
must have is for the operator to say.
"""

import math
from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from index.query.expansion import ExpandedQuery
from index.query.light import may_be_left_out
from index.query.question import Question
from index.ranking.weights import SUPPORT
from index.text.word_patterns import UNSPACED

__all__ = ["NOTHING", "STRICTNESS", "Outcome", "Support", "lacking", "signs", "support"]

STRICTNESS = 0.67
"""The support from which on an answer is claimed, unless another is given: where 65% of the answerable development
questions are claimed, 94% of those rightly."""

BORNE_OUT = 0.94
"""The support of a quote that has every word, and what is asked for: as many of those are right."""

LIKELY = 0.3
"""The confidence from which on that is so: below, other passages have the few words of the question as well. Of short
questions over leads of an encyclopedia it keeps 47 wrong claims of 2,048 from being made, and 6 right ones."""

NOTHING: Mapping[str, float] = MappingProxyType({})

SURE = 0.999
"""The highest chance that is told apart from certainty; set by hand."""

PAIRED = 0.5
"""The part of a word that a pair of characters counts for in scripts without spaces, where each overlaps the next."""


class Outcome(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"  # the quoted words bear it out
    UNSURE = "unsure"  # they come nearest, and may or may not answer
    DECLINED = "declined"  # nothing is near


class Support(NamedTuple):
    """How far quoted words bear a question out: the chance, from 0 to 1, and the words as asked that they lack."""

    chance: float
    missing: tuple[str, ...]


def support(  # noqa: PLR0913 - all but the first three are signs
    question: Question,
    query: ExpandedQuery,
    words: Sequence[str],
    *,
    lacks: float,
    confidence: float,
    said: Mapping[str, float] = NOTHING,
    weights: Mapping[str, float] = SUPPORT,
) -> Support:
    """Weigh the support of a question in the terms of a quote and of what stands above and beside it.

    ``lacks`` says how likely the quote does not hold what is asked for, although that has a form; ``confidence`` is the
    chance that it is the best passage. ``said`` are further signs that a model gives, with the ``weights`` that go with
    it.
    """
    asked = _asked(question, query)
    missing = _missing(asked, query, words)
    found = _signs(asked, missing, query, lacks=lacks, confidence=confidence)
    odds = sum(weights[name] * value for name, value in {**found, **said}.items())
    weighed = 1 / (1 + math.exp(-odds))
    chance = weighed if missing or lacks or confidence < LIKELY else max(weighed, BORNE_OUT)
    return Support(chance, _as_written(question, {query.terms[at] for at in missing}))


def lacking(question: Question, query: ExpandedQuery, words: Sequence[str]) -> tuple[str, ...]:
    """Return the content words of a question, as written, that some terms lack."""
    return _as_written(question, {query.terms[at] for at in _missing(_asked(question, query), query, words)})


def signs(
    question: Question, query: ExpandedQuery, words: Sequence[str], *, lacks: float, confidence: float
) -> Mapping[str, float]:
    """Return the signs that are weighed, by name; see ``support``."""
    asked = _asked(question, query)
    return _signs(asked, _missing(asked, query, words), query, lacks=lacks, confidence=confidence)


def _signs(
    asked: Mapping[int, float], missing: Sequence[int], query: ExpandedQuery, *, lacks: float, confidence: float
) -> Mapping[str, float]:
    chance = min(max(confidence, 1 - SURE), SURE)
    return {
        "missing": sum(asked[at] for at in missing) / (sum(asked.values()) or 1.0),
        "any missing": float(bool(missing)),
        "unknown": float(any(query.terms[at] not in query.known for at in missing)),
        "lacks": lacks,
        "confidence": math.log(chance / (1 - chance)),
        "words": sum(PAIRED if UNSPACED.match(query.terms[at]) else 1.0 for at in asked),
        "bias": 1.0,
    }


def _asked(question: Question, query: ExpandedQuery) -> dict[int, float]:
    """The places of the words that an answer must hold, each with its weight."""
    return {at: weight for at, weight in enumerate(query.weights) if _is_content(query.terms[at], question)}


def _missing(asked: Mapping[int, float], query: ExpandedQuery, words: Sequence[str]) -> list[int]:
    held = query.count(words)
    return [at for at in asked if not held.get(at)]


def _is_content(term: str, question: Question) -> bool:
    """True for a word that an answer must hold: no light one, none that only names what is asked for, or a part."""
    return not may_be_left_out(term, question.read_in) and term not in question.focus_terms | question.faint


def _as_written(question: Question, terms: set[str]) -> tuple[str, ...]:
    written = {token.term: question.text[token.start : token.end] for token in reversed(question.tokens)}
    return tuple(dict.fromkeys(written[token.term] for token in question.tokens if token.term in terms))
