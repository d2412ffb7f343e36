"""Whether a sentence has what a question asks for, and which of its words are likely the answer.

The idea is answer typing with proximity, as in Moldovan et al., "The structure and performance of an open-domain
question answering system" (2000): of the spans that have the form asked for, the one nearest to the words that the
sentence shares with the question, and that the question does not hold itself.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index import clauses, entities, forms
from index.forms import Span
from index.kinds import Kind
from index.question import Question
from index.terms import tokens

__all__ = ["Expectation", "Finding", "best_answer", "spans"]

_FORMS: dict[Kind, Callable[[str], list[Span]]] = {
    Kind.PERSON: entities.persons,
    Kind.PLACE: entities.places,
    Kind.ORGANISATION: entities.organisations,
    Kind.DATE: forms.dates,
    Kind.NUMBER: forms.numbers,
    Kind.MONEY: forms.money,
    Kind.PERCENT: forms.percents,
    Kind.DURATION: forms.durations,
    Kind.REASON: clauses.reasons,
    Kind.MANNER: clauses.manners,
    Kind.DEFINITION: clauses.definitions,
    Kind.LIST: clauses.lists,
}
_CLEAR = 0.6
_WORD = re.compile(r"[^\W_]+")


def spans(kind: Kind, sentence: str) -> list[Span]:
    """The spans of a sentence that have the form of a kind of answer; none for kinds without a form."""
    find = _FORMS.get(kind)
    return find(sentence) if find else []


@dataclass(frozen=True, slots=True)
class Finding:
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


class Expectation:
    """What a question expects of a sentence; made once a question and asked of every candidate."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.kind = question.each if question.kind is Kind.LIST and question.each is not Kind.OTHER else question.kind
        self._find = _FORMS.get(self.kind)
        self._own = frozenset(word.lower() for word in _WORD.findall(question.text[:4_000]))
        self._terms = frozenset(token.term for token in question.tokens)

    def value(self, sentence: str) -> float:
        """1.0 where the sentence clearly has what is asked for, 0.5 perhaps, -1.0 not, 0.0 for kinds without a form."""
        if self._find is None:
            return 0.0
        return _value(self._new(sentence))

    def finding(self, sentence: str, matches: Sequence[tuple[int, int]] | None = None) -> Finding:
        """The value together with the likely answer.

        ``matches`` are the spans of the sentence that match the question's terms; without them they are looked up.
        """
        if self._find is None:
            return Finding(0.0)
        found = self._new(sentence)
        if not found:
            return Finding(-1.0)
        if matches is None:
            matches = [(token.start, token.end) for token in tokens(sentence) if token.term in self._terms]
        best = max(found, key=lambda span: (span.strength * _nearness(span, matches), -span.start))
        return Finding(_value(found), (best.start, best.end), _nearness(best, matches))

    def _new(self, sentence: str) -> list[Span]:
        """The spans of the kind asked for that the question does not hold itself."""
        found = self._find(sentence) if self._find else []
        return [
            span
            for span in found
            if not self._own.issuperset(word.lower() for word in _WORD.findall(sentence, span.start, span.end))
        ]


def best_answer(
    question: Question, sentence: str, matches: Sequence[tuple[int, int]] | None = None
) -> tuple[int, int] | None:
    """The span of a sentence that likely answers a question, or None; offsets in characters, end exclusive."""
    return Expectation(question).finding(sentence, matches).span


def _value(found: Sequence[Span]) -> float:
    if not found:
        return -1.0
    return 1.0 if max(span.strength for span in found) > _CLEAR else 0.5


def _nearness(span: Span, matches: Sequence[tuple[int, int]]) -> float:
    """How close a span stands to the matches: the mean over them of 1 / (1 + gap in words of six letters)."""
    gaps = [max(0, start - span.end, span.start - end) / 6 for start, end in matches]
    return sum(1 / (1 + gap) for gap in gaps) / len(gaps) if gaps else 0.0
