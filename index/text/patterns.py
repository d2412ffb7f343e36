"""Regular expressions of a language: those of its pack, where a name in braces stands for words or another pattern.

``{months}`` is any word of that list, the longest first, ``{Months}`` the same with a first letter of either case;
``{date}`` is the pattern of that name. A line break and the white space around it are no part of a pattern.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from index.errors import PackError
from index.text.pack import FOLDER, Pack, codes, pack
from index.text.word_patterns import escaped
from index.toml_lines import line_of

__all__ = ["expanded", "has_pattern", "pattern", "pattern_of_any"]

_CAPITAL = "A-ZÀ-ÖØ-ÞİŞĞЁА-Я\u0600-\u06ff"  # or a letter of a script without capitals
_COMMON: Mapping[str, str] = {
    "time": r"(?<![\d.,:])\d{1,2}(?:[:.]\d\d)?(?:\s?[-–]\s?\d{1,2}(?:[:.]\d\d)?)?(?!\d)",
    "reporter": rf"[{_CAPITAL}][\w.&'’-]*(?: (?:[{_CAPITAL}][\w.&'’-]*|de|da|do|del|di|du|van|von|der|al|el)){{0,5}}",
    "credited": r"{reporter}(?:(?:/|[,;] | (?:&|{name_conjunctions}) ){reporter}){0,5}",
    "thing_word": r"(?!(?:{stop_words})(?!\w))[^\s?!.,:;؟،]+",
    "asked_thing": r"(?P<subject>{thing_word}(?:\s{thing_word}){0,3})",
    "stamp_figures": r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}",
    "stamp_clock": r"\d{1,2}[:.]\d{2}(?::\d{2})?",
    "alone": r"(?=\s*(?:[.,;:!?؟،)\]–-]|\Z)|\s(?:{stop_words})(?!\w))",
}
"""What the patterns of all languages may name: an hour in figures, the name of who took a photo, those of several, what
a question may ask to define, the day and the time of a publication in figures, and that no noun follows."""

_NAMED = re.compile(r"\{([A-Za-z]\w*)\}")


def has_pattern(language: str, name: str) -> bool:
    """True if the pack of a language has a pattern of a name."""
    return name in pack(language).patterns


@cache
def pattern(language: str, name: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern of a language, compiled when it is first needed; one that matches nothing if it has none.

    Raises PackError if the pattern is wrong.
    """
    if not has_pattern(language, name):
        return re.compile("(?!)")
    try:
        return re.compile(expanded(pack(language), f"{{{name}}}"), flags)
    except (KeyError, re.error) as wrong:
        path = FOLDER / f"{language}.toml"
        line = line_of(path.read_text("utf-8"), ["patterns", name])
        raise PackError(f"{path}:{line}: patterns.{name} is no regular expression: {wrong}; mend it there") from wrong


@cache
def pattern_of_any(name: str, flags: int = 0) -> re.Pattern[str]:
    """Return the patterns of a name in all packs as one, for texts of which the language is not known.

    Raises PackError if one is wrong.
    """
    return re.compile("|".join(pattern(code, name).pattern for code in codes() if has_pattern(code, name)), flags)


def expanded(of: Pack, text: str) -> str:
    """Return a pattern of a pack with what each name in it stands for; raises KeyError for an unknown name."""
    return _NAMED.sub(lambda named: f"(?:{_meant(of, named[1])})", text)


def _meant(of: Pack, name: str) -> str:
    known = {**_COMMON, **of.patterns}
    if name in known:
        return expanded(of, known[name])
    listed = of.lists.get(name.lower()) or getattr(of, name.lower(), None)
    if isinstance(listed, Mapping):
        listed = frozenset().union(*listed.values())
    if not isinstance(listed, frozenset):
        raise KeyError(name)
    return _any_of(listed, capitals=name[0].isupper())


def _any_of(words: Iterable[str], *, capitals: bool) -> str:
    each = (word.replace(r"\ ", r"\s") for word in escaped(words))
    return "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" if capitals else word for word in each) or "(?!)"
