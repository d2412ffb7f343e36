"""The client: asks Discord for its intents, and hands each event to its handler."""

import logging
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import tasks

from bot.answers import Answerer
from bot.discord.cards.info_cards import failure_card
from bot.discord.client.access import SETUP, Access
from bot.discord.client.answer_form import ANSWER
from bot.discord.client.answering import Answering
from bot.discord.client.buttons import Buttons
from bot.discord.client.components import CardButton
from bot.discord.client.event_log import event
from bot.discord.client.faults import REFUSED, report
from bot.discord.client.messages import MessageListener
from bot.discord.client.poster import Poster
from bot.discord.client.registration import register
from bot.discord.client.responses import SILENT, send_privately, tell
from bot.discord.client.saved_posts import PostFollower
from bot.discord.client.saving import Saving
from bot.discord.client.slash_commands import Commands, add_commands
from bot.discord.client.translations import CommandTranslator
from bot.discord.client.unanswered_list import UNANSWERED
from bot.discord.client.workers import Workers
from bot.discord.state.bot_state import BotState
from bot.discord.state.database import StateError
from bot.settings.model import DiscordSettings, Settings
from bot.settings.state import state_folder
from bot.wording.speaking import said, speak

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Bot", "ShardedBot", "client_for", "intents_for"]

log = logging.getLogger(__name__)

LIMITED = 30.0
"""Seconds that a request waits for a rate limit of Discord; beyond that it is given up."""


class _Tree(app_commands.CommandTree[Any]):
    """The tree of commands; reports an error to the person who met it."""

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Log the error and apologise privately."""
        await _apologise(interaction, report(error, "command failed"))

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Return True for a command, or a completion, of somebody who may use the bot there."""
        admitted: bool = await interaction.client.admit(interaction)
        return admitted


class Bot(discord.Client):
    """Pullquote on Discord."""

    def __init__(self, answerer: Answerer, settings: Settings, **options: Any) -> None:  # noqa: ANN401 - discord.py's own
        discord_settings = settings.discord
        super().__init__(
            intents=intents_for(discord_settings),
            allowed_mentions=SILENT,
            max_ratelimit_timeout=LIMITED,
            activity=discord.CustomActivity(discord_settings.presence) if discord_settings.presence else None,
            **options,
        )
        self.settings = discord_settings
        self.workers = Workers(answerer, settings)
        self.state = BotState(
            discord_settings.state or state_folder(),
            keep_days=discord_settings.keep_days,
            store_questions=discord_settings.store_questions,
        )
        saving = Saving(self.workers, self.state, settings)
        self.answering = answering = Answering(self.workers, self.state, saving)
        self._saved_posts = PostFollower(self, saving)
        self._access = Access(self, discord_settings, self.state.servers)
        self._buttons = Buttons(answering)
        self._listener = MessageListener(self, answering, Poster(), self._access)
        self.tree = _Tree(self)
        self._commands = Commands(answering)
        add_commands(self.tree, self._commands)
        self.when_ready: Callable[[], None] = lambda: None
        self.on_closing: Callable[[], None] = lambda: None
        self._refresh = tasks.loop(seconds=max(discord_settings.refresh_seconds, 1))(self._look_for_changes)
        self._sweep = tasks.loop(hours=1)(self._forget_old)

    async def setup_hook(self) -> None:
        """Open the state, register the commands if they changed, and take over the buttons of earlier messages.

        Raises StateError if the state cannot be used.
        """
        await self.state.open()
        self.add_dynamic_items(CardButton)
        await self.tree.set_translator(CommandTranslator())
        await register(self.tree, self.state, self.settings.sync)
        self._sweep.start()
        if self.settings.refresh_seconds:
            self._refresh.start()

    async def close(self) -> None:
        """Finish the answers under way, then leave."""
        self.on_closing()
        await self.workers.drain()
        self._refresh.cancel()
        self._sweep.cancel()
        self._saved_posts.close()
        await super().close()
        await self.state.close()

    async def on_ready(self) -> None:
        """Log that the bot is there, and the channels and servers of the settings that it cannot see."""
        self.when_ready()
        event(log.info, "ready", servers=len(self.guilds), shards=self.shard_count or 1)
        for setting in ("ask_channels", "channels"):
            for channel in getattr(self.settings, setting):
                if self.get_channel(channel) is None:
                    event(log.warning, "channel not seen", channel=channel, setting=setting)
        for server in self.settings.servers:
            if self.get_guild(server) is None:
                event(log.warning, "server not seen", server=server, setting="servers")

    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that is addressed to the bot."""
        await self._listener.heard(message)

    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        """Follow the edit of a question or of a saved post."""
        await self._saved_posts.edited(event)
        await self._listener.edited(event)

    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """Follow the deletion of a question or of a saved post."""
        await self._saved_posts.deleted([event.message_id])
        await self._listener.deleted([event.message_id])

    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """Follow the deletion of many messages."""
        await self._saved_posts.deleted(event.message_ids)
        await self._listener.deleted(event.message_ids)

    async def admit(self, interaction: discord.Interaction[Any]) -> bool:
        """Return True if the person of an interaction may use the bot there; say privately if not.

        From then on, what is said in the same task is said in their language, or that of the server.
        """
        language = self.answering.language(interaction.guild_id, interaction.locale.value)
        speak(self.answering.voices.of(language))
        if await self._access.by_interaction(interaction):
            return True
        try:
            if interaction.type is discord.InteractionType.autocomplete:
                await interaction.response.autocomplete([])
            else:
                await tell(interaction, said("refusal.not_here"))
        except REFUSED:
            event(log.info, "not told", channel=interaction.channel_id)
        return False

    async def on_card_button(self, interaction: discord.Interaction[Any]) -> None:
        """Run the action of a button."""
        try:
            if await self.admit(interaction):
                await self._buttons.press(interaction)
        except Exception as error:  # noqa: BLE001 - somebody waits for an answer
            await _apologise(interaction, report(error, "button failed"))

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Answer a form, a menu of the setup, or a button of a list; discord.py hands the rest to its handlers."""
        data: dict[str, Any] = {**(interaction.data or {})}
        form = interaction.type is discord.InteractionType.modal_submit
        if form and str(data.get("custom_id")).startswith(ANSWER):
            return  # discord.py hands it to the form itself
        presses = {SETUP: self._commands.setup.press, UNANSWERED: self._commands.unanswered.press}
        press = self._buttons.submit if form else presses.get(str(data.get("custom_id")).partition(":")[0])
        if press is None:
            return
        try:
            if await self.admit(interaction):
                await press(interaction)
        except Exception as error:  # noqa: BLE001 - somebody waits for an answer
            await _apologise(interaction, report(error, "form or menu failed"))

    async def on_error(self, handler: str, /, *_: Any, **__: Any) -> None:  # noqa: ANN401 - an event's
        """Log an error without the arguments of the handler, which hold what people wrote."""
        event(log.exception, "event failed", handler=handler)

    async def _look_for_changes(self) -> None:
        try:
            await self.workers.refresh()
        except Exception:  # the next look may go well, and the bot answers from what it has
            log.exception("sources not refreshed")

    async def _forget_old(self) -> None:
        try:
            if removed := await self.state.sweep():
                event(log.info, "forgotten", answers=removed)
        except StateError as error:
            event(log.error, "state not used", cause=str(error))


class ShardedBot(Bot, discord.AutoShardedClient):
    """Pullquote on Discord over several gateway connections, for many servers."""


def client_for(answerer: Answerer, settings: Settings, shards: int | None = None) -> Bot:
    """Return a client with so many ``shards``, or as the settings say; see `bot.discord.client.sharding`."""
    if shards or settings.discord.sharding is True:
        return ShardedBot(answerer, settings, shard_count=shards or settings.discord.shard_count)
    return Bot(answerer, settings)


def intents_for(settings: DiscordSettings) -> discord.Intents:
    """Return the intents of the bot, none of them privileged unless it reads whole channels."""
    return discord.Intents(
        guilds=True, guild_messages=True, dm_messages=True, message_content=bool(settings.ask_channels)
    )


async def _apologise(interaction: discord.Interaction[Any], number: str) -> None:
    """Tell a person privately that something went wrong, if Discord allows it; ``number`` is the error's id."""
    try:
        await send_privately(interaction, failure_card(said("refusal.failed"), number))
    except REFUSED:
        event(log.info, "not told", channel=interaction.channel_id)
