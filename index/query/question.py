"""Questions: what one asks for, in terms, names and the kind of answer."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from index.annotation import quantities
from index.annotation.entities import names
from index.query import answer_type, phrases
from index.query.answer_type import AnswerType
from index.query.interrogatives import carried, without_joints
from index.query.spelling import spelling
from index.retrieval.engine import Engine
from index.text.analyzer import Token, term, terms, tokens
from index.text.lexicon import words as listed

__all__ = ["AnswerType", "Question", "grounded", "parse", "understand"]

_QUOTED = re.compile(r"[\"“”«»]([^\"“”«»]{2,200})[\"“”«»]")
_SOURCE = re.compile(
    r"\b(?:according to (?:the|these|your) (?:articles?|sources?|texts?)"
    r"|(?:do|does|did) (?:the|these|your) (?:articles?|sources?|texts?) (?:say|mention|tell|report)(?: us| me)?)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)")
_NEGATIONS = listed("negations")
_QUESTION_WORDS = listed("question_words")
_ORDINALS = listed("ordinals")
_AFTER_HOW = {"many", "much", "come"}
_MEANING = {"mean", "means", "meant", "stand", "stands", "defined"}
# beyond this many characters a text is not a question; its words still count, its names and dates do not
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood.

    ``tokens`` are its words that carry meaning, with their places in ``text``. ``names`` are its capitalised words as
    written, a name of several words as one. ``taken_for`` pairs a word that no source has with the known word it was
    taken for. ``unknown`` are the words that no source has, as written, and that were taken for nothing.

    ``focus`` is the noun that says what is wanted ("city" in "In which city"), as written, or None; ``focus_terms``
    are the terms that only name the kind of answer, so that an answer need not hold them. ``unit`` are the terms of
    what is counted ("How many square miles": the terms of "square miles"). ``each`` is the kind of a list's members.
    ``quoted`` are its phrases in quotation marks, ``ordinals`` its "first" and "2nd", ``dates`` its dates, all as
    written. ``negated`` says that it asks for what is not. ``taken`` are the terms that a follow-up took of the
    question before, which count less than its own.
    """

    text: str
    kind: AnswerType = AnswerType.OTHER
    tokens: tuple[Token, ...] = ()
    names: tuple[str, ...] = ()
    taken_for: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    focus: str | None = None
    focus_terms: frozenset[str] = frozenset()
    unit: tuple[str, ...] = ()
    each: AnswerType = AnswerType.OTHER
    quoted: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    negated: bool = False
    taken: frozenset[str] = frozenset()


def parse(text: str) -> Question:
    """Read a question by itself, without a collection: nothing is unknown and nothing is taken for another word."""
    asked = answer_type.classify(text)
    head = text[:_LONGEST]
    focus = text[asked.focus.start : asked.focus.end] if asked.focus else None
    words = phrases.split(text)
    spelled = [word.text for word in words]
    found = tokens(text, question=True)
    framing = _framing(text, words, asked.kind)
    framed = [token for token in found if token.start not in framing]
    return Question(
        text,
        asked.kind,
        carried(text, framed or found),
        names=_names(head),
        focus=focus,
        focus_terms=frozenset(terms(focus)) if focus and asked.names_kind else frozenset(),
        unit=terms(focus) if focus and asked.unit else (),
        each=asked.each,
        quoted=tuple(match.group(1).strip() for match in _QUOTED.finditer(head)),
        ordinals=tuple(word for word in spelled if word in _ORDINALS or _ORDINAL.fullmatch(word)),
        dates=tuple(head[span.start : span.end] for span in quantities.dates(head)),
        negated=any(word in _NEGATIONS or word.endswith("n't") for word in spelled),
    )


def _framing(text: str, words: list[phrases.Word], kind: AnswerType) -> set[int]:
    """Where the words begin that only frame a question: "I want to know", "wat", "how many", "what does … mean"."""
    rest = phrases.after_opening(words)
    framing = {word.start for word in words[: len(words) - len(rest)]}
    framing |= {word.start for word in rest if word.text in _QUESTION_WORDS}
    framing |= {second.start for first, second in pairwise(words) if first.text == "how" and second.text in _AFTER_HOW}
    if source := _SOURCE.search(text, 0, _LONGEST):
        framing |= {word.start for word in rest if source.start() <= word.start < source.end()}
    if kind is AnswerType.DURATION:
        framing |= {two.start for one, two in pairwise(words) if (one.text, two.text) == ("how", "long")}
    if kind is AnswerType.DEFINITION:
        framing |= {word.start for word in rest if word.text in _MEANING}
    return framing


def understand(text: str, engine: Engine) -> Question:
    """Read a question against the vocabulary of a collection."""
    return grounded(parse(text), engine)


def grounded(question: Question, engine: Engine) -> Question:
    """A parsed question with its words held against the vocabulary of a collection: known, misspelt, unknown."""
    text = question.text
    known = engine.statistics({token.term for token in question.tokens}).document_frequency
    spelled = spelling(text, without_joints(text, question.tokens, known), engine)
    unknown = tuple(word for word in spelled.unknown if term(word) not in question.focus_terms)
    return replace(question, tokens=spelled.tokens, taken_for=spelled.taken_for, unknown=unknown)


def _names(text: str) -> tuple[str, ...]:
    """The names of a question; none where it is all in capitals or has none."""
    if text.isupper() and len(text.split()) > 1:
        return ()
    return tuple(dict.fromkeys(name.text for name in names(text)))
