"""Roles: who did it and to whom, where a question and a sentence have the same verb; and what was only planned.

"Who sued Alder?" is not answered by "Alder sued Marle", nor by "Marle was sued by Alder", though all words are there.
Nothing is parsed: what stands before and behind the verb is compared, in the active and in the passive.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from index.query.question import Question
from index.text.analyzer import term, terms
from index.text.language import DEFAULT
from index.text.lexicon import words
from index.text.patterns import pattern

__all__ = ["AskedRole", "only_planned"]

REACH = 6
"""Words beside a verb in which its subject and its object are sought; set by hand."""
LONGEST = 2_000
"""Characters of a sentence that are read."""

_BE, _HAVE, _DO = words("be"), words("have"), words("do")
_ASKING, _AGENT, _BEEN = words("asking_party"), words("agent"), words("been")
_STOPS, _ARTICLES = words("prepositions", "joints"), words("articles")
_WORD = re.compile(r"[\w'’-]+|[.,;:()]")


@dataclass(frozen=True, slots=True)
class AskedRole:
    """A verb, and the party whose role a question tells: its agent, or else the one that it is done to."""

    verb: str
    party: frozenset[str]
    is_agent: bool

    @classmethod
    def of(cls, question: Question) -> Self | None:
        """Return the role that "Who sued Alder?", "Who was sued by Alder?" and "Whom did Alder sue?" tell, or None."""
        if not question.in_english:
            return None
        found = [one.lower() for one in _WORD.findall(question.text[:LONGEST]) if one[0].isalnum()]
        if len(found) < 3 or found[0] not in _ASKING:  # noqa: PLR2004 - who, verb, party
            return None
        rest = found[1:]
        if rest[0] in _DO:
            return cls._made(rest[-1], rest[1:-1], is_agent=True)
        passive = rest[0] in _BE or (rest[0] in _HAVE and rest[1] in _BEEN)
        if passive:
            verb, behind = rest[1 + (rest[0] in _HAVE)], rest[2 + (rest[0] in _HAVE) :]
            return cls._made(verb, behind[1:], is_agent=True) if not _AGENT.isdisjoint(behind[:1]) else None
        rest = rest[1:] if rest[0] in _HAVE else rest
        return cls._made(rest[0], rest[1:], is_agent=False)

    @classmethod
    def _made(cls, verb: str, party: Sequence[str], *, is_agent: bool) -> Self | None:
        named = []
        for word in party:
            if word in _STOPS:
                break
            named.append(word)
        own = frozenset(terms(" ".join(word for word in named if word not in _ARTICLES)))
        stem = term(verb)
        return cls(stem, own, is_agent) if stem and own else None

    def is_reversed(self, sentence: str) -> bool:
        """True if a sentence gives the party the other role of the verb, and nowhere the one that is asked for."""
        given = set(self._roles(sentence[:LONGEST]))
        return bool(given) and self.is_agent not in given

    def _roles(self, sentence: str) -> Iterator[bool]:
        """The roles of the party beside each occurrence of the verb: True for the agent."""
        found = _WORD.findall(sentence)
        for at, word in enumerate(found):
            if word[0].isalnum() and term(word.lower()) == self.verb:
                before, behind = found[max(0, at - REACH) : at], found[at + 1 : at + 1 + REACH]
                passive = any(one.lower() in _BE for one in before[-2:])
                if self._holds(_nearest(before)):
                    yield not passive
                elif passive and self._holds(_behind_agent(behind)):
                    yield True
                elif not passive and self._holds(_nearest(behind[::-1])[::-1]):
                    yield False

    def _holds(self, beside: Sequence[str]) -> bool:
        return self.party <= {term(word.lower()) for word in beside}


def _behind_agent(behind: Sequence[str]) -> Sequence[str]:
    """The words behind the first "by" of some words; none without one."""
    return next((behind[at + 1 :] for at, word in enumerate(behind) if word in _AGENT), ())


def _nearest(before: Sequence[str]) -> Sequence[str]:
    """The last of some words, as far as no preposition, conjunction or stop stands between."""
    for at in range(len(before) - 1, -1, -1):
        if before[at].lower() in _STOPS or not before[at][0].isalnum():
            return before[at + 1 :]
    return before


def _asks_for_the_past(text: str) -> bool:
    plans = pattern(DEFAULT, "planned").search(text)
    return plans is None and pattern(DEFAULT, "past_asked", re.IGNORECASE).search(text) is not None


def only_planned(question: Question, sentence: str) -> bool:
    """True if a question asks what has happened and a sentence says of one of its words only that it will."""
    if not question.in_english or not _asks_for_the_past(question.text):
        return False
    asked = {token.term for token in question.tokens}
    sentence = sentence[:LONGEST]
    planned = {term(match[1].lower()) for match in pattern(DEFAULT, "planned").finditer(sentence)} & asked
    said = [term(word.lower()) for word in _WORD.findall(sentence) if word[0].isalnum()]
    return any(said.count(one) == 1 for one in planned if one)
