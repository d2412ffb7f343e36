"""Quantities in English text: dates, times, numbers, sums of money, percentages and durations.

Every pattern is bounded or possessive, so that the time for hostile text is linear in its length.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from index.text.lexicon import words

__all__ = ["Span", "compiled", "dates", "durations", "money", "numbers", "percents"]


RELATIVE = 0.6
"""The strength of a date without a number: "Tuesday" and "last year" depend on when the text was written."""


class Span(NamedTuple):
    """A stretch of text, in characters, end exclusive; ``strength`` from 0 to 1 is the confidence in its type."""

    start: int
    end: int
    strength: float = 1.0


_MONTH = (
    r"(?:[Jj]an(?:uary|\.)?|[Ff]eb(?:ruary|\.)?|Mar(?:ch|\.)?|[Aa]pr(?:il|\.)?|May|[Jj]une?\b\.?|[Jj]uly?\b\.?"
    r"|Aug(?:ust|\.)?|[Ss]ept(?:ember|\.)?|Sep\.?|[Oo]ct(?:ober|\.)?|[Nn]ov(?:ember|\.)?|[Dd]ec(?:ember|\.)?)(?![a-z])"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:1\d{3}|20\d\d)"
_ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first)"
)
_PART = r"(?:(?:[Ll]ate|[Ee]arly|[Mm]id|[Ee]nd of|[Bb]eginning of|[Ss]tart of|[Mm]iddle of)[ -](?:the )?)"
_ERA = r"(?:\s?(?:BCE?|AD|CE|BP|B\.C\.|A\.D\.)(?!\w))"

_HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_AFTER_HOUR = r"(?=[.,;:!?)–-]|$| (?:on|in the|every|each|and|or|to|until|till|sharp|tonight|local)\b)"
_CLOCK = (
    r"\d{1,2}:\d\d(?: ?[ap]\.?m\b\.?)?|\d{1,2}(?:\.\d\d)? ?(?:[ap]\.m\.?|[ap]m\b|[AP]M\b)"
    r"|[Nn]oon\b|[Mm]idday\b|[Mm]idnight\b|[Dd]awn\b|[Dd]usk\b|[Ss]unrise\b|[Ss]unset\b"
    rf"|(?:half past|quarter (?:past|to)) (?:{_HOUR}|\d{{1,2}})|(?:{_HOUR}|\d{{1,2}}) o['’]clock"
    rf"|(?:(?<=\bat )|(?<=\bby )|(?<=\buntil )|(?<=\btill )|(?<=\bbefore )){_HOUR}{_AFTER_HOUR}"
)
_RECURRENCE = (
    rf"(?:[Ee]very|[Ee]ach) (?:(?:other|second|first|third|last) )?"
    rf"(?:day|week|month|year|hour|morning|evening|night|weekday|weekend|summer|winter|spring|autumn|{_WEEKDAY})"
)

_DATE = (
    rf"(?:{_PART}?(?:{_WEEKDAY},? (?:the )?)?{_DAY}(?: of)? {_MONTH}(?:,? \d{{3,4}}\b)?"
    rf"|(?:{_WEEKDAY},? )?{_PART}?{_MONTH} {_DAY}(?!\d|,\d)(?: ?[-–] ?\d{{1,2}}\b)?(?:,? {_YEAR}\b)?"
    rf"|{_PART}?{_MONTH}(?:,? (?:of )?{_YEAR}| (?:next|last|this) year)?"
    rf"|{_PART}?{_WEEKDAY}(?: (?:morning|afternoon|evening|night))?"
    rf"|\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}"
    rf"|{_PART}?(?:1\d|20)\d0s"
    rf"|{_PART}?{_ORDINAL}[ -]centur(?:y|ies){_ERA}?"
    rf"|{_PART}?(?:[Ss]ummer|[Ss]pring|[Aa]utumn|[Ff]all|[Ww]inter) (?:of )?{_YEAR}"
    rf"|\d[\d,]{{0,8}}{_ERA}|AD \d{{1,4}}"
    rf"|\d[\d.,]{{0,8}} (?:(?:million|billion|thousand) )?(?:years?|months|weeks|days|hours|decades|centuries) ago"
    rf"|(?:[Ll]ast|[Nn]ext|[Tt]his|[Ff]ollowing|[Pp]revious|[Ss]ame) (?:year|month|week|decade|century|summer|spring"
    rf"|autumn|winter|night)|[Ll]ater this year|[Yy]esterday|[Tt]omorrow"
    rf"|{_CLOCK}|{_RECURRENCE}"
    rf"|{_PART}{_YEAR})(?!\w)"
)
_DATE_STARTS = words("months", "weekdays", "date_starts")
_BARE_YEAR = (
    rf"(?<![\d$£€.,–-])\b{_YEAR}\b(?:[-–](?:{_YEAR}|\d\d)\b)?(?![,.]?\d|%| ?(?:per|million|billion|people))"
    rf"|(?<=[–-]){_YEAR}\b(?!,\d)|\b(?<=[Ii]n )\d{{3}}\b(?! ?[\w%])"
)

_NUMERALS = words("numerals")
_DIGITS = r"(?:\d{1,3}(?:,\d{3})++|\d++)(?:\.\d++)?"
_NUMERAL = r"(?:" + "|".join(sorted(_NUMERALS, key=len, reverse=True)) + r")"
_FIRST = "|".join(sorted({f"[{one[0].upper()}{one[0]}]{one[1:]}" for one in _NUMERALS}, key=len, reverse=True))
_SCALE = r"(?:hundred|thousand|million|billion|trillion|dozen)s?"
_AMOUNT = (
    rf"(?:{_DIGITS}(?: ?(?:[-–]|to) ?{_DIGITS})?(?: {_SCALE}\b)?"
    rf"|\b(?:{_FIRST})\b(?:(?:-| and | ){_NUMERAL}\b)*+)"
)
_UNIT = r"(?: ?(?:°C|°F|°|% |sq mi|km2|mi2|square (?:miles|met(?:er|re)s|kilomet(?:er|re)s|feet)|" + (
    "|".join(sorted(words("units"), key=len, reverse=True)) + r"))(?!\w)"
)
_NUMBER = rf"(?<![\w.,]){_AMOUNT}(?!\w|[.,]\d)(?:{_UNIT}|-(?=\w))?"
_FRACTION = (
    r"\b(?:(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Nn]ine)[- ](?:half|halves|thirds?|quarters?|fourths?|fifths?|tenths?)"
    r"|[Hh]alf|(?:a|A) (?:third|quarter|fifth|tenth|dozen|few|couple)"
    r"|[Tt]wice|[Oo]nce|[Ss]everal|[Mm]ost|[Mm]ajority)\b"
)
_MONEY = (
    rf"(?:\b(?:US|AU?|CA?|NZ|HK)|(?<!\w))[$£€¥₹] ?{_DIGITS}(?:[-–]{_DIGITS})?(?: ?(?:{_SCALE}|bn|m|k)\b)?"
    rf"|(?<![\w.,]){_AMOUNT}(?: {_SCALE})? (?:US |U\.S\. |Canadian |Australian )?"
    r"(?:dollars?|pounds?(?: sterling)?|euros?"
    r"|yen|yuan|francs?|marks|rupees|roubles|rubles|shillings|cents|pence|florins|guilders|ducats|crowns)\b"
)
_PERCENT = rf"(?<![\w.,]){_AMOUNT}(?: ?%| per ?cent\b(?:age points?)?)"
_DURATION = (
    rf"(?:(?<![\w.,]){_AMOUNT}|\b(?:an?|several|many|half an?|few))[ -](?:more |consecutive |full |and a half )?"
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|centur(?:y|ies)|nights?|generations?)\b"
    r"(?!(?: ago)|-old)"
)
_RANGE = rf"\b(?:from|between) {_YEAR} (?:to|until|and|through) {_YEAR}\b|\b{_YEAR} ?[-–] ?(?:{_YEAR}|\d\d)\b"


_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"\d")
_PLAIN_YEAR = re.compile(r"1\d{3}|20[0-4]\d")
_FRACTION_WORDS = words("fractions")
_NUMBER_WORDS = words("numerals", "fractions")
_MONEY_WORDS = words("currencies")
_TIME_WORDS = words("time_units")


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when it is first needed: few questions need more than one, and they are long."""
    return re.compile(pattern)


def _has_word_of(text: str, listed: frozenset[str]) -> bool:
    """True if a text holds one of the listed words; a cheap test before a pattern is searched for."""
    return not listed.isdisjoint(_LETTERS.findall(text.lower()))


def _spans(pattern: str, text: str, strength: float = 1.0) -> Iterator[Span]:
    for match in compiled(pattern).finditer(text):
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
            match = compiled(_DATE).match(text, start)
            if match:
                reached = match.end()
                found.append(Span(start, reached, 1.0 if _DIGIT.search(match.group()) else RELATIVE))
    return _merged(found, _spans(_BARE_YEAR, text, 0.9)) if digit else found


def numbers(text: str) -> list[Span]:
    """Return numbers in digits and in words, each with its unit; "half" and "several" are weak ones."""
    if not _DIGIT.search(text) and not _has_word_of(text, _NUMBER_WORDS):
        return []
    found = [
        Span(match.start(), match.end() - match.group().endswith("-"), _strength(match))
        for match in compiled(_NUMBER).finditer(text)
    ]
    return _merged(found, _fractions(text))


def _strength(match: re.Match[str]) -> float:
    """Return the likelihood that a number counts something: a year and "one" seldom do."""
    number = match.group()
    return 0.5 if number in {"one", "One"} or _PLAIN_YEAR.fullmatch(number) else 1.0


def _fractions(text: str) -> list[Span]:
    return list(_spans(_FRACTION, text, 0.5)) if _has_word_of(text, _FRACTION_WORDS) else []


def money(text: str) -> list[Span]:
    """Return sums of money, the currency in front or behind."""
    if not any(sign in text for sign in "$£€¥₹") and not _has_word_of(text, _MONEY_WORDS):
        return []
    return list(_spans(_MONEY, text))


def percents(text: str) -> list[Span]:
    """Return percentages; a fraction in words is a weak one."""
    shares = list(_spans(_PERCENT, text)) if "%" in text or "cent" in text else []
    return _merged(shares, _fractions(text))


def durations(text: str) -> list[Span]:
    """Return durations ("three years", "a 90-day"); from one year to another is a weaker one."""
    long = list(_spans(_DURATION, text)) if _has_word_of(text, _TIME_WORDS) else []
    return _merged(long, _spans(_RANGE, text, 0.7)) if _DIGIT.search(text) else long
