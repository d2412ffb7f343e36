"""Quantities, names and reasons in sentences of another language than English, by the words of the language's pack."""

import re
from collections.abc import Callable, Iterable
from functools import cache

from index.annotation.entities import Name, names
from index.annotation.quantities import Span
from index.text.pack import Pack, pack
from index.text.patterns import expanded
from index.text.word_patterns import UNSPACED, alternatives, either

__all__ = ["find_in"]

YEAR = 0.9
"""The strength of a bare year, which may be a number."""

WEAK = 0.5
"""The strength of a name of one word, of a number that may be a year, and of a date without a number."""

LONGEST = 300
"""Characters of a reason."""

_SYMBOLS = "$€£¥₹₽₺"
_DIGITS = r"\d{1,3}(?:[.,٬  ’]\d{3})+(?:[.,٫]\d+)?|\d+(?:[.,٫]\d+)?"
_BARE_YEAR = r"(?<![\d.,])(?:1\d{3}|20\d\d)(?![\d%]|[.,]\d)"
_NUMERIC = (
    r"\b\d{1,2}(?:\.\s?|/)\d{1,2}(?:\.\s?|/)\d{2,4}\b|\b\d{1,2}-\d{1,2}-\d{4}\b|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}:\d\d\b"
)
_SPACED = rf"(?!{UNSPACED.pattern})\w"
_APART, _ENDED = rf"(?<!{_SPACED})(?<![.,])", rf"(?!{_SPACED})"
"""In front of a number and behind it: no letter of a script with spaces, and no digit."""

_END = re.compile(r"[.;:!?؟؛।](?=\s|\Z)|[。；！？]|\Z")
_WORD = re.compile(r"[^\W\d_]+")


def find_in(language: str, kind: str) -> Callable[[str], list[Span]] | None:
    """Return what finds the spans of an answer type ("date", "person") in a sentence of a language, or None."""
    return _finders(language).get(kind)


@cache
def _finders(language: str) -> dict[str, Callable[[str], list[Span]]]:
    of = pack(language)
    if not of.asks:
        return {}
    finders: dict[str, Callable[[str], list[Span]]] = {
        "date": _finder([*_dates(language), (_BARE_YEAR, YEAR), (either(_vague(of)), WEAK)]),
        "number": _finder([(rf"{_APART}(?:{_BARE_YEAR}){_ENDED}", WEAK), (_number(of), 1.0)]),
        "money": _finder([(_money(of), 1.0)]),
        "percent": _finder([(_percent(of), 1.0)]),
        "duration": _finder([(_counted(of.time_units, of), 1.0)]),
    }
    if of.reasons:
        finders["reason"] = _reasons(of)
    if not any(map(UNSPACED.match, of.months)) and of.letter_case:
        finders |= dict.fromkeys(("person", "place", "organisation"), _names(of))
    return finders


def _finder(patterns: Iterable[tuple[str, float]]) -> Callable[[str], list[Span]]:
    """Return what finds the matches of some patterns; of those that overlap, the one of the first pattern."""
    compiled = [(re.compile(pattern, re.IGNORECASE), strength) for pattern, strength in patterns]

    def find(sentence: str) -> list[Span]:
        found: list[Span] = []
        for pattern, strength in compiled:
            for match in pattern.finditer(sentence):
                start, end = match.span()
                if start < end and not any(start < one.end and one.start < end for one in found):
                    found.append(Span(start, end, strength))
        return sorted(found)

    return find


def _dates(language: str) -> list[tuple[str, float]]:
    """Return the patterns of times of day, of dates, and of recurrences and others without a number, if there are."""
    of = pack(language)
    own = {name: expanded(of, of.patterns[name]) for name in ("clock", "relative_date") if name in of.patterns}
    return [(own.get("clock", "(?!)"), 1.0), (_date(of), 1.0), (own.get("relative_date", "(?!)"), WEAK)]


def _vague(of: Pack) -> list[str]:
    """Return the weekdays and the eras, but for abbreviations that are words of their own, such as "в"."""
    return [*of.weekdays, *(one for one in of.eras if len(one) > 1 or UNSPACED.match(one))]


def _date(of: Pack) -> str:
    months, eras = either(of.months), either(of.eras)
    marks, joints = alternatives(of.lists.get("day_marks", ())), _joints(of.lists.get("date_joints", ()))
    day = rf"(?:\d{{1,2}}(?:{marks})?\s(?:{joints})?)?"
    year = rf"(?:,?\s(?:{joints})?\d{{3,4}})?"
    century = (
        rf"(?<!\w)(?:\d{{1,4}}|[IVXLХ]+)(?:[.\-‑–]\s?)?\w{{0,3}}\s?(?:{eras})|(?:{eras})\s(?:\d{{1,4}}|[IVXLХ]+)\b"
    )
    return (
        rf"{day}(?:{months})(?:\s\d{{1,2}}(?!\d))?{year}|{century}|{_NUMERIC}|{of.patterns.get('written_date', '(?!)')}"
    )


def _joints(words: Iterable[str]) -> str:
    """Return a pattern for the words between a day, a month and a year, with the space behind each: "de ", "d'"."""
    return alternatives(word if word.endswith("'") else f"{word} " for word in words).replace(r"\ ", r"\s")


def _number(of: Pack) -> str:
    words = expanded(of, of.patterns.get("number_words", "")) or either(of.numerals)
    characters = "[零〇一二两兩三四五六七八九十百千万萬亿億]{1,8}" if any(map(UNSPACED.match, of.numerals)) else "(?!)"
    return rf"{_APART}(?:{_DIGITS})(?:\s?(?:{words}))?|{characters}|{words}"


def _counted(units: Iterable[str], of: Pack) -> str:
    return rf"(?:{_number(of)})[\s-]?(?:{either(units, before='')})"


def _money(of: Pack) -> str:
    return rf"[{_SYMBOLS}]\s?(?:{_DIGITS})|(?:{_DIGITS})\s?[{_SYMBOLS}]|{_counted(of.currencies, of)}"


def _percent(of: Pack) -> str:
    words = either(of.percents)
    return rf"(?:{_DIGITS})\s?(?:[%％٪]|{words})|[%٪]\s?(?:{_DIGITS})|(?:{words})\s?(?:{_number(of)})"


def _reasons(of: Pack) -> Callable[[str], list[Span]]:
    cue = re.compile(rf"(?:{either(of.reasons)})\s*", re.IGNORECASE)

    def find(sentence: str) -> list[Span]:
        found = []
        for match in cue.finditer(sentence):
            end = _END.search(sentence, match.end(), match.end() + LONGEST)
            stop = end.start() if end else min(len(sentence), match.end() + LONGEST)
            if stop > match.end():
                cue_words = match.group().strip()
                plain = " " in cue_words or len(cue_words) > len("para")
                found.append(Span(match.end(), stop, 1.0 if plain else WEAK))
        return found

    return find


def _names(of: Pack) -> Callable[[str], list[Span]]:
    """Return what finds names by their capitals; where all nouns have one, no noun with an article is one."""
    small = of.stop_words | of.question_words

    def find(sentence: str) -> list[Span]:
        kept = (name for name in names(sentence, small) if not (of.nouns_capitalised and _is_noun(name, of)))
        return [Span(name.start, name.end, _strength(name, of)) for name in kept]

    return find


def _is_noun(name: Name, of: Pack) -> bool:
    """True for a noun behind an article, or two that one joins: "der Garten", "am Ufer der Leine"."""
    joined = any(word in of.lists["articles"] for word in name.words)
    return name.before in of.lists["articles"] and (len(name.words) == 1 or joined)


def _strength(name: Name, of: Pack) -> float:
    if len(name.words) > 1:
        return 1.0
    return WEAK if name.initial or of.nouns_capitalised else 0.7
