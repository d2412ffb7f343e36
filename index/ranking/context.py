"""Antecedents: the passage that says who "He", what "This meeting", where "here" and when "Tuesday" is."""

import re
from collections.abc import Iterator, Sequence

from index.documents.bylines import is_dateline
from index.documents.passages import Passage
from index.ranking.faq import is_question
from index.retrieval.engine import Engine

__all__ = ["antecedent"]

LOOK_BACK = 3
"""Passages before one that begins with "He" or "This meeting", among which the one that says who is looked for."""

OPENING = 40
"""Passages at the beginning of an article, among which its dateline is looked for."""

_REFERS_BACK = re.compile(
    r"[\"'“‘(\[]*(?:(?:He|She|It|They|His|Her|Its|Their)\b|(?:This|These|Those|Such) \w|"
    r"(?:The (?:latter|former)|Both|Another)\b)"
)
_HERE_AND_NOW = re.compile(
    r"\b(?:here|today|yesterday|tomorrow|tonight|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?! [\w.]+ \d|,? \d))\b"
)


def antecedent(passage: Passage, also: Sequence[Passage], engine: Engine) -> Passage | None:
    """The passage without which one cannot tell who, where or when, or None where a passage stands by itself.

    It is the nearest one before that does not itself begin so; or, for "here" and "Tuesday", the article's dateline:
    the one right before the words, in any of the places where they stand (``also``), or else the first; or the question
    right before it, in its paragraph or above it, which it answers.
    """
    if _REFERS_BACK.match(passage.text):
        before = engine.passages(passage.source, passage.ordinal - LOOK_BACK, passage.ordinal - 1)
        return next((one for one in reversed(before) if one.quotable and not _REFERS_BACK.match(one.text)), None)
    if _HERE_AND_NOW.search(passage.text) and (dateline := next(_datelines(passage, also, engine), None)):
        return dateline
    return _asked(passage, engine)


def _asked(passage: Passage, engine: Engine) -> Passage | None:
    """The question right before a passage, where it stands in its paragraph or alone above it."""
    before = engine.passages(passage.source, passage.ordinal - 2, passage.ordinal - 1)
    if not before or not is_question(before[-1].text):
        return None
    alone = all(one.paragraph != before[-1].paragraph for one in before[:-1])
    return before[-1] if alone or before[-1].paragraph == passage.paragraph else None


def _datelines(passage: Passage, also: Sequence[Passage], engine: Engine) -> Iterator[Passage]:
    for one in (passage, *(other for other in also if other.source == passage.source)):
        yield from filter(_is_dateline, engine.passages(one.source, one.ordinal - 1, one.ordinal - 1))
    yield from filter(_is_dateline, engine.passages(passage.source, 0, OPENING))


def _is_dateline(passage: Passage) -> bool:
    return not passage.quotable and is_dateline(passage.text)
