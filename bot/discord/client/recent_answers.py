"""The answers that were given last, so that another page of one need not be found anew.

Nothing here imports discord.
"""

import weakref
from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

from bot.answers import Answerer, WordedAnswer
from bot.discord.cards.card import Card
from index.library.scope import Scope

if TYPE_CHECKING:
    from index.retrieval.engine import Engine

__all__ = ["Asked", "DrawnAnswer", "RecentAnswers"]

Asked = tuple[str, str | None, Scope | None, str]
"""A question, the one before, the part of the sources that was asked, and the language of the answer, if chosen."""


class DrawnAnswer(NamedTuple):
    """An answer and its pages, without buttons; ``before`` is the question whose subject it took, or ""."""

    answer: WordedAnswer
    before: str
    pages: tuple[Card, ...]


class RecentAnswers:
    """Keeps as many answers as it is told, the ones that were used last; each as long as what it came from is served.

    It may be used from one thread at a time.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Asked, tuple[weakref.ref[Engine], DrawnAnswer]] = OrderedDict()

    def find(self, asked: Asked, answerer: Answerer) -> DrawnAnswer | None:
        """Return the answer that was given to a question, if the answerer still serves what it was given from."""
        engine, answer = self._kept.get(asked, (None, None))
        if engine is None or engine() is not answerer.served.engine:
            self._kept.pop(asked, None)
            return None
        self._kept.move_to_end(asked)
        return answer

    def keep(self, asked: Asked, answer: DrawnAnswer, answerer: Answerer) -> None:
        """Keep the answer that an answerer has just given to a question."""
        self._kept[asked] = weakref.ref(answerer.served.engine), answer
        self._kept.move_to_end(asked)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
