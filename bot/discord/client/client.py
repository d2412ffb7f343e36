"""The client: what it asks of Discord, and which room handles which event."""

import logging
from pathlib import Path
from typing import Any

import discord
from discord import app_commands
from discord.ext import tasks
from pydantic import SecretStr

from bot.answers import Answerer
from bot.discord.cards.button_state import Signer
from bot.discord.cards.card import Colour
from bot.discord.client.answering import Answering
from bot.discord.client.buttons import Buttons
from bot.discord.client.components import CardButton
from bot.discord.client.messages import Listening
from bot.discord.client.posting import Posting
from bot.discord.client.registration import register
from bot.discord.client.responses import FAILED, SILENT, tell
from bot.discord.client.slash_commands import Commands, add_commands
from bot.discord.client.translations import CommandTranslator
from bot.discord.client.workers import Desk
from bot.settings.model import DiscordSettings, Settings

__all__ = ["Bot", "ShardedBot", "client_for", "intents_for"]

log = logging.getLogger(__name__)


class _Tree(app_commands.CommandTree[Any]):
    """The commands, with an error told to who met it."""

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Log what went wrong, and say so privately."""
        log.error("command failed", exc_info=error)
        await _apologise(interaction)


class Bot(discord.Client):
    """Pullquote on Discord."""

    def __init__(self, answerer: Answerer, settings: Settings, token: SecretStr, **options: Any) -> None:  # noqa: ANN401 - discord.py's own
        discord_settings = settings.discord
        super().__init__(
            intents=intents_for(discord_settings),
            allowed_mentions=SILENT,
            activity=discord.CustomActivity(discord_settings.presence) if discord_settings.presence else None,
            **options,
        )
        self.settings = discord_settings
        self.signer = Signer(token)
        self.desk = Desk(answerer, settings)
        answering = Answering(self.desk)
        self._buttons = Buttons(answering, self.signer)
        self._listening = Listening(self, answering, Posting(self.signer))
        self.tree = _Tree(self)
        add_commands(self.tree, Commands(answering, self.signer))
        self._refresh = tasks.loop(seconds=max(discord_settings.refresh_seconds, 1))(self._look_for_changes)

    async def setup_hook(self) -> None:
        """Register the commands if they changed, and take over the buttons of messages from before."""
        self.add_dynamic_items(CardButton)
        self._listening.start()
        await self.tree.set_translator(CommandTranslator())
        await register(self.tree, _state(self.settings), self.settings.sync)
        if self.settings.refresh_seconds:
            self._refresh.start()

    async def close(self) -> None:
        """Finish what is being answered, then leave."""
        await self.desk.drain()
        self._refresh.cancel()
        await super().close()

    async def on_ready(self) -> None:
        """Say that the bot is there, and where it cannot be of use."""
        log.info("ready", extra={"fields": {"servers": len(self.guilds), "shards": self.shard_count or 1}})
        for channel in self.settings.ask_channels:
            if self.get_channel(channel) is None:
                log.warning("channel not seen", extra={"fields": {"channel": channel, "setting": "ask_channels"}})

    async def on_message(self, message: discord.Message) -> None:
        """Answer what is addressed to the bot."""
        await self._listening.heard(message)

    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        """Follow the edit of a question."""
        await self._listening.edited(event)

    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """Follow the deletion of a question."""
        await self._listening.deleted(self.get_partial_messageable(event.channel_id), event.message_id)

    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """Follow the deletion of many messages."""
        for message in event.message_ids:
            await self._listening.deleted(self.get_partial_messageable(event.channel_id), message)

    async def on_card_button(self, interaction: discord.Interaction[Any]) -> None:
        """Do what a button says."""
        try:
            await self._buttons.press(interaction)
        except Exception:  # the button is the person's, who waits for an answer
            log.exception("button failed")
            await _apologise(interaction)

    async def on_error(self, event: str, /, *_: Any, **__: Any) -> None:  # noqa: ANN401 - an event's
        """Log an error without the event's arguments, which hold what people wrote."""
        log.error("event failed", exc_info=True, extra={"fields": {"handler": event}})  # noqa: LOG014 - within one

    async def _look_for_changes(self) -> None:
        try:
            await self.desk.refresh()
        except Exception:  # the next look may go well, and the bot answers from what it has
            log.exception("sources not refreshed")


class ShardedBot(Bot, discord.AutoShardedClient):
    """The same over several gateway connections, for many servers."""


def client_for(answerer: Answerer, settings: Settings, token: SecretStr) -> Bot:
    """The client that the settings ask for."""
    if settings.discord.sharding:
        return ShardedBot(answerer, settings, token, shard_count=settings.discord.shard_count)
    return Bot(answerer, settings, token)


def intents_for(settings: DiscordSettings) -> discord.Intents:
    """What the bot wants to be told: nothing privileged, unless there are channels to read whole."""
    return discord.Intents(
        guilds=True, guild_messages=True, dm_messages=True, message_content=bool(settings.ask_channels)
    )


async def _apologise(interaction: discord.Interaction[Any]) -> None:
    """Tell the person privately that something went wrong, if Discord lets us."""
    try:
        await tell(interaction, interaction.client.signer, FAILED, Colour.WRONG)
    except discord.HTTPException:
        log.info("not told", extra={"fields": {"channel": interaction.channel_id}})


def _state(settings: DiscordSettings) -> Path:
    if settings.state is not None:
        return settings.state
    from platformdirs import user_state_path  # noqa: PLC0415 - only where the setting is left out

    return user_state_path("pullquote", appauthor=False)
