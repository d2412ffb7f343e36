"""Clauses of English found by the cue word in front of them: reasons, manners, definitions, lists, locations."""

import re

from index.annotation.quantities import Span
from index.text.language import DEFAULT
from index.text.patterns import pattern

__all__ = ["definitions", "lists", "locations", "manners", "names", "reasons"]

_BREAK = re.compile(r"[;:()]")
# the longest item of an enumeration, in characters and in the spaces between its words
_ITEM_LENGTH, _ITEM_SPACES = 60, 4
_QUOTED = re.compile(r"[\"“]([^\"“”]{2,60})[\"”]")
_LONGEST_CLAUSE = 300  # characters
_WEAK = 0.4  # the strength of a clause whose cue often introduces something else


def _clause_end(sentence: str, start: int) -> int:
    """Return the offset at which the clause that begins at ``start`` ends."""
    end = pattern(DEFAULT, "clause_end").search(sentence, start, start + _LONGEST_CLAUSE)
    return end.start() if end else min(len(sentence), start + _LONGEST_CLAUSE)


def _clauses(cue: str, sentence: str, *, with_cue: bool = False) -> list[Span]:
    """Return the clauses that follow what a pattern finds, weak ones for a cue of its second group."""
    spans = []
    for match in pattern(DEFAULT, cue).finditer(sentence):
        end = _clause_end(sentence, match.end())
        start = match.start() if with_cue else match.end()
        if end > start:
            spans.append(Span(start, end, 1.0 if match.group(1) else _WEAK))
    return spans


def _with_weak(strong: list[Span], weak: list[Span]) -> list[Span]:
    """Return the strong spans, then the weak ones that begin at none of their starts."""
    starts = {span.start for span in strong}
    return [*strong, *(span for span in weak if span.start not in starts)]


def reasons(sentence: str) -> list[Span]:
    """Return the clauses that follow "because", "due to", "in order to"; weak ones follow "as", "for", "to"."""
    return _clauses("reason", sentence)


def manners(sentence: str) -> list[Span]:
    """Return the clauses that begin with "by doing", "through", "using"; weak ones begin with "by", "with", "as"."""
    return _clauses("manner", sentence, with_cue=True)


def definitions(sentence: str) -> list[Span]:
    """Return the clauses that follow "is a", "means", ", the"; weak ones follow a bare "is" or stand in brackets."""
    strong, weak = (
        [Span(match.end(), _clause_end(sentence, match.end()), strength) for match in found.finditer(sentence)]
        for found, strength in ((pattern(DEFAULT, "definition"), 1.0), (pattern(DEFAULT, "weak_definition"), 0.5))
    )
    return [span for span in _with_weak(strong, weak) if span.end > span.start]


def lists(sentence: str) -> list[Span]:
    """Return the enumerations ("one, two and three") of items of at most five words; a pair is a weak one."""
    spans = []
    for match in pattern(DEFAULT, "last_joint").finditer(sentence):
        begin, items = match.start(), 1
        while (comma := sentence.rfind(", ", max(0, begin - _ITEM_LENGTH), begin)) >= 0:
            item = sentence[comma + 2 : begin]
            if item.count(" ") > _ITEM_SPACES or _BREAK.search(item):
                break
            begin, items = comma, items + 1
        first = pattern(DEFAULT, "first_item").search(sentence, max(0, begin - _ITEM_LENGTH), begin)
        last = pattern(DEFAULT, "item").match(sentence, match.end())
        if first and last:
            named = sentence[first.start()].isupper() and sentence[match.end()].isupper()
            spans.append(Span(first.start(), last.end(), 1.0 if items > 1 else 0.7 if named else 0.3))
    return spans


def names(sentence: str) -> list[Span]:
    """Return the names that follow "called" or "known as"; weak ones are anything in quotation marks."""
    found = pattern(DEFAULT, "called").finditer(sentence)
    called = [Span(match.start(1), match.start(1) + len(match[1].rstrip())) for match in found]
    quoted = [Span(match.start(1), match.end(1), 0.5) for match in _QUOTED.finditer(sentence)]
    return _with_weak(called, quoted)


def locations(sentence: str) -> list[Span]:
    """Return the likely locations without a name: "in nursing homes", "near the border"."""
    return [Span(match.start(1), match.end(), _WEAK) for match in pattern(DEFAULT, "location").finditer(sentence)]
