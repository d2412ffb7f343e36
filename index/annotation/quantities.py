"""Quantities in English text: dates, times, numbers, sums of money, percentages and durations, by its patterns."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from index.text.language import DEFAULT
from index.text.lexicon import words
from index.text.patterns import pattern

__all__ = ["Span", "dates", "durations", "money", "numbers", "percents"]


RELATIVE = 0.6
"""The strength of a date without a number: "Tuesday" and "last year" depend on when the text was written."""


class Span(NamedTuple):
    """A stretch of text, in characters, end exclusive; ``strength`` from 0 to 1 is the confidence in its type."""

    start: int
    end: int
    strength: float = 1.0


_DATE_STARTS = words("months", "weekdays", "date_starts")
_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"\d")
_PLAIN_YEAR = re.compile(r"1\d{3}|20[0-4]\d")
_FRACTION_WORDS = words("fractions")
_NUMBER_WORDS = words("numerals", "fractions")
_MONEY_WORDS = words("currencies")
_TIME_WORDS = words("time_units")


def _has_word_of(text: str, listed: frozenset[str]) -> bool:
    """True if a text holds one of the listed words; a cheap test before a pattern is searched for."""
    return not listed.isdisjoint(_LETTERS.findall(text.lower()))


def _spans(name: str, text: str, strength: float = 1.0) -> Iterator[Span]:
    """Yield what a pattern of English finds."""
    for match in pattern(DEFAULT, name).finditer(text):
        yield Span(*match.span(), strength)


def _merged(first: list[Span], second: Iterable[Span]) -> list[Span]:
    """Return the first spans and those of the second that overlap none of them, in the order of the text.

    Both are to be in order and without overlaps.
    """
    starts = [span.start for span in first]

    def free(span: Span) -> bool:
        at = bisect_left(starts, span.end)
        return at == 0 or first[at - 1].end <= span.start

    return sorted([*first, *filter(free, second)])


def dates(text: str) -> list[Span]:
    """Return days, months, years, decades, centuries, weekdays, times of day and "last year", in textual order."""
    digit = _DIGIT.search(text)
    if not digit and not _has_word_of(text, _DATE_STARTS):
        return []
    found, reached = [], 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start >= reached and (text[start].isdigit() or word.group().lower() in _DATE_STARTS):
            match = pattern(DEFAULT, "date").match(text, start)
            if match:
                reached = match.end()
                found.append(Span(start, reached, 1.0 if _DIGIT.search(match.group()) else RELATIVE))
    return _merged(found, _spans("bare_year", text, 0.9)) if digit else found


def numbers(text: str) -> list[Span]:
    """Return numbers in digits and in words, each with its unit; "half" and "several" are weak ones."""
    if not _DIGIT.search(text) and not _has_word_of(text, _NUMBER_WORDS):
        return []
    found = [
        Span(match.start(), match.end() - match.group().endswith("-"), _strength(match))
        for match in pattern(DEFAULT, "number").finditer(text)
    ]
    return _merged(found, _fractions(text))


def _strength(match: re.Match[str]) -> float:
    """Return the likelihood that a number counts something: a year and "one" seldom do."""
    number = match.group()
    return 0.5 if number in {"one", "One"} or _PLAIN_YEAR.fullmatch(number) else 1.0


def _fractions(text: str) -> list[Span]:
    return list(_spans("fraction", text, 0.5)) if _has_word_of(text, _FRACTION_WORDS) else []


def money(text: str) -> list[Span]:
    """Return sums of money, the currency in front or behind."""
    if not any(sign in text for sign in "$£€¥₹") and not _has_word_of(text, _MONEY_WORDS):
        return []
    return list(_spans("money", text))


def percents(text: str) -> list[Span]:
    """Return percentages; a fraction in words is a weak one."""
    shares = list(_spans("percent", text)) if "%" in text or "cent" in text else []
    return _merged(shares, _fractions(text))


def durations(text: str) -> list[Span]:
    """Return durations ("three years", "a 90-day"); from one year to another is a weaker one."""
    long = list(_spans("duration", text)) if _has_word_of(text, _TIME_WORDS) else []
    return _merged(long, _spans("span_of_years", text, 0.7)) if _DIGIT.search(text) else long
