"""The extent of a quote: how much of the text around a passage makes the answer."""

from collections.abc import Iterable, Iterator

from index.documents.passages import Passage
from index.query.answer_type import AnswerType
from index.ranking.scoring import Scored

__all__ = ["extent", "one_a_block"]

FOUND = 0.5
"""The value of an answer span from which on the line that holds it is answer enough; set by hand."""

POINTED = frozenset({
    AnswerType.DATE,
    AnswerType.NUMBER,
    AnswerType.MONEY,
    AnswerType.PERCENT,
    AnswerType.DURATION,
    AnswerType.PERSON,
    AnswerType.PLACE,
    AnswerType.ORGANISATION,
})  # fmt: skip
"""The answer types of which a line may hold the whole answer."""


def extent(answer_type: AnswerType, passage: Passage, value: float) -> tuple[int, int]:
    """Return the span of the source to quote: the passage's unit if it has what was asked for, or else its block.

    ``value`` says how clearly the passage holds an answer of the type; see ``AnswerSpan``.
    """
    return passage.unit if answer_type in POINTED and value >= FOUND else passage.block


def one_a_block(scored: Iterable[Scored]) -> Iterator[Scored]:
    """Yield the best passage of each block, given in the order of their scores."""
    seen: dict[str, list[tuple[int, int]]] = {}
    for one in scored:
        start, end = one.candidate.passage.block
        spans = seen.setdefault(one.candidate.passage.source, [])
        if not any(start < last and first < end for first, last in spans):
            spans.append((start, end))
            yield one
