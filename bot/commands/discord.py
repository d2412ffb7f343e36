"""``pullquote discord``: runs the Discord bot."""

import argparse

from bot.commands.shared import settings
from bot.discord import run as run_bot

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> int:
    """Run the bot until a signal stops it; return the exit code."""
    return run_bot(settings(arguments))
