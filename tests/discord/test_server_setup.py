"""``/setup``: moderators set who may ask in their server and how it is answered, at once and for good."""

from typing import Any

import discord
import pytest
from simcord.backend import serializers

from bot.discord.state.servers import ServerSettings
from bot.wording.speaking import shipped
from tests.discord.world import Opener, World, emitted, labels, press, said, text_of, walk

QUESTION = "Who opened the Riverside library?"
DENIED = "You may not use me here"


def moderator(w: World) -> Any:
    """A person who may manage the server."""
    role = w.guild.create_role("moderators", permissions=discord.Permissions(manage_guild=True))
    return w.guild.add_member(w.env.create_user("mona"), roles=[role])


async def menus(w: World, who: Any, channel: Any = None) -> Any:
    """The menus as they are shown to a moderator."""
    shown = await who.slash(channel or w.channel, "setup")
    assert shown.ephemeral
    return shown.response


async def ask(person: Any, channel: Any) -> Any:
    return await person.slash(channel, "ask", question=QUESTION)


async def test_channels_and_roles_hold_at_once_and_after_a_restart_and_can_be_reset(world: Opener) -> None:
    w = await world(person_limit=0)
    mona, other = moderator(w), w.guild.create_text_channel("other")
    readers = w.guild.create_role("readers")
    w.env.backend.add_member_role(w.guild.id, w.alice.id, readers.id)
    shown = await menus(w, mona)
    await mona.select(shown, [w.channel], custom_id="setup:channels")
    await mona.select(shown, [readers], custom_id="setup:roles")
    for _ in range(2):
        assert said((await ask(w.alice, w.channel)).response).quotes
        assert DENIED in text_of((await ask(w.alice, other)).response)
        assert DENIED in text_of((await ask(w.bob, w.channel)).response)
        assert DENIED in text_of((await ask(mona, w.channel)).response)
        await w.restart()
    again = await menus(w, mona, other)
    chosen = [one.get("default_values") for one in walk(again.components)]
    assert [[int(one["id"]) for one in values] for values in chosen if values] == [[w.channel.id], [readers.id]]
    await mona.click(again, label="Reset")
    assert w.bot.state.servers.of(w.guild.id) == ServerSettings()
    assert said((await ask(w.bob, other)).response).quotes


async def test_a_chosen_channel_is_given_up_by_choosing_none(world: Opener) -> None:
    w = await world()
    mona = moderator(w)
    shown = await menus(w, mona)
    await mona.select(shown, [w.channel], custom_id="setup:channels")
    await mona.select(shown, [], custom_id="setup:channels")
    assert w.bot.state.servers.of(w.guild.id).channels == ()


async def test_commands_are_private_by_default_where_the_server_has_it_so_unless_they_say_otherwise(
    world: Opener,
) -> None:
    w = await world()
    mona = moderator(w)
    shown = await menus(w, mona)
    await mona.click(shown, label="Answer privately")
    assert "shown to who asks alone" in text_of(shown)
    assert (await ask(w.alice, w.channel)).ephemeral
    assert (await w.alice.slash(w.channel, "check", claim="library.txt:1")).ephemeral
    assert not (await w.alice.slash(w.channel, "ask", question=QUESTION, private=False)).ephemeral
    answer = (await w.alice.slash(w.channel, "ask", question=QUESTION, private=False)).response
    form = await press(w.bob, answer, "Follow up")
    (field,) = [one["custom_id"] for one in walk(form.modal["components"]) if one["type"] == 4]
    assert (await w.bob.submit_modal(form, {field: "And when was it opened?"})).ephemeral
    await mona.click(shown, label="Answer for everybody")
    assert not (await ask(w.alice, w.channel)).ephemeral


@pytest.mark.parametrize("before", [False, True])
async def test_answers_are_given_in_threads_as_the_server_has_it(world: Opener, before: bool) -> None:
    w = await world(open_threads=before)
    mona = moderator(w)
    shown = await menus(w, mona)
    await mona.click(shown, label="Answer in place" if before else "Answer in threads")
    assert ("Answer in threads" if before else "Answer in place") in labels(shown)
    await w.restart()
    await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    await ask(w.alice, w.channel)
    assert len(w.channel.threads) == (0 if before else 2)


async def test_what_the_settings_forbid_cannot_be_allowed_in_a_server(world: Opener) -> None:
    w = await world()
    mona, other = moderator(w), w.guild.create_text_channel("other")
    limited = w.settings.discord.model_copy(update={"channels": (w.channel.id,)})
    w.settings = w.settings.model_copy(update={"discord": limited})
    await w.restart()
    shown = await menus(w, mona)
    assert "cannot be allowed here" in text_of(shown)
    await mona.select(shown, [other], custom_id="setup:channels")
    for channel in (w.channel, other):
        assert DENIED in text_of((await ask(w.alice, channel)).response)


async def test_who_may_not_manage_the_server_can_neither_see_nor_press_the_menus(world: Opener) -> None:
    w = await world()
    mona = moderator(w)
    shown = await menus(w, mona)
    backend = w.env.backend
    message = dict(serializers.message_payload(backend, backend.get_message(w.channel.id, shown.id)))
    command = {"id": backend.find_command("setup", None)["id"], "name": "setup", "type": 1, "options": []}
    button = {"custom_id": "setup:private", "component_type": 2}
    for kind, data, more in ((2, command, {}), (3, button, {"message": message})):
        told = await emitted(w, kind, data, more, w.guild.id)
        assert shipped().say("setup.not_yours") in str(told)
        assert told["flags"] & discord.MessageFlags(ephemeral=True).value
    assert w.bot.state.servers.of(w.guild.id) == ServerSettings()


async def test_a_choice_that_cannot_be_written_is_said_and_does_not_hold(
    world: Opener, caplog: pytest.LogCaptureFixture
) -> None:
    w = await world()
    mona = moderator(w)
    shown = await menus(w, mona)
    await w.bot.state.close()
    told = await mona.click(shown, label="Answer privately")
    assert "I cannot answer right now" in text_of(told.response)
    assert "failed" in caplog.text
    assert w.bot.state.servers.of(w.guild.id) == ServerSettings()
