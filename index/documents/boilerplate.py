"""Boilerplate: the lines of a page that are not its article, such as share links, other headlines, a copyright line.

Only short lines count, and only if a rule matches the whole line: a sentence that mentions cookies or a copyright
stays. ``skip`` and ``keep`` in ``sources.toml`` overrule the rules, and ``keep`` overrules ``skip``.
"""

from collections.abc import Iterable, Iterator, Mapping

from index.documents.boilerplate_rules import Rule, rules_for
from index.documents.source import Source

__all__ = ["LONGEST", "boilerplate"]

LONGEST = 200
"""Characters of the longest line that can be boilerplate."""

NARROWEST = 50
"""Characters of the shortest line that may run on into the next, being as long as wrapped text."""

_SENTENCE_ENDS = tuple('.!?…:;。！？"”’)»')


def boilerplate(source: Source) -> Mapping[int, str]:
    """Return the lines (from 1) of a source that are boilerplate, each with the reason in plain words."""
    lower = source.text.lower()
    rules = [rule for rule in rules_for(source.language) if rule.may_apply(lower)]
    reasons = dict(_by_rules(source, rules)) if rules else {}
    reasons |= source.hidden
    reasons |= dict.fromkeys(_lines_with_words(source.metadata.skip, source), "sources.toml says to skip it")
    kept = set(_lines_with_words(source.metadata.keep, source))
    return {number: reason for number, reason in sorted(reasons.items()) if number not in kept}


def _by_rules(source: Source, rules: list[Rule]) -> Iterator[tuple[int, str]]:
    """Yield the lines that match a rule, and the headlines right below those that announce some."""
    listing = False
    matches = _matches(source, rules)
    for number in range(1, len(source.line_starts) + 1):
        text = _short(source, number)
        if rule := matches.get(number):
            yield number, rule.reason
            listing = listing or rule.heads_list
        elif listing and text and _is_headline(text):
            yield number, "a headline below a pointer to other pages"
        else:
            listing = False


def _matches(source: Source, rules: list[Rule]) -> dict[int, Rule]:
    """Return the rule that each line matches; rules for lines in company are tried next to other matches only."""
    matches: dict[int, Rule] = {}
    by_itself = [rule for rule in rules if not rule.in_company]
    for number in range(1, len(source.line_starts) + 1):
        if rule := _match(source, number, by_itself):
            matches[number] = rule
    in_company = [rule for rule in rules if rule.in_company]
    for step in (1, -1):
        for anchor in sorted(matches, reverse=step < 0):
            number = anchor
            while (number := _beside(source, number, step)) and number not in matches:
                rule = _match(source, number, in_company)
                if rule is None:
                    break
                matches[number] = rule
    return matches


def _beside(source: Source, number: int, step: int) -> int:
    """Return the next line above (-1) or below (1) that is not blank, or 0."""
    number += step
    while 1 <= number <= len(source.line_starts):
        start, end = source.words_span(number)
        if start < end:
            return number
        number += step
    return 0


def _short(source: Source, number: int) -> str:
    """Return a line without white space around it, or "" for one too long to be boilerplate."""
    start, end = source.line_span(number)
    return source.text[start:end].strip() if end - start <= LONGEST else ""


def _match(source: Source, number: int, rules: list[Rule]) -> Rule | None:
    """Return the first rule that a line matches, unless the line is part of a sentence and may be prose."""
    text = _short(source, number)
    lower = text.lower()
    match = next((rule for rule in rules if rule.may_apply(lower) and rule.applies(text)), None) if text else None
    return None if match and match.like_prose and _in_sentence(source, number) else match


def _in_sentence(source: Source, number: int) -> bool:
    """True if the line above is long and does not end, or the line below begins in lower case."""
    above = source.text[slice(*source.line_span(number - 1))].rstrip() if number > 1 else ""
    below = source.text[slice(*source.words_span(number + 1))] if number < len(source.line_starts) else ""
    return below[:1].islower() or (len(above) >= NARROWEST and above[-1].isalpha() and above[-1].islower())


def _is_headline(text: str) -> bool:
    return text[0].isalnum() and " " in text and not text.endswith(_SENTENCE_ENDS)


def _lines_with_words(ranges: Iterable[tuple[int, int]], source: Source) -> Iterator[int]:
    """Yield the lines within some ranges that exist in the source and are not blank."""
    for first, last in ranges:
        for number in range(first, min(last, len(source.line_starts)) + 1):
            start, end = source.words_span(number)
            if start < end:
                yield number
