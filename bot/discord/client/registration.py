"""Registers the commands only if they changed since the last time, because Discord limits how often."""

import hashlib
import json
import logging
from typing import Any, Literal

import aiohttp
from discord import app_commands

from bot.discord.client.event_log import event
from bot.discord.client.faults import REFUSED
from bot.discord.state.bot_state import BotState

__all__ = ["digest", "register"]

log = logging.getLogger(__name__)


async def register(
    tree: app_commands.CommandTree[Any], state: BotState, when: Literal["changed", "always", "never"]
) -> bool:
    """Register the commands of a tree as the setting ``when`` says; return True if that was done.

    The bot goes on without, if Discord does not take them: those of before, and messages, still work.

    ``state`` holds the digest of the commands registered last, for each application. Raises StateError if it cannot
    be used.
    """
    name = f"commands-{tree.client.application_id}"
    now = await digest(tree)
    if when == "never" or (when == "changed" and await state.note(name) == now):
        return False
    try:
        commands = await tree.sync()
    except (*REFUSED, aiohttp.ClientError, OSError) as error:
        event(log.warning, "commands not registered", cause=str(error), cure="they are as before; start again later")
        return False
    event(log.info, "commands registered", commands=len(commands))
    await state.put_note(name, now)
    return True


async def digest(tree: app_commands.CommandTree[Any]) -> str:
    """Return the SHA-256 of the commands as Discord would receive them, translations included."""
    translator = tree.translator
    payload = [
        await command.get_translated_payload(tree, translator) if translator else command.to_dict(tree)
        for command in tree.get_commands()
    ]
    return hashlib.sha256(json.dumps(payload, sort_keys=True, default=str).encode()).hexdigest()
