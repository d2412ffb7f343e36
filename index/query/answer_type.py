"""Question classification: the answer type that a question asks for, by rules over its words.

The classes are the coarse and some fine ones of Li and Roth, "Learning Question Classifiers" (2002). The question word
decides; a question without one ("second dialogue date") is classified by the noun that names what is wanted.
"""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.query.phrases import (
    BEING,
    Word,
    after_opening,
    head,
    is_choice,
    is_plural,
    is_verb,
    phrase,
    question_word,
    split,
)
from index.text.language import DEFAULT
from index.text.lexicon import FUNCTION_WORDS, NOUNS, words
from index.text.pack import pack
from index.text.patterns import pattern

__all__ = ["AnswerType", "Classification", "classify"]


class AnswerType(StrEnum):
    """The type of answer a question expects; the value is how a person would ask for it."""

    PERSON = "who"
    DATE = "when"
    PLACE = "where"
    ORGANISATION = "which organisation"
    NUMBER = "how many"
    MONEY = "how much money"
    PERCENT = "what per cent"
    DURATION = "how long"
    REASON = "why"
    MANNER = "how"
    DEFINITION = "what is"
    YES_NO = "yes or no"
    LIST = "which ones"
    OTHER = "what"


@dataclass(frozen=True, slots=True)
class Classification:
    """The answer type of a question, and the noun that says so.

    ``focus`` is the noun that says what is wanted ("city" in "In which city", "people" in "How many people"), or None.
    ``names_type`` is True if the focus only names the type, so that an answer need not hold it: a city is seldom called
    "city". ``unit`` is True if the focus is what is counted. ``member_type`` is the answer type of a list's members.
    """

    answer_type: AnswerType
    focus: Word | None = None
    names_type: bool = False
    unit: bool = False
    member_type: AnswerType = AnswerType.OTHER


_TYPE_OF = {noun: AnswerType[name.upper()] for name, nouns in NOUNS.items() for noun in nouns}
_ARTICLES, _AUXILIARIES, _PREPOSITIONS = words("articles"), words("auxiliaries"), words("prepositions")
_DETERMINERS = _ARTICLES | words("possessives")
_NUMERALS, _NAMING, _LISTING = words("numerals"), words("naming"), words("listing")
_TIME_UNITS, _MONEY_VERBS, _MEASURES = words("time_units"), words("money_verbs"), words("measures")
_ROLES = NOUNS["person"] | words("roles")
_OPTIONAL, _COMMANDS, _TITLES, _COSTING = words("optional"), words("commands"), words("name_nouns"), words("costing")
_NAMING_COMMANDS, _DEFINING, _BELONGING = words("naming_commands"), words("defining"), words("belonging")
_PLURAL_BEING, _INDEFINITE, _ONE = words("plural_being"), words("indefinite"), pack(DEFAULT).values["1"]
_LISTABLE = {AnswerType.PERSON, AnswerType.PLACE, AnswerType.ORGANISATION}
_LONGEST_NAME = 4  # words
_MODIFIERS = 3  # words before a verb among which the noun that names the type is sought: "Which cities host"
_Rule = Callable[[Sequence[Word], int], Classification]


def classify(text: str) -> Classification:
    """Return the answer type of any text; OTHER if no rule applies."""
    rest = after_opening(split(text))
    if not rest:
        return Classification(AnswerType.OTHER)
    first = rest[0].text
    if first in _OPTIONAL:
        return Classification(AnswerType.YES_NO)
    if first in _COMMANDS and _text(rest, 1) not in _BELONGING:
        return _command(rest)
    if first in _AUXILIARIES:
        return Classification(AnswerType.OTHER if is_choice(rest) else AnswerType.YES_NO)
    at = question_word(rest, text)
    if at is None:
        return _keywords(rest)
    word = rest[at].text
    return Classification(_PLAIN[word]) if word in _PLAIN else _RULES[word](rest, at)


def _text(rest: Sequence[Word], at: int) -> str:
    """Return the word at an index, or "" outside the question."""
    return rest[at].text if 0 <= at < len(rest) else ""


def _is(name: str, texts: Sequence[str]) -> bool:
    """True if a pattern of English is all of some words."""
    return pattern(DEFAULT, name).fullmatch(" ".join(texts)) is not None


def _first(listed: Container[str], run: Sequence[Word]) -> Word | None:
    """Return the first of some words that is listed."""
    return next((word for word in run if word.text in listed), None)


def _type_noun(run: Sequence[Word]) -> Word | None:
    """Return the last noun of a phrase that names an answer type."""
    return _first(_TYPE_OF, run[::-1])


def _of_noun(noun: Word) -> Classification:
    """Return the type that a noun names; LIST for the plural of a person, a place or an organisation."""
    answer_type = _TYPE_OF[noun.text]
    if answer_type in _LISTABLE and is_plural(noun.text):
        return Classification(AnswerType.LIST, noun, names_type=True, member_type=answer_type)
    return Classification(answer_type, noun, names_type=True)


def _who(rest: Sequence[Word], at: int) -> Classification:
    """Classify "who": PERSON, but DEFINITION for "Who is Guo Shengkun?"."""
    about = [word.text for word in rest[at + 2 :]]
    is_name = 1 <= len(about) <= _LONGEST_NAME and about[0] not in FUNCTION_WORDS
    has_role = any(word in _ROLES | _PREPOSITIONS or _is("participle", [word]) for word in about)
    defines = _text(rest, at + 1) in BEING and is_name and not has_role
    return Classification(AnswerType.DEFINITION if defines else AnswerType.PERSON)


def _how(rest: Sequence[Word], at: int) -> Classification:
    """Classify "how" by the word behind it: a number, a sum or a time; MANNER for any other word."""
    following = _text(rest, at + 1)
    if following in _AFTER_HOW:
        return _AFTER_HOW[following](rest, at)
    if following in _DEGREES:
        return Classification(_DEGREES[following])
    if following in _MEASURES:
        return Classification(AnswerType.NUMBER, rest[at + 1], names_type=True)
    return Classification(AnswerType.MANNER)


def _how_many(rest: Sequence[Word], at: int) -> Classification:
    unit = head(phrase(rest, at + 2))
    if unit and unit.text in _TIME_UNITS:
        return Classification(AnswerType.DURATION, unit, names_type=True, unit=True)
    return Classification(AnswerType.NUMBER, unit, unit=unit is not None)


def _how_much(rest: Sequence[Word], at: int) -> Classification:
    if _first(_MONEY_VERBS, rest[at + 2 :]):
        return Classification(AnswerType.MONEY)
    run = phrase(rest, at + 2)
    return Classification(AnswerType.NUMBER, run[0] if run else None, unit=bool(run))


_AFTER_HOW: dict[str, _Rule] = {"many": _how_many, "much": _how_much}
_ASKED = {word: AnswerType[kind.upper()] for kind, asking in pack(DEFAULT).asks.items() for word in asking}
_DEGREES = {word.removeprefix("how "): kind for word, kind in _ASKED.items() if " " in word}


def _what(rest: Sequence[Word], at: int) -> Classification:
    """Classify "what" by the verb behind it, or else by its noun."""
    behind = [word.text for word in rest[at + 1 :]]
    following = _text(rest, at + 1)
    if _is("reason_asked", behind):
        return Classification(AnswerType.REASON)
    if following in BEING:
        return Classification(AnswerType.DEFINITION) if _is("meant_by", behind) else _what_is(rest, at)
    if following in _AUXILIARIES:
        return _what_does(behind)
    return _which(rest, at)


def _what_does(behind: Sequence[str]) -> Classification:
    """Classify "what does it mean", "what did the stadium cost"."""
    if _is("meaning_asked", behind):
        return Classification(AnswerType.DEFINITION)
    return Classification(AnswerType.MONEY if behind[-1] in _COSTING else AnswerType.OTHER)


def _which(rest: Sequence[Word], at: int) -> Classification:
    """Classify "which city", "which ministries sent", "what types of schools"."""
    run = phrase(rest, at + 1)
    behind = _text(rest, at + 1 + len(run))
    # before an auxiliary the phrase is whole and its last noun counts; else it holds a verb, and its first noun counts
    whole = behind in _AUXILIARIES or (not behind and at > 1)
    nouns = run[::-1] if whole else run[:_MODIFIERS]
    if noun := _first(_TYPE_OF, nouns):
        return _of_noun(noun)
    if listing := _first(_LISTING, run):
        return Classification(AnswerType.LIST, listing, names_type=True)
    if _text(run, 0) in _NUMERALS - _ONE:
        return Classification(AnswerType.LIST, head(run))
    several = whole and is_plural(_text(nouns, 0))
    return Classification(AnswerType.LIST if several else AnswerType.OTHER, nouns[0] if nouns else None)


def _what_is(rest: Sequence[Word], at: int) -> Classification:
    """Classify "what is the date of", "what is a hotline", "what are the goals of"."""
    following = _text(rest, at + 2)
    determiner = following if following in _DETERMINERS else ""
    run = phrase(rest, at + 2 + bool(determiner))
    behind = rest[at + 2 + bool(determiner) + len(run) :]
    last = run[-1] if run else None
    if behind and not _NAMING.isdisjoint((behind[0].text, behind[-1].text)):  # "What is the bridge called?"
        return Classification(AnswerType.OTHER, _type_noun(run))
    if noun := _noun_sought(determiner, run, behind):
        return _of_noun(noun)
    if last and not behind and not is_verb(last.text):
        return Classification(AnswerType.DEFINITION)
    if last and determiner and is_plural(last.text) and _text(rest, at + 1) in _PLURAL_BEING:
        return Classification(AnswerType.LIST, last)
    return Classification(AnswerType.OTHER, head(run) if determiner else None)


def _noun_sought(determiner: str, run: Sequence[Word], behind: Sequence[Word]) -> Word | None:
    """Return the noun that names the type: "date" in "the date of", "author" in "the name of the author"."""
    if determiner not in _INDEFINITE and (noun := _type_noun(run)):
        is_head = (determiner or noun == run[0]) and (behind or noun == run[-1])
        return noun if is_head else None
    if determiner and _text(run, len(run) - 1) in _TITLES:
        return _type_noun(phrase(behind, 1 + (_text(behind, 1) in _DETERMINERS)))
    return None


def _command(rest: Sequence[Word]) -> Classification:
    """Classify "list the participants", "name three cities", "name the author"."""
    run = phrase(rest, 1 + (_text(rest, 1) in _DETERMINERS))
    noun = _type_noun(run)
    if rest[0].text in _NAMING_COMMANDS and not any(is_plural(word.text) for word in run):
        return _of_noun(noun) if noun else Classification(AnswerType.OTHER, head(run))
    member_type = _TYPE_OF[noun.text] if noun else AnswerType.OTHER
    return Classification(AnswerType.LIST, noun, names_type=noun is not None, member_type=member_type)


def _keywords(rest: Sequence[Word]) -> Classification:
    """Classify a question without a question word by the noun before "of", or else the last or the first one."""
    texts = [word.text for word in rest]
    if texts[0] in _DEFINING:
        return Classification(AnswerType.DEFINITION)
    if _is("share_asked", texts):
        return Classification(AnswerType.PERCENT)
    said = [word for word in rest if word.text not in _ARTICLES and not word.text.isdigit()]
    of = next((at for at, word in enumerate(said) if word.text in _BELONGING), 0)
    noun = _first(_TYPE_OF, [said[of - 1]] if of else [*said[-1:], *said[:1]])
    return _of_noun(noun) if noun else Classification(AnswerType.OTHER)


_RULES: dict[str, _Rule] = {"who": _who, "how": _how, "what": _what, "which": _which}
_PLAIN = {word: kind for word, kind in _ASKED.items() if " " not in word}
