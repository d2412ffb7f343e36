"""Messages: mentions, replies, direct messages and the channels that are read whole; and their edits and deletions."""

import datetime as dt
import logging
from collections import OrderedDict

import discord

from bot.discord.cards.card import Card, Colour
from bot.discord.cards.info_cards import notice
from bot.discord.client.answering import EMPTY, Answering
from bot.discord.client.asking import reads_like_question, without_mention
from bot.discord.client.posting import Posting
from bot.discord.client.rate_limits import Limiter, Rate
from bot.discord.client.responses import Reply, trouble
from bot.discord.client.threads import Channel, answer_in, name_of, question_before, question_in

__all__ = ["Listening"]

log = logging.getLogger(__name__)

REMEMBERED = 1000
"""Questions whose answers are followed when they are edited or deleted."""
WHISPERS = Rate(1, 60)
"""How often a person is written to; more often, a mark on their message has to do."""
RECENT = dt.timedelta(hours=1)
"""How old a question from before a restart may be for its answer to be looked for when it is deleted."""
_KINDS = frozenset({discord.MessageType.default, discord.MessageType.reply})


class Listening:
    """Answers messages that are addressed to the bot, and keeps the answers in step with the questions."""

    def __init__(self, client: discord.Client, answering: Answering, posting: Posting) -> None:
        self._client = client
        self._answering = answering
        self._posting = posting
        self._channels = frozenset(answering.desk.settings.ask_channels)
        self._told = Limiter(WHISPERS)
        self._answers: OrderedDict[int, discord.PartialMessage] = OrderedDict()
        self._began = discord.utils.utcnow()

    def start(self) -> None:
        """Note when this bot began: what it answered before, it has to look for."""
        self._began = discord.utils.utcnow()

    async def heard(self, message: discord.Message) -> None:
        """Answer a message if it is a question to the bot."""
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
        async with self._answering.desk.answering():
            target = await self._target(message, question)
            async with self._posting.typing(target):
                reply = await self._reply(message, question, before)
            sent = await self._posting.send(target, reply, message)
        if sent is not None:
            self._remember(message.id, sent)

    async def edited(self, event: discord.RawMessageUpdateEvent) -> None:
        """Answer a question anew when it has been edited, in the message of the first answer."""
        message = event.message
        if not self._to_us(message):
            return
        answer = await self._answer_to(message.channel, message.id)
        question = await self._question(message)
        if answer is None or self._answering.objection(question):
            return
        shown = await self._posting.shown(answer)
        if shown is None or shown.question == question:
            return
        if self._answering.refusal(message.author.id, message.channel.id, message.edited_at or message.created_at):
            return
        async with self._answering.desk.answering():
            await self._posting.edit(answer, await self._reply(message, question, shown.before or None))

    async def deleted(self, channel: Channel, message: int) -> None:
        """Take back the answer to a question that was deleted."""
        known = message in self._answers
        asked = discord.utils.snowflake_time(message)
        if known or self._began - RECENT < asked < self._began:
            answer = await self._answer_to(channel, message)
            self._answers.pop(message, None)
            if answer is not None:
                await self._posting.delete(answer)

    @property
    def _own(self) -> int:
        return self._client.user.id if self._client.user else 0

    def _to_us(self, message: discord.Message) -> bool:
        """Whether a message is a person's and asks the bot: directly, or in a channel where it reads every post."""
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
        """The text of a message; of a post in a forum its title where that is the question."""
        names = {user.id: user.display_name for user in message.mentions}
        text = without_mention(message.content, self._own, names)
        channel = message.channel
        if isinstance(channel, discord.Thread) and channel.id == message.id and channel.parent_id in self._channels:
            return text if reads_like_question(text) and not reads_like_question(channel.name) else channel.name
        return text

    async def _question(self, message: discord.Message) -> str:
        """The question of a message; of a bare mention in a reply to a person, what that person said."""
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
        except Exception as error:  # noqa: BLE001 - whatever it is, it is logged, and who asked is told
            return Reply(trouble(error), message.author.id)

    async def _refuse(self, message: discord.Message, text: str, *, public: bool) -> None:
        card: Card = notice(text, Colour.PLAIN)
        if public:
            await self._posting.send(message.channel, Reply(card, message.author.id), message)
        else:
            told = self._told.wait(message.author.id, message.created_at.timestamp())
            self._told.count(message.author.id, message.created_at.timestamp())
            await (self._posting.mark(message) if told else self._posting.whisper(message, Reply(card)))

    async def _target(self, message: discord.Message, question: str) -> Channel:
        """The channel to answer in: a new thread where the setting says so and that can be."""
        if self._answering.desk.settings.open_threads and isinstance(message.channel, discord.TextChannel):
            try:
                return await message.create_thread(name=name_of(question))
            except discord.HTTPException as error:
                log.warning("no thread", extra={"fields": {"channel": message.channel.id, "cause": error.text}})
        return message.channel

    async def _answer_to(self, channel: Channel, question: int) -> discord.PartialMessage | None:
        """The answer to a question: as remembered, or as the channel or the question's thread shows it."""
        if question in self._answers:
            return self._answers[question]
        for place in (channel, self._client.get_channel(question)):
            if isinstance(place, discord.abc.Messageable) and (found := await answer_in(place, question, self._own)):
                return found
        return None

    def _remember(self, question: int, answer: discord.Message) -> None:
        self._answers[question] = discord.PartialMessage(channel=answer.channel, id=answer.id)
        if len(self._answers) > REMEMBERED:
            self._answers.popitem(last=False)
