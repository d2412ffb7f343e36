"""The client: asks Discord for its intents, and hands each event to its handler."""

import logging
from typing import Any

import discord
from discord import app_commands
from discord.ext import tasks

from bot.answers import Answerer
from bot.discord.cards.card import Colour
from bot.discord.client.answering import Answering
from bot.discord.client.buttons import Buttons
from bot.discord.client.components import CardButton
from bot.discord.client.event_log import event
from bot.discord.client.messages import MessageListener
from bot.discord.client.poster import Poster
from bot.discord.client.registration import register
from bot.discord.client.responses import FAILED, SILENT, tell
from bot.discord.client.slash_commands import Commands, add_commands
from bot.discord.client.translations import CommandTranslator
from bot.discord.client.workers import Workers
from bot.settings.model import DiscordSettings, Settings
from bot.settings.state import state_folder

__all__ = ["Bot", "ShardedBot", "client_for", "intents_for"]

log = logging.getLogger(__name__)


class _Tree(app_commands.CommandTree[Any]):
    """The tree of commands; reports an error to the person who met it."""

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Log the error and apologise privately."""
        log.error("command failed", exc_info=error)
        await _apologise(interaction)


class Bot(discord.Client):
    """Pullquote on Discord."""

    def __init__(self, answerer: Answerer, settings: Settings, **options: Any) -> None:  # noqa: ANN401 - discord.py's own
        discord_settings = settings.discord
        super().__init__(
            intents=intents_for(discord_settings),
            allowed_mentions=SILENT,
            activity=discord.CustomActivity(discord_settings.presence) if discord_settings.presence else None,
            **options,
        )
        self.settings = discord_settings
        self.workers = Workers(answerer, settings)
        answering = Answering(self.workers)
        self._buttons = Buttons(answering)
        self._listener = MessageListener(self, answering, Poster())
        self.tree = _Tree(self)
        add_commands(self.tree, Commands(answering))
        self._refresh = tasks.loop(seconds=max(discord_settings.refresh_seconds, 1))(self._look_for_changes)

    async def setup_hook(self) -> None:
        """Register the commands if they changed, and take over the buttons of earlier messages."""
        self.add_dynamic_items(CardButton)
        self._listener.start()
        await self.tree.set_translator(CommandTranslator())
        await register(self.tree, self.settings.state or state_folder(), self.settings.sync)
        if self.settings.refresh_seconds:
            self._refresh.start()

    async def close(self) -> None:
        """Finish the answers under way, then leave."""
        await self.workers.drain()
        self._refresh.cancel()
        await super().close()

    async def on_ready(self) -> None:
        """Log that the bot is there, and the channels of the settings that it cannot see."""
        event(log.info, "ready", servers=len(self.guilds), shards=self.shard_count or 1)
        for channel in self.settings.ask_channels:
            if self.get_channel(channel) is None:
                event(log.warning, "channel not seen", channel=channel, setting="ask_channels")

    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that is addressed to the bot."""
        await self._listener.heard(message)

    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        """Follow the edit of a question."""
        await self._listener.edited(event)

    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """Follow the deletion of a question."""
        await self._listener.deleted(self.get_partial_messageable(event.channel_id), event.message_id)

    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """Follow the deletion of many messages."""
        for message in event.message_ids:
            await self._listener.deleted(self.get_partial_messageable(event.channel_id), message)

    async def on_card_button(self, interaction: discord.Interaction[Any]) -> None:
        """Run the action of a button."""
        try:
            await self._buttons.press(interaction)
        except Exception:  # somebody waits for an answer
            log.exception("button failed")
            await _apologise(interaction)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Answer a form that was sent; discord.py hands commands and buttons to their handlers."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        try:
            await self._buttons.submit(interaction)
        except Exception:  # somebody waits for an answer
            log.exception("form failed")
            await _apologise(interaction)

    async def on_error(self, handler: str, /, *_: Any, **__: Any) -> None:  # noqa: ANN401 - an event's
        """Log an error without the arguments of the handler, which hold what people wrote."""
        event(log.exception, "event failed", handler=handler)

    async def _look_for_changes(self) -> None:
        try:
            await self.workers.refresh()
        except Exception:  # the next look may go well, and the bot answers from what it has
            log.exception("sources not refreshed")


class ShardedBot(Bot, discord.AutoShardedClient):
    """Pullquote on Discord over several gateway connections, for many servers."""


def client_for(answerer: Answerer, settings: Settings) -> Bot:
    """Return a client, sharded if the settings say so."""
    if settings.discord.sharding:
        return ShardedBot(answerer, settings, shard_count=settings.discord.shard_count)
    return Bot(answerer, settings)


def intents_for(settings: DiscordSettings) -> discord.Intents:
    """Return the intents of the bot, none of them privileged unless it reads whole channels."""
    return discord.Intents(
        guilds=True, guild_messages=True, dm_messages=True, message_content=bool(settings.ask_channels)
    )


async def _apologise(interaction: discord.Interaction[Any]) -> None:
    """Tell a person privately that something went wrong, if Discord allows it."""
    try:
        await tell(interaction, FAILED, Colour.WRONG)
    except discord.HTTPException:
        event(log.info, "not told", channel=interaction.channel_id)
