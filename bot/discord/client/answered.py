"""Knows which answer belongs to which question, so that it can be followed up, edited or deleted with it.

What cannot be written or read is logged, and stops no answer.
"""

import logging
import time
from collections.abc import Awaitable, Collection, Sequence
from dataclasses import replace
from typing import TypeVar

import discord

from bot.discord.client.components import shown_in
from bot.discord.client.event_log import event
from bot.discord.client.faults import REFUSED, refusal_text
from bot.discord.client.responses import Reply
from bot.discord.state.database import StateError
from bot.discord.state.given_answers import FAILED, GivenAnswer, GivenAnswers

__all__ = ["AnsweredQuestions", "partial_message"]

log = logging.getLogger(__name__)
T = TypeVar("T")


class AnsweredQuestions:
    """The answers that the bot's state holds, and the words of a question, from a card where they are not held."""

    def __init__(self, answers: GivenAnswers) -> None:
        self._answers = answers

    async def remember(
        self, reply: Reply, message: int, channel: int, server: int | None, question_message: int | None = None
    ) -> None:
        """Remember a reply that was sent for everybody, by the ids of its message and its place."""
        question, before = reply.said
        outcome, cited = reply.outcome or FAILED, reply.citations
        asker, at = reply.asker, time.time()
        given = GivenAnswer(message, channel, server, asker, question_message, question, before, outcome, cited, at)
        await _attempt(self._answers.add(given), None)

    async def in_message(self, message: int) -> GivenAnswer | None:
        """Return the answer that a message is."""
        return await _attempt(self._answers.in_message(message), None)

    async def to_question(self, message: int) -> GivenAnswer | None:
        """Return the answer to the question in a message."""
        return await _attempt(self._answers.to_question(message), None)

    async def take(self, messages: Collection[int]) -> Sequence[GivenAnswer]:
        """Forget the answers that deleted messages were or asked for; return the latter, which are to be deleted."""
        return await _attempt(self._answers.take(messages), ())

    async def subject_in(self, client: discord.Client, channel: object) -> str | None:
        """Return the last question that was answered in a thread or in direct messages; None elsewhere."""
        if not isinstance(channel, discord.Thread | discord.DMChannel):
            return None
        last = await _attempt(self._answers.last_in(channel.id), None)
        worded = await self.worded(client, last) if last else None
        return worded.subject if worded else None

    async def worded(self, client: discord.Client, given: GivenAnswer) -> GivenAnswer | None:
        """Return an answer with the words of its question, read from its card if need be; None if that is gone."""
        if given.question:
            return given
        try:
            shown = shown_in(await partial_message(client, given).fetch())
        except REFUSED as error:
            event(log.info, "answer not read", channel=given.channel, cause=refusal_text(error))
            return None
        return replace(given, question=shown.question, before=shown.before)


def partial_message(client: discord.Client, given: GivenAnswer) -> discord.PartialMessage:
    """Return the message of an answer, to act on without reading it."""
    return client.get_partial_messageable(given.channel, guild_id=given.server).get_partial_message(given.message)


async def _attempt(work: Awaitable[T], otherwise: T) -> T:
    try:
        return await work
    except StateError as error:
        event(log.error, "state not used", cause=str(error))
        return otherwise
