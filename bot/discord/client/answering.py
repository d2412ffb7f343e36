"""Turns a question into the reply to send, within the limits that keep a channel readable."""

import datetime as dt
import math

from bot.answers import WordedAnswer
from bot.discord.cards.answer_cards import MAX_QUESTION, answer_card
from bot.discord.cards.card import Card
from bot.discord.client.answered import AnsweredQuestions
from bot.discord.client.message_text import clean
from bot.discord.client.place_scopes import PlaceScopes
from bot.discord.client.responses import Reply
from bot.discord.client.saving import Saving
from bot.discord.client.workers import Workers
from bot.discord.state.bot_state import BotState
from bot.discord.state.given_answers import TALK
from bot.fairness.rate_limits import Rate, RateLimiter
from bot.wording.speaking import said, speaking
from index.library.scope import Scope

__all__ = ["Answering", "reply_with"]

PRESSES = 5
"""Presses of buttons for each question that a person may ask."""


class Answering:
    """Answers the questions of commands, mentions and buttons alike."""

    def __init__(self, workers: Workers, state: BotState, saving: Saving) -> None:
        self.workers = workers
        self.state = state
        self.saving = saving
        self.answered = AnsweredQuestions(state.answers)
        settings = workers.settings
        self.scopes = PlaceScopes({name: one.scope for name, one in workers.scopes.items()}, settings.scopes)
        self.voices = workers.answerer.voices
        self._people = RateLimiter(Rate(settings.person_limit, settings.person_seconds))
        self._channels = RateLimiter(Rate(settings.channel_limit, settings.channel_seconds))
        self._presses = RateLimiter(Rate(PRESSES * settings.person_limit, settings.person_seconds))

    def refusal(
        self, person: int, channel: int, at: dt.datetime, *, private: bool = False, questions: int = 1
    ) -> str | None:
        """Return the reason to refuse so many questions of this person here and now; if there is none, count them.

        A ``private`` answer does not count as one of its channel's.
        """
        if self.workers.closing:
            return said("refusal.closing")
        refusal = self._limit(person, channel, at.timestamp(), private=private, questions=questions)
        self.workers.tally.refused += refusal is not None
        return refusal

    def _limit(self, person: int, channel: int, now: float, *, private: bool, questions: int) -> str | None:
        """Return the limit that is reached; if there is none, count the questions."""
        if wait := self._people.wait(person, now, questions):
            return said("refusal.person", when=_when(now + wait))
        if not private and (wait := self._channels.wait(channel, now)):
            return said("refusal.channel", when=_when(now + wait))
        self._people.count(person, now, questions)
        if not private:
            self._channels.count(channel, now)
        return None

    def haste(self, person: int, at: dt.datetime) -> str | None:
        """Return the reason to refuse a press of a button by this person now; if there is none, count it."""
        if self.workers.closing:
            return said("refusal.closing")
        if wait := self._presses.wait(person, at.timestamp()):
            self.workers.tally.refused += 1
            return said("refusal.haste", when=_when(at.timestamp() + wait))
        self._presses.count(person, at.timestamp())
        return None

    def objection(self, question: str) -> str | None:
        """Return what is wrong with the length of a question, or None."""
        if not clean(question):
            return said("refusal.empty")
        return said("refusal.too_long", most=MAX_QUESTION) if len(clean(question)) > MAX_QUESTION else None

    async def reply(  # noqa: PLR0913 - all that an answer depends on
        self,
        question: str,
        *,
        asker: int,
        scope: Scope | None,
        private: bool = False,
        before: str | None = None,
        language: str = "",
    ) -> Reply:
        """Return the reply to a question, in a ``language`` or else its own; ``before`` is the one asked just before.

        Raises as `Workers.ask` does.
        """
        drawn = await self.workers.ask(clean(question), before or None, scope=scope, language=language)
        answer = drawn.answer
        self.saving.on_quoted([one.source for one in answer.passages])
        with speaking(self.voices.of(answer.language)):
            card = answer_card(drawn.pages, 0, private=private)
        return reply_with(answer, card, asker, (answer.question, drawn.before), private=private)

    def language(self, server: int | None, locale: str = "") -> str:
        """Return the language chosen for a server or, by their ``locale``, a person; "" for that of questions."""
        return self.voices.preferred(self.state.servers.of(server).language, locale)

    def opens_threads(self, server: int | None) -> bool:
        """Return True where answers are given in threads: as the server has it, or else as the settings say."""
        chosen = self.state.servers.of(server).threads
        return self.workers.settings.open_threads if chosen is None else chosen


def reply_with(answer: WordedAnswer, card: Card, asker: int, said: tuple[str, str], *, private: bool) -> Reply:
    """Return the reply that shows a page of an answer; ``said`` is its question and the one before."""
    outcome = TALK if answer.talk else answer.outcome.value
    return Reply(card, asker, private, said, outcome, tuple(str(one.citation) for one in answer.quotes))


def _when(time: float) -> str:
    """Return a time as Discord counts down to it."""
    return f"<t:{math.ceil(time)}:R>"
