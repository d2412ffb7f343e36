"""Names in a sentence: runs of capitalised words, and whether they are likely a person, a place or a body.

There is no dictionary of names: what stands around a run and the words in it decide, and what cannot be told apart
is given a lower strength.
"""

import re

from index.annotation.quantities import Span
from index.text.lexicon import FUNCTION_WORDS, words

__all__ = ["UPPER", "Name", "names", "organisations", "persons", "places"]

# every capital letter of the alphabets up to Georgian; beyond, scripts have no case
UPPER = "".join(letter for letter in map(chr, range(0x0590)) if letter.isupper()) + "Ḁ-ỿ"
_CAPITALISED = (
    rf"(?:(?:[{UPPER}]\.)++|(?:Mrs?|Ms|Dr|St|Prof|Gen|Sen|Gov|Lt|Col|Sgt|Rev|Jr|Sr|Mt|Ft)\.(?!\w)"
    rf"|(?:(?:al|el|ad|as)-)?[{UPPER}]\w*+(?:['’](?!s\b)\w++|[-–&](?:(?:[{UPPER}]\.)++|\w++))*+)"
)
_RUN = re.compile(
    rf"(?<!\w){_CAPITALISED}(?:(?: (?:of|the|de|du|van|von|der|den|del|di|da|la|le|bin|ibn|al|for|y|aan|&)){{0,3}}"
    rf" {_CAPITALISED})*"
)
_SKIPPED = words("months", "weekdays")
_TITLES, _PLACES = words("titles"), words("places")
_PLACE_ENDINGS, _BODIES = words("place_endings"), words("bodies")
# how far before a name the word before it is looked for, and how far from its start a sentence may open
_REACH, _OPENING = 24, 3
_WHERE = words("located")


class Name:
    """A run of capitalised words: its span, its words in lower case, and what stands beside it.

    ``before`` is the word before it, ``initial`` says whether it begins the sentence, ``owns`` whether "'s" follows.
    """

    __slots__ = ("before", "end", "initial", "owns", "start", "text", "words")

    def __init__(self, sentence: str, start: int, end: int) -> None:
        self.start, self.end = start, end
        self.text = sentence[start:end]
        self.words = [word.rstrip(".") for word in self.text.lower().split()]
        behind = sentence[max(0, start - _REACH) : start].rsplit(None, 2)
        if behind and behind[-1] in {"the", "The"}:
            behind.pop()
        self.before = behind[-1].rstrip(".,").lower() if behind else ""
        self.owns = sentence.startswith(("'s", "’s"), end)
        self.initial = start <= _OPENING and not sentence[:start].strip(" \"'“‘(")


def names(sentence: str) -> list[Name]:
    """The runs of capitalised words of a sentence, without leading words such as "The" and without bare dates."""
    found = []
    for match in _RUN.finditer(sentence):
        start, end = match.span()
        while start < end:
            first = match.string[start:end].split(" ", 1)[0]
            if first.lower() not in FUNCTION_WORDS or (first.isupper() and len(first) > 1):
                break
            start = min(end, start + len(first) + 1)
        if start < end and match.string[start:end].rstrip(".").lower() not in _SKIPPED:
            found.append(Name(sentence, start, end))
    return found


def _tells(name: Name) -> tuple[bool, bool, bool]:
    """Whether a name has a title, is written as a place is, and as a body is."""
    plain = name.words
    titled = name.before in _TITLES or plain[0] in _TITLES
    place = (
        plain[-1] in _PLACES
        or plain[-1].split("-")[0] in _PLACES
        or (len(plain) > 1 and (plain[-1] in _PLACE_ENDINGS or plain[0] in {"mount", "lake"}))
    )
    body = any(word in _BODIES or word.rstrip("s") in _BODIES for word in plain) or (
        len(name.text) > 1 and name.text.isupper() and "." not in name.text
    )
    return titled, place, body


def _person(name: Name) -> float:
    titled, place, body = _tells(name)
    if len(name.text) == 1:
        return 0.2
    if place and name.owns:
        return 0.05
    if titled and len(name.words) > 1 and not body:
        return 1.0
    if place or body or " of " in name.text:
        return 0.3
    if len(name.words) == 1:
        return 0.4 if name.initial or name.before in _WHERE else 0.7
    return 0.6 if name.before in _WHERE - {"to", "from"} else 1.0


def _place(name: Name) -> float:
    titled, place, body = _tells(name)
    located = name.before in _WHERE
    if place:
        return 1.0 if located else 0.65
    if titled:
        return 0.2
    if located:
        return 0.7 if body else 0.9
    return 0.3 if name.initial or body else 0.4


def _body(name: Name) -> float:
    titled, place, body = _tells(name)
    if body:
        return 1.0
    if place or titled:
        return 0.4
    return 0.5


def persons(sentence: str) -> list[Span]:
    """Names with the strength of their being a person's."""
    return [Span(name.start, name.end, _person(name)) for name in names(sentence)]


def places(sentence: str) -> list[Span]:
    """Names with the strength of their being a place's."""
    return [Span(name.start, name.end, _place(name)) for name in names(sentence)]


def organisations(sentence: str) -> list[Span]:
    """Names with the strength of their being that of a company, an office, a team or another body."""
    return [Span(name.start, name.end, _body(name)) for name in names(sentence)]
