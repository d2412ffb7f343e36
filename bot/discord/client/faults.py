"""Errors of ours, each with a short id that stands in the log and on the card, and what Discord refuses."""

import logging
import secrets

import discord

from bot.discord.client.event_log import event
from index.errors import PullquoteError

__all__ = ["REFUSED", "refusal_text", "report"]

log = logging.getLogger(__name__)

REFUSED = (discord.HTTPException, discord.RateLimited)
"""What Discord refuses, and what it would take only after a wait that is too long."""
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Those that nobody mistakes for another when they read an id out."""
LENGTH = 6


def report(error: BaseException, what: str = "failed") -> str:
    """Log an error under a new id and return the id.

    One that names its cure is logged with it, any other with the way to it through the program.
    """
    number = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    if isinstance(error, PullquoteError):
        event(log.error, what, error=number, cause=str(error))
    else:
        log.error(what, exc_info=error, extra={"fields": {"error": number}})
    return number


def refusal_text(error: Exception) -> str:
    """Return what Discord says of a refusal."""
    return error.text if isinstance(error, discord.HTTPException) and error.text else str(error) or "took too long"
