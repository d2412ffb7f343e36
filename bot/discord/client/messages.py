"""Answers messages: mentions, replies, direct messages and channels read whole, with their edits and deletions."""

import datetime as dt
import logging
from collections import OrderedDict

import discord

from bot.discord.cards.card import Card, Colour
from bot.discord.cards.info_cards import notice
from bot.discord.client.answering import EMPTY, Answering
from bot.discord.client.event_log import event
from bot.discord.client.message_text import reads_like_question, without_mention
from bot.discord.client.poster import Poster
from bot.discord.client.rate_limits import Rate, RateLimiter
from bot.discord.client.responses import Reply, trouble
from bot.discord.client.threads import Channel, answer_in, name_of, question_before, question_in

__all__ = ["MessageListener"]

log = logging.getLogger(__name__)

REMEMBERED = 1000
"""Questions whose answers are known by id, to be edited or deleted with them."""
WHISPERS = Rate(1, 60)
"""The rate of private refusals to a person; beyond it, their message is only marked."""
RECENT = dt.timedelta(hours=1)
"""The oldest question from before a restart whose answer is looked for when it is deleted."""
_KINDS = frozenset({discord.MessageType.default, discord.MessageType.reply})


class MessageListener:
    """Answers messages that are addressed to the bot, and follows the edits and deletions of questions."""

    def __init__(self, client: discord.Client, answering: Answering, poster: Poster) -> None:
        self._client = client
        self._answering = answering
        self._poster = poster
        self._channels = frozenset(answering.workers.settings.ask_channels)
        self._refused = RateLimiter(WHISPERS)
        self._answers: OrderedDict[int, discord.PartialMessage] = OrderedDict()
        self._began = discord.utils.utcnow()

    def start(self) -> None:
        """Note the time: earlier answers are not known by id and must be looked for."""
        self._began = discord.utils.utcnow()

    async def heard(self, message: discord.Message) -> None:
        """Answer a message if it is addressed to the bot."""
        if not self._to_us(message):
            return
        question = await self._question(message)
        own = self._own
        refusal = self._answering.refusal(
            message.author.id, message.channel.id, message.created_at
        ) or self._answering.objection(question)
        if refusal:
            await self._refuse(message, refusal, public=refusal == EMPTY)
            return
        before = question_in(await self._replied_to(message), own) or await question_before(
            self._client, message.channel
        )
        async with self._answering.workers.answering():
            target = await self._target(message, question)
            async with self._poster.typing(target):
                reply = await self._reply(message, question, before)
            sent = await self._poster.send(target, reply, message)
        if sent is not None:
            self._remember(message.id, sent)

    async def edited(self, event: discord.RawMessageUpdateEvent) -> None:
        """Answer an edited question in the message of its first answer."""
        message = event.message
        if not self._to_us(message):
            return
        answer = await self._answer_to(message.channel, message.id)
        question = await self._question(message)
        if answer is None or self._answering.objection(question):
            return
        shown = await self._poster.shown(answer)
        if shown is None or shown.question == question:
            return
        if self._answering.refusal(message.author.id, message.channel.id, message.edited_at or message.created_at):
            return
        async with self._answering.workers.answering():
            await self._poster.edit(answer, await self._reply(message, question, shown.before or None))

    async def deleted(self, channel: Channel, message: int) -> None:
        """Delete the answer to a deleted question."""
        known = message in self._answers
        asked = discord.utils.snowflake_time(message)
        if known or self._began - RECENT < asked < self._began:
            answer = await self._answer_to(channel, message)
            self._answers.pop(message, None)
            if answer is not None:
                await self._poster.delete(answer)

    @property
    def _own(self) -> int:
        return self._client.user.id if self._client.user else 0

    def _to_us(self, message: discord.Message) -> bool:
        """Return True for a message of a person that asks the bot: directly, or in a channel that it reads whole."""
        if message.author.bot or message.webhook_id or message.type not in _KINDS:
            return False
        if message.guild is None or any(user.id == self._own for user in message.mentions):
            return True
        channel = message.channel
        starts = isinstance(channel, discord.Thread) and channel.id == message.id
        place = channel.parent_id if isinstance(channel, discord.Thread) and starts else channel.id
        alone = message.type is discord.MessageType.default and not message.mentions  # and not said to somebody
        return place in self._channels and alone and reads_like_question(self._post(message))

    def _post(self, message: discord.Message) -> str:
        """Return the text of a message, or the title of a forum post if that is the question."""
        names = {user.id: user.display_name for user in message.mentions}
        text = without_mention(message.content, self._own, names)
        channel = message.channel
        if isinstance(channel, discord.Thread) and channel.id == message.id and channel.parent_id in self._channels:
            return text if reads_like_question(text) and not reads_like_question(channel.name) else channel.name
        return text

    async def _question(self, message: discord.Message) -> str:
        """Return the question of a message; a bare mention in reply to a person asks what that person wrote."""
        text = self._post(message)
        replied = None if text else await self._replied_to(message)
        if replied is None or replied.author.id == self._own:
            return text
        return without_mention(replied.content, self._own, {})

    async def _replied_to(self, message: discord.Message) -> discord.Message | None:
        reference = message.reference
        if (
            reference is None
            or reference.message_id is None
            or reference.type is not discord.MessageReferenceType.reply
        ):
            return None
        if isinstance(reference.resolved, discord.Message):
            return reference.resolved
        try:
            return await message.channel.fetch_message(reference.message_id)
        except discord.HTTPException:
            return None

    async def _reply(self, message: discord.Message, question: str, before: str | None) -> Reply:
        try:
            return await self._answering.reply(question, asker=message.author.id, before=before)
        except Exception as error:  # noqa: BLE001 - any error is logged and reported to the person who asked
            return Reply(trouble(error), message.author.id)

    async def _refuse(self, message: discord.Message, text: str, *, public: bool) -> None:
        card: Card = notice(text, Colour.PLAIN)
        if public:
            await self._poster.send(message.channel, Reply(card, message.author.id), message)
        else:
            waits = self._refused.wait(message.author.id, message.created_at.timestamp())
            self._refused.count(message.author.id, message.created_at.timestamp())
            await (self._poster.mark(message) if waits else self._poster.whisper(message, Reply(card)))

    async def _target(self, message: discord.Message, question: str) -> Channel:
        """Return the channel to answer in: a new thread if the settings ask for one and Discord allows it."""
        if self._answering.workers.settings.open_threads and isinstance(message.channel, discord.TextChannel):
            try:
                return await message.create_thread(name=name_of(question))
            except discord.HTTPException as error:
                event(log.warning, "no thread", channel=message.channel.id, cause=error.text)
        return message.channel

    async def _answer_to(self, channel: Channel, question: int) -> discord.PartialMessage | None:
        """Return the answer to a question, from memory or from the history of its channel or thread."""
        if question in self._answers:
            return self._answers[question]
        for place in (channel, self._client.get_channel(question)):
            if isinstance(place, discord.abc.Messageable) and (answer := await answer_in(place, question, self._own)):
                return answer
        return None

    def _remember(self, question: int, answer: discord.Message) -> None:
        self._answers[question] = discord.PartialMessage(channel=answer.channel, id=answer.id)
        if len(self._answers) > REMEMBERED:
            self._answers.popitem(last=False)
