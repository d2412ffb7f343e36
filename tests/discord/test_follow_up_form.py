"""The form of a follow-up: its question takes its subject from the answer that it is asked at."""

from typing import Any

import pytest

from bot.discord.cards.answer_cards import MAX_QUESTION
from tests.discord.world import Opener, World, press, said, text_of, walk

BRIDGE = "Who designed the Harbour bridge?"


async def test_a_follow_up_takes_its_subject_from_the_answer_it_follows(world: Opener) -> None:
    w = await world()
    response = (await w.alice.slash(w.channel, "ask", question=BRIDGE)).response
    form = await press(w.bob, response, "Follow up")
    assert form.modal["title"] == "Follow up"
    field = next(one["custom_id"] for one in walk(form.modal["components"]) if one["type"] == 4)
    result = await w.bob.submit_modal(form, {field: "When was it closed?"})
    assert w.asked[-1] == ("When was it closed?", "Who designed the Harbour bridge?")
    assert said(result.response).before == "Who designed the Harbour bridge?"
    assert "Took " not in text_of(result.response)


async def form_of(w: World, *, private: bool = False) -> Any:
    response = (await w.alice.slash(w.channel, "ask", question=BRIDGE, private=private)).response
    return await press(w.alice, response, "Follow up")


async def submit(w: World, form: Any, text: str) -> Any:
    (field,) = [one for one in walk(form.modal["components"]) if one["type"] == 4]
    assert field["max_length"] == MAX_QUESTION
    return await w.alice.submit_modal(form, {field["custom_id"]: text})


@pytest.mark.parametrize("private", [False, True])
async def test_a_follow_up_is_as_private_as_the_answer_before(world: Opener, private: bool) -> None:
    w = await world()
    result = await submit(w, await form_of(w, private=private), "When was it closed?")
    assert result.ephemeral is private
    assert len(w.answers()) == (0 if private else 2)


async def test_a_follow_up_counts_as_a_question_and_is_refused_as_one(world: Opener) -> None:
    w = await world(person_limit=2)
    form = await form_of(w)
    assert not (await submit(w, form, "When was it closed?")).ephemeral
    refused = await submit(w, await press(w.alice, w.answers()[0], "Follow up"), "When was it closed?")
    assert refused.ephemeral
    assert "please ask again" in text_of(refused.response)
    assert len(w.asked) == 2


async def test_a_follow_up_without_a_visible_word_is_told_how_to_ask(world: Opener) -> None:
    w = await world()
    result = await submit(w, await form_of(w), "\u200b ")
    assert result.ephemeral
    assert "Ask me a question" in text_of(result.response)
    assert w.asked == [(BRIDGE, None)]


async def test_forms_that_are_left_are_not_kept(world: Opener) -> None:
    w = await world(person_limit=0)
    response = (await w.alice.slash(w.channel, "ask", question=BRIDGE)).response
    for _ in range(10):
        assert (await press(w.alice, response, "Follow up")).modal
    assert not w.bot._connection._view_store._modals  # noqa: SLF001 - discord.py's own, which must not grow


async def test_a_form_that_is_sent_after_a_restart_is_answered(world: Opener) -> None:
    w = await world()
    form = await form_of(w)
    await w.restart()
    result = await submit(w, form, "When was it closed?")
    assert w.asked[-1] == ("When was it closed?", BRIDGE)
    assert said(result.response).before == BRIDGE
