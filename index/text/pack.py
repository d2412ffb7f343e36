"""Language packs: all words of one language, read from ``languages/<code>.toml`` when they are first needed.

The files ship with the program, and a test reads each of them. A language without a file has the neutral pack.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["FOLDER", "Apostrophe", "Pack", "codes", "pack"]

FOLDER = Path(__file__).parent / "languages"


class Apostrophe(StrEnum):
    """The part of a word that an apostrophe sets off."""

    WITHIN = "within"
    """None: it is dropped, and an English "'s" with it."""
    BEFORE_SUFFIX = "before suffix"
    """A suffix, which is dropped: "Ankara'nın"."""


@dataclass(frozen=True, slots=True)
class Pack:
    """The words of one language, in lower case.

    ``stop_words`` are dropped from texts and questions, ``question_words`` from questions alone. ``letters`` are those
    that few other languages have. ``elisions`` are words that an apostrophe joins to the next one. ``accents_vary`` is
    True where a word is the same word without them, ``letter_case`` where the script has capitals,
    ``nouns_capitalised`` where all nouns have one, ``compounds`` where words are joined to longer ones.

    ``abbreviations``, without their last full stop, end a sentence only if a stop word follows, and so do numbers where
    ``ordinals_end_in_stop``.

    ``months`` to ``percents`` are words of dates, numbers, sums and durations in all their forms, ``reasons`` those
    that a reason follows. ``asks`` are by answer type the words with which a question asks for it, "which" those that
    need a noun; ``nouns`` are by answer type the nouns that name it.
    """

    name: str = ""
    letters: str = ""
    stop_words: frozenset[str] = frozenset()
    question_words: frozenset[str] = frozenset()
    elisions: frozenset[str] = frozenset()
    apostrophe: Apostrophe = Apostrophe.WITHIN
    accents_vary: bool = True
    letter_case: bool = True
    nouns_capitalised: bool = False
    abbreviations: frozenset[str] = frozenset()
    ordinals_end_in_stop: bool = False
    compounds: bool = False
    months: frozenset[str] = frozenset()
    weekdays: frozenset[str] = frozenset()
    eras: frozenset[str] = frozenset()
    numerals: frozenset[str] = frozenset()
    currencies: frozenset[str] = frozenset()
    time_units: frozenset[str] = frozenset()
    percents: frozenset[str] = frozenset()
    reasons: frozenset[str] = frozenset()
    asks: Mapping[str, frozenset[str]] = field(default_factory=dict)
    nouns: Mapping[str, frozenset[str]] = field(default_factory=dict)


NEUTRAL = Pack()


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of the languages that have a pack, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def pack(code: str) -> Pack:
    """Return the pack of a language, by its code in ISO 639-1; the neutral one if it has none."""
    path = FOLDER / f"{code}.toml"
    if code not in codes():
        return NEUTRAL
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return Pack(**{key: _READ.get(key, _words)(value) for key, value in told.items()})


def _words(value: Any) -> Any:  # noqa: ANN401 - a list, or a table of lists
    """Return the words of a list, those of several words without the underscores between."""
    if isinstance(value, dict):
        return {key: _words(listed) for key, listed in value.items()}
    return frozenset(one.replace("_", " ") for one in value.split())


_READ: dict[str, Callable[[Any], Any]] = {
    "name": str,
    "letters": str,
    "apostrophe": Apostrophe,
    "accents_vary": bool,
    "letter_case": bool,
    "nouns_capitalised": bool,
    "compounds": bool,
    "ordinals_end_in_stop": bool,
}
