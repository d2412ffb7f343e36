"""Tells why a question is declined, or why what is quoted may not answer it; surfaces have the words for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.query.answer_type import AnswerType
from index.query.characters import joined
from index.query.expansion import ExpandedQuery
from index.query.light import may_be_left_out
from index.query.question import Question
from index.ranking.scoring import Scored
from index.retrieval.engine import Engine

__all__ = [
    "HAS_FORM",
    "Reason",
    "ReasonCode",
    "as_asked",
    "missing_words",
    "other_language",
    "why_declined",
    "why_unsure",
]

TOGETHER = 0.75
"""The share of the question that one passage must hold for its words to stand together; set by hand."""

HAS_FORM = frozenset(
    {
        AnswerType.PERSON,
        AnswerType.DATE,
        AnswerType.PLACE,
        AnswerType.NUMBER,
        AnswerType.MONEY,
        AnswerType.PERCENT,
        AnswerType.DURATION,
        AnswerType.REASON,
    }
)
"""The types of answer by whose form it is seen that lines do not hold one."""


class ReasonCode(StrEnum):
    """Why a question is declined, or why what is quoted may not answer it."""

    EMPTY = "empty"  # nothing was asked
    NO_WORD = "no word"  # the question holds no word to look for
    FURNITURE = "furniture"  # words of it stand only in page furniture
    NOWHERE = "nowhere"  # words of it stand in no source
    MISSING = "missing"  # words of it do not stand in the lines that are quoted
    FORM = "form"  # what is asked for, such as a date, does not stand beside its words
    APART = "apart"  # its words stand in the sources, but not together
    LANGUAGE = "language"  # it is asked in another language than the sources, and more than names and numbers is asked
    TALK = "talk"  # it is no question to the sources


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason and its ``words``: those of the question, as written, that it speaks of.

    ``languages`` are the codes of those of the sources if the question is in another one.
    """

    code: ReasonCode
    words: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


def other_language(question: Question, engine: Engine) -> Reason | None:
    """The reason if a question is in another language than the sources, and they lack some of its words."""
    if not (question.in_other_language and question.unknown):
        return None
    return Reason(ReasonCode.LANGUAGE, as_asked(question, question.unknown), tuple(engine.languages))


def why_declined(question: Question, query: ExpandedQuery, scored: Sequence[Scored], engine: Engine) -> Reason:
    """The reason why nothing is quoted."""
    if not question.text.strip():
        return Reason(ReasonCode.EMPTY)
    if not query.terms:
        return Reason(ReasonCode.NO_WORD)
    return _words_missing(question, query, engine, found=bool(scored)) or _words_apart(question, scored)


def why_unsure(question: Question, query: ExpandedQuery, missing: Sequence[str], *, apart: bool = False) -> Reason:
    """The reason why what is quoted may not answer: words that no source has, or that it lacks, or has ``apart``."""
    known = {question.text[token.start : token.end] for token in question.tokens if token.term in query.known}
    nowhere = [word for word in missing if word not in known]
    if nowhere:
        return Reason(ReasonCode.NOWHERE, as_asked(question, nowhere))
    if missing:
        return Reason(ReasonCode.MISSING, as_asked(question, missing))
    return Reason(ReasonCode.FORM if question.answer_type in HAS_FORM and not apart else ReasonCode.APART)


def as_asked(question: Question, words: Sequence[str]) -> tuple[str, ...]:
    """Some words of a question as a reader of it sees them: pairs of characters make one where they touch."""
    return joined(question.text, question.analyzer, words)


def missing_words(question: Question, query: ExpandedQuery) -> tuple[str, ...]:
    """The words of a question, as written, that no source has; light ones only if no other is missing."""
    return tuple(word for word, _ in _missing(question, query))


def _missing(question: Question, query: ExpandedQuery) -> list[tuple[str, str]]:
    held = query.known | question.faint  # a character is missing where its pair is
    missing = [(word, term) for word, term in _own_words(question, query) if term not in held]
    return [(word, term) for word, term in missing if not may_be_left_out(term, question.read_in)] or missing


def _words_missing(question: Question, query: ExpandedQuery, engine: Engine, *, found: bool) -> Reason | None:
    """The reason if no source has some of the words, or has them in boilerplate only; None otherwise.

    If only light words are missing and some passage was ``found``, the sources may say it in other words.
    """
    missing = _missing(question, query)
    unquoted = engine.statistics(query.terms).unquoted
    if in_boilerplate := [word for word, term in missing if term in unquoted]:
        return Reason(ReasonCode.FURNITURE, as_asked(question, in_boilerplate))
    if missing and not (found and may_be_left_out(missing[0][1], question.read_in)):
        return Reason(ReasonCode.NOWHERE, as_asked(question, [word for word, _ in missing]))
    return None


def _words_apart(question: Question, scored: Sequence[Scored]) -> Reason:
    """The reason if the sources have all words: the answer type is missing, or no passage has them together."""
    together = any(one.coverage >= TOGETHER for one in scored)
    no_form = together and scored[0].answer_value < 0 and question.answer_type in HAS_FORM
    return Reason(ReasonCode.FORM if no_form else ReasonCode.APART)


def _own_words(question: Question, query: ExpandedQuery) -> list[tuple[str, str]]:
    """The distinct words of a question as written, each with its term, without those taken of the one before."""
    words: dict[str, str] = {}
    for token in question.tokens:
        if token.term in query.terms and token.term not in question.inherited:
            words.setdefault(token.term, question.text[token.start : token.end])
    return [(word, term) for term, word in words.items()]
