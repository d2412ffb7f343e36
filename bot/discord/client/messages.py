"""Answers messages: mentions, replies, direct messages and channels read whole, with their edits and deletions."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import discord

from bot.discord.cards.card import Colour
from bot.discord.cards.info_cards import notice
from bot.discord.client.access import Access
from bot.discord.client.answered import partial_message
from bot.discord.client.answering import Answering
from bot.discord.client.faults import REFUSED
from bot.discord.client.message_text import reads_like_question, without_mention
from bot.discord.client.poster import Poster
from bot.discord.client.responses import Reply, trouble
from bot.discord.client.threads import Channel, question_in, thread_of
from bot.fairness.rate_limits import Rate, RateLimiter
from bot.wording.speaking import said, speak

__all__ = ["MessageListener"]

REFUSALS = Rate(1, 60)
"""The rate at which the refused messages of a person are marked; more are passed over in silence."""
MARKS = Rate(10, 60)
"""The rate of such marks in a channel."""
UNREAD_TOLD = Rate(1, 3600)
"""The rate at which a person is told so."""
_KINDS = frozenset({discord.MessageType.default, discord.MessageType.reply})


@dataclass(slots=True)
class _Answering:
    """A question that is being answered, and what became of it meanwhile."""

    edit: discord.RawMessageUpdateEvent | None = None
    deleted: bool = False


class MessageListener:
    """Answers messages that are addressed to the bot, and follows the edits and deletions of questions."""

    def __init__(self, client: discord.Client, answering: Answering, poster: Poster, access: Access) -> None:
        self._client = client
        self._answering = answering
        self._answered = answering.answered
        self._poster = poster
        self._access = access
        self._channels = frozenset(answering.workers.settings.ask_channels)
        self._refused, self._marks, self._told = (RateLimiter(one) for one in (REFUSALS, MARKS, UNREAD_TOLD))
        self._open: dict[int, _Answering] = {}

    async def heard(self, message: discord.Message) -> None:
        """Answer a message if it is addressed to the bot by somebody who may ask it there."""
        with self._following(message.id) as meanwhile:
            if not await self._asks(message):
                return
            await self._answer(message, meanwhile)
        await self._catch_up(message.id, meanwhile)

    async def edited(self, event: discord.RawMessageUpdateEvent) -> None:
        """Answer an edited question in the message of its first answer; one that is none any more loses its answer."""
        message = event.message
        if not self._by_person(message):
            return
        if meanwhile := self._open.get(message.id):
            meanwhile.edit = event
            return
        with self._following(message.id) as meanwhile:
            if await self._asks(message):
                await self._answer_anew(message)
            elif not self._to_us(message) and message.reference is None and message.channel.id not in self._channels:
                await self._delete([message.id])
        await self._catch_up(message.id, meanwhile)

    async def deleted(self, messages: Collection[int]) -> None:
        """Delete the answers to deleted questions, or see that none is left to one that is being answered."""
        for meanwhile in filter(None, map(self._open.get, messages)):
            meanwhile.deleted = True
        await self._delete([one for one in messages if one not in self._open])

    async def _delete(self, messages: Collection[int]) -> None:
        for given in await self._answered.take(messages):
            await self._poster.delete(partial_message(self._client, given))

    @contextmanager
    def _following(self, question: int) -> Iterator[_Answering]:
        """Note what becomes of a question while it is answered."""
        self._open[question] = meanwhile = _Answering()
        try:
            yield meanwhile
        finally:
            del self._open[question]

    async def _catch_up(self, question: int, meanwhile: _Answering) -> None:
        """Do what was put off while a question was answered."""
        if meanwhile.deleted:
            await self.deleted([question])
        elif meanwhile.edit:
            await self.edited(meanwhile.edit)

    async def _answer(self, message: discord.Message, meanwhile: _Answering) -> None:
        """Answer a question, or refuse to."""
        question = await self._question(message)
        language = self._answering.language(message.guild.id if message.guild else None)
        speak(self._answering.voices.for_question(question, language))
        person, channel = message.author.id, message.channel.id
        if not question and (unread := await self._unread(message)):
            await self._tell_unread(message, unread)
            return
        if refusal := self._answering.refusal(person, channel, message.created_at):
            await self._refuse(message, refusal)
            return
        if objection := self._answering.objection(question):
            await self._poster.send(message.channel, Reply(notice(objection, Colour.PLAIN), person), message)
            return
        before = await self._before(message)
        async with self._answering.workers.answering():
            target = await self._target(message, question)
            async with self._poster.typing(target):
                reply = await self._reply(message, question, before)
            sent = None if meanwhile.deleted else await self._poster.send(target, reply, message)
            if sent is not None:
                await self._remember(reply, sent.id, sent.channel.id, message)

    async def _remember(self, reply: Reply, answer: int, channel: int, message: discord.Message) -> None:
        server = message.guild.id if message.guild else None
        await self._answered.remember(reply, answer, channel, server, message.id)

    async def _answer_anew(self, message: discord.Message) -> None:
        """Put the answer to an edited question in the place of its first answer."""
        question = await self._question(message)
        given = await self._answered.to_question(message.id)
        if given is None or self._answering.objection(question):
            return
        given = await self._answered.worded(self._client, given)
        if given is None or given.question == question:
            return
        if self._answering.refusal(message.author.id, message.channel.id, message.edited_at or message.created_at):
            return
        async with self._answering.workers.answering():
            reply = await self._reply(message, question, given.before or None)
            if await self._poster.edit(partial_message(self._client, given), reply):
                await self._remember(reply, given.message, given.channel, message)

    @property
    def _own(self) -> int:
        return self._client.user.id if self._client.user else 0

    async def _asks(self, message: discord.Message) -> bool:
        """Return True for a message that asks the bot, also in reply to a command's answer, if its author may."""
        asks = self._to_us(message)
        if not asks and self._by_person(message) and await self._answers_a_command(message):
            asks = not self._client.intents.message_content or reads_like_question(message.content)
        return asks and await self._access.by_message(message)

    def _by_person(self, message: discord.Message) -> bool:
        return not message.author.bot and not message.webhook_id and message.type in _KINDS

    def _to_us(self, message: discord.Message) -> bool:
        """Return True for a message of a person that asks the bot: directly, or in a channel that it reads whole."""
        if not self._by_person(message):
            return False
        if message.guild is None or any(user.id == self._own for user in message.mentions):
            return True
        channel = message.channel
        starts = isinstance(channel, discord.Thread) and channel.id == message.id
        place = channel.parent_id if isinstance(channel, discord.Thread) and starts else channel.id
        alone = message.type is discord.MessageType.default and not message.mentions  # and not said to somebody
        return place in self._channels and alone and reads_like_question(self._post(message))

    async def _answers_a_command(self, message: discord.Message) -> bool:
        """Return True for a reply to the answer of a command, which Discord never counts as a mention.

        Nor does it always send that answer along, which is why it is looked up by its id.
        """
        replied = message.reference
        if replied is None or replied.message_id is None or message.type is not discord.MessageType.reply:
            return False
        if isinstance(replied.resolved, discord.Message):
            return replied.resolved.author.id == self._own and replied.resolved.interaction_metadata is not None
        given = await self._answered.in_message(replied.message_id)
        return given is not None and given.question_message is None

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
        except REFUSED:
            return None

    async def _reply(self, message: discord.Message, question: str, before: str | None) -> Reply:
        try:
            server = message.guild.id if message.guild else None
            scope, language = self._answering.scopes.of(message.channel, server), self._answering.language(server)
            return await self._answering.reply(
                question, asker=message.author.id, scope=scope, before=before, language=language
            )
        except Exception as error:  # noqa: BLE001 - any error is logged and reported to the person who asked
            return Reply(trouble(error), message.author.id)

    async def _before(self, message: discord.Message) -> str | None:
        """Return the question that a message may follow up on."""
        replied = message.reference.message_id if message.reference else None
        given = await self._answered.in_message(replied) if replied else None
        if given and given.subject:
            return given.subject
        shown = question_in(await self._replied_to(message), self._own)
        return shown or await self._answered.subject_in(self._client, message.channel)

    async def _refuse(self, message: discord.Message, text: str) -> None:
        """Refuse a question, at most once a minute a person: in words where nobody else is, elsewhere by a mark."""
        now = message.created_at.timestamp()
        if not self._refused.allow(message.author.id, now):
            return
        if message.guild is None:
            await self._poster.send(message.channel, Reply(notice(text), message.author.id), message)
        elif self._marks.allow(message.channel.id, now):
            await self._poster.mark(message)

    async def _unread(self, message: discord.Message) -> str | None:
        """Return what to say of a question that Discord does not let the bot read; None if it is not that."""
        if self._client.intents.message_content:
            return None
        if not message.content:
            return said("refusal.unread") if await self._answers_a_command(message) else None
        replied = await self._replied_to(message)
        return said("refusal.unread_other") if replied and replied.author.id != self._own else None

    async def _tell_unread(self, message: discord.Message, text: str) -> None:
        """Say how to go on to a person whose words Discord withholds, once an hour."""
        person, now = message.author.id, message.created_at.timestamp()
        if self._told.wait(person, now) or self._answering.refusal(person, message.channel.id, message.created_at):
            return
        self._told.count(person, now)
        await self._poster.send(message.channel, Reply(notice(text), person), message)

    async def _target(self, message: discord.Message, question: str) -> Channel:
        """Return the channel to answer in: a new thread if the settings ask for one and Discord allows it."""
        if (
            message.guild
            and self._answering.opens_threads(message.guild.id)
            and isinstance(message.channel, discord.TextChannel)
        ):
            return await thread_of(message, question) or message.channel
        return message.channel
