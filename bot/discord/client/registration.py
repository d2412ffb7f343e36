"""Registering the commands: when they have changed since the last time, and only then, as Discord counts it."""

import hashlib
import json
import logging
from pathlib import Path
from typing import Any, Literal

from discord import app_commands

__all__ = ["digest", "register"]

log = logging.getLogger(__name__)


async def register(
    tree: app_commands.CommandTree[Any], state: Path, when: Literal["changed", "always", "never"]
) -> bool:
    """Register the commands of a tree with Discord, as the setting ``when`` says; tells whether that was done.

    ``state`` is a folder that keeps what was registered last, a file for each application.
    """
    path = state / f"commands-{tree.client.application_id}.sha256"
    now = await digest(tree)
    if when == "never" or (when == "changed" and _stored(path) == now):
        return False
    commands = await tree.sync()
    log.info("commands registered", extra={"fields": {"commands": len(commands)}})
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(now, "ascii")
    except OSError as error:
        log.warning("state not written", extra={"fields": {"path": str(path), "cause": str(error)}})
    return True


async def digest(tree: app_commands.CommandTree[Any]) -> str:
    """The SHA-256 of all that Discord would be told of the commands, translations included."""
    translator = tree.translator
    payload = [
        await command.get_translated_payload(tree, translator) if translator else command.to_dict(tree)
        for command in tree.get_commands()
    ]
    return hashlib.sha256(json.dumps(payload, sort_keys=True, default=str).encode()).hexdigest()


def _stored(path: Path) -> str | None:
    try:
        return path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
