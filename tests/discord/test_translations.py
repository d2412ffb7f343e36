"""Translations: every text of a command in every language, within the limits of Discord."""

import discord
import pytest

from bot.discord.client.translations import LANGUAGES, TEXTS, CommandTranslator
from tests.discord.world import Opener


async def test_every_text_of_a_command_is_translated_and_no_translation_is_left_over(world: Opener) -> None:
    w = await world()
    used = {command.name for command in w.bot.tree.get_commands()}
    for command in w.bot.tree.walk_commands():
        used |= {command.name, command.description}
        if isinstance(command, discord.app_commands.Command):
            used |= {text for one in command.parameters for text in (str(one.display_name), str(one.description))}
    assert used == set(TEXTS)
    assert (
        await CommandTranslator().translate(discord.app_commands.locale_str("none"), discord.Locale.german, None)
        is None
    )


TEXT = "Show the answer to you alone"


@pytest.mark.parametrize(
    ("locale", "translation"),
    [
        (discord.Locale.german, "Nur dir die Antwort zeigen"),
        (discord.Locale.spain_spanish, "Mostrar la respuesta solo a ti"),
        (discord.Locale.latin_american_spanish, "Mostrar la respuesta solo a ti"),
        (discord.Locale.french, "Ne montrer la réponse qu'à vous"),
        (discord.Locale.chinese, "仅向您显示回答"),
        (discord.Locale.taiwan_chinese, None),
        (discord.Locale.american_english, None),
    ],
)
async def test_a_text_is_given_in_the_language_of_a_person_or_stays_english(
    locale: discord.Locale, translation: str | None
) -> None:
    assert await CommandTranslator().translate(discord.app_commands.locale_str(TEXT), locale, None) == translation


@pytest.mark.parametrize("text", TEXTS)
def test_a_translation_is_there_for_every_language_and_within_the_limits_of_its_text(text: str) -> None:
    translations = TEXTS[text]
    assert len(translations) == len(LANGUAGES)
    slash_name = text == text.lower() and " " not in text
    for one in translations:
        assert one == one.strip()
        assert 0 < len(one) <= (32 if slash_name or text in {"Check this quote", "Save as source"} else 100)
        assert not slash_name or (one == one.lower() and " " not in one)


def test_no_two_commands_have_one_name_in_any_language() -> None:
    for names in zip(
        *(TEXTS[name] for name in ("ask", "check", "sources", "source", "about", "forget", "setup")), strict=True
    ):
        assert len(set(names)) == 7
