"""Answer extraction: a sentence's span that has the type of answer asked for, and is likely the answer.

Answer typing with proximity, after Moldovan et al., "The structure and performance of an open-domain question answering
system" (2000): of the spans of the expected type, the one nearest to the words that the sentence shares with the
question wins. Words of the question itself are never the answer.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from index.annotation import clauses, entities, foreign, quantities
from index.annotation.quantities import Span
from index.query.answer_type import AnswerType
from index.query.question import Question
from index.ranking.roles import AskedRole
from index.text.language import DEFAULT
from index.text.lexicon import words
from index.text.patterns import pattern

__all__ = ["KEPT", "LONGEST_KEPT", "AnswerSpan", "Expectation", "spans"]

_FORMS: dict[AnswerType, Callable[[str], list[Span]]] = {
    AnswerType.PERSON: entities.persons,
    AnswerType.PLACE: entities.places,
    AnswerType.ORGANISATION: entities.organisations,
    AnswerType.DATE: quantities.dates,
    AnswerType.NUMBER: quantities.numbers,
    AnswerType.MONEY: quantities.money,
    AnswerType.PERCENT: quantities.percents,
    AnswerType.DURATION: quantities.durations,
    AnswerType.REASON: clauses.reasons,
    AnswerType.MANNER: clauses.manners,
    AnswerType.DEFINITION: clauses.definitions,
    AnswerType.LIST: clauses.lists,
}
_NAMED = {AnswerType.PERSON, AnswerType.PLACE, AnswerType.ORGANISATION}

# strengths of spans, from 0 to 1: above the first a sentence clearly has the type of answer, from the second on a span
# is marked; set by hand
_CLEAR, _MARKED = 0.6, 0.4
# factors of a span's score: a name after "by", a name that holds the question's focus, a span in brackets; round values
# set by hand on the questions of tests/benchmarks/answer_marks.py
_BY, _FOCUS, _BRACKETED = 2.0, 2.0, 0.6
# spaces between a number and the unit that it counts, at most; set by hand
_COUNTED_WITHIN = 4
# characters of a sentence that are read; a longer text is no sentence, and reading stays linear in time
_LONGEST = 2_000
# characters of a word and the space after it, on average: converts a gap in characters to words
_WORD_LENGTH = 6


KEPT, LONGEST_KEPT = 4096, 500
"""Sentences of which is kept what stands where, for the next question that they may answer, and the characters of the
longest: some 5 MB."""

_BEFORE_AGENT = tuple(words("before_agent"))
_BREAKS = (",", ";", *words("breaks"))


class AnswerSpan(NamedTuple):
    """The likely answer in a sentence.

    ``value`` is 1.0 if the sentence clearly has the type of answer asked for, 0.5 if perhaps, -1.0 if not, and 0.0 for
    types without a form. ``span`` is the likely answer (offsets in the sentence, end exclusive) or None. ``nearness``,
    from 0 to 1, is its proximity to the matching words. ``counted`` says that it is a number within a few words before
    the unit asked for, ``by_name`` that it is a name after "by". ``sure`` says that such a span is mostly right, so
    that it may be marked as the answer.
    """

    value: float
    span: tuple[int, int] | None = None
    nearness: float = 0.0
    counted: bool = False
    by_name: bool = False
    sure: bool = False


SURE = frozenset({AnswerType.DATE, AnswerType.DURATION, AnswerType.MONEY, AnswerType.PERCENT, AnswerType.REASON})
"""The answer types whose likeliest span is the answer in nine of ten sentences that hold it."""

SURE_ALONE = frozenset({AnswerType.NUMBER, AnswerType.PERSON, AnswerType.ORGANISATION, AnswerType.OTHER})
"""Those of which the same is true if a sentence has only one such span."""


def spans(kind: AnswerType, sentence: str) -> list[Span]:
    """Find the spans of a sentence that have the form of an answer type; empty for types without a form."""
    find = _FORMS.get(kind)
    return find(sentence) if find else []


def _form(kind: AnswerType, language: str) -> Callable[[str], list[Span]] | None:
    return _FORMS.get(kind) if language == DEFAULT else foreign.find_in(language, kind.name.lower())


def _asks_name(text: str) -> bool:
    return pattern(DEFAULT, "naming_asked").search(text) is not None


@lru_cache(KEPT)
def _forms_in(find: Callable[[str], list[Span]], sentence: str) -> tuple[Span, ...]:
    return tuple(find(sentence))


class Expectation:
    """The answer that a question expects; made once a question and held against every candidate."""

    def __init__(self, question: Question) -> None:
        self._is_list = question.answer_type is AnswerType.LIST and question.member_type is not AnswerType.OTHER
        self.kind = question.member_type if self._is_list else question.answer_type
        asks_name = question.in_english and self.kind is AnswerType.OTHER and _asks_name(question.text)
        self._find = clauses.names if asks_name else _form(self.kind, question.read_in)
        self._asks_where = question.in_english and self.kind is AnswerType.PLACE and question.focus is None
        self._focus = question.focus.lower() if question.focus and self.kind in _NAMED else ""
        self._unit = frozenset(question.unit)
        self._role = AskedRole.of(question)
        self._terms = frozenset(token.term for token in question.tokens)
        self._analyzer = question.analyzer
        self._own = self._terms.union(self._analyzer.terms(question.text))

    @property
    def has_form(self) -> bool:
        """True if the answer has a form by which a sentence can show it."""
        return self._find is not None

    def extract(self, sentence: str, matches: Sequence[tuple[int, int]] | None = None) -> AnswerSpan:
        """Extract the likely answer from a sentence.

        ``matches`` are the spans of the sentence that match the question's terms; by default they are looked up.
        """
        if self._find is None:
            return AnswerSpan(0.0)
        sentence = sentence[:_LONGEST]
        if self._role and self._role.is_reversed(sentence):
            return AnswerSpan(-1.0)
        typed = self._typed(self._find, sentence)
        value = self._value(typed)
        likely = [*typed, *self._locations(sentence)] if self._asks_where and value < 1 else typed
        if not likely:
            return AnswerSpan(value)
        near = self._matches(sentence, matches)
        best = likely[0]
        if len(likely) > 1:
            best = max(likely, key=lambda span: (self._score(span, sentence, near), -span.start))
        return AnswerSpan(
            value,
            (best.start, best.end) if best.strength >= _MARKED else None,
            _nearness(best, near, sentence),
            counted=self._is_counted(best, near, sentence),
            by_name=self.kind in _NAMED and _is_agent(best, sentence),
            sure=not self._is_list and (self.kind in SURE or (self.kind in SURE_ALONE and len(likely) == 1)),
        )

    def _typed(self, find: Callable[[str], list[Span]], sentence: str) -> list[Span]:
        """The spans of the expected type, without those that the question holds itself."""
        found = _forms_in(find, sentence) if len(sentence) <= LONGEST_KEPT else find(sentence)
        new = self._new(found, sentence)
        return _enumerated(new, sentence) if self._is_list else new

    def _locations(self, sentence: str) -> list[Span]:
        """The phrases that say where something is without naming a place ("in nursing homes")."""
        return self._new(clauses.locations(sentence), sentence)

    def _new(self, found: Sequence[Span], sentence: str) -> list[Span]:
        return [span for span in found if not self._is_own(sentence[span.start : span.end])]

    def _is_own(self, text: str) -> bool:
        """True if the question holds all words of a text, or half of the words of a person's name."""
        words = self._analyzer.terms(text)
        own = len([word for word in words if word in self._own])
        return bool(words) and own * (1 + (self.kind is AnswerType.PERSON)) >= len(words)

    def _value(self, typed: Sequence[Span]) -> float:
        if not typed:  # most things are named without "called", so the lack of it says nothing
            return 0.0 if self.kind is AnswerType.OTHER else -1.0
        return 1.0 if max(span.strength for span in typed) > _CLEAR else 0.5

    def _matches(self, sentence: str, matches: Sequence[tuple[int, int]] | None) -> Sequence[tuple[int, int]]:
        if matches is None:
            return [(token.start, token.end) for token in self._analyzer.tokens(sentence) if token.term in self._terms]
        return [match for match in matches if match[1] <= _LONGEST]

    def _score(self, span: Span, sentence: str, matches: Sequence[tuple[int, int]]) -> float:
        score = span.strength * _nearness(span, matches, sentence)
        if self.kind in _NAMED:
            score *= _BY if _is_agent(span, sentence) else 1.0
            score *= _FOCUS if self._focus and self._focus in sentence[span.start : span.end].lower() else 1.0
        return score * _BRACKETED if sentence.endswith("(", 0, span.start) else score

    def _is_counted(self, span: Span, matches: Sequence[tuple[int, int]], sentence: str) -> bool:
        """True if a span counts one of the matches, which is of the unit asked for."""
        return bool(self._unit) and any(
            _counts(span, start, sentence)
            for start, end in matches
            if self._analyzer.term(sentence[start:end]) in self._unit
        )


def _enumerated(found: Sequence[Span], sentence: str) -> list[Span]:
    """Merge the spans that an enumeration joins, adding up their strengths to 1.0 at most."""
    merged: list[Span] = []
    joint = pattern(DEFAULT, "joint")
    for span in found:
        if merged and joint.fullmatch(sentence[merged[-1].end : span.start].strip()):
            first = merged.pop()
            merged.append(Span(first.start, span.end, min(1.0, first.strength + span.strength)))
        else:
            merged.append(span)
    return merged


def _is_agent(span: Span, sentence: str) -> bool:
    return sentence.endswith(_BEFORE_AGENT, 0, span.start)


def _counts(span: Span, unit: int, sentence: str) -> bool:
    """True if a span holds the unit that begins at an offset, or stands a few words before it."""
    if unit < span.end:
        return span.start <= unit
    between = sentence[span.end : unit]
    return between.count(" ") <= _COUNTED_WITHIN and "," not in between


def _nearness(span: Span, matches: Sequence[tuple[int, int]], sentence: str) -> float:
    """The proximity of a span to the matches: the mean over them of 1 / (1 + gap), 0.0 without matches.

    The gap is in words, and one more for each comma, semicolon and "and" between.
    """
    total = 0.0
    for start, end in matches:
        first, last = (span.end, start) if start >= span.end else (end, span.start)
        if first >= last:
            total += 1.0
            continue
        gap = 1.0 + (last - first) / _WORD_LENGTH
        for mark in _BREAKS:
            gap += sentence.count(mark, first, last)
        total += 1 / gap
    return total / len(matches) if matches else 0.0
