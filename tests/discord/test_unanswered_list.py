"""``/unanswered``: for moderators alone, of channels that they can see, to dismiss or to answer for everybody."""

from typing import Any

import discord
import pytest
from simcord.backend import serializers

from bot.wording.speaking import shipped
from tests.discord.test_saving import moderator, saved_files
from tests.discord.world import Opener, World, emitted, labels, press, said, text_of, walk

PERMIT = "Where do I get a parking permit?"
TICKET = "What does a tram ticket cost?"
LIBRARY = "Who opened the Riverside library?"


async def ask(w: World, *questions: str, channel: Any = None) -> list[Any]:
    """The answers to questions of alice."""
    return [(await w.alice.slash(channel or w.channel, "ask", question=one)).response for one in questions]


async def shown(w: World, person: Any) -> Any:
    """The list as somebody sees it."""
    result = await person.slash(w.channel, "unanswered")
    assert result.ephemeral
    return result.response


async def click(person: Any, listing: Any, action: str, at: int = 0) -> Any:
    """Press a button of the group with this number, or one that turns the page."""
    parts = list(walk(listing.components))
    found = [one["custom_id"] for one in parts if str(one.get("custom_id")).startswith(f"unanswered:{action}")]
    return await person.click(listing, custom_id=found[at])


async def test_a_moderator_sees_what_was_not_answered_the_most_frequent_first(world: Opener) -> None:
    w = await world(store_questions=True, person_limit=0)
    await ask(w, PERMIT, TICKET, "parking permits, where to get them", LIBRARY)
    text = text_of(await shown(w, moderator(w)))
    assert "1 answered · 0 unsure · 3 declined" in text
    assert text.index("parking permits, where to get them") < text.index(TICKET)
    assert "Asked 2 times · 2 declined · last" in text
    assert LIBRARY not in text


async def test_disliked_answers_are_listed_with_how_many_disliked_them_and_not_who(world: Opener) -> None:
    w = await world(store_questions=True)
    (answer,) = await ask(w, LIBRARY)
    await press(w.alice, answer, "👎")
    text = text_of(await shown(w, moderator(w)))
    assert f"{LIBRARY}\nAsked 1 time · 1 answered · 1 👎" in text
    assert str(w.alice.id) not in text
    assert "alice" not in text


async def test_where_words_are_not_stored_that_is_said_with_the_setting_and_what_can_be_is_shown(world: Opener) -> None:
    w = await world(save=True)
    (answer, _) = await ask(w, LIBRARY, PERMIT)
    await press(w.alice, answer, "👎")
    listing = await shown(w, moderator(w))
    text = text_of(listing)
    assert "store_questions = true" in text
    assert "1 answered · 0 unsure · 1 declined" in text
    assert "library.txt:1\nGiven 1 time · 1 answered · 1 👎" in text
    assert LIBRARY not in text
    assert PERMIT not in text
    assert labels(listing) == ["Dismiss"]


async def test_dismissed_questions_come_back_when_they_are_asked_again(world: Opener) -> None:
    w = await world(store_questions=True, person_limit=0)
    bob = moderator(w)
    await ask(w, PERMIT, PERMIT, TICKET)
    listing = await shown(w, bob)
    await click(bob, listing, "dismiss")
    for text in (text_of(listing), text_of(await shown(w, bob))):
        assert PERMIT not in text
        assert TICKET in text
    await w.restart()
    assert PERMIT not in text_of(await shown(w, bob))
    await ask(w, PERMIT)
    assert f"{PERMIT}\nAsked 1 time" in text_of(await shown(w, bob))


async def test_what_was_asked_since_the_list_was_shown_is_not_dismissed_unseen(world: Opener) -> None:
    w = await world(store_questions=True, person_limit=0)
    bob = moderator(w)
    await ask(w, PERMIT)
    listing = await shown(w, bob)
    await ask(w, PERMIT)
    await click(bob, listing, "dismiss")
    assert f"{PERMIT}\nAsked 1 time" in text_of(listing)


async def test_many_questions_are_shown_page_by_page(world: Opener) -> None:
    w = await world(store_questions=True, person_limit=0, channel_limit=0)
    bob = moderator(w)
    await ask(w, *(f"What is the price of {thing}?" for thing in ("trams", "boats", "planes", "skis", "tea", "salt")))
    listing = await shown(w, bob)
    assert "Page 1 of 2" in text_of(listing)
    assert labels(listing) == ["Dismiss"] * 5 + ["More"]
    await click(bob, listing, "page")
    assert "price of trams" in text_of(listing)
    assert labels(listing) == ["Dismiss", "Back"]
    await click(bob, listing, "dismiss")
    assert labels(listing) == ["Dismiss"] * 5


async def test_an_answer_of_a_moderator_answers_all_that_asked_the_same_and_takes_them_off(world: Opener) -> None:
    w = await world(save=True, store_questions=True, person_limit=0)
    bob = moderator(w)
    old = await ask(w, PERMIT, "parking permits, where to get them", TICKET)
    listing = await shown(w, bob)
    form = await click(bob, listing, "answer")
    (field,) = [one["custom_id"] for one in walk(form.modal["components"]) if one["type"] == 4]
    await bob.submit_modal(form, {field: "Parking permits are sold at the town hall."})
    assert len(saved_files(w)) == 1
    cards = {one.id: text_of(one) for one in w.answers()}
    assert ["Since answered" in cards[one.id] for one in old] == [True, True, False]
    text = text_of(await shown(w, bob))
    assert TICKET in text
    assert "parking" not in text
    assert "dealt with already" in text_of((await click(bob, listing, "answer")).response)
    assert said((await ask(w, PERMIT))[0]).quotes


async def test_without_saving_there_is_no_button_to_answer(world: Opener) -> None:
    w = await world(store_questions=True)
    await ask(w, PERMIT)
    assert labels(await shown(w, moderator(w))) == ["Dismiss"]


async def test_questions_of_channels_that_a_moderator_cannot_see_are_not_told(world: Opener) -> None:
    w = await world(store_questions=True)
    bob = moderator(w)
    secret = w.guild.create_text_channel("secret", overwrites={bob: discord.PermissionOverwrite(view_channel=False)})
    await ask(w, TICKET)
    await ask(w, PERMIT, channel=secret)
    text = text_of(await shown(w, bob))
    assert TICKET in text
    assert PERMIT not in text
    assert "1 declined" in text


@pytest.mark.parametrize("manages", [False, True])
async def test_of_a_thread_that_is_not_known_any_more_who_manages_threads_is_told(world: Opener, manages: bool) -> None:
    w = await world(store_questions=True, open_threads=True)
    bob = moderator(w)
    role = w.guild.create_role("thread managers", permissions=discord.Permissions(manage_threads=manages))
    w.env.backend.add_member_role(w.guild.id, bob.id, role.id)
    await w.alice.send(w.channel, f"{w.mention} {PERMIT}")
    assert PERMIT in text_of(await shown(w, bob))
    (thread,) = w.channel.threads
    guild = w.bot.get_guild(w.guild.id)
    assert guild is not None
    guild._remove_thread(guild.get_thread(thread.id))  # type: ignore[arg-type] # noqa: SLF001 - as discord.py does for archived ones
    assert (PERMIT in text_of(await shown(w, bob))) == manages


async def test_another_server_is_told_nothing(world: Opener) -> None:
    w = await world(store_questions=True)
    await ask(w, PERMIT)
    other = w.env.create_guild("Elsewhere")
    channel = other.create_text_channel("general")
    role = other.create_role("moderators", permissions=discord.Permissions(manage_messages=True))
    mona = other.add_member(w.env.create_user("mona"), roles=[role])
    text = text_of((await mona.slash(channel, "unanswered")).response)
    assert "0 declined" in text
    assert PERMIT not in text


async def test_who_may_not_manage_messages_can_neither_see_nor_press_the_list(world: Opener) -> None:
    w = await world(save=True, store_questions=True)
    bob = moderator(w)
    await ask(w, PERMIT)
    listing = await shown(w, bob)
    backend = w.env.backend
    message = dict(serializers.message_payload(backend, backend.get_message(w.channel.id, listing.id)))
    ids = [str(one["custom_id"]) for one in walk(message["components"]) if one["type"] == 2]
    assert len(ids) == 2
    command = {"id": backend.find_command("unanswered", None)["id"], "name": "unanswered", "type": 1, "options": []}
    presses = [(3, {"custom_id": one, "component_type": 2}, {"message": message}) for one in ids]
    for kind, data, more in ((2, command, dict[str, Any]()), *presses):
        told = await emitted(w, kind, data, more, w.guild.id)
        assert shipped().say("unanswered.not_yours") in str(told)
        assert told["flags"] & discord.MessageFlags(ephemeral=True).value
    assert PERMIT in text_of(await shown(w, bob))
