"""Translates the names and descriptions of the commands for Discord.

Names are 1 to 32 characters, lower case and without spaces for slash commands; descriptions are at most 100.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

import discord
from discord import app_commands

from bot.wording.speaking import shipped
from bot.wording.voices import language_of_locale

__all__ = ["CommandTranslator"]

SECTION = "commands"


@cache
def _keys() -> Mapping[str, str]:
    """Return the key of each English text."""
    return {text: key for key, text in shipped().lines[SECTION].items()}


class CommandTranslator(app_commands.Translator):
    """Translates by the templates; other texts and languages stay English."""

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, _: app_commands.TranslationContext[Any, Any], /
    ) -> str | None:
        """Return the translation of a name or a description, or None."""
        key, language = _keys().get(string.message), language_of_locale(locale.value)
        return shipped(language).lines[SECTION][key] if key and language and language != "en" else None
