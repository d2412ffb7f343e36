"""Language packs: all words of one language, read from ``languages/<code>.toml`` when they are first needed.

The files ship with the program, and a test reads each of them. A language without a file has the neutral pack. Lists
stand in literal strings, which Python reads three times as fast as others.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from index.text.pack_keys import FURNITURE, KINDS, MONTHS, REQUIRED, VALUE, Apostrophe

__all__ = ["FOLDER", "Pack", "codes", "pack", "read", "words_of_all"]

FOLDER = Path(__file__).parent / "languages"


@dataclass(frozen=True, slots=True)
class Pack:
    """The words of one language, in lower case.

    ``stop_words`` are dropped from texts and questions, ``question_words`` from questions alone; ``light`` are content
    words that say little of what is asked for. ``families`` are groups of forms of one word that its stemmer does not
    join, ``synonyms`` groups of words of which a text may use one where a question uses another.

    ``letters`` are those that few other languages have, ``particles`` characters of a script without spaces that seldom
    are a word's. ``elisions`` are words that an apostrophe joins to the next one. ``accents_vary`` is True where a word
    is the same word without them, ``letter_case`` where the script has capitals, ``nouns_capitalised`` where all nouns
    have one, ``nouns_first`` where adjectives stand behind them, ``compounds`` where words are joined to longer ones,
    ``forms_apart`` where forms that look alike often are other words, so that they count for less.

    ``stops`` are marks that end a sentence beside those of all languages. ``abbreviations``, without their last full
    stop, end a sentence only if a stop word follows, and so do numbers where ``ordinals_end_in_stop``.

    ``months`` to ``percents`` are words of dates, numbers, sums and durations in all their forms, ``calendar`` are the
    names of the months in order, ``values`` by a number ("3"), its ordinal ("3.") or a scale ("e6") the words for it.
    ``reasons`` are words that a reason follows, ``negations`` those that turn a statement round, as a word's
    ``negating_prefixes`` do and any two of one of the ``opposites`` that stand for each other ("more less fewer", the
    forms of a word with "/" between).

    ``asks`` are by answer type the words with which a question asks for it, "which" those that need a noun; ``nouns``
    are by answer type the nouns that name it.
    ``spellings`` are by a word what a text and a question may write for it, ``asking_spellings`` what a question may.
    ``lists`` are what the rules for one language alone read, what rules for texts of any language gather from all packs
    (``words_of_all``), and what the ``patterns`` name, which are regular
    expressions as ``index.text.patterns`` reads them. ``furniture`` are by the kind of rule
    (``index.documents.boilerplate_rules``) those for whole lines of a page that are not its article,
    ``furniture_in_company`` those that count only next to others. A line holds one of the ``furniture_words`` of its
    kind, if there are any.
    """

    name: str = ""
    letters: str = ""
    stop_words: frozenset[str] = frozenset()
    question_words: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    elisions: frozenset[str] = frozenset()
    apostrophe: Apostrophe = Apostrophe.WITHIN
    accents_vary: bool = True
    letter_case: bool = True
    nouns_capitalised: bool = False
    nouns_first: bool = False
    stops: str = ""
    abbreviations: frozenset[str] = frozenset()
    ordinals_end_in_stop: bool = False
    compounds: bool = False
    forms_apart: bool = False
    months: frozenset[str] = frozenset()
    weekdays: frozenset[str] = frozenset()
    eras: frozenset[str] = frozenset()
    numerals: frozenset[str] = frozenset()
    currencies: frozenset[str] = frozenset()
    time_units: frozenset[str] = frozenset()
    percents: frozenset[str] = frozenset()
    reasons: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    negating_prefixes: frozenset[str] = frozenset()
    calendar: tuple[str, ...] = ()
    light: frozenset[str] = frozenset()
    families: tuple[tuple[str, ...], ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    opposites: tuple[tuple[tuple[str, ...], ...], ...] = ()
    asks: Mapping[str, frozenset[str]] = field(default_factory=dict)
    nouns: Mapping[str, frozenset[str]] = field(default_factory=dict)
    values: Mapping[str, frozenset[str]] = field(default_factory=dict)
    spellings: Mapping[str, frozenset[str]] = field(default_factory=dict)
    asking_spellings: Mapping[str, frozenset[str]] = field(default_factory=dict)
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    patterns: Mapping[str, str] = field(default_factory=dict)
    furniture: Mapping[str, str] = field(default_factory=dict)
    furniture_in_company: Mapping[str, str] = field(default_factory=dict)
    furniture_words: Mapping[str, frozenset[str]] = field(default_factory=dict)


NEUTRAL = Pack()


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of the languages that have a pack, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def pack(code: str) -> Pack:
    """Return the pack of a language, by its code in ISO 639-1; the neutral one if it has none.

    Raises PackError if its file is wrong.
    """
    return read(FOLDER / f"{code}.toml") if code in codes() else NEUTRAL


def words_of_all(name: str) -> frozenset[str]:
    """Return the words of a list in the packs of all languages, for texts of which the language is not known."""
    return frozenset[str]().union(*(pack(code).lists.get(name, ()) for code in codes()))


def read(path: Path) -> Pack:
    """Return the pack of a file; raises PackError that names the file, the line, the key and the cure."""
    text = path.read_text(encoding="utf-8")
    try:
        return _pack(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, TypeError, ValueError) as wrong:
        from index.text.pack_schema import what_is_wrong  # noqa: PLC0415 - pydantic is slow to import

        raise what_is_wrong(path, text) from wrong


def _pack(told: Mapping[str, object]) -> Pack:
    values: dict[str, Any] = {key: _READ.get(key, _words)(value) for key, value in told.items()}
    known = (
        {*values.get("asks", ()), *values.get("nouns", ())} <= KINDS
        and {key for name in values if name.startswith("furniture") for key in values[name]} <= FURNITURE
        and all(map(VALUE.fullmatch, values.get("values", ())))
    )
    if not known or not values.keys() >= REQUIRED or len(values.get("calendar", ())) not in {0, MONTHS}:
        raise ValueError(told)
    return Pack(**values)


def _words(value: object) -> frozenset[str]:
    """Return the words of a list, those of several words without the underscores between."""
    return frozenset(one.replace("_", " ") for one in _text(value).split())


def _groups(value: object) -> tuple[tuple[str, ...], ...]:
    """Return the words of each line."""
    return tuple(tuple(line.split()) for line in _text(value).splitlines() if line.strip())


def _sides(value: object) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Return the sides of each line, of each its forms."""
    return tuple(tuple(tuple(forms.split("/")) for forms in group) for group in _groups(value))


def _table(value: object) -> Mapping[str, frozenset[str]]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return {key: _words(listed) for key, listed in value.items()}


def _patterns(value: object) -> Mapping[str, str]:
    """Return the patterns of a table, each in one line."""
    if not isinstance(value, dict):
        raise TypeError(value)
    return {key: "".join(map(str.strip, _text(lines).splitlines())) for key, lines in value.items()}


def _alternatives(value: object) -> Mapping[str, str]:
    """Return the patterns of a table, each any of its lines."""
    if not isinstance(value, dict):
        raise TypeError(value)
    return {key: "|".join(filter(None, map(str.strip, _text(lines).splitlines()))) for key, lines in value.items()}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


_READ: Mapping[str, Callable[[object], object]] = {
    **dict.fromkeys(("name", "letters", "stops"), _text),
    **dict.fromkeys(
        ("accents_vary", "letter_case", "nouns_capitalised", "nouns_first", "compounds", "forms_apart"), _flag
    ),
    "ordinals_end_in_stop": _flag,
    "apostrophe": lambda value: Apostrophe(_text(value)),
    "families": _groups,
    "synonyms": _groups,
    "opposites": _sides,
    "calendar": lambda value: tuple(_text(value).split()),
    "values": _table,
    "asks": _table,
    "nouns": _table,
    "spellings": _table,
    "asking_spellings": _table,
    "lists": _table,
    "patterns": _patterns,
    "furniture": _alternatives,
    "furniture_in_company": _alternatives,
    "furniture_words": _table,
}
"""How the value of a key is read, as words where nothing is said; anything else than what is expected is an error."""
