"""Votes on answers: noted once a person, told to nobody else, and never for what is not remembered."""

from typing import Any

import pytest

from bot.discord.state.bot_state import DAY
from tests.discord.state.test_votes import votes
from tests.discord.world import Opener, World, labels, press, text_of

QUESTION = "Who opened the Riverside library?"


def noted(w: World) -> list[tuple[int, int, int]]:
    """The votes in the file of the state."""
    assert w.settings.discord.state is not None
    return votes(w.settings.discord.state)


async def asked(w: World, *, private: bool = False) -> Any:
    return (await w.alice.slash(w.channel, "ask", question=QUESTION, private=private)).response


async def test_a_vote_is_noted_for_who_gives_it_and_told_to_nobody_else(world: Opener) -> None:
    w = await world()
    answer = await asked(w)
    told = await press(w.bob, answer, "👎")
    assert told.ephemeral
    assert "👎 is noted" in text_of(told.response)
    await press(w.alice, answer, "👍")
    assert sorted(noted(w)) == sorted([(answer.id, w.bob.id, 0), (answer.id, w.alice.id, 1)])
    assert len(w.answers()) == 1


async def test_the_same_again_takes_it_back_and_the_other_one_changes_it_after_a_restart_too(world: Opener) -> None:
    w = await world()
    answer = await asked(w)
    await press(w.bob, answer, "👍")
    await w.restart()
    assert "in the place of" in text_of((await press(w.bob, answer, "👎")).response)
    assert noted(w) == [(answer.id, w.bob.id, 0)]
    assert "taken back" in text_of((await press(w.bob, answer, "👎")).response)
    assert noted(w) == []


async def test_an_answer_to_a_mention_can_be_voted_on_also_in_direct_messages(world: Opener) -> None:
    w = await world()
    await w.bob.send(w.channel, f"{w.mention} {QUESTION}")
    await press(w.alice, w.answers()[0], "👍")
    await w.alice.user.send_dm(QUESTION)
    await press(w.alice.user, w.answers(w.alice.user.dm_channel)[0], "👎")
    assert sorted(liked for _, _, liked in noted(w)) == [0, 1]


async def test_a_private_answer_has_no_votes_until_it_is_shared(world: Opener) -> None:
    w = await world()
    answer = await asked(w, private=True)
    assert "👍" not in labels(answer)
    await press(w.alice, answer, "Share")
    await press(w.bob, w.answers()[0], "👍")
    assert len(noted(w)) == 1


@pytest.mark.parametrize("gone", ["forgotten", "swept"])
async def test_an_answer_that_is_not_remembered_cannot_be_voted_on(
    world: Opener, monkeypatch: pytest.MonkeyPatch, gone: str
) -> None:
    w = await world()
    answer = await asked(w)
    if gone == "forgotten":
        await w.alice.slash(w.channel, "forget")
    else:
        monkeypatch.setattr("bot.discord.state.bot_state.DAY", -DAY)
        await w.bot.state.sweep()
    assert "do not remember" in text_of((await press(w.bob, answer, "👍")).response)
    assert noted(w) == []


async def test_votes_are_forgotten_with_who_gave_them(world: Opener) -> None:
    w = await world()
    await press(w.bob, await asked(w), "👎")
    assert "1 entry" in text_of((await w.bob.slash(w.channel, "forget")).response)
    assert noted(w) == []


async def test_who_votes_all_the_time_is_asked_to_wait(world: Opener) -> None:
    w = await world(person_limit=1)
    answer = await asked(w)
    for _ in range(5):
        await press(w.bob, answer, "👍")
    assert "That was fast" in text_of((await press(w.bob, answer, "👍")).response)


async def test_small_talk_is_remembered_as_no_refusal(world: Opener) -> None:
    w = await world()
    await w.alice.slash(w.channel, "ask", question="Hello")
    assert await w.bot.state.unanswered.counts(w.guild.id) == {w.channel.id: {"talk": 1}}
