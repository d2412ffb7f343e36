"""Answering: what may be asked, how often, and what the reply is to."""

import datetime as dt

from bot.answers import Answerer
from bot.discord.cards.answer_cards import MAX_QUESTION
from bot.discord.cards.card import Colour
from bot.discord.client.answering import PRESSES, Answering
from bot.discord.client.saving import Saving
from bot.discord.client.workers import Workers
from bot.discord.state.bot_state import BotState
from bot.settings.model import Settings
from bot.wording.speaking import shipped
from tests.discord.card_samples import shown
from tests.discord.world import Opener, press, text_of

QUESTION = "Who opened the Riverside library?"


async def test_a_person_who_asks_too_often_is_told_in_private(world: Opener) -> None:
    w = await world(person_limit=2, person_seconds=60)
    for _ in range(2):
        await w.alice.slash(w.channel, "ask", question=QUESTION)
    refused = await w.alice.slash(w.channel, "ask", question=QUESTION)
    assert refused.ephemeral
    assert "please ask again" in text_of(refused.response)
    assert not (await w.bob.slash(w.channel, "ask", question=QUESTION)).ephemeral
    await w.env.advance_time(61)
    assert not (await w.alice.slash(w.channel, "ask", question=QUESTION)).ephemeral


async def test_a_channel_that_is_full_is_left_alone_for_a_while(world: Opener) -> None:
    w = await world(channel_limit=1)
    await w.alice.slash(w.channel, "ask", question=QUESTION)
    refused = await w.bob.slash(w.channel, "ask", question=QUESTION)
    assert refused.ephemeral
    assert "This channel has had many answers" in text_of(refused.response)


async def test_who_presses_too_fast_is_asked_to_wait(world: Opener) -> None:
    w = await world(person_limit=1)
    response = (await w.alice.slash(w.channel, "ask", question=QUESTION)).response
    for _ in range(5):
        await press(w.bob, response, "Check")
    assert "please press again" in text_of((await press(w.bob, response, "Check")).response)
    assert "stands as cited" in text_of((await press(w.alice, response, "Check")).response)


NOON = dt.datetime(2020, 3, 4, 12, tzinfo=dt.UTC)


def answering(settings: Settings, **options: int) -> Answering:
    changed = settings.discord.model_copy(update=options)
    state = BotState(settings.sources / "state", keep_days=30, store_questions=False)
    settings = settings.model_copy(update={"discord": changed})
    workers = Workers(Answerer(settings), settings)
    return Answering(workers, state, Saving(workers, state, settings))


def later(seconds: float) -> dt.datetime:
    return NOON + dt.timedelta(seconds=seconds)


async def test_a_refused_question_does_not_count_and_who_waits_as_told_may_ask(sources: Settings) -> None:
    held = answering(sources, person_limit=1, person_seconds=60)
    assert held.refusal(1, 10, NOON) is None
    for seconds in (0, 59):
        refused = held.refusal(1, 10, later(seconds))
        assert refused is not None
        assert f"please ask again <t:{int(later(60).timestamp())}:R>" in refused
    assert held.refusal(2, 10, NOON) is None
    assert held.refusal(1, 10, later(60)) is None


async def test_a_channel_has_a_limit_of_its_own_that_a_refused_person_does_not_use_up(sources: Settings) -> None:
    held = answering(sources, person_limit=1, channel_limit=2)
    assert held.refusal(1, 10, NOON) is None
    assert "a lot of questions" in str(held.refusal(1, 10, NOON))
    assert held.refusal(2, 10, NOON) is None
    assert "This channel has had many answers" in str(held.refusal(3, 10, NOON))
    assert held.refusal(3, 11, NOON) is None


async def test_a_private_answer_is_none_of_its_channels(sources: Settings) -> None:
    held = answering(sources, channel_limit=1)
    assert [held.refusal(person, 10, NOON, private=True) for person in (1, 2, 3)] == [None] * 3
    assert held.refusal(4, 10, NOON) is None
    assert "This channel has had many answers" in str(held.refusal(5, 10, NOON))
    assert held.refusal(5, 10, NOON, private=True) is None


async def test_several_questions_at_once_count_each_and_more_than_the_limit_need_all_of_it(sources: Settings) -> None:
    held = answering(sources, person_limit=6)
    assert held.refusal(1, 10, NOON, questions=5) is None
    assert f"<t:{int(later(60).timestamp())}:R>" in str(held.refusal(1, 10, later(0), questions=2))
    assert held.refusal(1, 10, later(10)) is None
    assert f"<t:{int(later(70).timestamp())}:R>" in str(held.refusal(1, 10, later(60), questions=6))
    assert held.refusal(2, 10, NOON, questions=7) is None


async def test_buttons_may_be_pressed_more_often_than_questions_asked_and_do_not_count_as_such(
    sources: Settings,
) -> None:
    held = answering(sources, person_limit=1)
    assert [held.haste(1, NOON) for _ in range(PRESSES)] == [None] * PRESSES
    assert "That was fast" in str(held.haste(1, NOON))
    assert held.refusal(1, 10, NOON) is None


async def test_a_bot_that_is_being_stopped_takes_neither_questions_nor_presses(sources: Settings) -> None:
    held = answering(sources)
    await held.workers.drain()
    assert held.refusal(1, 10, NOON) == held.haste(1, NOON) == shipped().say("refusal.closing")


async def test_a_question_must_be_visible_and_not_too_long(sources: Settings) -> None:
    held = answering(sources)
    for question, objection in (
        ("", shipped().say("refusal.empty")),
        (" \u200b\n", shipped().say("refusal.empty")),
        ("x" * MAX_QUESTION, None),
        (f"  {'x' * MAX_QUESTION}\u200b  ", None),
        ("x" * (MAX_QUESTION + 1), shipped().say("refusal.too_long", most=MAX_QUESTION)),
    ):
        assert held.objection(question) == objection


async def test_a_reply_shows_the_question_as_it_was_read_and_knows_who_asked(sources: Settings) -> None:
    reply = await answering(sources).reply("  Who opened\u200b the\nlibrary? ", asker=7, scope=None, private=True)
    assert (reply.asker, reply.private) == (7, True)
    assert (shown(reply.card).question, shown(reply.card).before) == ("Who opened the library?", "")
    assert reply.card.colour is Colour.ANSWER
    assert [one.citation for one in shown(reply.card).quotes] == ["a.txt:1"]


async def test_the_question_before_is_shown_only_where_its_subject_was_taken(sources: Settings) -> None:
    held = answering(sources)
    follow_up = await held.reply("And when was it opened?", asker=7, scope=None, before="Who opened the library?")
    read_back = shown(follow_up.card)
    assert (read_back.question, read_back.before) == ("And when was it opened?", "Who opened the library?")
    whole = await held.reply(
        "Who opened the Riverside library?", asker=7, scope=None, before="Who designed the bridge?"
    )
    assert (shown(whole.card).question, shown(whole.card).before) == ("Who opened the Riverside library?", "")
