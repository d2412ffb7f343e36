"""Registering: the commands when they changed, in every language, for everybody."""

import discord
import pytest

from tests.discord.world import Opener


async def test_the_commands_are_registered_when_they_changed_and_only_then(world: Opener) -> None:
    w = await world()
    registrations = [one for one in w.sent("PUT") if one.path.endswith("/commands")]
    assert len(registrations) == 1
    await w.restart()
    await w.restart()
    assert len([one for one in w.sent("PUT") if one.path.endswith("/commands")]) == 1
    await w.bot.state.put_note(f"commands-{w.bot.application_id}", "of another version")
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
    assert names == {
        "ask",
        "check",
        "sources",
        "source",
        "about",
        "forget",
        "setup",
        "unanswered",
        "Check this quote",
        "Save as source",
    }
    alone = {"setup", "unanswered", "Save as source"}
    for command in registration.json:
        assert sorted(command["contexts"]) == ([0] if command["name"] in alone else [0, 1, 2])
        assert sorted(command["integration_types"]) == ([0] if command["name"] in alone else [0, 1])
        for one in (command, *command.get("options", [])):
            assert {"de", "es-ES", "fr", "zh-CN"} <= set(one["name_localizations"])
            assert command["type"] != 1 or {"de", "es-ES", "fr", "zh-CN"} <= set(one["description_localizations"])


async def test_the_bot_starts_though_discord_does_not_take_the_commands(
    world: Opener, caplog: pytest.LogCaptureFixture
) -> None:
    w = await world(sync="always")
    w.env.inject_error("PUT", "/applications/*/commands", status=500, times=10)
    await w.restart()
    assert "commands not registered" in caplog.text
    await w.alice.send(w.channel, f"{w.mention} Who opened the Riverside library?")
    assert len(w.answers()) == 1


@pytest.mark.parametrize(
    ("settings", "contexts", "installs"),
    [
        ({"user_install": False}, [0, 1], [0]),
        ({"direct_messages": False}, [0], [0, 1]),
        ({"user_install": False, "direct_messages": False}, [0], [0]),
    ],
)
async def test_commands_are_registered_only_for_where_the_settings_allow_them(
    world: Opener, settings: dict[str, bool], contexts: list[int], installs: list[int]
) -> None:
    w = await world(**settings)
    (registration,) = [one for one in w.sent("PUT") if one.path.endswith("/commands")]
    alone = {"setup", "unanswered", "Save as source"}
    for command in registration.json:
        if command["name"] not in alone:
            assert sorted(command["contexts"]) == contexts
            assert sorted(command["integration_types"]) == installs


async def test_what_moderators_do_is_offered_to_them_alone(world: Opener) -> None:
    w = await world()
    (registration,) = [one for one in w.sent("PUT") if one.path.endswith("/commands")]
    rights = {one["name"]: one.get("default_member_permissions") for one in registration.json}
    for name in ("Save as source", "unanswered"):
        assert int(rights.pop(name)) == discord.Permissions(manage_messages=True).value
    assert int(rights.pop("setup")) == discord.Permissions(manage_guild=True).value
    assert set(rights.values()) == {None}
