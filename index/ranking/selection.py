"""Selects the ranked passages that make the answer: several only if each adds something."""

import datetime as dt
from collections.abc import Iterable, Sequence

from index.query.answer_type import AnswerType
from index.query.expansion import ExpandedQuery
from index.query.question import Question
from index.ranking.scoring import Scored
from index.retrieval.engine import Engine

__all__ = ["by_date", "select"]

# points of score that a further passage may lie behind the first, e to this power in the odds; set by hand
MARGIN = 2.0
"""For a passage of an article that is quoted already."""
REPORT_MARGIN = 6.0
"""For the first passage of another article, which may report another part of the matter in another form."""
SERIES_MARGIN = 16.0
"""For the same if both are about the first, the second, the next that is asked for: one planned it, one reports it."""

# coverage that the first passage of another article needs, as a share of that of the first passage; set by hand
AS_GOOD = 0.8
SERIES_AS_GOOD = 0.6
"""If both are about the first, the second, the next that is asked for."""

NEW = 0.15
"""The share of the question's weight that a passage must add to one of the same article; set by hand."""

ALIKE = 0.6
"""The share of terms in common (Jaccard) from which one passage is a near-copy of another; set by hand."""


def select(
    question: Question, query: ExpandedQuery, scored: Sequence[Scored], most: int, engine: Engine
) -> list[Scored]:
    """Select the first passage and those that complete it, at most ``most``, as ``by_date`` sorts them."""
    chosen = list(scored[:1])
    for one in scored[1:]:
        if len(chosen) >= most:
            break
        if _completes(question, query, one, chosen, engine) and not any(_alike(one, other) for other in chosen):
            chosen.append(one)
    return by_date(chosen, engine, newest_first=question.of_now)


def by_date(chosen: Sequence[Scored], engine: Engine, *, newest_first: bool = False) -> list[Scored]:
    """Sort passages of several articles by date if the date of each is known: as it went on, or the newest first."""
    dates = _dates(chosen, engine)
    if None in dates or len(set(dates)) == 1:
        return list(chosen)
    in_order = sorted(range(len(chosen)), key=lambda at: str(dates[at]), reverse=newest_first)
    return [chosen[at] for at in in_order]


def _dates(chosen: Iterable[Scored], engine: Engine) -> list[dt.date | None]:
    """The dates of the articles of some passages, as far as they are known."""
    records = [engine.record(one.candidate.passage.source) for one in chosen]
    return [record.metadata.date if record else None for record in records]


def _completes(question: Question, query: ExpandedQuery, one: Scored, chosen: Sequence[Scored], engine: Engine) -> bool:
    """True if a passage answers as well as the first one chosen and says something that those chosen do not."""
    first = chosen[0]
    if one.answer_value < first.answer_value:
        return False
    if one.candidate.passage.source not in {other.candidate.passage.source for other in chosen}:
        return _is_another_report(one, first, engine)
    if first.score - one.score > MARGIN:
        return False
    is_list = question.answer_type is AnswerType.LIST
    return _adds_words(query, one, chosen) or (is_list and _coverage_with_title(one) >= _coverage_with_title(first))


def _is_another_report(one: Scored, first: Scored, engine: Engine) -> bool:
    """True if the passage of another article is nearly as good as the first; less is asked of a series.

    What stands under headings is no report but a rule, a manual: it is quoted alone unless both have a date, as the
    minutes of two meetings do.
    """
    if one.candidate.passage.path or first.candidate.passage.path:
        dates = _dates((one, first), engine)
        if None in dates or len(set(dates)) == 1:
            return False
    in_series = one.features["first or second"] == first.features["first or second"] == 1.0
    margin, share = (SERIES_MARGIN, SERIES_AS_GOOD) if in_series else (REPORT_MARGIN, AS_GOOD)
    return first.score - one.score <= margin and one.coverage >= share * first.coverage


def _adds_words(query: ExpandedQuery, one: Scored, chosen: Sequence[Scored]) -> bool:
    """True if a passage has enough of the question that those chosen lack."""
    known = {at for other in chosen for at in query.count(other.candidate.terms)}
    new = sum(query.weights[at] for at in query.count(one.candidate.terms) if at not in known)
    return new >= NEW * query.total


def _coverage_with_title(one: Scored) -> float:
    return one.coverage + one.features["title fills in"]


def _alike(one: Scored, other: Scored) -> bool:
    """True if two passages say the same: most terms in common, or nearly all of the shorter one's in the longer.

    Of two articles, they do not if they have other figures.
    """
    first, second = set(one.candidate.terms), set(other.candidate.terms)
    if one.candidate.passage.source != other.candidate.passage.source and _figures(first) != _figures(second):
        return False
    shared, smaller = len(first & second), min(len(first), len(second))
    return shared >= ALIKE * len(first | second) or shared >= (1 + ALIKE) / 2 * smaller


def _figures(terms: set[str]) -> set[str]:
    return {term for term in terms if not term.isalpha() and any(letter.isdigit() for letter in term)}
