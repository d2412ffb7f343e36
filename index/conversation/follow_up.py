"""Follow-ups: a question that leaves something out goes on from the question before, whose terms it takes.

The terms taken count less than its own, as in the query expansion of conversational search (Mele et al., "Topic
Propagation in Conversational Search", 2020): it need not be known which word stands for which.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.annotation import quantities
from index.annotation.entities import names
from index.conversation.references import is_bare, refers
from index.conversation.subjects import subject
from index.query.answer_type import classify
from index.query.phrases import Word, after_opening, asking, split
from index.query.question import Question, parse
from index.text.analyzer import terms, tokens
from index.text.lexicon import FUNCTION_WORDS, words

__all__ = ["FollowUp", "expanded", "follow_up"]

LONGEST = 300
"""Characters of a question beyond which it speaks for itself, and beyond which nothing is taken of it."""

SHORT, LEADING = 8, 4
"""Words of a fragment at most: behind "and" or "what about", and where it begins with a preposition."""

KEPT = 3
"""Questions that the next follow-up goes on from beside the last one: the one that opened, and fragments since."""

_LINK = re.compile(r"^\W*(?:(?:and|but|so|then|ok|okay|or|also)\W+)+(?=\S)", re.IGNORECASE)
_AND = re.compile(r"\W*(?:(?:so|then|ok|okay)\W+)*(?:(?:and|but|or|also)\W+)+(?=\S)", re.IGNORECASE)
_ABOUT = re.compile(r"\W*(?:(?:what|how) about|(?:the )?same (?:for|with))\s+(?=\S)", re.IGNORECASE)
_QUESTION_WORDS, _OPENING = words("question_words"), words("auxiliaries", "requests")
_PREPOSITIONS = words("prepositions")
_END = " \t?!."


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A follow-up made whole.

    ``question`` holds its own terms and those it took; ``subject`` is what it took, in words of the question before.
    ``conversation`` is what the next follow-up goes on from: the questions to keep in mind, one a line.
    """

    question: Question
    subject: str
    conversation: str


def follow_up(question: str, before: str) -> FollowUp | None:
    """Complete a question that leaves something out from the one before; None for one that is complete.

    ``before`` may be the ``conversation`` of a follow-up, so that follow-ups can follow each other. Whatever is taken
    are words of questions, never of an answer.
    """
    asks = " ".join(question.split())
    said = [line for line in before.splitlines() if terms(line)]
    if not said or not asks or max(map(len, [asks, *said])) > LONGEST:
        return None
    fragment = _fragment(asks)
    rest = fragment or _LINK.sub("", asks, count=1)
    found = after_opening(split(rest))
    if not found or not (fragment or refers(rest, found) or is_bare(rest, found)):
        return None
    asker = _asker(said) if fragment and not _names_kind(fragment, found) else None
    return _completed(parse(asks), said, asker)


def _completed(own: Question, said: Sequence[str], asker: str | None) -> FollowUp:
    """A question with what those before say; it asks for what ``asker`` asks for, or else for what it asks itself."""
    earlier = parse("\n".join(said))
    replaced = _replaced(own, earlier)
    whole = expanded(own, earlier, parse(asker) if asker else own, replaced)
    kept = [said[0], *filter(_fragment, said[1:])][-KEPT:]
    conversation = "\n".join([*(_without(one, replaced) for one in kept), own.text])
    return FollowUp(whole, asker.strip(_END) if asker else subject(said), conversation)


def _fragment(asks: str) -> str | None:
    """What is put in the place of something: "the second" of "What about the second?", "in 2016" of "And in 2016?"."""
    linked = _AND.match(asks)
    rest = asks[linked.end() :] if linked else asks
    about = _ABOUT.match(rest)
    put = rest[about.end() :] if about else rest
    found = split(put)
    if not found or found[0].text in _OPENING or any(word.text in _QUESTION_WORDS for word in found):
        return None
    if about or linked:
        return put if len(found) <= SHORT else None
    leads = found[0].text in _PREPOSITIONS and len(found) <= LEADING
    return put if leads and (quantities.dates(put) or names(put)) else None


def _names_kind(fragment: str, found: Sequence[Word]) -> bool:
    """Whether a fragment names what is asked for now: "and the place?"."""
    said = [word for word in found if word.text not in FUNCTION_WORDS]
    return len(said) == 1 and found[0].text not in _PREPOSITIONS and classify(fragment).names_kind


def _asker(said: Sequence[str]) -> str:
    """The last question that says what kind of answer it asks for."""
    return next((one for one in reversed(said) if asking(split(one), one) is not None), said[0])


def _replaced(own: Question, earlier: Question) -> frozenset[str]:
    """The terms of a question before in whose place the follow-up has others: its dates, its "first" and "2nd"."""
    pairs = ((own.dates, earlier.dates), (own.ordinals, earlier.ordinals))
    return frozenset(term for new, old in pairs if new for one in old for term in terms(one))


def _without(question: str, replaced: frozenset[str]) -> str:
    """A question without the words of some terms."""
    for token in reversed(tokens(question)):
        if token.term in replaced:
            question = question[: token.start] + question[token.end :].lstrip()
    return question


def expanded(own: Question, earlier: Question, kind: Question, replaced: frozenset[str] = frozenset()) -> Question:
    """A question with the terms of an earlier one, but for those replaced, that asks for what ``kind`` asks for."""
    known = {token.term for token in own.tokens} | replaced
    moved = len(own.text) + 1
    taken = [
        token._replace(start=token.start + moved, end=token.end + moved)
        for token in earlier.tokens
        if token.term not in known
    ]
    return replace(
        kind,
        text=f"{own.text}\n{earlier.text}",
        tokens=(*own.tokens, *taken),
        taken=frozenset(token.term for token in taken),
        names=tuple(dict.fromkeys((*own.names, *earlier.names))),
        ordinals=own.ordinals or earlier.ordinals,
        dates=own.dates or earlier.dates,
        quoted=(*own.quoted, *earlier.quoted),
        negated=own.negated,
    )
