"""Runs the bot until a signal stops it, and explains the errors of Discord."""

import asyncio
import contextlib
import logging
import os
import signal
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager

import aiohttp
import discord
from pydantic import SecretStr

from bot.answers import Answerer
from bot.discord.client.client import Bot, client_for
from bot.discord.client.credentials import FILE, VARIABLE, read_token
from bot.discord.client.event_log import event, set_up
from bot.discord.client.sharding import shards_for
from bot.discord.client.watching import watched
from bot.discord.operation.pauses import settle
from bot.settings.model import Settings
from index.errors import PullquoteError, ServiceError, SettingsError

__all__ = ["explain", "run", "stop_on_signals"]

log = logging.getLogger(__name__)

Beside = Callable[[Answerer, Settings], AbstractAsyncContextManager[object]]

PORTAL = "https://discord.com/developers/applications"
_SHARDS = "leave discord.sharding and discord.shard_count unset, so that Discord says how many"
_GROWN = 4011
_REFUSED = {
    4004: f"the token is not valid any more; copy a new one from {PORTAL} (Bot, Reset Token)",
    4010: f"the number of a shard is wrong; {_SHARDS}",
    _GROWN: f"it is in too many servers for its connections; {_SHARDS}",
    4012: "this version of discord.py is too old for it; upgrade Pullquote",
    4013: "it asks for an intent that does not exist; upgrade Pullquote",
    4014: f"an intent is not allowed; turn it on at {PORTAL} (Bot), or empty the setting discord.ask_channels",
}
"""What to do where a new connection would be refused again, by the close code of the gateway."""


def run(settings: Settings, environment: Mapping[str, str] | None = None, beside: Beside | None = None) -> int:
    """Run the bot until SIGTERM or SIGINT, and return the exit code 0.

    ``beside`` returns what else runs over the same sources, as long as the bot does. Raises SettingsError for
    a token that is missing or refused and for an intent that is not enabled, SourcesError if there is nothing to serve,
    and ServiceError if Discord cannot be reached.
    """
    environment = os.environ if environment is None else environment
    token = read_token(environment)
    # The bot has no voice, and needs no warning that it cannot have one.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    discord_settings = settings.discord
    set_up(discord_settings.log_level, discord_settings.log_form, questions=discord_settings.log_questions)
    answerer = Answerer(settings, log.warning)
    for problem in answerer.problems():
        event(log.warning, "source not served", source=problem.name, cause=problem.cause)
    _prepare(answerer, settings)
    try:
        asyncio.run(_serve(answerer, settings, token, environment, beside or _nothing))
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        # Without its context: a traceback would show frames that hold the token.
        raise explain(
            error, asked_anew=discord_settings.sharding is not False and not discord_settings.shard_count
        ) from None
    return 0


def _prepare(answerer: Answerer, settings: Settings) -> None:
    """Have the parts of the sources ready that places are given, and log which cannot be served and why."""
    for name in sorted({*settings.discord.scopes.values()}):
        try:
            event(log.info, "part", scope=name, sources=len(answerer.within(settings.scopes[name].scope).sources()))
        except PullquoteError as error:
            event(log.warning, "part not served", scope=name, cause=str(error))


def explain(error: Exception, *, asked_anew: bool = False) -> PullquoteError:
    """Turn an error of discord.py into one with the cause and the cure in plain words.

    ``asked_anew`` is True if a new start asks Discord how many connections the bot needs.
    """
    if isinstance(error, discord.LoginFailure):
        cure = f"copy a new one from {PORTAL} (Bot, Reset Token) into {VARIABLE} or the file that {FILE} names"
        return SettingsError(f"Discord refuses the token; {cure}")
    if isinstance(error, discord.PrivilegedIntentsRequired):
        cure = f"turn it on at {PORTAL} (Bot, Privileged Gateway Intents), or empty the setting discord.ask_channels"
        return SettingsError(f"discord.ask_channels needs the Message Content Intent, which is off; {cure}")
    if isinstance(error, discord.HTTPException):
        return ServiceError(f"Discord answers {error.status} {error.text or ''}".rstrip() + "; try again later")
    if isinstance(error, discord.ConnectionClosed | discord.GatewayNotFound):
        return _of_gateway(getattr(error, "code", 0), asked_anew=asked_anew)
    return ServiceError(f"Discord cannot be reached ({type(error).__name__}); look at the network, and try again")


def _of_gateway(code: int, *, asked_anew: bool) -> PullquoteError:
    """Explain the close code of a gateway."""
    if code == _GROWN and asked_anew:
        return ServiceError("the bot is in more servers than its connections may serve; start it again: it opens more")
    if code in _REFUSED:
        return SettingsError(f"Discord's gateway refuses the bot (close code {code}): {_REFUSED[code]}")
    return ServiceError("Discord's gateway closed the connection; see https://discordstatus.com, and try again")


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


def _nothing(_: Answerer, __: Settings) -> AbstractAsyncContextManager[object]:
    return contextlib.nullcontext()


async def _serve(
    answerer: Answerer, settings: Settings, token: SecretStr, environment: Mapping[str, str], beside: Beside
) -> None:
    shards = await shards_for(settings.discord, token)
    async with client_for(answerer, settings, shards) as bot, watched(bot, environment), beside(answerer, settings):
        stop_on_signals(bot)
        bot.when_ready = settle
        await bot.start(token.get_secret_value())
