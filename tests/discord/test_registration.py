"""Registering: the commands when they changed, in every language, for everybody."""

import discord
import pytest

from bot.discord.client.translations import TEXTS, CommandTranslator
from tests.discord.world import Opener


async def test_the_commands_are_registered_when_they_changed_and_only_then(world: Opener) -> None:
    w = await world()
    registrations = [one for one in w.sent("PUT") if one.path.endswith("/commands")]
    assert len(registrations) == 1
    await w.restart()
    await w.restart()
    assert len([one for one in w.sent("PUT") if one.path.endswith("/commands")]) == 1
    for file in w.settings.discord.state.iterdir():
        file.write_text("of another version", "utf-8")
    await w.restart()
    assert len([one for one in w.sent("PUT") if one.path.endswith("/commands")]) == 2


@pytest.mark.parametrize(("sync", "times"), [("always", 2), ("never", 0)])
async def test_registering_can_be_set_to_always_or_never(world: Opener, sync: str, times: int) -> None:
    w = await world(sync=sync)
    await w.restart()
    assert len([one for one in w.sent("PUT") if one.path.endswith("/commands")]) == times


async def test_the_commands_are_for_servers_messages_and_people_and_in_five_languages(world: Opener) -> None:
    w = await world()
    (registration,) = [one for one in w.sent("PUT") if one.path.endswith("/commands")]
    names = {one["name"] for one in registration.json}
    assert names == {"ask", "check", "sources", "source", "about", "Check this quote"}
    for command in registration.json:
        assert sorted(command["contexts"]) == [0, 1, 2]
        assert sorted(command["integration_types"]) == [0, 1]
        for one in (command, *command.get("options", [])):
            assert {"de", "es-ES", "fr", "zh-CN"} <= set(one["name_localizations"])
            assert command["type"] != 1 or {"de", "es-ES", "fr", "zh-CN"} <= set(one["description_localizations"])


async def test_every_text_of_a_command_is_translated_and_no_translation_is_left_over(world: Opener) -> None:
    w = await world()
    used = {command.name for command in w.bot.tree.get_commands()}
    for command in w.bot.tree.get_commands():
        if isinstance(command, discord.app_commands.Command):
            used |= {command.description}
            used |= {text for one in command.parameters for text in (str(one.display_name), str(one.description))}
    assert used == set(TEXTS)
    assert (
        await CommandTranslator().translate(discord.app_commands.locale_str("none"), discord.Locale.german, None)
        is None
    )
