"""Knows which answer belongs to which question, so that it can be edited or deleted with it."""

import asyncio
import datetime as dt
from collections import OrderedDict

import discord

from bot.discord.client.rate_limits import Rate, RateLimiter
from bot.discord.client.threads import Channel, answer_in, answers_in

__all__ = ["AnsweredQuestions"]

REMEMBERED = 1000
"""Questions whose answers are known by id."""
RECENT = dt.timedelta(hours=1)
"""The oldest question from before a restart whose answer is looked for when it is deleted."""
LOOKS = Rate(30, 60)
"""The rate of requests for answers from before a restart; beyond it, such an answer stays."""


class AnsweredQuestions:
    """The answers given since the start, by question; earlier ones are looked for in their channels."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._answers: OrderedDict[int, discord.PartialMessage] = OrderedDict()
        self._began = discord.utils.utcnow()
        self._read: dict[int, asyncio.Task[None]] = {}
        self._looks = RateLimiter(LOOKS)

    def start(self) -> None:
        """Note the time: earlier answers are not known by id and must be looked for."""
        self._began = discord.utils.utcnow()

    def __contains__(self, question: int) -> bool:
        """Return True for a question that was answered since the start."""
        return question in self._answers

    def remember(self, question: int, answer: discord.PartialMessage) -> None:
        """Remember an answer; the oldest of too many is forgotten."""
        self._answers[question] = answer
        if len(self._answers) > REMEMBERED:
            self._answers.popitem(last=False)

    async def of(self, channel: Channel, question: int) -> discord.PartialMessage | None:
        """Return the answer to a question, from memory or from the history of its channel or thread."""
        if question in self._answers:
            return self._answers[question]
        for place in self._places(channel, question):
            if answer := await answer_in(place, question, self._own):
                return answer
        return None

    async def take(self, channel: Channel, question: int) -> discord.PartialMessage | None:
        """Return the answer to a question that was deleted, and forget it.

        Most deleted messages are no questions: a channel is read once for all of those from before the start.
        """
        if (
            question not in self._answers
            and self._began - RECENT < discord.utils.snowflake_time(question) < self._began
        ):
            for place in self._places(channel, question):
                await self._read_once(place.id if isinstance(place, discord.Thread) else channel.id, place)
        return self._answers.pop(question, None)

    def _places(self, channel: Channel, question: int) -> list[discord.abc.Messageable]:
        """Return where the answer to a question may be: its channel, and the thread that was opened for it."""
        both = channel, self._client.get_channel(question)
        return [place for place in both if isinstance(place, discord.abc.Messageable)]

    @property
    def _own(self) -> int:
        return self._client.user.id if self._client.user else 0

    async def _read_once(self, number: int, place: discord.abc.Messageable) -> None:
        """Read the answers of a channel, unless that was done or too many others are read."""
        now = discord.utils.utcnow().timestamp()
        if number not in self._read:
            if not self._looks.allow(0, now):
                return
            self._read[number] = asyncio.ensure_future(self._read_all(place))
        await asyncio.shield(self._read[number])

    async def _read_all(self, place: discord.abc.Messageable) -> None:
        for question, answer in await answers_in(place, self._began - RECENT, self._began, self._own):
            if question not in self._answers:
                self.remember(question, answer)
