"""Pullquote on Discord: ask in a channel, get quoted sources, check them there.

    cards, answer_cards, check_cards, info_cards   what is shown, as plain data within Discord's limits
    markdown, invisible, citing                    text that shows the same characters and can do nothing
    state, reading                                 what a button carries, and what a message said
    desk, asking, limits, counts                   questions off the event loop, and manners
    layout, replying, posting, answering           cards as discord.py's layouts, sent
    commands, completing, buttons, follow_up       what people press and type
    listening, threads                             mentions, replies, posts, their edits and deletions
    client, sync, translations                     the client and what Discord is told of its commands
    running, credentials, logs                     starting, stopping and what is written down

The rooms above ``layout`` never import discord.
"""

from collections.abc import Mapping

from bot.settings.model import Settings

__all__ = ["run"]


def run(settings: Settings, environment: Mapping[str, str] | None = None) -> int:
    """Run the bot until it is told to stop, and return the exit code; see `bot.discord.client.runner.run`.

    discord.py is imported here and not before, so that the terminal never waits for it.
    """
    from bot.discord.client.runner import run as run_bot  # noqa: PLC0415 - see above

    return run_bot(settings, environment)
