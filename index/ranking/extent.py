"""The extent of a quote: how much of the text around a passage makes the answer."""

from collections.abc import Iterable, Iterator

from index.documents.article import Candidate
from index.documents.blocks import Kind
from index.query.answer_type import AnswerType
from index.query.expansion import ExpandedQuery
from index.ranking.features import FOUND, POINTED
from index.ranking.scoring import Scored

__all__ = ["extent", "one_a_group"]


def extent(answer_type: AnswerType, one: Candidate, value: float, query: ExpandedQuery) -> tuple[int, int]:
    """Return the span of the source to quote around a candidate: its whole if that is answer enough, or else its group.

    A whole is enough if it has an answer of the type that was asked for, which ``value`` says (see ``AnswerSpan``), or
    if it is code with its lead, and holds all words of the question that the group holds.
    """
    passage = one.passage
    pointed = answer_type in POINTED and value >= FOUND
    return passage.whole if pointed or _is_enough(one, query) else passage.group


def _is_enough(one: Candidate, query: ExpandedQuery) -> bool:
    passage = one.passage
    if passage.kind is Kind.CODE:
        words = (*one.previous, *one.terms)
    elif passage.kind is Kind.TEXT and passage.whole[1] > passage.end:
        words = (*one.terms, *one.following)
    else:
        return False
    return query.count(words).keys() >= query.count(one.group).keys()


def one_a_group(scored: Iterable[Scored]) -> Iterator[Scored]:
    """Yield the best passage of each group, given in the order of their scores."""
    seen: dict[str, list[tuple[int, int]]] = {}
    for one in scored:
        start, end = one.candidate.passage.group
        spans = seen.setdefault(one.candidate.passage.source, [])
        if not spans or not any(start < last and first < end for first, last in spans):
            spans.append((start, end))
            yield one
