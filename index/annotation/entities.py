"""Named entities: runs of capitalised words, and how likely each names a person, a place or an organisation.

There is no dictionary of names. The words of a run and those around it decide; an ambiguous run gets a lower strength.
"""

import re
from typing import NamedTuple

from index.annotation.quantities import Span
from index.text.lexicon import FUNCTION_WORDS, words

__all__ = ["UPPER", "Name", "names", "organisations", "persons", "places"]

# every capital letter of the alphabets up to Georgian; beyond, scripts have no case
UPPER = "".join(letter for letter in map(chr, range(0x0590)) if letter.isupper()) + "Ḁ-ỿ"
_JOINTS, _PREFIXES = "|".join(words("name_joints")), "|".join(words("name_prefixes"))
_TITLES_WITH_STOP = "|".join(title.capitalize() for title in words("titles_with_stop"))
_CAPITALISED = (
    rf"(?:(?:[{UPPER}]\.)++|(?:{_TITLES_WITH_STOP})\.(?!\w)"
    rf"|(?:(?:{_PREFIXES})-)?[{UPPER}]\w*+(?:['’](?!s\b)\w++|[-–&](?:(?:[{UPPER}]\.)++|\w++))*+)"
)
_RUN = re.compile(rf"(?<!\w){_CAPITALISED}(?:(?: (?:{_JOINTS})){{0,3}} {_CAPITALISED})*")
_SKIPPED = words("months", "weekdays")
_TITLES, _PLACES = words("titles"), words("places")
_PLACE_ENDINGS, _ORGANISATIONS = words("place_endings"), words("bodies")
_REACH = 24  # characters before a name in which the word before it is sought
_OPENING = 3  # characters, such as quotation marks, that may precede the first name of a sentence
_LOCATING, _BEARINGS, _BELONGING = words("located"), words("bearings"), words("belonging")
_PLACE_OPENINGS = words("place_openings")
_DEFINITE = words("definite") | {word.capitalize() for word in words("definite")}


class Name:
    """A run of capitalised words: its span, its words in lower case, and its context.

    ``before`` is the word in front of it in lower case; ``initial`` is True at the beginning of a sentence, ``owns`` if
    "'s" follows.
    """

    __slots__ = ("before", "end", "initial", "owns", "start", "text", "words")

    def __init__(self, sentence: str, start: int, end: int) -> None:
        self.start, self.end = start, end
        self.text = sentence[start:end]
        self.words = [word.rstrip(".") for word in self.text.lower().split()]
        behind = sentence[max(0, start - _REACH) : start].rsplit(None, 2)
        if behind and behind[-1] in _DEFINITE:
            behind.pop()
        self.before = behind[-1].rstrip(".,").lower() if behind else ""
        self.owns = sentence.startswith(("'s", "’s"), end)
        self.initial = start <= _OPENING and not sentence[:start].strip(" \"'“‘(")


def names(sentence: str, small: frozenset[str] = FUNCTION_WORDS) -> list[Name]:
    """Return the runs of capitalised words of a sentence, without leading ``small`` words ("The") and bare dates."""
    runs = []
    for match in _RUN.finditer(sentence):
        start, end = match.span()
        while start < end:
            first = match.string[start:end].split(" ", 1)[0]
            if first.lower() not in small or (first.isupper() and len(first) > 1):
                break
            start = min(end, start + len(first) + 1)
        if start < end and match.string[start:end].rstrip(".").lower() not in _SKIPPED:
            runs.append(Name(sentence, start, end))
    return runs


class _Cues(NamedTuple):
    """Signs of what a name stands for: a person's title, a word of places, a word of organisations."""

    titled: bool
    place: bool
    organisation: bool


def _cues(name: Name) -> _Cues:
    plain = name.words
    titled = name.before in _TITLES or plain[0] in _TITLES
    place = (
        plain[-1] in _PLACES
        or plain[-1].split("-")[0] in _PLACES
        or (len(plain) > 1 and (plain[-1] in _PLACE_ENDINGS or plain[0] in _PLACE_OPENINGS))
    )
    organisation = any(word in _ORGANISATIONS or word.rstrip("s") in _ORGANISATIONS for word in plain) or (
        len(name.text) > 1 and name.text.isupper() and "." not in name.text
    )
    return _Cues(titled, place, organisation)


def _person(name: Name) -> float:
    titled, place, organisation = _cues(name)
    if len(name.text) == 1:
        return 0.2
    if place and name.owns:
        return 0.05
    if titled and len(name.words) > 1 and not organisation:
        return 1.0
    if place or organisation or not _BELONGING.isdisjoint(name.text.split()):
        return 0.3
    if len(name.words) == 1:
        return 0.4 if name.initial or name.before in _LOCATING else 0.7
    return 0.6 if name.before in _LOCATING - _BEARINGS else 1.0


def _place(name: Name) -> float:
    titled, place, organisation = _cues(name)
    located = name.before in _LOCATING
    if place:
        return 1.0 if located else 0.65
    if titled:
        return 0.2
    if located:
        return 0.7 if organisation else 0.9
    return 0.3 if name.initial or organisation else 0.4


def _organisation(name: Name) -> float:
    titled, place, organisation = _cues(name)
    if organisation:
        return 1.0
    if place or titled:
        return 0.4
    return 0.5


def persons(sentence: str) -> list[Span]:
    """Return the names of a sentence, each with the likelihood that it is a person's."""
    return [Span(name.start, name.end, _person(name)) for name in names(sentence)]


def places(sentence: str) -> list[Span]:
    """Return the names of a sentence, each with the likelihood that it is a place's."""
    return [Span(name.start, name.end, _place(name)) for name in names(sentence)]


def organisations(sentence: str) -> list[Span]:
    """Return the names of a sentence, each with the likelihood that it is an organisation's (company, team, office)."""
    return [Span(name.start, name.end, _organisation(name)) for name in names(sentence)]
