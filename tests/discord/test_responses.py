"""Responses: at once or when they are ready, never twice, and an error in words."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from bot.answers import Answerer, WordedAnswer
from bot.discord.cards.card import Colour
from bot.discord.client.responses import trouble
from bot.wording.speaking import shipped
from index.errors import CitationError, IndexingError
from tests.discord.world import Opener, said, text_of

QUESTION = "Who opened the Riverside library?"
GONE = "the disk is gone"
PATIENT = {"settle_timeout": 0.5}  # what sleeps longer is left for `advance_time`
FIRST = "Mayor Ada Brown opened the new Riverside library on 4 March 2020."


async def test_a_slow_answer_is_deferred_and_then_edited_in(world: Opener, slow: Callable[[float], None]) -> None:
    w = await world(options=PATIENT)
    slow(2.5)
    for private in (False, True):
        result = await w.alice.slash(w.channel, "ask", question=QUESTION, private=private)
        assert not result.acknowledged
        await w.env.advance_time(2)
        assert result.deferred
        assert result.ephemeral is private
        await w.env.advance_time(1)
        assert said(result.response).quotes[0].words == FIRST
        assert any(one.path.endswith("/messages/@original") for one in w.sent("PATCH"))


async def test_a_quick_answer_is_the_response_itself(world: Opener, slow: Callable[[float], None]) -> None:
    w = await world(options=PATIENT)
    slow(1.2)
    result = await w.alice.slash(w.channel, "ask", question=QUESTION)
    await w.env.advance_time(3)
    assert not result.deferred
    assert said(result.response).quotes[0].words == FIRST


async def test_a_failing_answerer_is_told_in_words_and_logged(world: Opener, caplog: pytest.LogCaptureFixture) -> None:
    class Broken(Answerer):
        def ask(self, *_: Any, **__: Any) -> WordedAnswer:
            raise RuntimeError(GONE)

    w = await world(answerer=Broken, options={"check_errors": False})
    result = await w.alice.slash(w.channel, "ask", question=QUESTION)
    assert "Something went wrong on my side" in text_of(result.response)
    assert "disk is gone" not in text_of(result.response)
    assert "the disk is gone" in caplog.text


async def test_an_answer_that_takes_too_long_is_given_up_in_words(world: Opener, slow: Callable[[float], None]) -> None:
    w = await world(answer_seconds=20, options=PATIENT)
    slow(25)
    result = await w.alice.slash(w.channel, "ask", question=QUESTION)
    await w.env.advance_time(2)
    assert result.deferred
    await w.env.advance_time(19)
    assert "took too long" in text_of(result.response)


async def test_a_finding_of_many_pages_keeps_to_five_follow_ups_and_says_that_there_is_more(world: Opener) -> None:
    w = await world(files={f"{n}.txt": f"The same long words stand here{' and here' * 150}.\n" for n in range(30)})
    result = await w.alice.slash(w.channel, "check", claim=f"The same long words stand here{' and here' * 150}.")
    assert len(result.followups) <= 5
    if len(result.followups) > 3:
        assert "more pages do not fit" in text_of(result.followups[-1])


@pytest.mark.parametrize(
    ("error", "said", "logged"),
    [
        (TimeoutError(), shipped().say("refusal.too_slow"), False),
        (CitationError("there is no such *line*"), "there is no such \\*line\\*", False),
        (RuntimeError(GONE), shipped().say("refusal.failed"), True),
        (IndexingError(GONE), shipped().say("refusal.out_of_order"), True),
    ],
)
def test_an_error_is_told_in_words_and_an_unforeseen_one_in_the_log_alone(
    caplog: pytest.LogCaptureFixture, error: Exception, said: str, logged: bool
) -> None:
    card = trouble(error)
    (text,) = [block.text for block in card.blocks]
    (number,) = re.findall(r"error `([2-9A-Z]{6})`", text) or [""]
    assert text.startswith(said)
    assert bool(number) is logged
    assert not logged or number in {one.fields["error"] for one in caplog.records}  # type: ignore[attr-defined]
    assert card.colour is Colour.WRONG
    told = caplog.text + str([getattr(one, "fields", "") for one in caplog.records])
    assert (GONE in told) is logged


async def test_an_error_is_private_also_where_the_answer_would_not_have_been(world: Opener) -> None:
    class Broken(Answerer):
        def ask(self, *_: Any, **__: Any) -> WordedAnswer:
            raise CitationError(GONE)

    w = await world(answerer=Broken)
    result = await w.alice.slash(w.channel, "ask", question=QUESTION)
    assert result.ephemeral
    assert GONE in text_of(result.response)
    assert w.answers() == []
