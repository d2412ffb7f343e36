"""Follow-ups: a question without a subject of its own takes the subject of the question before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index import forms
from index.entities import names
from index.kinds import asked
from index.lexicon import FUNCTION_WORDS, words
from index.nounphrases import NounPhrase, noun_phrases
from index.phrases import Word, after_opening, asking, is_verb, split
from index.pronouns import DEMONSTRATIVE, PERSONAL, PLURAL, is_content, is_possessive, referring

__all__ = ["FollowUp", "follow_up"]

# a longer text speaks for itself
_LONGEST = 300
_AUXILIARIES, _PREPOSITIONS, _ORDINALS = words("auxiliaries"), words("prepositions"), words("ordinals")
_QUESTION_WORDS, _ARTICLES = words("question_words"), words("articles")
_ABOUT = re.compile(
    r"\W*(?:(?:and|but|or|so|then|ok|okay)\W+)*(?:(?:what|how) about|and|or|same for)\s+(?=\S)", re.IGNORECASE
)
_LINKING = re.compile(r"\W*(?:(?:and|but|so|then|ok|okay|or|also)\W+)+(?=\S)", re.IGNORECASE)
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
    rest = asks[linked.end() :] if linked else asks
    found = split(rest)
    if not found or not _content(split(earlier)):
        return None
    completed = _completed(asks, rest, found, earlier)
    mark = "?" if "?" in question else ""
    return FollowUp(completed.text + mark, completed.subject) if completed else None


def _completed(asks: str, rest: str, found: list[Word], earlier: str) -> FollowUp | None:
    if fragment := _fragment(asks):
        return _exchanged(fragment, earlier)
    if pronoun := referring(rest, found):
        return _with_pronoun(rest, pronoun, earlier)
    return _bare(rest, found, earlier)


def _content(found: Sequence[Word]) -> list[Word]:
    """The words that carry meaning."""
    return [word for word in found if word.text not in FUNCTION_WORDS or word.text in _ORDINALS]


def _fragment(asks: str) -> str | None:
    """What is put in the place of something: "the second" of "What about the second?", "in 2016" of "and in 2016?"."""
    about = _ABOUT.match(asks)
    rest = asks[about.end() :] if about else asks
    found = split(rest)
    if not found or _QUESTION_WORDS & {word.text for word in found} or found[0].text in _AUXILIARIES:
        return None
    short = len(found) <= 4  # noqa: PLR2004 - "in late May 2016"
    leading = found[0].text in _PREPOSITIONS and short and (forms.dates(rest) or names(rest))
    return rest if about or leading else None


def _exchanged(fragment: str, earlier: str) -> FollowUp | None:
    """The question before with a part of it exchanged, or with the fragment behind it."""
    kind = asked(fragment)
    if kind.names_kind and len(_content(split(fragment))) == 1:  # "and the place?"
        subject = _subject(earlier, plural=None, person=False)
        if subject and asking(split(earlier), earlier) is not None:
            said = earlier[subject.start : subject.end]
            return FollowUp(f"{fragment} of {said}", said)
        return FollowUp(f"{fragment} {_statement(earlier)}", _statement(earlier))
    place = _place(fragment, earlier)
    if place:
        start, end, said = place
        return FollowUp(earlier[:start] + said + earlier[end:], f"{earlier[:start]}…{earlier[end:]}".strip())
    return FollowUp(f"{earlier} {fragment}", earlier) if split(fragment)[0].text in _PREPOSITIONS else None


def _place(fragment: str, earlier: str) -> tuple[int, int, str] | None:
    """Where the question before has a date, an ordinal, a name or a subject like the fragment's, and what to put."""
    new, old = forms.dates(fragment), forms.dates(earlier)
    if new and old:
        return old[-1].start, old[-1].end, fragment[new[0].start : new[0].end]
    found = split(fragment)
    ordinal = next((word.text for word in found if word.text in _ORDINALS), None)
    if ordinal and {word.text for word in _content(found)} <= {ordinal, "one", "ones"}:
        return _place_of_ordinal(ordinal, earlier)
    leading = found[0].text if found[0].text in _PREPOSITIONS else ""
    if new or (leading and not names(fragment)):
        return None
    said = fragment[found[1].start :] if leading and len(found) > 1 else fragment
    named = [one for one in names(earlier) if not leading or one.before == leading]
    if named and names(said):
        return named[-1].start, named[-1].end, said
    subject = None if leading else _subject(earlier, plural=None, person=False)
    if subject is None:
        return None
    of = earlier.rfind(" of ", subject.start, subject.end)
    begin = of + len(" of ") if of > 0 and found[0].text not in _ARTICLES else subject.start
    return begin, subject.end, said


def _place_of_ordinal(ordinal: str, earlier: str) -> tuple[int, int, str] | None:
    had = next((word for word in split(earlier) if word.text in _ORDINALS), None)
    if had:
        return had.start, had.end, ordinal
    subject = _subject(earlier, plural=None, person=False)
    start = subject.start + _article(earlier, subject) if subject else 0
    return (start, start, f"{ordinal} ") if subject else None


def _article(text: str, phrase: NounPhrase) -> int:
    """How many characters the article at the beginning of a phrase takes."""
    first = text[phrase.start : phrase.end].split(" ", 1)[0]
    return len(first) + 1 if first.lower() in _ARTICLES else 0


def _noun(said: str) -> str:
    """A subject without its article and its ordinal: "dialogue" of "the second dialogue"."""
    words_of = said.split()
    while len(words_of) > 1 and words_of[0].lower() in _ARTICLES | _ORDINALS:
        del words_of[0]
    return " ".join(words_of)


def _with_pronoun(rest: str, pronoun: Word, earlier: str) -> FollowUp | None:
    """A question with its pronoun exchanged for the subject of the one before."""
    plural = None if pronoun.text == "there" else pronoun.text in PLURAL | {"these", "those"}
    subject = _subject(earlier, plural=plural, person=pronoun.text in PERSONAL)
    if subject is None:
        return None
    said = earlier[subject.start : subject.end]
    if pronoun.text in {"one", "ones"}:
        said = _noun(said)
    following = rest[pronoun.end :].strip().split(" ", 1)[0].lower()
    determines = pronoun.text in DEMONSTRATIVE and is_content(following)
    ending = "'s" if is_possessive(pronoun.text, following) else ""
    if determines:
        return FollowUp(f"{rest} ({said})", said)
    return FollowUp(f"{rest[: pronoun.start]}{said}{ending}{rest[pronoun.end :]}", said)


def _bare(rest: str, found: list[Word], earlier: str) -> FollowUp | None:
    """Why; and where; in which city; who attended: what asks, with what the question before says."""
    asks = asked(rest)
    own = [word for word in _content(found) if asks.focus is None or word.start != asks.focus.start]
    at = asking(found, rest)
    verbs = all(is_verb(word.text) or word.text in _ORDINALS for word in own)
    idle = not own and asks.focus is None and at is not None and found[at].text == "what"
    if at is None or not verbs or idle or found[-1].text in _ARTICLES:
        return None
    subject = _subject(earlier, plural=None, person=False)
    named = earlier[subject.start : subject.end] if subject else ""
    said = named if own else _statement(earlier)
    return FollowUp(f"{rest} {said}", named or said) if said else None


def _statement(earlier: str) -> str:
    """The question before without the words that asked."""
    found = after_opening(split(earlier))
    at = asking(found, earlier)
    if at is None:
        focus = asked(earlier).focus
        kept = earlier if focus is None else earlier[: focus.start] + earlier[focus.end :]
        return _lowered(" ".join(kept.split()))
    focus = asked(earlier).focus
    begin = max(found[at].end, focus.end if focus and focus.start >= found[at].start else 0)
    head = earlier[found[0].start : found[at].start] if at > 1 else ""
    return f"{head}{earlier[begin:]}".strip(" ,")


def _lowered(text: str) -> str:
    """A question without the capital of its first word, where that is no name."""
    first = text.split(" ", 1)[0]
    return text[:1].lower() + text[1:] if first.lower() in FUNCTION_WORDS else text


def _subject(earlier: str, *, plural: bool | None, person: bool) -> NounPhrase | None:
    """The phrase that a question speaks of: a name for a person, one of the right number, or else the first.

    The noun that only says what is asked for ("How many people") is not spoken of, unless there is nothing else.
    """
    focus = asked(earlier).focus
    if focus and asking(split(earlier), earlier) is None:  # "second dialogue date" speaks of the second dialogue
        earlier = earlier[: focus.start] + " " * (focus.end - focus.start) + earlier[focus.end :]
    found = split(earlier)
    degrees = {second.start for first, second in pairwise(found) if first.text == "how"}  # "How long did it take"
    phrases = [one for one in noun_phrases(earlier, found) if one.start not in degrees]
    spoken = [one for one in phrases if focus is None or not one.start <= focus.start < one.end] or phrases
    wanted = [one for one in spoken if (not person or one.name) and plural in {None, one.plural}]
    named = [one for one in spoken if one.name] if person else []
    return next(iter([*wanted, *named, *spoken]), None)
