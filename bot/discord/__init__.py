"""Pullquote on Discord: questions asked in a channel are answered and checked there.

    cards/
        card, answer_cards, check_cards, info_cards              messages as plain data within Discord's limits
        escaping, invisible, citing                              text that shows the same characters and does nothing
        button_state, card_reader                                the state of a button, and the text of a sent card
    operation/
        vitals, metrics, health, supervisor                      how the bot is, for its operator and its supervisor
    client/
        workers, source_names                                    answers, checks and names, off the event loop
        message_text, place_scopes, usage                        questions, their sources and counts
        access, membership                                       who may use the bot, and where
        answering, components, responses, poster                 cards as layouts of discord.py, sent
        slash_commands, autocomplete, buttons, follow_up_form    commands, buttons and forms
        server_setup, forgetting                                 menus for moderators, and what is kept of people
        messages, threads, answered                              mentions, replies, posts, edits and deletions
        client, registration, translations                       the client and the registration of its commands
        runner, sharding, watching                               starting, stopping, and being watched
        credentials, event_log, faults                           the token, the log, and errors with their ids
    state/
        bot_state, given_answers, servers                        what is remembered over a restart
        database, migrations                                     the SQLite file that holds it

``cards``, ``operation`` and ``state`` never import discord.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager

from bot.answers import Answerer
from bot.settings.model import Settings

__all__ = ["run"]


def run(
    settings: Settings,
    environment: Mapping[str, str] | None = None,
    beside: Callable[[Answerer, Settings], AbstractAsyncContextManager[object]] | None = None,
) -> int:
    """Run the bot until a signal stops it, and return the exit code; see `bot.discord.client.runner.run`.

    discord.py is imported here and not before, so that the terminal never waits for it.
    """
    from bot.discord.client.runner import run as run_bot  # noqa: PLC0415 - see above

    return run_bot(settings, environment, beside)
