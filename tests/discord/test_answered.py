"""What the bot remembers of its answers: enough to follow them up and to take them back, for as long as it says."""

import time
from typing import Any

import pytest
from simcord.backend import serializers

from bot.discord.state.bot_state import DAY
from bot.discord.state.given_answers import GivenAnswer
from tests.discord.world import Opener, World, press, said, text_of

QUESTION = "Who opened the Riverside library?"
BRIDGE = "Who designed the Harbour bridge?"
FOLLOW_UP = "When was it closed?"


async def reply_alone(w: World, answer: Any, text: str) -> None:
    """Bob's reply to an answer, as Discord may send it: without that answer, and with no ping but in its words."""
    backend = w.env.backend
    message = backend.create_message(w.channel.id, w.bob.id, "A reply.")
    payload = dict(serializers.message_payload(backend, message))
    reference = {"type": 0, "channel_id": str(w.channel.id), "guild_id": str(w.guild.id), "message_id": str(answer.id)}
    member = serializers.member_payload(
        backend, backend.get_guild(w.guild.id), backend.get_member(w.guild.id, w.bob.id), with_user=False
    )
    more = {"type": 19, "message_reference": reference, "guild_id": str(w.guild.id), "member": member, "content": text}
    if w.mention in text:
        more["mentions"] = [dict(serializers.user_payload(backend.bot_user))]
    backend.emit("MESSAGE_CREATE", {**payload, **more})
    await w.env.settle()


@pytest.mark.parametrize("restarted", [False, True])
@pytest.mark.parametrize("stored", [False, True])
async def test_a_reply_to_the_answer_of_a_command_that_comes_alone_is_a_follow_up(
    world: Opener, restarted: bool, stored: bool
) -> None:
    w = await world(store_questions=stored, ask_channels=(1,))  # so that Discord sends the words along
    answer = (await w.alice.slash(w.channel, "ask", question=BRIDGE)).response
    if restarted:
        await w.restart()
    requests = len(w.sent("GET"))
    await reply_alone(w, answer, FOLLOW_UP)
    assert w.asked[-1] == (FOLLOW_UP, BRIDGE)
    assert said(w.answers()[-1]).before == BRIDGE
    assert len(w.sent("GET")) - requests == (1 if restarted and not stored else 0)


async def test_a_reply_that_mentions_the_bot_is_a_follow_up_though_its_answer_is_not_sent_along(world: Opener) -> None:
    w = await world()
    answer = (await w.alice.slash(w.channel, "ask", question=BRIDGE)).response
    before = len(w.sent("GET"))
    await reply_alone(w, answer, f"{w.mention} {FOLLOW_UP}")
    assert w.asked[-1] == (FOLLOW_UP, BRIDGE)
    assert len(w.sent("GET")) == before


async def test_a_reply_to_the_answer_of_a_command_that_comes_without_its_words_is_told_so(world: Opener) -> None:
    w = await world()
    answer = (await w.alice.slash(w.channel, "ask", question=BRIDGE)).response
    await reply_alone(w, answer, "")
    assert "Discord does not let me read replies" in text_of(w.answers()[-1])


async def test_a_reply_to_another_message_that_comes_alone_is_not_for_the_bot(world: Opener) -> None:
    w = await world()
    await reply_alone(w, await w.alice.send(w.channel, "Hello."), FOLLOW_UP)
    assert w.answers() == []


async def kept(w: World) -> list[GivenAnswer]:
    """The answers that the bot remembers of those in the channel."""
    found = [await w.bot.state.answers.in_message(one.id) for one in w.answers()]
    return [one for one in found if one]


async def test_an_answer_is_remembered_with_who_asked_where_and_how_it_went(world: Opener) -> None:
    w = await world()
    question = await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    await w.bob.slash(w.channel, "ask", question="Who painted the zeppelin?")
    first, second = await kept(w)
    assert (first.asker, first.channel, first.server) == (w.alice.id, w.channel.id, w.guild.id)
    assert (first.question_message, first.outcome, first.citations) == (question.id, "answered", ("library.txt:1",))
    assert (second.asker, second.question_message, second.outcome) == (w.bob.id, None, "declined")


async def test_a_private_answer_is_not_remembered_until_it_is_shared(world: Opener) -> None:
    w = await world()
    result = await w.alice.slash(w.channel, "ask", question=QUESTION, private=True)
    assert await w.bot.state.answers.in_message(result.response.id) is None
    await press(w.alice, result.response, "Share")
    (shared,) = await kept(w)
    assert (shared.asker, shared.outcome, shared.citations) == (w.alice.id, "answered", ("library.txt:1",))


async def test_an_answer_that_was_deleted_is_not_remembered(world: Opener) -> None:
    w = await world()
    await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    (answer,) = w.answers()
    await press(w.alice, answer, "Delete")
    assert await w.bot.state.answers.in_message(answer.id) is None


async def test_an_edited_question_is_remembered_as_it_is_now(world: Opener) -> None:
    w = await world()
    question = await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    await w.restart()
    await w.alice.edit(question, f"{w.mention} {BRIDGE}")
    (answer,) = await kept(w)
    assert (answer.question, answer.citations) == (BRIDGE, ("bridge.txt:1",))
    await w.restart()
    await w.alice.edit(question, "Never mind.")
    assert w.answers() == []


async def test_a_deleted_question_costs_the_deletion_of_its_answer_and_no_other_request(world: Opener) -> None:
    w = await world(refresh_seconds=0)
    question = await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    await w.env.advance_time(3 * 60 * 60)
    await w.restart()
    before = len(w.sent())
    await w.alice.delete(question)
    assert [one.method for one in w.sent()[before:]] == ["DELETE"]
    assert w.answers() == []


async def test_of_many_messages_deleted_at_once_the_questions_take_their_answers_along(world: Opener) -> None:
    w = await world()
    chatter = [await w.bob.send(w.channel, "Hello."), await w.alice.send(w.channel, f"{w.mention} {QUESTION}")]
    left = await w.alice.send(w.channel, f"{w.mention} {BRIDGE}")
    w.env.backend.bulk_delete_messages(w.channel.id, [one.id for one in chatter])
    await w.env.settle()
    assert [one.reference.message_id for one in w.answers()] == [left.id]


async def test_old_answers_are_forgotten_while_the_bot_runs(world: Opener) -> None:
    w = await world(keep_days=2, refresh_seconds=0)
    old = GivenAnswer(1, 2, 3, 4, 5, "", "", "answered", (), time.time() - 3 * DAY)
    await w.bot.state.answers.add(old)
    await w.env.advance_time(3601)
    assert await w.bot.state.answers.in_message(1) is None


async def test_a_state_that_fails_while_the_bot_runs_stops_no_answer(
    world: Opener, caplog: pytest.LogCaptureFixture
) -> None:
    w = await world()
    await w.bot.state.close()
    question = await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    assert said((await w.alice.slash(w.channel, "ask", question=BRIDGE)).response).quotes
    assert len(w.answers()) == 2
    await w.alice.delete(question)
    assert "state not used" in caplog.text
