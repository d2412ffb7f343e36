"""Furniture: the lines of a page that are not its article, such as share links, other headlines, a copyright line.

Only short lines count, and only where the whole of the line says it: a sentence that mentions cookies or a copyright
stays. ``skip`` and ``keep`` in ``sources.toml`` overrule the rules, and ``keep`` overrules ``skip``.
"""

from collections.abc import Iterable, Iterator, Mapping

from index.documents.boilerplate_rules import RULES, Rule
from index.documents.markdown import hidden
from index.documents.source import Source

__all__ = ["LONGEST", "boilerplate"]

LONGEST = 200
"""Characters of the longest line that can be furniture."""

NARROWEST = 50
"""Characters from which on a line above that does not end may run on into the next."""

_SENTENCE_ENDS = tuple('.!?…:;。！？"”’)»')


def boilerplate(source: Source) -> Mapping[int, str]:
    """The lines (from 1) of a source that are page furniture, each with the reason in plain words."""
    lower = source.text.lower()
    rules = [rule for rule in RULES if rule.may_apply(lower)]
    found = dict(_ruled(source, rules)) if rules else {}
    if source.markdown:
        found |= hidden(source.text)
    for number in _numbers(source.metadata.skip, source):
        found[number] = "sources.toml says to skip it"
    for number in _numbers(source.metadata.keep, source):
        found.pop(number, None)
    return dict(sorted(found.items()))


def _ruled(source: Source, rules: list[Rule]) -> Iterator[tuple[int, str]]:
    """The lines that a rule tells, and the headlines right below those that announce some."""
    listing = False
    told = _told(source, rules)
    for number in range(1, len(source.line_starts) + 1):
        text = _short(source, number)
        rule = told.get(number)
        if rule:
            yield number, rule.reason
            listing = listing or rule.heads_list
        elif listing and text and _is_headline(text):
            yield number, "a headline below a pointer to other pages"
        else:
            listing = False


def _told(source: Source, rules: list[Rule]) -> dict[int, Rule]:
    """The rule that tells each line; those that count in company only are looked for next to what others tell."""
    told: dict[int, Rule] = {}
    by_itself = [rule for rule in rules if not rule.in_company]
    for number in range(1, len(source.line_starts) + 1):
        text = _short(source, number)
        if text and (rule := _rule(source, number, text, by_itself)):
            told[number] = rule
    in_company = [rule for rule in rules if rule.in_company]
    for step in (1, -1):
        for anchor in sorted(told, reverse=step < 0):
            number = anchor
            while (number := _beside(source, number, step)) and number not in told:
                text = _short(source, number)
                rule = _rule(source, number, text, in_company) if text else None
                if rule is None:
                    break
                told[number] = rule
    return told


def _beside(source: Source, number: int, step: int) -> int:
    """The next line that is not blank above (-1) or below (1) a line; 0 where there is none."""
    number += step
    while 1 <= number <= len(source.line_starts):
        start, end = source.words_span(number)
        if start < end:
            return number
        number += step
    return 0


def _short(source: Source, number: int) -> str:
    """A line without white space around it; nothing for one too long to be furniture."""
    start, end = source.line_span(number)
    return source.text[start:end].strip() if end - start <= LONGEST else ""


def _rule(source: Source, number: int, text: str, rules: list[Rule]) -> Rule | None:
    lower = text.lower()
    told = next((rule for rule in rules if rule.may_apply(lower) and rule.applies(text)), None)
    return None if told and told.like_prose and _in_sentence(source, number) else told


def _in_sentence(source: Source, number: int) -> bool:
    """Whether the line above does not end and is as long as wrapped text, or the line below begins in lower case."""
    above = source.text[slice(*source.line_span(number - 1))].rstrip() if number > 1 else ""
    below = source.text[slice(*source.words_span(number + 1))] if number < len(source.line_starts) else ""
    return below[:1].islower() or (len(above) >= NARROWEST and above[-1].isalpha() and above[-1].islower())


def _is_headline(text: str) -> bool:
    return text[0].isalnum() and " " in text and not text.endswith(_SENTENCE_ENDS)


def _numbers(ranges: Iterable[tuple[int, int]], source: Source) -> Iterator[int]:
    """The lines of some ranges that the source has and that are not blank."""
    for first, last in ranges:
        for number in range(first, min(last, len(source.line_starts)) + 1):
            start, end = source.words_span(number)
            if start < end:
                yield number
