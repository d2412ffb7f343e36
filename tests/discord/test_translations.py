"""Translations: every text of a command in every language, within the limits of Discord."""

import discord
import pytest

from bot.discord.client.translations import CommandTranslator
from bot.wording.speaking import shipped
from bot.wording.template_file import LANGUAGES
from tests.discord.world import Opener


async def test_every_text_of_a_command_is_translated_and_no_translation_is_left_over(world: Opener) -> None:
    w = await world()
    used = {command.name for command in w.bot.tree.get_commands()}
    for command in w.bot.tree.walk_commands():
        used |= {command.name, command.description}
        if isinstance(command, discord.app_commands.Command):
            used |= {text for one in command.parameters for text in (str(one.display_name), str(one.description))}
    assert used == set(shipped().lines["commands"].values())
    assert (
        await CommandTranslator().translate(discord.app_commands.locale_str("none"), discord.Locale.german, None)
        is None
    )


TEXT = "Show the answer to you alone"


@pytest.mark.parametrize(
    ("locale", "translation"),
    [
        (discord.Locale.german, "Die Antwort nur mir zeigen"),
        (discord.Locale.spain_spanish, "Mostrarme la respuesta solo a mí"),
        (discord.Locale.latin_american_spanish, "Mostrarme la respuesta solo a mí"),
        (discord.Locale.french, "Ne montrer la réponse qu’à vous"),
        (discord.Locale.chinese, "仅向您显示回答"),
        (discord.Locale.taiwan_chinese, None),
        (discord.Locale.american_english, None),
    ],
)
async def test_a_text_is_given_in_the_language_of_a_person_or_stays_english(
    locale: discord.Locale, translation: str | None
) -> None:
    assert await CommandTranslator().translate(discord.app_commands.locale_str(TEXT), locale, None) == translation


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_text_of_a_command_is_within_the_limits_of_discord(code: str) -> None:
    for key, text in shipped(code).lines["commands"].items():
        assert text == text.strip()
        described = key.endswith(("_does", "_help"))
        assert 0 < len(text) <= (100 if described else 32)
        if not described and not key.endswith("_menu"):
            assert text == text.lower()
            assert " " not in text


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_two_commands_have_one_name_in_any_language(code: str) -> None:
    commands = shipped(code).lines["commands"]
    names = [commands[name] for name in ("ask", "check", "sources", "source", "about", "forget", "setup", "unanswered")]
    assert len(set(names)) == len(names)
