"""Says what is kept about people, and removes it for who asks for that."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.discord.cards.info_cards import notice
from bot.discord.client.access import FREE
from bot.discord.client.answering import Answering
from bot.discord.client.responses import Reply, respond, tell
from bot.settings.model import DiscordSettings
from bot.wording.grammar import number

__all__ = ["forget_command", "what_is_kept"]

FORGOTTEN = (
    "I have removed all that I kept about you: {}. My answers stay where they are; *Delete* below each of them still"
    " takes it away, but deleting your question no longer does."
)
UNSAVED = "{} of yours that I could quote as a source"
SAVED = (
    " Posts, answers and files that moderators save are sources, with the names of who wrote and who saved them, until"
    " they are removed, their author deletes the post, or takes it back by `/forget`."
)
NOTHING = "I keep nothing about you."


def forget_command(answering: Answering) -> app_commands.Command[Any, ..., None]:
    """Return the command that removes everything stored about the person who uses it."""

    @app_commands.command(
        name=locale_str(FREE), description=locale_str("Remove everything that this bot has stored about you")
    )
    async def command(interaction: discord.Interaction[Any]) -> None:
        if refusal := answering.haste(interaction.user.id, interaction.created_at):
            await tell(interaction, refusal)
            return

        async def make() -> Sequence[Reply]:
            try:
                written, saved = await answering.saving.forget(interaction.user.id)
            finally:  # also where the folder of sources cannot be written
                answers = await answering.state.forget(interaction.user.id)
            removed = saved + answers
            parts = [number(removed, "entry", "entries")] if removed else []
            parts += [UNSAVED.format(number(written, "post or answer", "posts and answers"))] if written else []
            return [Reply(notice(FORGOTTEN.format(" and ".join(parts)) if parts else NOTHING))]

        await respond(interaction, make, private=True)

    return command


def what_is_kept(settings: DiscordSettings) -> str:
    """Return what the bot keeps of questions and answers, where, and for how long, as its settings have it."""
    days = number(settings.keep_days, "day")
    words = "with the words of the question" if settings.store_questions else "without the words of the question"
    logged = " Questions are also written to a log, without names." if settings.log_questions else ""
    saved = SAVED if settings.save else ""
    return (
        f"Of an answer that everybody sees, these are stored for {days}, {words}: who asked, the ids of the messages,"
        " channel and server, the outcome, the citations and the time; and who votes 👍 or 👎 on it, how, and when."
        " Moderators see what was not answered well and how many disliked it, not who. Of a private answer, nothing."
        f" The words of the last questions are in memory while I run.{logged}{saved}"
        " `/forget` removes what is stored about you."
    )
