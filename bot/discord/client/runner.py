"""Runs the bot until a signal stops it, and explains the errors of Discord."""

import asyncio
import contextlib
import logging
import os
import signal
from collections.abc import Mapping

import aiohttp
import discord
from pydantic import SecretStr

from bot.answers import Answerer
from bot.discord.client.client import Bot, client_for
from bot.discord.client.credentials import FILE, VARIABLE, read_token
from bot.discord.client.event_log import event, set_up
from bot.settings.model import Settings
from index.errors import PullquoteError, ServiceError, SettingsError

__all__ = ["explain", "run", "stop_on_signals"]

log = logging.getLogger(__name__)

PORTAL = "https://discord.com/developers/applications"
_SHARDS = "leave discord.shard_count unset, so that Discord says how many"
_REFUSED = {
    4004: f"the token is not valid any more; copy a new one from {PORTAL} (Bot, Reset Token)",
    4010: f"the number of a shard is wrong; {_SHARDS}",
    4011: f"it is in too many servers for one connection; set discord.sharding = true, and {_SHARDS}",
    4012: "this version of discord.py is too old for it; upgrade Pullquote",
    4013: "it asks for an intent that does not exist; upgrade Pullquote",
    4014: f"an intent is not allowed; turn it on at {PORTAL} (Bot), or empty the setting discord.ask_channels",
}
"""What to do where a new connection would be refused again, by the close code of the gateway."""


def run(settings: Settings, environment: Mapping[str, str] | None = None) -> int:
    """Run the bot until SIGTERM or SIGINT, and return the exit code 0.

    Raises SettingsError for a token that is missing or refused and for an intent that is not enabled, SourcesError if
    there is nothing to serve, and ServiceError if Discord cannot be reached.
    """
    token = read_token(os.environ if environment is None else environment)
    # The bot has no voice, and needs no warning that it cannot have one.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    set_up(settings.discord.log_level, settings.discord.log_form)
    answerer = Answerer(settings, log.warning)
    for problem in answerer.problems():
        event(log.warning, "source not served", source=problem.name, cause=problem.cause)
    try:
        asyncio.run(_serve(answerer, settings, token))
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        # Without its context: a traceback would show frames that hold the token.
        raise explain(error) from None
    return 0


def explain(error: Exception) -> PullquoteError:
    """Turn an error of discord.py into one with the cause and the cure in plain words."""
    if isinstance(error, discord.LoginFailure):
        cure = f"copy a new one from {PORTAL} (Bot, Reset Token) into {VARIABLE} or the file that {FILE} names"
        return SettingsError(f"Discord refuses the token; {cure}")
    if isinstance(error, discord.PrivilegedIntentsRequired):
        cure = f"turn it on at {PORTAL} (Bot, Privileged Gateway Intents), or empty the setting discord.ask_channels"
        return SettingsError(f"discord.ask_channels needs the Message Content Intent, which is off; {cure}")
    if isinstance(error, discord.HTTPException):
        return ServiceError(f"Discord answers {error.status} {error.text or ''}".rstrip() + "; try again later")
    if isinstance(error, discord.ConnectionClosed) and error.code in _REFUSED:
        return SettingsError(f"Discord's gateway refuses the bot (close code {error.code}): {_REFUSED[error.code]}")
    if isinstance(error, discord.ConnectionClosed | discord.GatewayNotFound):
        return ServiceError("Discord's gateway closed the connection; see https://discordstatus.com, and try again")
    return ServiceError(f"Discord cannot be reached ({type(error).__name__}); look at the network, and try again")


def stop_on_signals(bot: Bot) -> None:
    """Close the bot on SIGTERM and SIGINT after the answers under way; a second signal ends it at once."""
    loop = asyncio.get_running_loop()
    closing: set[asyncio.Task[None]] = set()

    def stop(number: signal.Signals) -> None:
        event(log.info, "stopping", signal=number.name)
        closing.add(loop.create_task(bot.close()))
        for one in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(one)

    with contextlib.suppress(NotImplementedError):  # Windows has no such handlers; Ctrl-C interrupts there
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop, number)


async def _serve(answerer: Answerer, settings: Settings, token: SecretStr) -> None:
    async with client_for(answerer, settings) as bot:
        stop_on_signals(bot)
        await bot.start(token.get_secret_value())
