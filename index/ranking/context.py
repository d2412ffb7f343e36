"""Antecedents: the passage that says who "He" is, what "This meeting", where "here" and when "Tuesday"."""

from collections.abc import Iterator, Sequence

from index.documents.blocks import Kind
from index.documents.bylines import is_dateline
from index.documents.passages import Passage
from index.ranking.faq import is_question
from index.retrieval.engine import Engine, analyzer_for
from index.text.patterns import pattern

__all__ = ["antecedent"]

LOOK_BACK = 3
"""Passages before one that begins with "He" or "This meeting" that are searched for its antecedent; set by hand."""

OPENING = 40
"""Passages at the beginning of an article that are searched for its dateline; set by hand."""


def antecedent(passage: Passage, also: Sequence[Passage], engine: Engine) -> Passage | None:
    """Find the passage that says who, where or when, or that asks; None if a passage can be read by itself.

    For "He" and "This meeting" it is the nearest passage before that does not refer back itself. For "here" and
    "Tuesday" it is the article's dateline: the one right before the words, in any of the places where they stand
    (``also``), or else the first. For others it is the question right before, which they answer.
    """
    language = analyzer_for(engine, passage.source).language
    refers_back = pattern(language, "refers_back")
    if refers_back.match(passage.plain):
        before = engine.passages(passage.source, passage.ordinal - LOOK_BACK, passage.ordinal - 1)
        return next((one for one in reversed(before) if one.quotable and not refers_back.match(one.plain)), None)
    if pattern(language, "here_and_now").search(passage.plain) and (
        dateline := next(_datelines(passage, also, engine), None)
    ):
        return dateline
    return _question_before(passage, engine)


def _question_before(passage: Passage, engine: Engine) -> Passage | None:
    """The question right before a passage, in the same paragraph or in one of its own; None if there is none.

    A question that is a heading is shown as one.
    """
    before = engine.passages(passage.source, passage.ordinal - 2, passage.ordinal - 1)
    if not before or before[-1].kind is Kind.HEADING or not is_question(before[-1].plain):
        return None
    alone = all(one.paragraph != before[-1].paragraph for one in before[:-1])
    return before[-1] if alone or before[-1].paragraph == passage.paragraph else None


def _datelines(passage: Passage, also: Sequence[Passage], engine: Engine) -> Iterator[Passage]:
    """The datelines right before a passage and its other places in the article, then those that open the article."""
    for one in (passage, *(other for other in also if other.source == passage.source)):
        yield from filter(_is_dateline, engine.passages(one.source, one.ordinal - 1, one.ordinal - 1))
    yield from filter(_is_dateline, engine.passages(passage.source, 0, OPENING))


def _is_dateline(passage: Passage) -> bool:
    return not passage.quotable and is_dateline(passage.plain)
