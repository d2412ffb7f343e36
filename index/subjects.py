"""What a question speaks of: the one of its noun phrases that a pronoun of the next question stands for."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from index.kinds import asked
from index.nounphrases import NounPhrase, is_ordinal, noun_phrases, whole_words
from index.phrases import asking

__all__ = ["noun", "subject"]

_ARTICLES = frozenset(["a", "an", "the"])


def subject(
    earlier: str, *, plural: bool | None = None, person: bool | None = None, used: Iterable[NounPhrase] = ()
) -> NounPhrase | None:
    """The phrase that a question speaks of, or None: one of the right number and sort, or else the first.

    ``plural`` and ``person`` say what is wanted where that is known; a person is never an article's thing, while a
    thing may be anything. The noun that only says what is asked for ("How many people") is not spoken of, unless there
    is nothing else, and neither is a phrase in ``used``.
    """
    focus = asked(earlier).focus
    if focus and asking(whole_words(earlier), earlier) is None:  # "second dialogue date" speaks of the second dialogue
        earlier = earlier[: focus.start] + " " * (focus.end - focus.start) + earlier[focus.end :]
    phrases = [one for one in noun_phrases(earlier, whole_words(earlier)) if one not in set(used)]
    spoken = [one for one in phrases if focus is None or not one.start <= focus.start < one.end] or phrases
    if person:
        spoken = [one for one in spoken if one.person or one.name or not one.definite]
    if plural:
        spoken = [*(one for one in spoken if one.plural), *_pairs(earlier, spoken), *spoken]
    best = min(spoken, key=lambda one: _misfit(one, plural=plural, person=person), default=None)
    return _part(earlier, best) if best and person is False else best


def _misfit(phrase: NounPhrase, *, plural: bool | None, person: bool | None) -> int:
    """How badly a phrase fits what is wanted; 0 is best."""
    wrong_number = plural is not None and phrase.plural != plural
    if person is None:
        return 2 * wrong_number
    if person:
        return 4 * wrong_number + 2 * (not phrase.person) + (not phrase.name)
    # "it" is a thing: what has an article is one, a bare name may be somebody's
    return 2 * wrong_number + 3 * phrase.person


def _part(text: str, phrase: NounPhrase) -> NounPhrase:
    """The thing in a phrase that names somebody by it: "the CPLA" of "the secretary of the CPLA"."""
    of = text.find(" of ", phrase.start, phrase.end)
    return replace(phrase, start=of + len(" of ")) if phrase.person and of > 0 else phrase


def _pairs(text: str, phrases: list[NounPhrase]) -> list[NounPhrase]:
    """Phrases with "and" between them as one: "Guo Shengkun and Loretta Lynch"."""
    return [
        replace(first, end=second.end, plural=True)
        for first, second in pairwise(phrases)
        if text[first.end : second.start].strip().lower() in {"and", "&"}
    ]


def noun(said: str) -> str:
    """A subject without its article and its ordinal: "dialogue" of "the second dialogue"."""
    words_of = said.split()
    while len(words_of) > 1 and (words_of[0].lower() in _ARTICLES or is_ordinal(words_of[0].lower())):
        del words_of[0]
    return " ".join(words_of)
