"""Threads: opened on answers where that is wanted, and the question before is found by what the bot remembers."""

import pytest

from bot.discord.client.threads import NAME, name_of, question_in
from tests.discord.world import Opener, said

QUESTION = "Who opened the Riverside library?"
BRIDGE = "Who designed the Harbour bridge?"


async def test_a_follow_up_in_a_thread_takes_the_subject_of_the_question_before_also_after_a_restart(
    world: Opener,
) -> None:
    w = await world(open_threads=True)
    await w.alice.send(w.channel, f"{w.mention} {BRIDGE}")
    (thread,) = w.channel.threads
    assert w.answers() == []
    await w.restart()
    await w.alice.slash(thread, "ask", question="When was it closed?")
    assert w.asked == [("When was it closed?", BRIDGE)]
    await w.alice.send(thread, f"{w.mention} and why?")
    assert w.asked[-1][1]


async def test_in_a_channel_a_question_does_not_follow_up_on_another_persons(world: Opener) -> None:
    w = await world()
    await w.alice.slash(w.channel, "ask", question=BRIDGE)
    await w.bob.slash(w.channel, "ask", question="When was it closed?")
    assert w.asked[-1] == ("When was it closed?", None)


async def test_a_thread_is_opened_for_an_answer_where_the_setting_says_so(world: Opener) -> None:
    w = await world(open_threads=True)
    await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    (thread,) = w.channel.threads
    assert thread.name == QUESTION
    assert said(w.answers(thread)[0]).quotes[0].citation == "library.txt:1"
    await w.alice.slash(w.channel, "ask", question=BRIDGE)
    assert sorted(one.name for one in w.channel.threads) == [BRIDGE, QUESTION]


async def test_an_answer_in_a_thread_follows_its_question_after_a_restart_too(world: Opener) -> None:
    w = await world(open_threads=True)
    question = await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    (thread,) = w.channel.threads
    await w.restart()
    await w.alice.edit(question, f"{w.mention} {BRIDGE}")
    assert said(w.answers(thread)[0]).question == BRIDGE
    await w.env.advance_time(60)
    await w.restart()
    await w.alice.delete(question)
    assert w.answers(thread) == []


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who\n opened\u200b it?", "Who opened it?"),
        ("x" * NAME, "x" * NAME),
        ("x" * (NAME + 1), "x" * (NAME - 1) + "…"),
        (" \u200b", "Question"),
    ],
)
def test_a_thread_is_named_after_its_question_within_the_limit(question: str, name: str) -> None:
    assert name_of(question) == name


async def test_a_message_of_somebody_else_answers_no_question(world: Opener) -> None:
    w = await world()
    await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    (answer,) = w.answers()
    assert question_in(answer, answer.author.id) == QUESTION
    assert question_in(answer, w.alice.id) is None
    assert question_in(None, answer.author.id) is None


async def test_in_direct_messages_a_question_follows_up_on_the_one_before_also_after_a_restart(world: Opener) -> None:
    w = await world()
    await w.alice.send_dm(BRIDGE)
    await w.restart()
    await w.alice.user.slash("ask", question="When was it closed?")
    assert w.asked == [("When was it closed?", BRIDGE)]


async def test_the_question_whose_subject_was_taken_is_the_one_that_is_gone_on_from(world: Opener) -> None:
    w = await world()
    await w.alice.send_dm(BRIDGE)
    await w.alice.send_dm("When was it closed?")
    await w.alice.send_dm("And why was it closed?")
    assert [before for _, before in w.asked] == [None, BRIDGE, BRIDGE]


async def test_an_answer_that_cannot_be_read_has_no_question_before(world: Opener) -> None:
    w = await world(options={"check_errors": False})
    await w.alice.send_dm(BRIDGE)
    await w.restart()
    w.env.inject_error("GET", "/channels/*/messages/*", status=403, times=9)
    result = await w.alice.user.slash("ask", question="When was the Harbour bridge closed?")
    assert w.asked == [("When was the Harbour bridge closed?", None)]
    assert said(result.response).quotes


async def test_the_question_before_needs_no_request_where_it_is_held_or_stored(world: Opener) -> None:
    w = await world(store_questions=True)
    await w.alice.send_dm(BRIDGE)
    for _ in range(2):
        before = len(w.sent("GET"))
        await w.alice.user.slash("ask", question="When was it closed?")
        assert w.asked[-1] == ("When was it closed?", BRIDGE)
        assert len(w.sent("GET")) == before
        await w.restart()
