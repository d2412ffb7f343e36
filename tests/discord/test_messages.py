"""Mentions, replies, direct messages, threads and posts; and how edits and deletions of questions are followed."""

import asyncio
from collections.abc import Callable
from typing import Any

import discord
import pytest
from simcord.interactions import base_payload

from tests.discord.world import Opener, World, press, said, text_of

QUESTION = "Who opened the Riverside library?"
BRIDGE = "Who designed the Harbour bridge?"


async def test_a_mention_with_a_question_is_answered_in_a_reply_without_a_ping(world: Opener) -> None:
    w = await world()
    question = await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    (answer,) = w.answers()
    assert answer.reference.message_id == question.id
    assert answer.mentions == []
    assert said(answer).question == QUESTION
    assert said(answer).quotes[0].citation == "library.txt:1"
    assert not any(one.path.endswith("/typing") for one in w.sent("POST"))


async def test_what_is_not_addressed_to_the_bot_is_neither_seen_nor_answered(world: Opener) -> None:
    w = await world()
    await w.alice.send(w.channel, QUESTION)
    await w.alice.send(w.channel, "<@1> and @everyone, who opened the library?")
    assert w.answers() == []


async def test_bots_webhooks_and_the_bot_itself_are_not_answered(world: Opener) -> None:
    w = await world()
    other = w.guild.add_member(w.env.create_user("robot", bot=True))
    await other.send(w.channel, f"{w.mention} {QUESTION}")
    await w.guild.create_webhook(w.channel).send(f"{w.mention} {QUESTION}")
    assert w.answers() == []


async def test_a_direct_message_is_answered_without_a_mention(world: Opener) -> None:
    w = await world()
    await w.alice.send_dm(QUESTION)
    (answer,) = w.answers(w.alice.user.dm_channel)
    assert said(answer).quotes[0].citation == "library.txt:1"


async def test_a_bare_mention_is_told_how_to_ask(world: Opener) -> None:
    w = await world()
    await w.alice.send(w.channel, w.mention)
    (answer,) = w.answers()
    assert "Ask me a question" in text_of(answer)


async def test_a_question_that_is_too_long_is_told_so(world: Opener) -> None:
    w = await world()
    await w.alice.send(w.channel, f"{w.mention} {'who opened it ' * 60}?")
    (told,) = w.answers()
    assert "too long" in text_of(told)
    assert not direct_messages(w)


def direct_messages(w: World) -> list[Any]:
    """The requests of the bot to write to people directly."""
    return [one for one in w.sent("POST") if one.path.endswith("/users/@me/channels")]


async def test_an_answer_that_takes_long_is_announced_by_typing(world: Opener, slow: Callable[[float], None]) -> None:
    w = await world(options={"settle_timeout": 0.5})
    slow(3)
    await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    await w.env.advance_time(2)
    assert any(one.path.endswith("/typing") for one in w.sent("POST"))
    assert w.answers() == []
    await w.env.advance_time(2)
    assert len(w.answers()) == 1


@pytest.mark.parametrize("status", [429, 500])
async def test_typing_that_discord_refuses_does_not_hold_an_answer(
    world: Opener, slow: Callable[[float], None], status: int
) -> None:
    w = await world(options={"settle_timeout": 0.5})
    w.env.inject_error("POST", "/channels/*/typing", status=status, times=5)
    slow(3)
    await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    await w.env.advance_time(4)
    assert len(w.answers()) == 1


async def test_mentions_of_others_in_a_question_are_names_and_ping_nobody(world: Opener) -> None:
    w = await world()
    await w.alice.send(w.channel, f"{w.mention} who is {w.bob.mention} to the library?")
    (answer,) = w.answers()
    assert said(answer).question == "who is @bob to the library?"
    assert answer.mentions == []


async def test_a_reply_to_an_answer_takes_its_subject(world: Opener) -> None:
    w = await world()
    await w.alice.send(w.channel, f"{w.mention} {BRIDGE}")
    (first,) = w.answers()
    await w.bob.send(w.channel, "When was it closed?", reply_to=first)
    assert w.asked[-1] == ("When was it closed?", BRIDGE)
    assert said(w.answers()[-1]).before == BRIDGE
    await w.restart()
    await press(w.bob, w.answers()[-1], "More")
    assert w.asked[-1] == ("When was it closed?", BRIDGE)


async def test_where_no_thread_can_be_opened_the_answer_comes_in_the_channel(world: Opener) -> None:
    w = await world(open_threads=True)
    deny(w, "create_public_threads")
    await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    assert len(w.answers(w.closed)) == 0
    await w.alice.send(w.closed, f"{w.mention} {QUESTION}")
    assert len(w.answers(w.closed)) == 1


async def test_an_edited_question_is_answered_anew_in_the_same_message(world: Opener) -> None:
    w = await world()
    question = await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    (first,) = w.answers()
    await w.alice.edit(question, f"{w.mention} {BRIDGE}")
    (second,) = w.answers()
    assert second.id == first.id
    assert said(second).question == BRIDGE
    assert said(second).quotes[0].citation == "bridge.txt:1"


async def test_an_edit_is_followed_after_a_restart_too(world: Opener) -> None:
    w = await world()
    question = await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    await w.restart()
    await w.alice.edit(question, f"{w.mention} {BRIDGE}")
    (answer,) = w.answers()
    assert said(answer).question == BRIDGE


async def test_an_edit_that_leaves_the_question_as_it_was_changes_nothing(world: Opener) -> None:
    w = await world()
    question = await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    before = len(w.sent("PATCH"))
    await w.alice.edit(question, f"{w.mention}   {QUESTION}")
    assert len(w.sent("PATCH")) == before


async def test_edits_are_limited_as_questions_are(world: Opener) -> None:
    w = await world(person_limit=1)
    question = await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    await w.alice.edit(question, f"{w.mention} {BRIDGE}")
    assert said(w.answers()[0]).question == QUESTION


@pytest.mark.parametrize("restarted", [False, True])
async def test_the_answer_goes_with_a_deleted_question(world: Opener, restarted: bool) -> None:
    w = await world()
    question = await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    await w.env.advance_time(60)
    if restarted:
        await w.restart()
    await w.alice.delete(question)
    assert w.answers() == []


async def test_an_answer_that_was_deleted_before_its_question_is_no_trouble(world: Opener) -> None:
    w = await world()
    question = await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    (answer,) = w.answers()
    await press(w.alice, answer, "Delete")
    await w.alice.edit(question, f"{w.mention} {BRIDGE}")
    await w.alice.delete(question)
    assert w.answers() == []


def deny(w: World, *permissions: str) -> Any:
    """A channel in which the bot lacks some permissions."""
    me = w.guild.me
    overwrite = discord.PermissionOverwrite(**dict.fromkeys(permissions, False))
    w.closed = w.guild.create_text_channel("closed", overwrites={me: overwrite})
    return w.closed


async def test_where_the_bot_may_not_write_it_tells_who_asked_what_is_missing(
    world: Opener, caplog: pytest.LogCaptureFixture
) -> None:
    w = await world()
    closed = deny(w, "send_messages")
    await w.alice.send(closed, f"{w.mention} {QUESTION}")
    assert w.answers(closed) == []
    (told,) = w.answers(w.alice.user.dm_channel)
    assert "not allowed to answer in #closed" in text_of(told)
    assert "Send Messages" in text_of(told)
    assert "answer not sent" in caplog.text


async def test_where_the_bot_may_not_read_the_history_it_answers_without_a_reply(world: Opener) -> None:
    w = await world()
    closed = deny(w, "read_message_history")
    await w.alice.send(closed, f"{w.mention} {QUESTION}")
    (answer,) = w.answers(closed)
    assert answer.reference is None


@pytest.mark.parametrize("times", [1, 3])
async def test_a_message_that_discord_does_not_take_is_logged_and_the_bot_goes_on(
    world: Opener, caplog: pytest.LogCaptureFixture, times: int
) -> None:
    w = await world()
    w.env.inject_error("POST", "/channels/*/messages", status=500, times=times)
    await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    assert "answer not sent" in caplog.text
    w.env.backend.faults.clear()
    await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    assert len(w.answers()) == 1


async def test_a_person_who_takes_no_messages_gets_an_hourglass(world: Opener) -> None:
    w = await world()
    closed = deny(w, "send_messages")
    w.env.inject_error("POST", f"/channels/{w.alice.user.dm_channel.id}/messages", status=403, code=50007)
    question = await w.alice.send(closed, f"{w.mention} {QUESTION}")
    (again,) = [one for one in closed.history() if one.id == question.id]
    assert [str(one.emoji) for one in again.reactions] == ["⏳"]


async def test_who_asks_too_often_gets_an_hourglass_once_a_minute_and_no_direct_message(world: Opener) -> None:
    w = await world(person_limit=1, person_seconds=600)
    sent = [await w.alice.send(w.channel, f"{w.mention} {QUESTION}") for _ in range(4)]
    assert marked(w) == {sent[1].id}
    await w.alice.send(w.channel, w.mention)
    assert len(w.answers()) == 1
    assert not direct_messages(w)


def marked(w: World) -> set[int]:
    """The messages of the channel that have a reaction."""
    return {one.id for one in w.channel.history() if one.reactions}


async def test_many_who_are_refused_get_no_direct_message_and_few_of_them_an_hourglass(world: Opener) -> None:
    w = await world(channel_limit=3)
    people = [w.guild.add_member(w.env.create_user(f"p{n}")) for n in range(30)]
    for person in people:
        w.env.backend.create_message(w.channel.id, person.id, f"{w.mention} {QUESTION}")
    await w.env.settle(timeout=20)
    assert len(w.answers()) == 3
    assert len(marked(w)) == 10
    assert not direct_messages(w)


async def test_who_asks_too_often_in_a_direct_message_is_told_there_once_a_minute(world: Opener) -> None:
    w = await world(person_limit=1)
    for _ in range(4):
        await w.alice.send_dm(QUESTION)
    told = [text_of(one) for one in w.answers(w.alice.user.dm_channel)]
    assert len(told) == 2
    assert "please ask again" in told[1]


async def test_about_a_channel_where_the_bot_may_not_write_one_person_is_told(world: Opener) -> None:
    w = await world()
    closed = deny(w, "send_messages")
    for person in (w.alice, w.bob):
        await person.send(closed, f"{w.mention} {QUESTION}")
    assert len(direct_messages(w)) == 1


async def test_a_reply_to_the_answer_of_a_command_is_told_how_to_go_on(world: Opener) -> None:
    w = await world()
    answer = (await w.alice.slash(w.channel, "ask", question=BRIDGE)).response
    for text in ("When was it closed?", "Hello?"):
        await w.bob.send(w.channel, text, reply_to=answer)
    told = [text_of(one) for one in w.answers() if "Follow up" in text_of(one)]
    assert len(told) == 1
    assert "Discord does not let me read replies" in told[0]
    await w.bob.send(w.channel, f"{w.mention} When was it closed?", reply_to=answer)
    assert w.asked[-1] == ("When was it closed?", BRIDGE)


async def test_with_the_intent_a_reply_to_the_answer_of_a_command_takes_its_subject(world: Opener) -> None:
    w = await world()
    w.settings = w.settings.model_copy(update={"discord": w.settings.discord.model_copy(update={"ask_channels": (1,)})})
    await w.restart()
    answer = (await w.alice.slash(w.channel, "ask", question=BRIDGE)).response
    await w.bob.send(w.channel, "When was it closed?", reply_to=answer)
    assert w.asked[-1] == ("When was it closed?", BRIDGE)


async def test_a_bare_mention_in_reply_to_a_message_that_cannot_be_read_says_so(world: Opener) -> None:
    w = await world()
    question = await w.alice.send(w.channel, QUESTION)
    await w.bob.send(w.channel, w.mention, reply_to=question)
    (told,) = w.answers()
    assert "the message that you reply to" in text_of(told)


@pytest.mark.parametrize("change", ["deleted", "edited", "both"])
async def test_what_becomes_of_a_question_while_it_is_answered_becomes_of_its_answer(
    world: Opener, slow: Callable[[float], None], change: str
) -> None:
    w = await world(options={"settle_timeout": 0.5})
    slow(3)
    question = await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    if change != "deleted":
        await w.alice.edit(question, f"{w.mention} {BRIDGE}")
    if change != "edited":
        await w.alice.delete(question)
    await w.env.advance_time(10)
    await w.env.advance_time(10)
    assert [said(one).question for one in w.answers()] == ([BRIDGE] if change == "edited" else [])


async def test_an_edit_that_takes_the_mention_away_takes_the_answer_away(world: Opener) -> None:
    w = await world()
    question = await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    await w.alice.edit(question, "Never mind.")
    assert w.answers() == []


async def test_after_a_restart_deleted_messages_cost_no_request_and_questions_of_hours_ago_lose_their_answers(
    world: Opener,
) -> None:
    w = await world(refresh_seconds=0)
    chatter = [await w.bob.send(w.channel, f"Number {n}") for n in range(30)]
    questions = [await w.alice.send(w.channel, f"{w.mention} {one}") for one in (QUESTION, BRIDGE)]
    await w.env.advance_time(3 * 60 * 60)
    await w.restart()
    before = len(w.sent("GET"))
    for message in chatter:
        await w.bob.delete(message)
    for question in questions:
        await w.alice.delete(question)
    assert w.answers() == []
    assert len(w.sent("GET")) == before


async def test_in_an_ask_channel_every_post_that_reads_like_a_question_is_answered(world: Opener) -> None:
    w = await world()
    channel = w.channel.id
    assert not w.bot.intents.message_content
    w.settings = w.settings.model_copy(
        update={"discord": w.settings.discord.model_copy(update={"ask_channels": (channel,)})}
    )
    await w.restart()
    assert w.bot.intents.message_content
    await w.alice.send(w.channel, QUESTION)
    await w.alice.send(w.channel, "Good morning, everybody.")
    talk = await w.alice.send(w.channel, f"{w.bob.mention} who opened the library?")
    await w.bob.send(w.channel, "Why do you ask?", reply_to=talk)
    (answer,) = w.answers()
    assert said(answer).question == QUESTION
    about = await w.alice.slash(w.channel, "about")
    assert "read every new post in" in text_of(about.response)


async def test_a_new_post_in_an_ask_forum_is_answered_and_its_later_messages_are_not(world: Opener) -> None:
    w = await world()
    forum = w.guild.create_forum_channel("questions")
    w.settings = w.settings.model_copy(
        update={"discord": w.settings.discord.model_copy(update={"ask_channels": (forum.id,)})}
    )
    await w.restart()
    thread = await post(w, forum, QUESTION, "I could not find it in the paper.")
    (answer,) = w.answers(thread)
    assert said(answer).question == QUESTION
    await w.bob.send(thread, BRIDGE)
    assert len(w.answers(thread)) == 1
    quiet = await post(w, forum, "The library", "I like it there.")
    assert w.answers(quiet) == []
    other = await post(w, forum, "The bridge", BRIDGE)
    assert said(w.answers(other)[0]).question == BRIDGE


async def post(w: World, forum: Any, title: str, text: str) -> Any:
    """A person's post in a forum: a thread, and its first message with the same id."""
    backend = w.env.backend
    thread = backend.create_thread(forum.id, title, w.alice.id)
    first = backend.prepare_message(thread.id, w.alice.id, text)
    first.id = thread.id
    backend.commit_message(first)
    await w.env.settle()
    (handle,) = [one for one in forum.threads if one.id == thread.id]
    return handle


async def test_fifty_people_who_ask_at_once_are_all_answered(world: Opener) -> None:
    w = await world(workers=2, channel_limit=0)
    people = [w.guild.add_member(w.env.create_user(f"p{n}")) for n in range(50)]
    backend = w.env.backend
    for n, person in enumerate(people):
        question = QUESTION if n % 2 else BRIDGE
        backend.create_message(w.channel.id, person.id, f"{w.mention} {question}")
    await w.env.settle(timeout=20)
    answers = w.answers()
    assert len(answers) == 50
    questions = {one.id: one.content for one in w.channel.history()}
    for answer in answers:
        assert questions[answer.reference.message_id].endswith(said(answer).question)
        expected = "library.txt:1" if said(answer).question == QUESTION else "bridge.txt:1"
        assert said(answer).quotes[0].citation == expected


async def test_fifty_people_who_use_the_command_at_once_are_all_answered(world: Opener) -> None:
    w = await world(workers=2, channel_limit=0)
    backend = w.env.backend
    command = backend.find_command("ask", None)
    for n in range(50):
        person = w.guild.add_member(w.env.create_user(f"p{n}"))
        option = {"name": "question", "type": 3, "value": QUESTION if n % 2 else BRIDGE}
        data = {"id": command["id"], "name": "ask", "type": 1, "options": [option]}
        _, payload = base_payload(
            backend, type=2, channel_id=w.channel.id, guild_id=w.guild.id, user_id=person.id, data=data
        )
        backend.emit("INTERACTION_CREATE", payload)
    await w.env.settle(timeout=20)
    cited = [said(one).quotes[0].citation for one in w.answers()]
    assert (cited.count("library.txt:1"), cited.count("bridge.txt:1")) == (25, 25)


async def test_a_bot_that_is_told_to_stop_finishes_what_it_is_answering(
    world: Opener, slow: Callable[[float], None]
) -> None:
    w = await world(options={"settle_timeout": 0.5})
    slow(3)
    result = await w.alice.slash(w.channel, "ask", question=QUESTION)
    assert not result.acknowledged
    draining = asyncio.ensure_future(w.bot.workers.drain())
    await asyncio.sleep(0)
    assert not draining.done()
    refused = await w.bob.slash(w.channel, "ask", question=QUESTION)
    assert "being restarted" in text_of(refused.response)
    await w.env.advance_time(4)
    await draining
    assert said(result.response).quotes[0].citation == "library.txt:1"
