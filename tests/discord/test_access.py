"""Access: what the operator and the moderators allow holds on every surface, and nothing else answers."""

from typing import Any

import discord
import pytest

from tests.discord.world import Opener, World, emitted, press, said, text_of, walk

QUESTION = "Who opened the Riverside library?"
DENIED = "You may not use me here"


async def changed(w: World, **settings: Any) -> None:
    """Start the bot anew with other settings, which name ids that are known by now."""
    w.settings = w.settings.model_copy(update={"discord": w.settings.discord.model_copy(update=settings)})
    await w.restart()


async def told_by_check(person: Any, message: Any) -> str:
    """What a person is told who presses *Check* below an answer."""
    return text_of((await press(person, message, "Check")).response)


async def surfaces(w: World, person: Any, channel: Any, answer: Any) -> dict[str, bool]:
    """Which surfaces answer a person in a channel, where ``answer`` is an answer of before."""
    before = len(w.answers(channel))
    await person.send(channel, f"{w.mention} {QUESTION}")
    mention = len(w.answers(channel)) > before
    asked = await person.slash(channel, "ask", question=QUESTION)
    listed = await person.slash(channel, "sources")
    target = await person.send(channel, "> The library holds 80,000 books")
    menu = await person.context_menu(channel, "Check this quote", target)
    completed = await person.autocomplete(channel, "sources", "name", "lib")
    replies = {"ask": asked, "sources": listed, "menu": menu}
    found = {name: DENIED not in text_of(one.response) for name, one in replies.items()}
    assert all(one.ephemeral or found[name] for name, one in replies.items())
    return found | {
        "mention": mention,
        "completion": bool(completed),
        "button": DENIED not in await told_by_check(person, answer),
    }


async def answered_in(w: World, channel: Any) -> Any:
    """An answer in a channel from before anything was limited."""
    return (await w.alice.slash(channel, "ask", question=QUESTION)).response


@pytest.mark.parametrize("limit", ["servers", "channels", "roles"])
async def test_what_the_settings_name_may_ask_and_nothing_else_may_on_any_surface(world: Opener, limit: str) -> None:
    w = await world(person_limit=0)
    other = w.guild.create_text_channel("other")
    role = w.guild.create_role("readers")
    w.env.backend.add_member_role(w.guild.id, w.alice.id, role.id)
    here, there = await answered_in(w, w.channel), await answered_in(w, other)
    allowed = {"servers": w.guild.id, "channels": w.channel.id, "roles": role.id}[limit]
    await changed(w, **{limit: (allowed,)})
    assert set((await surfaces(w, w.alice, w.channel, here)).values()) == {True}
    await changed(w, **{limit: (1,)})
    assert set((await surfaces(w, w.alice, w.channel, here)).values()) == {False}
    await changed(w, **{limit: (allowed,)})
    if limit == "channels":
        assert set((await surfaces(w, w.alice, other, there)).values()) == {False}
    if limit == "roles":
        assert set((await surfaces(w, w.bob, w.channel, here)).values()) == {False}


async def test_a_thread_is_of_its_channel(world: Opener) -> None:
    w = await world(open_threads=True)
    await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    (thread,) = w.channel.threads
    await changed(w, channels=(w.channel.id,))
    asked = await w.alice.slash(thread, "ask", question=QUESTION)
    assert said(asked.response).quotes
    await w.alice.send(thread, f"{w.mention} {QUESTION}")
    assert len(w.answers(thread)) == 3


async def test_a_form_of_who_may_not_ask_is_refused(world: Opener) -> None:
    w = await world()
    shown = await press(w.alice, await answered_in(w, w.channel), "Follow up")
    await changed(w, channels=(1,))
    sent = await w.alice.submit_modal(shown, {str(_field(shown)): "When?"})
    assert DENIED in text_of(sent.response)


def _field(shown: Any) -> str:
    return next(one["custom_id"] for one in walk(shown.modal["components"]) if one["type"] == 4)


async def test_direct_messages_can_be_turned_off(world: Opener) -> None:
    w = await world(person_limit=0)
    await w.alice.send_dm(QUESTION)
    (answer,) = w.answers(w.alice.user.dm_channel)
    await changed(w, direct_messages=False)
    await w.alice.send_dm(QUESTION)
    assert len(w.answers(w.alice.user.dm_channel)) == 1
    assert DENIED in text_of((await press(w.alice.user, answer, "Check")).response)
    assert DENIED in str(await raw(w, "ask", None, {}))
    assert said((await w.alice.slash(w.channel, "ask", question=QUESTION)).response).quotes


async def raw(w: World, name: str, guild: int | None, more: dict[str, Any]) -> Any:
    """What a command of alice answers where Discord would not offer it any more, or has not heard of that yet."""
    command = w.env.backend.find_command(name, None)
    options = [{"name": "question", "type": 3, "value": QUESTION}] if name == "ask" else []
    data = {"id": command["id"], "name": name, "type": 1, "options": options}
    return await emitted(w, 2, data, more, guild)


@pytest.mark.parametrize("allowed", [True, False])
async def test_the_bot_that_somebody_brings_along_can_be_turned_off(world: Opener, allowed: bool) -> None:
    w = await world(user_install=allowed)
    brought = {"authorizing_integration_owners": {"1": str(w.alice.id)}}
    group = brought | {"context": 2, "channel": {"id": "77", "type": 3, "name": "friends", "recipients": []}}
    for guild, more in ((w.guild.id, brought), (None, group)):
        assert (DENIED in str(await raw(w, "ask", guild, more))) != allowed
    both = {"authorizing_integration_owners": {"0": str(w.guild.id), "1": str(w.alice.id)}}
    assert DENIED not in str(await raw(w, "ask", w.guild.id, both))


@pytest.mark.parametrize("limit", ["servers", "roles"])
async def test_who_writes_directly_must_belong_to_a_server_or_have_a_role_that_may_ask(
    world: Opener, limit: str
) -> None:
    w = await world(person_limit=0)
    role = w.guild.create_role("readers")
    w.env.backend.add_member_role(w.guild.id, w.alice.id, role.id)
    stranger = w.env.create_user("carol") if limit == "servers" else w.bob.user
    other = w.env.create_guild("Elsewhere")
    if limit == "servers":
        other.add_member(stranger)
    await changed(w, **{limit: (w.guild.id if limit == "servers" else role.id,)})
    await stranger.send_dm(QUESTION)
    assert w.answers(stranger.dm_channel) == []
    before = len(w.sent("GET"))
    for _ in range(2):
        await w.alice.send_dm(QUESTION)
    assert len(w.answers(w.alice.user.dm_channel)) == 2
    assert len(w.sent("GET")) == before + 1


async def test_a_membership_that_discord_tells_only_later_is_none_and_stops_nothing(
    world: Opener, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def limited(*_: object) -> discord.Member:
        raise discord.RateLimited(60.0)

    w = await world(person_limit=0)
    await changed(w, servers=(w.guild.id,))
    with monkeypatch.context() as patched:
        patched.setattr(discord.Guild, "fetch_member", limited)
        await w.alice.send_dm(QUESTION)
    assert w.answers(w.alice.user.dm_channel) == []
    assert "event failed" not in caplog.text


async def test_everybody_may_have_forgotten_what_is_kept_about_them(world: Opener) -> None:
    w = await world()
    await answered_in(w, w.channel)
    await changed(w, channels=(1,))
    forgotten = await w.alice.slash(w.channel, "forget")
    assert "1 entry" in text_of(forgotten.response)


async def test_an_edit_by_who_may_not_ask_any_more_changes_no_answer_and_a_deletion_still_takes_it(
    world: Opener,
) -> None:
    w = await world()
    question = await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    await changed(w, channels=(1,))
    await w.alice.edit(question, f"{w.mention} Who designed the Harbour bridge?")
    assert [said(one).question for one in w.answers()] == [QUESTION]
    await w.alice.delete(question)
    assert w.answers() == []
