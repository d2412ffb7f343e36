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
from bot.wording.speaking import counted, said, voice

__all__ = ["forget_command", "what_is_kept"]


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
            parts = [counted("entry", removed)] if removed else []
            parts += [said("about.forgotten_sources", written=counted("written", written))] if written else []
            text = said("about.forgotten", what=voice().listed(parts)) if parts else said("about.nothing_kept")
            return [Reply(notice(text))]

        await respond(interaction, make, private=True)

    return command


def what_is_kept(settings: DiscordSettings) -> str:
    """Return what the bot keeps of questions and answers, where, and for how long, as its settings have it."""
    kept = "about.kept_with_words" if settings.store_questions else "about.kept"
    return voice().sentences(
        said(kept, days=counted("day", settings.keep_days)),
        said("about.kept_log") if settings.log_questions else None,
        said("about.kept_saved") if settings.save else None,
        said("about.kept_forget"),
    )
