"""The kind of answer that a question asks for, by rules over its words.

The classes follow the coarse and common fine ones of Li and Roth, "Learning Question Classifiers" (2002). A question
is read from its question word; where it has none ("second dialogue date"), from the noun that names what is wanted.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.query.phrases import Word, after_opening, asking, head, is_choice, is_plural, is_verb, phrase, split
from index.text.lexicon import FUNCTION_WORDS, NOUNS, words

__all__ = ["AnswerType", "Classification", "classify"]


class AnswerType(StrEnum):
    """The kind of answer a question expects; the value is how a person would ask for it."""

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
    """What a question asks for.

    ``focus`` is the noun that says what is wanted ("city" in "In which city", "people" in "How many people"), with
    its place, or None. ``names_kind`` says that the noun only names the kind of answer, so that an answer need not
    hold it: a city is seldom called "city". ``unit`` says that the noun is what is counted. ``each`` is the kind of
    the members of a list.
    """

    kind: AnswerType
    focus: Word | None = None
    names_kind: bool = False
    unit: bool = False
    each: AnswerType = AnswerType.OTHER


_KIND_OF = {noun: AnswerType[kind.upper()] for kind, nouns in NOUNS.items() for noun in nouns}
_ARTICLES, _AUXILIARIES, _PREPOSITIONS = words("articles"), words("auxiliaries"), words("prepositions")
_POSSESSIVES = _ARTICLES | {"its", "his", "her", "their", "our", "your", "my"}
_NUMERALS, _NAMING, _LISTING = words("numerals"), words("naming"), words("listing")
_TIME_UNITS, _MONEY_VERBS, _MEASURES = words("time_units"), words("money_verbs"), words("measures")
_ROLES = NOUNS["person"] | {"head", "responsible"}
_MEMBERS = {AnswerType.PERSON, AnswerType.PLACE, AnswerType.ORGANISATION}
_LONGEST_NAME = 4
_Rule = Callable[[Sequence[Word], int], Classification]


def classify(text: str) -> Classification:
    """What a question asks for; any text gets an answer, OTHER where no rule knows better."""
    rest = after_opening(split(text))
    if not rest:
        return Classification(AnswerType.OTHER)
    first = rest[0].text
    if first in {"if", "whether"}:
        return Classification(AnswerType.YES_NO)
    if first in {"list", "name", "enumerate"} and _text(rest, 1) != "of":
        return _named_list(rest)
    if first in _AUXILIARIES:
        return Classification(AnswerType.OTHER if is_choice(rest) else AnswerType.YES_NO)
    at = asking(rest, text)
    if at is None:
        return _without_question_word(rest)
    word = rest[at].text
    return Classification(_PLAIN[word]) if word in _PLAIN else _RULES[word](rest, at)


def _text(rest: Sequence[Word], at: int) -> str:
    """The word at a place, or "" behind the end."""
    return rest[at].text if 0 <= at < len(rest) else ""


def _naming(run: Sequence[Word]) -> Word | None:
    """The last word of a phrase that names a kind of answer."""
    return next((word for word in reversed(run) if word.text in _KIND_OF), None)


def _of_noun(noun: Word) -> Classification:
    """The kind that a noun names; the plural of a person, a place or a body asks for a list."""
    kind = _KIND_OF[noun.text]
    if kind in _MEMBERS and is_plural(noun.text):
        return Classification(AnswerType.LIST, noun, names_kind=True, each=kind)
    return Classification(kind, noun, names_kind=True)


def _who(rest: Sequence[Word], at: int) -> Classification:
    """Who: a person; but "Who is Guo Shengkun" asks what is to be said of one."""
    about = [word.text for word in rest[at + 2 :]]
    name = 1 <= len(about) <= _LONGEST_NAME and about[0] not in FUNCTION_WORDS
    role = any(word in _ROLES | _PREPOSITIONS or word.endswith(("ing", "ed")) for word in about)
    is_said = _text(rest, at + 1) in {"is", "was", "are", "were"} and name and not role
    return Classification(AnswerType.DEFINITION if is_said else AnswerType.PERSON)


def _how(rest: Sequence[Word], at: int) -> Classification:
    """How: by the adjective behind it a number, a sum or a time; without one a manner."""
    following = _text(rest, at + 1)
    if following in _AFTER_HOW:
        return _AFTER_HOW[following](rest, at)
    if following in _DEGREES:
        return Classification(_DEGREES[following])
    if following in _MEASURES:
        return Classification(AnswerType.NUMBER, rest[at + 1], names_kind=True)
    return Classification(AnswerType.MANNER)


def _how_many(rest: Sequence[Word], at: int) -> Classification:
    run = phrase(rest, at + 2)
    unit = head(run)
    text = unit.text if unit else ""
    if text in _TIME_UNITS:
        return Classification(AnswerType.DURATION, unit, names_kind=True, unit=True)
    return Classification(AnswerType.NUMBER, unit, unit=unit is not None)


def _how_much(rest: Sequence[Word], at: int) -> Classification:
    if any(word.text in _MONEY_VERBS for word in rest[at + 2 :]):
        return Classification(AnswerType.MONEY)
    run = phrase(rest, at + 2)
    return Classification(AnswerType.NUMBER, run[0] if run else None, unit=bool(run))


_AFTER_HOW: dict[str, _Rule] = {"many": _how_many, "much": _how_much}
_DEGREES = {"long": AnswerType.DURATION, "soon": AnswerType.DURATION, "come": AnswerType.REASON} | dict.fromkeys(
    ("early", "late", "recently"), AnswerType.DATE
)


def _what(rest: Sequence[Word], at: int) -> Classification:
    """What: by the verb behind it, or else by a noun."""
    behind = [word.text for word in rest[at + 1 :]]
    following = _text(rest, at + 1)
    if behind == ["for"]:
        return Classification(AnswerType.REASON)
    if following in {"is", "are", "was", "were"}:
        return Classification(AnswerType.DEFINITION) if behind[1:3] == ["meant", "by"] else _what_is(rest, at)
    if following in _AUXILIARIES:
        return _what_does(behind)
    return _which(rest, at)


def _what_does(behind: Sequence[str]) -> Classification:
    """What does it mean; what did the stadium cost."""
    if "mean" in behind[-2:] or ("stand" in behind and behind[-1] == "for"):
        return Classification(AnswerType.DEFINITION)
    return Classification(AnswerType.MONEY if behind[-1] in {"cost", "pay", "earn"} else AnswerType.OTHER)


def _which(rest: Sequence[Word], at: int) -> Classification:
    """Which city; which ministries sent; what types of schools."""
    run = phrase(rest, at + 1)
    # before an auxiliary the phrase is whole and its last noun counts; else a verb is in it, and the first noun does
    behind = _text(rest, at + 1 + len(run))
    whole = behind in _AUXILIARIES or (not behind and at > 1)
    noun = _naming(run) if whole else next((word for word in run[:3] if word.text in _KIND_OF), None)
    if noun:
        return _of_noun(noun)
    listing = next((word for word in run if word.text in _LISTING), None)
    if listing or (run and run[0].text in _NUMERALS - {"one"}):
        return Classification(AnswerType.LIST, listing or head(run), names_kind=listing is not None)
    focus = (run[-1] if whole else run[0]) if run else None
    return Classification(AnswerType.LIST if whole and focus and is_plural(focus.text) else AnswerType.OTHER, focus)


def _what_is(rest: Sequence[Word], at: int) -> Classification:
    """What is the date of; what is a hotline; what are the names of."""
    article = _text(rest, at + 2)
    begin = at + 2 + (article in _POSSESSIVES)
    run = phrase(rest, begin)
    behind = rest[begin + len(run) :]
    if rest[-1].text in _NAMING or _text(behind, 0) in _NAMING:
        return Classification(AnswerType.OTHER, _naming(run))
    noun = _naming(run) if article not in {"a", "an"} else None
    if noun is None and run and behind and run[-1].text in {"name", "names", "title"}:
        noun = _naming(phrase(behind, 1 + (_text(behind, 1) in _POSSESSIVES)))
    if noun and (begin > at + 2 or noun == run[0]) and (behind or noun == run[-1]):
        return _of_noun(noun)
    if run and not behind and not is_verb(run[-1].text):
        return Classification(AnswerType.DEFINITION)
    several = _text(rest, at + 1) in {"are", "were"} and begin > at + 2 and run and is_plural(run[-1].text)
    return (
        Classification(AnswerType.LIST, run[-1])
        if several
        else Classification(AnswerType.OTHER, head(run) if begin > at + 2 else None)
    )


def _named_list(rest: Sequence[Word]) -> Classification:
    """List the participants; name three cities; name the author."""
    run = phrase(rest, 1 + (_text(rest, 1) in _POSSESSIVES))
    noun = _naming(run)
    if rest[0].text == "name" and not any(is_plural(word.text) for word in run):
        return _of_noun(noun) if noun else Classification(AnswerType.OTHER, head(run))
    return Classification(
        AnswerType.LIST, noun, names_kind=noun is not None, each=_KIND_OF[noun.text] if noun else AnswerType.OTHER
    )


def _without_question_word(rest: Sequence[Word]) -> Classification:
    """A command or a telegram: by the noun that names what is wanted, before "of", last or first."""
    texts = [word.text for word in rest]
    if texts[0] in {"define", "definition"}:
        return Classification(AnswerType.DEFINITION)
    if "%" in texts or texts[:2] == ["per", "cent"]:
        return Classification(AnswerType.PERCENT)
    said = [word for word in rest if word.text not in _ARTICLES and not word.text.isdigit()]
    of = next((at for at, word in enumerate(said) if word.text == "of"), 0)
    places = [said[of - 1]] if of else [*said[-1:], *said[:1]]
    noun = next((word for word in places if word.text in _KIND_OF), None)
    return _of_noun(noun) if noun else Classification(AnswerType.OTHER)


_RULES: dict[str, _Rule] = {"who": _who, "how": _how, "what": _what, "which": _which}
_PLAIN = {
    "whom": AnswerType.PERSON,
    "whose": AnswerType.PERSON,
    "when": AnswerType.DATE,
    "where": AnswerType.PLACE,
    "why": AnswerType.REASON,
}
