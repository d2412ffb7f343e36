"""Whether a sentence has what a question asks for, and which of its words are likely the answer.

The idea is answer typing with proximity, as in Moldovan et al., "The structure and performance of an open-domain
question answering system" (2000): of the spans that have the form asked for, the one nearest to the words that the
sentence shares with the question, and that the question does not hold itself.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.annotation import clauses, entities, quantities
from index.annotation.quantities import Span
from index.query.answer_type import AnswerType
from index.query.question import Question
from index.text.analyzer import term, terms, tokens

__all__ = ["AnswerSpan", "Expectation", "best_answer", "spans"]

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
# from which strength on a sentence clearly has what is asked for, and from which on a span is marked
_CLEAR, _MARKED = 0.6, 0.4
# what a span's score is multiplied with, round values that did well on questions with known answers: a name behind
# "by", a name that holds the noun asked for, a span in brackets
_BY, _FOCUS, _BRACKETED = 2.0, 2.0, 0.6
_BEHIND_BY = ("by ", "by the ")
_COUNTED_WITHIN = 4
# characters of a sentence that are looked at: beyond, it is no sentence
_LONGEST = 2_000
# a word and the space behind it, in letters
_LETTERS = 6
_NAMING = re.compile(
    r"(?i)\b(?:called|known|named|termed|dubbed|names?|nicknames?|titled?|terms?|synonym|slogan|word|phrase)\b"
)


@dataclass(frozen=True, slots=True)
class AnswerSpan:
    """What a sentence has of what a question asks for.

    ``value`` is 1.0 where it clearly has it, 0.5 where perhaps, -1.0 where it lacks it, 0.0 where the kind has no
    form. ``span`` is the likely answer (offsets in the sentence, end exclusive) or None; ``nearness`` from 0 to 1 how
    close it stands to the words that match, ``counted`` whether it is a number within four words before what is
    counted, ``by_name`` whether it is a name behind "by".
    """

    value: float
    span: tuple[int, int] | None = None
    nearness: float = 0.0
    counted: bool = False
    by_name: bool = False


def spans(kind: AnswerType, sentence: str) -> list[Span]:
    """The spans of a sentence that have the form of a kind of answer; none for kinds without a form."""
    find = _FORMS.get(kind)
    return find(sentence) if find else []


def best_answer(
    question: Question, sentence: str, matches: Sequence[tuple[int, int]] | None = None
) -> tuple[int, int] | None:
    """The span of a sentence that likely answers a question, or None; offsets in characters, end exclusive."""
    return Expectation(question).finding(sentence, matches).span


class Expectation:
    """What a question expects of a sentence; made once a question and asked of every candidate."""

    def __init__(self, question: Question) -> None:
        listed = question.kind is AnswerType.LIST and question.each is not AnswerType.OTHER
        self.kind = question.each if listed else question.kind
        called = self.kind is AnswerType.OTHER and _NAMING.search(question.text)
        self._find = clauses.names if called else _FORMS.get(self.kind)
        self._listed = listed
        self._where = self.kind is AnswerType.PLACE and question.focus is None
        self._focus = question.focus.lower() if question.focus and self.kind in _NAMED else ""
        self._unit = frozenset(question.unit)
        self._terms = frozenset(token.term for token in question.tokens)
        self._own = self._terms.union(terms(question.text))

    @property
    def has_form(self) -> bool:
        """Whether what is asked for has a form that a sentence can show."""
        return self._find is not None

    def value(self, sentence: str) -> float:
        """1.0 where the sentence clearly has what is asked for, 0.5 perhaps, -1.0 not, 0.0 for kinds without a form."""
        return self._value(self._new(sentence[:_LONGEST])) if self._find else 0.0

    def finding(self, sentence: str, matches: Sequence[tuple[int, int]] | None = None) -> AnswerSpan:
        """The value together with the likely answer.

        ``matches`` are the spans of the sentence that match the question's terms; without them they are looked up.
        """
        if self._find is None:
            return AnswerSpan(0.0)
        sentence = sentence[:_LONGEST]
        found = self._new(sentence)
        value = self._value(found)
        if self._where and value < 1:
            found += [span for span in clauses.locations(sentence) if not self._is_own(sentence, span)]
        if not found:
            return AnswerSpan(value)
        if matches is None:
            matches = [(token.start, token.end) for token in tokens(sentence) if token.term in self._terms]
        if len(sentence) == _LONGEST:
            matches = [match for match in matches if match[1] <= _LONGEST]
        units = [match for match in matches if term(sentence[match[0] : match[1]]) in self._unit] if self._unit else []
        best = max(found, key=lambda span: (self._score(span, sentence, matches), -span.start))
        return AnswerSpan(
            value,
            (best.start, best.end) if best.strength >= _MARKED else None,
            _nearness(best, matches, sentence),
            counted=any(_counts(best, unit, sentence) for unit in units),
            by_name=self.kind in _NAMED and sentence.endswith(_BEHIND_BY, 0, best.start),
        )

    def _score(self, span: Span, sentence: str, matches: Sequence[tuple[int, int]]) -> float:
        score = span.strength * _nearness(span, matches, sentence)
        if self.kind in _NAMED:
            score *= _BY if sentence.endswith(_BEHIND_BY, 0, span.start) else 1.0
            score *= _FOCUS if self._focus and self._focus in sentence[span.start : span.end].lower() else 1.0
        return score * _BRACKETED if sentence.endswith("(", 0, span.start) else score

    def _new(self, sentence: str) -> list[Span]:
        """The spans of the kind asked for that the question does not hold itself."""
        found = self._find(sentence) if self._find else []
        new = [span for span in found if not self._is_own(sentence, span)]
        return _together(new, sentence) if self._listed else new

    def _value(self, found: Sequence[Span]) -> float:
        if not found:  # most things are named without "called": the lack of it says nothing
            return 0.0 if self.kind is AnswerType.OTHER else -1.0
        return 1.0 if max(span.strength for span in found) > _CLEAR else 0.5

    def _is_own(self, sentence: str, span: Span) -> bool:
        """Whether the question holds a span: all its words, or half of the words of a person's name."""
        held = terms(sentence[span.start : span.end])
        own = sum(one in self._own for one in held)
        return bool(held) and own * (1 + (self.kind is AnswerType.PERSON)) >= len(held)


def _together(found: list[Span], sentence: str) -> list[Span]:
    """Spans that an enumeration joins made one, which is stronger."""
    joined: list[Span] = []
    for span in found:
        if joined and sentence[joined[-1].end : span.start].strip() in {",", "and", ", and", "or", "&"}:
            first = joined.pop()
            joined.append(Span(first.start, span.end, min(1.0, first.strength + span.strength)))
        else:
            joined.append(span)
    return joined


def _counts(span: Span, unit: tuple[int, int], sentence: str) -> bool:
    """Whether a number stands within four words before what is counted, or holds it."""
    start = unit[0]
    if start < span.end:
        return span.start <= start
    between = sentence[span.end : start]
    return between.count(" ") <= _COUNTED_WITHIN and "," not in between


def _nearness(span: Span, matches: Sequence[tuple[int, int]], sentence: str) -> float:
    """How close a span stands to the matches: the mean over them of 1 / (1 + gap).

    The gap is in words (of six letters), and one more for each comma, semicolon and "and" between.
    """
    total = 0.0
    for start, end in matches:
        first, last = (span.end, start) if start >= span.end else (end, span.start)
        if first < last:
            commas = (
                sentence.count(",", first, last)
                + sentence.count(";", first, last)
                + sentence.count(" and ", first, last)
            )
            total += 1 / (1 + (last - first) / _LETTERS + commas)
        else:
            total += 1
    return total / len(matches) if matches else 0.0
