"""``pullquote discord``: runs the Discord bot, and the website beside it where the settings say so."""

import argparse

from bot.commands.shared import settings
from bot.discord import run as run_bot
from bot.web import beside

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> int:
    """Run the bot until a signal stops it; return the exit code."""
    chosen = settings(arguments)
    return run_bot(chosen, beside=beside if chosen.web.on else None)
