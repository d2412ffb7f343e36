"""Furniture: the lines of a page that are not its article, such as share links, other headlines, a copyright line.

Only short lines count, and only where the whole of the line says it: a sentence that mentions cookies or a copyright
stays. ``skip`` and ``keep`` in ``sources.toml`` overrule the rules, and ``keep`` overrules ``skip``.
"""

from collections.abc import Iterable, Iterator, Mapping

from index.furniture_rules import RULES, Rule
from index.sources import Source

__all__ = ["LONGEST", "furniture"]

LONGEST = 200
"""Characters of the longest line that can be furniture."""

_SENTENCE_ENDS = tuple('.!?…:;。！？"”’)»')


def furniture(source: Source) -> Mapping[int, str]:
    """The lines (from 1) of a source that are page furniture, each with the reason in plain words."""
    lower = source.text.lower()
    rules = [rule for rule in RULES if rule.may_apply(lower)]
    found = dict(_ruled(source, rules)) if rules else {}
    for number in _numbers(source.metadata.skip, source):
        found[number] = "sources.toml says to skip it"
    for number in _numbers(source.metadata.keep, source):
        found.pop(number, None)
    return dict(sorted(found.items()))


def _ruled(source: Source, rules: list[Rule]) -> Iterator[tuple[int, str]]:
    """The lines that a rule tells, and the headlines right below those that announce some."""
    listing = False
    for number in range(1, len(source.line_starts) + 1):
        text = _short(source, number)
        rule = _rule(text, rules) if text else None
        if rule:
            yield number, rule.reason
            listing = listing or rule.heads_list
        elif listing and text and _is_headline(text):
            yield number, "a headline below a pointer to other pages"
        else:
            listing = False


def _short(source: Source, number: int) -> str:
    """A line without white space around it; nothing for one too long to be furniture."""
    start, end = source.line_span(number)
    return source.text[start:end].strip() if end - start <= LONGEST else ""


def _rule(text: str, rules: list[Rule]) -> Rule | None:
    lower = text.lower()
    return next((rule for rule in rules if rule.may_apply(lower) and rule.applies(text)), None)


def _is_headline(text: str) -> bool:
    return text[0].isalnum() and " " in text and not text.endswith(_SENTENCE_ENDS)


def _numbers(ranges: Iterable[tuple[int, int]], source: Source) -> Iterator[int]:
    """The lines of some ranges that the source has and that are not blank."""
    for first, last in ranges:
        for number in range(first, min(last, len(source.line_starts)) + 1):
            start, end = source.words_span(number)
            if start < end:
                yield number
