"""Which of the ranked passages make the answer: several only where each adds something."""

from collections.abc import Sequence

from index.query.expansion import ExpandedQuery
from index.query.question import AnswerType, Question
from index.ranking.scoring import Scored
from index.retrieval.engine import Engine

__all__ = ["by_date", "reports", "select"]

MARGIN = 2.0
"""How far the score of a further passage may lie behind the first: e to this power in the odds."""

REPORT_MARGIN = 6.0
"""The same for the first passage of another article, which may tell another part of the story in another form."""

SAME_MARGIN = 16.0
"""The same where both are of the first, the second, the next that is asked for: as planned and as it came to be."""

AS_GOOD = 0.8
"""What a passage of another article must hold of the question, as a share of what the first one holds."""

SAME_AS_GOOD = 0.6
"""The same where both are of the first, the second, the next that is asked for."""

NEW = 0.15
"""The share of the question that a passage must add to one of the same article."""

ALIKE = 0.6
"""The share of terms in common (Jaccard) from which one passage is a near-copy of another."""


def select(question: Question, sought: ExpandedQuery, scored: Sequence[Scored], most: int) -> list[Scored]:
    """The passages to quote, the first and those that complete it, in the order of their scores; at most ``most``."""
    chosen = list(scored[:1])
    for one in scored[1:]:
        if len(chosen) >= most:
            break
        if not any(_alike(one, other) for other in chosen) and _completes(question, sought, one, chosen):
            chosen.append(one)
    return chosen


def by_date(chosen: Sequence[Scored], engine: Engine) -> list[Scored]:
    """Passages of several reports, the oldest first where the date of each is known."""
    records = [engine.record(one.candidate.passage.source) for one in chosen]
    dates = [record.metadata.date if record else None for record in records]
    if None in dates or len(set(dates)) == 1:
        return list(chosen)
    return [chosen[at] for at in sorted(range(len(chosen)), key=lambda at: (str(dates[at]), at))]


def reports(chosen: Sequence[Scored], engine: Engine) -> str | None:
    """A remark that the passages are of several reports, or None where they are of one."""
    sources = list(dict.fromkeys(one.candidate.passage.source for one in chosen))
    if len(sources) < len("ab"):
        return None
    told = [_told(source, engine) for source in sources]
    return f"{_NUMERALS.get(len(told), len(told))} reports: {_listed(told)}."


_NUMERALS = {2: "Two", 3: "Three"}


def _listed(told: Sequence[str]) -> str:
    return f"{', '.join(told[:-1])} and {told[-1]}"


def _told(source: str, engine: Engine) -> str:
    record = engine.record(source)
    if record is None:
        return source
    date = record.metadata.date
    return f"“{record.title}”" + (f" ({date.isoformat()})" if date else "")


def _completes(question: Question, sought: ExpandedQuery, one: Scored, chosen: Sequence[Scored]) -> bool:
    """Whether a passage answers too and says something that those chosen do not."""
    first = chosen[0]
    if one.figures.get("kind of answer", -1.0) < first.figures.get("kind of answer", 0.0):
        return False
    if one.candidate.passage.source not in {other.candidate.passage.source for other in chosen}:
        same = one.figures["first or second"] == first.figures["first or second"] == 1.0
        margin, share = (SAME_MARGIN, SAME_AS_GOOD) if same else (REPORT_MARGIN, AS_GOOD)
        return first.score - one.score <= margin and one.figures["coverage"] >= share * first.figures["coverage"]
    if first.score - one.score > MARGIN:
        return False
    held = {at for other in chosen for at in sought.count(other.candidate.terms)}
    new = sum(sought.weights[at] for at in sought.count(one.candidate.terms) if at not in held)
    return new >= NEW * sought.total or (question.kind is AnswerType.LIST and _context(one) >= _context(first))


def _context(one: Scored) -> float:
    return one.figures["coverage"] + one.figures["title fills in"]


def _alike(one: Scored, other: Scored) -> bool:
    """Whether two passages say the same: most terms in common, or nearly all of the shorter one's in the longer."""
    first, second = set(one.candidate.terms), set(other.candidate.terms)
    shared, smaller = len(first & second), min(len(first), len(second))
    return shared >= ALIKE * len(first | second) or shared >= (1 + ALIKE) / 2 * smaller
