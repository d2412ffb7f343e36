"""Words of a language that turn a statement round where one stands for another: numbers, days, and opposites."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from index.text.analyzer import analyzer
from index.text.language import DEFAULT
from index.text.lexicon import words
from index.text.pack import pack
from index.text.patterns import expanded, has_pattern, pattern
from index.text.word_patterns import alternatives, either

__all__ = ["days", "numbers", "opposed"]

_NUMBER = r"(?<![^\W_])(?:[$€£¥]\s?)?(?:\d+(?:[.,:]\d+)*[^\W\d_]{0,4}|{values})(?![^\W_])|[$€£¥]\s?\d+(?:[.,:]\d+)*"
_FEW = frozenset({"1", "1.", "2."})
"""Values of words that mostly are no number: an article, a second of time."""

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_DAYS = words("months", "weekdays")
_ENDING = re.compile(rf"(?<=\d)(?:{alternatives(words('ordinal_endings'))})$")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_MARKED = re.compile(r"(?:\.|[^\W\d_]{1,4})$")
_GROUPED_ELSEWHERE = re.compile(r"(?<=\d)[.  ](?=\d{3}(?!\d))")


def numbers(text: str, language: str, *, single: bool = False) -> Iterator[str]:
    """Yield the numbers of a text in one form; "one", "first" and "second" only if ``single``."""
    values = _values(language)
    for match in _numbers(language).finditer(text):
        form = match[0].lower()
        if not single and form[:1].isalpha() and values.get(form) in _FEW:
            continue
        parts = re.split(r"[\s-]+", form) if language == DEFAULT else [form]
        head = _ungrouped(values.get(parts[0], parts[0]), language)
        yield " ".join([head, *(part.rstrip("s") for part in parts[1:])])


def _ungrouped(number: str, language: str) -> str:
    """Return a number in figures without what groups them; but for English, an ordinal is written as its number."""
    if language == DEFAULT:
        return _ENDING.sub(".", _GROUPED.sub("", number))
    return _MARKED.sub("", _GROUPED_ELSEWHERE.sub("", number)) if number[:1].isdigit() else number


def days(text: str, language: str) -> Iterator[str]:
    """Yield the months and weekdays of a text, each in one form for all of its inflections and abbreviations."""
    if language == DEFAULT:
        yield from (word[:3].lower() for word in _WORD.findall(text) if word[0].isupper() and word.lower() in _DAYS)
        return
    for match in _days(language).finditer(text):
        yield analyzer(language).term(match[0]) or match[0]


def opposed(one: str, other: str, language: str) -> bool:
    """True if one of two words in lower case is the other one's opposite, by a prefix or as the pack says."""
    if any(one == prefix + other or other == prefix + one for prefix in pack(language).negating_prefixes):
        return True
    mine, theirs = _form(one, language), _form(other, language)
    sides = ((at[mine], at[theirs]) for at in _opposites(language) if mine in at and theirs in at)
    return any(first != second for first, second in sides)


def _form(word: str, language: str) -> str:
    return word if language == DEFAULT else analyzer(language).term(word) or word


@cache
def _opposites(language: str) -> tuple[Mapping[str, int], ...]:
    """Return of each group of opposites which of them a word, or a form of it, says."""
    return tuple(
        {_form(word, language): at for at, forms in enumerate(group) for word in forms}
        for group in pack(language).opposites
    )


@cache
def _values(language: str) -> Mapping[str, str]:
    """Map each word for a number to that number."""
    return {word: value for value, listed in pack(language).values.items() for word in listed}


@cache
def _numbers(language: str) -> re.Pattern[str]:
    if has_pattern(language, "counted"):
        return pattern(language, "counted", re.IGNORECASE)
    return re.compile(expanded(pack(language), _NUMBER), re.IGNORECASE)


@cache
def _days(language: str) -> re.Pattern[str]:
    return re.compile(either(pack(language).months | pack(language).weekdays), re.IGNORECASE)
