"""``pullquote discord``: run the Discord bot."""

import argparse

from bot.commands.shared import settings
from bot.discord import run as run_bot

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> int:
    """Run the bot until it is told to stop."""
    return run_bot(settings(arguments))
