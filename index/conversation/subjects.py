"""What a question speaks of: the one of its noun phrases that a pronoun of the next question stands for."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from index.conversation.noun_phrases import NounPhrase, is_ordinal, noun_phrases, whole_words
from index.query.answer_type import AnswerType, classify
from index.query.phrases import Word, asking

__all__ = ["names_answer", "noun", "subject"]

_ARTICLES = frozenset(["a", "an", "the"])
_DOING = frozenset(["do", "does", "did", "will", "would", "can", "could", "should"])
_ASKING = frozenset(["what", "which", "whose", "many", "much"])
# what is no thing by itself, but always of one: "the price of the ticket"
_MEASURES = {
    AnswerType.DATE,
    AnswerType.NUMBER,
    AnswerType.MONEY,
    AnswerType.PERCENT,
    AnswerType.DURATION,
    AnswerType.REASON,
}


def subject(
    earlier: str,
    *,
    plural: bool | None = None,
    person: bool | None = None,
    used: Iterable[NounPhrase] = (),
    strict: bool = False,
) -> NounPhrase | None:
    """The phrase that a question speaks of, or None: one of the right number and sort, or else the first.

    ``plural`` and ``person`` say what is wanted where that is known; with ``strict`` a person is never a thing with an
    article. The noun that only says what is asked for ("How many people") is not spoken of, unless there is nothing
    else, and neither is a phrase in ``used``.
    """
    asks, found = classify(earlier), whole_words(earlier)
    if asks.focus and asking(found, earlier) is None:  # "second dialogue date" speaks of the second dialogue
        earlier = earlier[: asks.focus.start] + " " * (asks.focus.end - asks.focus.start) + earlier[asks.focus.end :]
        found = whole_words(earlier)
    phrases = [one for one in noun_phrases(earlier, found) if one not in set(used)]
    spoken = [one for one in phrases if not names_answer(one, found)] or phrases
    if person is False and asks.focus and not asks.names_kind:  # "Which law did he break" speaks of the law
        spoken = [*_asked_for(phrases, found), *spoken]
    if person and strict:
        spoken = [one for one in spoken if one.person or one.name or not one.definite]
    if plural:
        spoken = [*(one for one in spoken if one.plural), *_pairs(earlier, spoken), *spoken]
    best = min(spoken, key=lambda one: _misfit(one, plural=plural, person=person), default=None)
    if best is None:
        return None
    measured = asks.focus is not None and asks.kind in _MEASURES and best.start <= asks.focus.start < best.end
    return _part(earlier, best) if measured or (person is False and best.person) else best


def _asked_for(phrases: list[NounPhrase], found: list[Word]) -> list[NounPhrase]:
    """The phrase that says what is asked for, where that is the object: "which law" before "did he break"."""
    doing = {word.start for word in found if word.text in _DOING}
    return [one for one in phrases if names_answer(one, found) and one.end + 1 in doing]


def names_answer(phrase: NounPhrase, found: list[Word]) -> bool:
    """Whether a phrase only says what is asked for: "which city", "how many people"."""
    return any(word.end + 1 == phrase.start and word.text in _ASKING for word in found)


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
    """The thing that a phrase names somebody or something by: "the CPLA" of "the secretary of the CPLA"."""
    of = text.find(" of ", phrase.start, phrase.end)
    return replace(phrase, start=of + len(" of ")) if of > 0 else phrase


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
