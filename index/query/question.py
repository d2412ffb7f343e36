"""Parsing of questions: content words, named entities and answer type."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from index.annotation import quantities
from index.annotation.entities import names
from index.query import phrases
from index.query.answer_type import AnswerType, classify
from index.query.interrogatives import without_foreign_asking, without_particles
from index.query.spelling import correct
from index.retrieval.engine import Engine
from index.text.analyzer import Token, term, terms, tokens
from index.text.lexicon import words as listed

__all__ = ["Question", "grounded", "parse", "understand"]

_SOURCE = re.compile(
    r"\b(?:according to (?:the|these|your) (?:articles?|sources?|texts?)"
    r"|(?:do|does|did) (?:the|these|your) (?:articles?|sources?|texts?) (?:say|mention|tell|report)(?: us| me)?)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)")
_QUESTION_WORDS = listed("question_words")
_ORDINALS = listed("ordinals")
_PRESENT, _PAST = listed("present"), listed("past")
_AFTER_HOW = {"many", "much", "come"}
_MEANING = {"mean", "means", "meant", "stand", "stands", "defined"}
_LONGEST = 4_000  # characters in which names and dates are sought; the words of a longer text still count


@dataclass(frozen=True, slots=True)
class Question:
    """A parsed question.

    ``tokens`` are its content words, with their offsets in ``text``. ``names`` are its named entities as written.
    ``corrections`` pairs a misspelt word with the known word it was taken for; ``unknown`` are the words, as written,
    that no source has and that resemble no known one.

    ``focus`` is the noun that says what is wanted ("city" in "In which city"), as written, or None; ``focus_terms`` are
    its terms if it only names the answer type, so that an answer need not hold them. ``unit`` are the terms of what is
    counted ("How many square miles": those of "square miles"). ``member_type`` is the answer type of a list's members.
    ``ordinals`` are words such as "first" and "2nd", and ``dates`` the dates, as written. ``inherited`` are the terms
    that a follow-up takes from earlier questions, which count less than its own. ``of_now`` is True if it asks how
    things stand now ("How much does it cost?"), so that a newer article counts for more than an older one.
    """

    text: str
    answer_type: AnswerType = AnswerType.OTHER
    tokens: tuple[Token, ...] = ()
    names: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    focus: str | None = None
    focus_terms: frozenset[str] = frozenset()
    unit: tuple[str, ...] = ()
    member_type: AnswerType = AnswerType.OTHER
    ordinals: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    inherited: frozenset[str] = frozenset()
    of_now: bool = False


def parse(text: str) -> Question:
    """Parse a question without a collection: no word is unknown and none is corrected."""
    classification = classify(text)
    head = text[:_LONGEST]
    focus = text[classification.focus.start : classification.focus.end] if classification.focus else None
    words = phrases.split(text)
    spelled = [word.text for word in words]
    content = tokens(text, question=True)
    framing = _framing(text, words, classification.answer_type)
    framed = [token for token in content if token.start not in framing]
    dates = tuple(head[span.start : span.end] for span in quantities.dates(head))
    return Question(
        text,
        classification.answer_type,
        without_foreign_asking(text, framed or content),
        names=_names(head),
        focus=focus,
        focus_terms=frozenset(terms(focus)) if focus and classification.names_type else frozenset(),
        unit=terms(focus) if focus and classification.unit else (),
        member_type=classification.member_type,
        ordinals=tuple(word for word in spelled if word in _ORDINALS or _ORDINAL.fullmatch(word)),
        dates=dates,
        of_now=not dates and not _PAST.intersection(spelled) and bool(_PRESENT.intersection(spelled)),
    )


def _framing(text: str, words: list[phrases.Word], answer_type: AnswerType) -> set[int]:
    """Return the offsets of words that only frame a question: "I want to know", "how many", "what does … mean"."""
    rest = phrases.after_opening(words)
    framing = {word.start for word in words[: len(words) - len(rest)]}
    framing |= {word.start for word in rest if word.text in _QUESTION_WORDS}
    after_how = _AFTER_HOW | {"long"} if answer_type is AnswerType.DURATION else _AFTER_HOW
    framing |= {word.start for how, word in pairwise(words) if how.text == "how" and word.text in after_how}
    if source := _SOURCE.search(text, 0, _LONGEST):
        framing |= {word.start for word in rest if source.start() <= word.start < source.end()}
    if answer_type is AnswerType.DEFINITION:
        framing |= {word.start for word in rest if word.text in _MEANING}
    return framing


def understand(text: str, engine: Engine) -> Question:
    """Parse a question and correct it by the vocabulary of a collection."""
    return grounded(parse(text), engine)


def grounded(question: Question, engine: Engine) -> Question:
    """Sort the words of a parsed question by the vocabulary of a collection: known, misspelt, unknown."""
    text = question.text
    known = engine.statistics({token.term for token in question.tokens}).document_frequency
    corrected = correct(text, without_particles(text, question.tokens, known), engine)
    unknown = tuple(word for word in corrected.unknown if term(word) not in question.focus_terms)
    return replace(question, tokens=corrected.tokens, corrections=corrected.corrections, unknown=unknown)


def _names(text: str) -> tuple[str, ...]:
    """Return the named entities of a question; none if it is all in capitals."""
    if text.isupper() and len(text.split()) > 1:
        return ()
    return tuple(dict.fromkeys(name.text for name in names(text)))
