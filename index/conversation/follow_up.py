"""Follow-up questions: an incomplete question inherits the terms of the questions before it.

Inherited terms count less than its own, as in the query expansion of conversational search (Mele et al., "Topic
Propagation in Conversational Search", 2020), so that no pronoun need be resolved.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.annotation import quantities
from index.annotation.entities import names
from index.conversation.references import is_bare, refers
from index.conversation.subjects import subject
from index.query.answer_type import classify
from index.query.phrases import Word, after_opening, question_word, split
from index.query.question import Question, parse
from index.text.analyzer import terms
from index.text.language import DEFAULT
from index.text.lexicon import FUNCTION_WORDS, words
from index.text.patterns import pattern

__all__ = ["FollowUp", "expanded", "follow_up"]

LONGEST = 300
"""Characters of the longest question that inherits terms, or that terms are inherited from."""

SHORT, LEADING = 8, 4
"""Words of a fragment at most: behind "and" or "what about", and if it begins with a preposition."""

KEPT = 3
"""Earlier questions kept for the next follow-up beside the last one: the first one and the latest fragments."""

_QUESTION_WORDS, _OPENING = words("question_words"), words("auxiliaries", "requests")
_PREPOSITIONS = words("prepositions")
_END = " \t?!."


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A completed follow-up.

    ``question`` holds its own terms and those it inherits; ``subject`` names the latter in words of earlier questions.
    ``conversation`` are the questions, one a line, from which the next follow-up may inherit.
    """

    question: Question
    subject: str
    conversation: str


def follow_up(question: str, before: str, languages: Sequence[str] = (DEFAULT,)) -> FollowUp | None:
    """Complete a question with terms of those before; None if it is complete by itself.

    ``before`` is the question before, or the ``conversation`` of a follow-up. Terms are only inherited from questions,
    never from answers. ``languages`` are those of the sources.
    """
    asks = " ".join(question.split())
    earlier = [line for line in before.splitlines() if terms(line)]
    if not earlier or not asks or max(map(len, [asks, *earlier])) > LONGEST:
        return None
    fragment = _fragment(asks)
    rest = fragment or pattern(DEFAULT, "link", re.IGNORECASE).sub("", asks, count=1)
    found = after_opening(split(rest))
    if not found or not (fragment or refers(rest, found) or is_bare(rest, found)):
        return None
    model = _model(earlier) if fragment and not _names_type(fragment, found) else None
    return _completed(parse(asks, languages), earlier, model, languages)


def _completed(own: Question, earlier: Sequence[str], model: str | None, languages: Sequence[str]) -> FollowUp:
    """Add the terms of earlier questions; the answer type is that of ``model``, or else the question's own."""
    inherited = parse("\n".join(earlier), languages)
    replaced = _replaced(own, inherited)
    whole = expanded(own, inherited, parse(model, languages) if model else own, replaced)
    kept = [earlier[0], *filter(_fragment, earlier[1:])][-KEPT:]
    conversation = "\n".join([*(_without(question, replaced, own) for question in kept), own.text])
    return FollowUp(whole, model.strip(_END) if model else subject(earlier), conversation)


def _fragment(asks: str) -> str | None:
    """Return the words of a question that is only a fragment: "the second" of "What about the second?"; or None."""
    linked = pattern(DEFAULT, "fragment_link", re.IGNORECASE).match(asks)
    rest = asks[linked.end() :] if linked else asks
    about = pattern(DEFAULT, "about_another", re.IGNORECASE).match(rest)
    fragment = rest[about.end() :] if about else rest
    found = split(fragment)
    if not found or found[0].text in _OPENING or any(word.text in _QUESTION_WORDS for word in found):
        return None
    if about or linked:
        return fragment if len(found) <= SHORT else None
    leads = found[0].text in _PREPOSITIONS and len(found) <= LEADING
    return fragment if leads and (quantities.dates(fragment) or names(fragment)) else None


def _names_type(fragment: str, found: Sequence[Word]) -> bool:
    """True if a fragment names another answer type: "and the place?"."""
    said = [word for word in found if word.text not in FUNCTION_WORDS]
    return len(said) == 1 and found[0].text not in _PREPOSITIONS and classify(fragment).names_type


def _model(earlier: Sequence[str]) -> str:
    """Return the last question that has a question word, or else the first."""
    return next((text for text in reversed(earlier) if question_word(split(text), text) is not None), earlier[0])


def _replaced(own: Question, earlier: Question) -> frozenset[str]:
    """Return the inherited dates and ordinals that the follow-up replaces by its own, as terms."""
    pairs = ((own.dates, earlier.dates), (own.ordinals, earlier.ordinals))
    return frozenset(term for new, old in pairs if new for written in old for term in earlier.analyzer.terms(written))


def _without(question: str, replaced: frozenset[str], own: Question) -> str:
    """Remove the words of the replaced terms from a question."""
    for token in reversed(own.analyzer.tokens(question)):
        if token.term in replaced:
            question = question[: token.start] + question[token.end :].lstrip()
    return question


def expanded(own: Question, earlier: Question, model: Question, replaced: frozenset[str] = frozenset()) -> Question:
    """Add the terms of an earlier question but for those replaced; the answer type and focus are those of ``model``."""
    known = {token.term for token in own.tokens} | replaced
    moved = len(own.text) + 1
    inherited = [
        token._replace(start=token.start + moved, end=token.end + moved)
        for token in earlier.tokens
        if token.term not in known
    ]
    return replace(
        model,
        text=f"{own.text}\n{earlier.text}",
        tokens=(*own.tokens, *inherited),
        inherited=frozenset(token.term for token in inherited),
        names=tuple(dict.fromkeys((*own.names, *earlier.names))),
        ordinals=own.ordinals or earlier.ordinals,
        dates=own.dates or earlier.dates,
    )
