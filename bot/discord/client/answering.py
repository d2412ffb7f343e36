"""Answering: a question becomes the reply to send, within the limits that keep a channel readable."""

import datetime as dt

from bot.discord.cards.answer_cards import MAX_QUESTION, answer_card, answer_pages
from bot.discord.client.asking import TOO_LONG, clean
from bot.discord.client.rate_limits import Limiter, Rate
from bot.discord.client.responses import Reply
from bot.discord.client.workers import Desk
from bot.wording.phrases import number

__all__ = ["Answering"]

PRESSES = 5
"""How many times as often as a person may ask they may press buttons."""
EMPTY = "Ask me a question: `/ask`, or mention me with one. `/about` says more."
CLOSING = "I am being restarted; please ask again in a minute."


class Answering:
    """What every way of asking has in common: a command, a mention, a button."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        settings = desk.settings
        self._people = Limiter(Rate(settings.person_limit, settings.person_seconds))
        self._channels = Limiter(Rate(settings.channel_limit, settings.channel_seconds))
        self._presses = Limiter(Rate(PRESSES * settings.person_limit, settings.person_seconds))

    def refusal(self, person: int, channel: int, at: dt.datetime) -> str | None:
        """Why this person cannot ask here now; None counts the question and lets it pass."""
        if self.desk.closing:
            return CLOSING
        now = at.timestamp()
        if wait := self._people.wait(person, now):
            return f"That was a lot of questions; please wait {_seconds(wait)} before the next."
        if wait := self._channels.wait(channel, now):
            return f"This channel has had many answers; please wait {_seconds(wait)}, or ask me in a direct message."
        self._people.count(person, now)
        self._channels.count(channel, now)
        return None

    def haste(self, person: int, at: dt.datetime) -> str | None:
        """Why this person cannot press a button now; None counts the press and lets it pass."""
        if self.desk.closing:
            return CLOSING
        if wait := self._presses.wait(person, at.timestamp()):
            return f"That was fast; please wait {_seconds(wait)}."
        self._presses.count(person, at.timestamp())
        return None

    def objection(self, question: str) -> str | None:
        """What is wrong with a question before it is asked, if anything is."""
        if not clean(question):
            return EMPTY
        return TOO_LONG if len(clean(question)) > MAX_QUESTION else None

    async def reply(self, question: str, *, asker: int, private: bool = False, before: str | None = None) -> Reply:
        """The reply to a question; ``before`` is the one asked just before. Raises what `Desk.ask` does."""
        answer = await self.desk.ask(clean(question), before or None)
        before = before if before and answer.subject else ""
        card = answer_card(answer_pages(answer, before), 0, private=private)
        return Reply(card, asker, private, (answer.question, before))


def _seconds(wait: float) -> str:
    count = max(1, round(wait))
    return number(count, "second")
