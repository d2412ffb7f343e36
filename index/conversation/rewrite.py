"""Follow-ups: a question without a subject of its own takes the subject of the question before."""

import re
from dataclasses import dataclass

from index.annotation.entities import places
from index.conversation.noun_phrases import NounPhrase, noun_phrases, whole_words
from index.conversation.pronouns import (
    DEMONSTRATIVE,
    PERSONAL,
    PLURAL,
    is_content,
    is_possessive,
    referring,
    speaks_of_nothing,
)
from index.conversation.statements import adverbial, doer, inverted, passive, statement
from index.conversation.subjects import names_answer, noun, subject
from index.conversation.substitution import content, exchanged, fragment, names_kind
from index.query.answer_type import classify
from index.query.phrases import Word, asking
from index.text.lexicon import words

__all__ = ["FollowUp", "follow_up"]

# a longer text speaks for itself
_LONGEST = 300
_AUXILIARIES, _PREPOSITIONS, _ARTICLES = words("auxiliaries"), words("prepositions"), words("articles")
_SPEAKERS = frozenset(["i", "we", "you"])
_LINKING = re.compile(r"\W*(?:(?:and|but|so|then|ok|okay|or|also)\W+)+(?=\S)", re.IGNORECASE)
# "Why is that?"; "Why did he?"; "Why not?"
_WHY = re.compile(
    r"(why|how come|how so|when|where|how)(?: not|(?<=why) (?:is|was) (?:that|this|it)"
    r"| (?:do|does|did|will|would|can|could|has|have|had) (?:he|she|it|they|that))$",
    re.IGNORECASE,
)
# how sure it must be, from 0 to 1, that a name is a place's
_LIKELY = 0.5
# what somebody does at a thing rather than to it
_AT = frozenset(["came", "gathered", "happened", "met", "occurred", "spoke"])
_END = " \t\r\n?!."


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A follow-up made whole: ``text`` is the completed question, ``subject`` what it took of the question before."""

    text: str
    subject: str


def follow_up(question: str, before: str) -> FollowUp | None:
    """Complete a question that has no subject of its own from the question before; None for one that is complete.

    ``before`` may have been completed itself, so follow-ups can follow each other. Whatever is taken are words of
    ``before``, never of an answer.
    """
    asks, earlier = question.strip(_END), before.strip(_END)
    if not asks or not earlier or len(asks) > _LONGEST or len(earlier) > _LONGEST:
        return None
    linked = _LINKING.match(asks)
    rest = _WHY.sub(r"\1", asks[linked.end() :] if linked else asks)
    found = whole_words(rest)
    if not found or not content(whole_words(earlier)):
        return None
    completed = _completed(asks, rest, found, earlier)
    mark = "?" if "?" in question else ""
    return FollowUp(completed.text + mark, completed.subject) if completed else None


def _completed(asks: str, rest: str, found: list[Word], earlier: str) -> FollowUp | None:
    if said := fragment(asks):
        if names_kind(said):
            kept = statement(earlier)
            return FollowUp(f"{said} {kept}", kept) if kept else None
        new = exchanged(said, earlier)
        return FollowUp(*new) if new else None
    if speaks_of_nothing(rest):
        return None
    if pronouns := referring(rest, found):
        return _with_pronouns(rest, pronouns, earlier)
    return _bare(rest, found, earlier)


def _with_pronouns(rest: str, pronouns: list[Word], earlier: str) -> FollowUp | None:
    """A question with its pronouns exchanged for what the one before speaks of, each for something else."""
    taken: dict[NounPhrase, Word] = {}
    doing = doer(earlier)
    for pronoun in pronouns:
        free = pronoun.text == "there"
        plural = None if free else pronoun.text in PLURAL | {"these", "those"}
        person = None if free or plural else pronoun.text in PERSONAL
        strict = len(pronouns) > 1 or doing is not None
        one = subject(earlier, plural=plural, person=person, used=taken, strict=strict)
        if one and not (plural and doing and not one.plural):
            taken[one] = pronoun
    if not taken and doing:  # "Who wrote the report?", "Where was he born?"
        return FollowUp(f"{rest} ({doing})", doing)
    text = rest
    for one, pronoun in sorted(taken.items(), key=lambda pair: -pair[1].start):
        text = _put(text, pronoun, earlier[one.start : one.end])
    told = " … ".join(earlier[one.start : one.end] for one in sorted(taken, key=lambda one: one.start))
    return FollowUp(text, told) if taken else None


def _put(text: str, pronoun: Word, said: str) -> str:
    """A question with a phrase in the place of its pronoun."""
    before, behind = text[: pronoun.start], text[pronoun.end :]
    following = behind.strip().split(" ", 1)[0].lower()
    if pronoun.text in DEMONSTRATIVE and is_content(following):
        return f"{text} ({said})"
    if pronoun.text in {"one", "ones"}:
        said = noun(said)
    beside = before.lower().split()[-1:]
    if pronoun.text == "there" and not _PREPOSITIONS.intersection(beside):
        said = f"{'in' if any(one.strength > _LIKELY for one in places(said)) else 'at'} {said}"
    elif pronoun.text == "that" and not (_PREPOSITIONS | _AUXILIARIES).intersection(beside):  # "Why did he say that?"
        said = f"that ({said})"
    ending = "'s" if is_possessive(pronoun.text, following) else ""
    return f"{before}{said}{ending}{behind}"


def _bare(rest: str, found: list[Word], earlier: str) -> FollowUp | None:
    """Why; and where; in which city; who attended: what asks, with what the question before says."""
    focus, at = classify(rest).focus, asking(found, rest)
    phrases = noun_phrases(rest, found)
    speaks = any(not names_answer(one, found) for one in phrases)
    if at is None or speaks or found[-1].text in _ARTICLES or _SPEAKERS & {word.text for word in found}:
        return None
    named = [(one.start, one.end) for one in phrases]
    if focus and found[at].text == "how":  # "how tall"
        named.append((focus.start, focus.end))
    own = [word for word in content(found) if not any(start <= word.start < end for start, end in named)]
    if not own and not phrases and found[at].text == "what":
        return None
    spoken = subject(earlier)
    told = earlier[spoken.start : spoken.end] if spoken else ""
    said = _behind(own[-1], told) if own else _said(found, earlier)
    told = told or (said if said.lower() in earlier.lower() else earlier)
    return FollowUp(f"{rest} {said}", told) if said else None


def _behind(verb: Word, said: str) -> str:
    """A subject as it stands behind the verb of a follow-up."""
    return f"at {said}" if verb.text in _AT and said else said


def _said(found: list[Word], earlier: str) -> str:
    """What the question before says, in the form that the words of the follow-up can ask about."""
    said = statement(earlier)
    return (inverted(earlier) or passive(said) or said) if adverbial(found) else said
