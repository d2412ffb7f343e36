"""The form: a moderator's words become a source titled with the question, and the old answer says so without a ping."""

from collections.abc import Callable
from typing import Any

import discord
import pytest

from bot.discord.client.access import Access
from bot.discord.client.answer_form import AnswerForm
from bot.discord.client.answering import Answering
from tests.discord.test_saving import moderator, saved_files, text_in
from tests.discord.world import Opener, World, labels, press, said, text_of, walk

QUESTION = "Where do I get a parking permit?"
WORDS = "Parking permits are sold at the town hall.\n\nThey cost **5** euros, @everyone."


async def answered(  # noqa: PLR0913 - all but the first two are of few tests
    w: World,
    person: Any,
    words: str = WORDS,
    times: int = 1,
    *,
    before_sending: Callable[[], None] = lambda: None,
    question: str = QUESTION,
) -> tuple[Any, Any]:
    """The old answer to a question, and what a person is told who answers it in the form."""
    old = (await w.alice.slash(w.channel, "ask", question=question)).response
    menu = discord.app_commands.ContextMenu(name="answer", callback=_opened(w.bot.answering, old))
    w.bot.tree.add_command(menu)
    await w.bot.tree.sync()
    target = await w.alice.send(w.channel, "a message")
    told = None
    for _ in range(times):
        form = await person.context_menu(w.channel, "answer", target)
        (field,) = [one["custom_id"] for one in walk(form.modal["components"]) if one["type"] == 4]
        before_sending()
        told = await person.submit_modal(form, {field: words})
    return old, told


def _opened(answering: Answering, old: Any) -> Any:
    async def menu(interaction: discord.Interaction[Any], message: discord.Message) -> None:
        form = AnswerForm(answering, QUESTION, [(message.channel.id, old.id)])
        await interaction.response.send_modal(form)

    return menu


async def test_the_words_of_a_moderator_answer_the_question_from_then_on(world: Opener) -> None:
    w = await world(save=True)
    _, told = await answered(w, moderator(w))
    assert told.ephemeral
    assert "Saved as" in text_of(told.response)
    (path,) = saved_files(w)
    name = f"community/{w.guild.id}/{path.name}"
    assert text_in(w, name) == WORDS
    answer = await w.alice.slash(w.channel, "ask", question=QUESTION)
    assert said(answer.response).quotes[0].words == WORDS.splitlines()[0]
    assert "Where do I get a parking permit? · bob, answered in #general" in text_of(answer.response)


async def test_who_asked_is_told_below_the_old_answer_with_a_citation_that_stands(world: Opener) -> None:
    w = await world(save=True)
    posts = len(w.answers())
    old, _ = await answered(w, moderator(w), times=2)
    shown = w.channel.history()
    (card,) = [one for one in shown if one.id == old.id]
    assert text_of(card).count("Since answered:") == 1
    quote = said(card).quotes[-1]
    assert quote.words == WORDS
    checked = await w.alice.slash(w.channel, "check", claim=f"“{quote.words}” ({quote.citation})")
    assert "Stands where it is cited" in text_of(checked.response)
    assert "Follow up" in labels(card)
    assert len(w.answers()) == posts + 2  # the old answer and the check


async def test_buttons_of_a_card_work_on_below_what_was_added(world: Opener) -> None:
    w = await world(save=True)
    old, _ = await answered(w, moderator(w))
    assert (await press(w.alice, old, "Follow up")).modal is not None


async def test_what_was_added_below_an_answer_stays_when_its_page_is_turned(world: Opener) -> None:
    w = await world(save=True)
    old, _ = await answered(w, moderator(w), question="Who sold bread at the summer fair in Riverside?")
    for label in ("More", "Back"):
        await press(w.alice, old, label)
        (card,) = [one for one in w.channel.history() if one.id == old.id]
        assert said(card).quotes[-1].words == WORDS
        assert text_of(card).count("Since answered:") == 1


async def test_who_may_not_save_posts_cannot_answer_with_the_form(world: Opener) -> None:
    w = await world(save=True)
    old, told = await answered(w, w.bob)
    assert "Only people who may manage messages here" in text_of(told.response)
    assert saved_files(w) == []
    assert "Since answered" not in text_of(old)


async def test_an_old_answer_that_is_gone_keeps_nothing_from_being_saved(
    world: Opener, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "bot")
    w = await world(save=True)
    w.env.inject_error("GET", "/channels/*/messages/*", status=404, code=10008)
    _, told = await answered(w, moderator(w))
    assert "Saved as" in text_of(told.response)
    assert "old answer not edited" in caplog.text


async def test_words_that_do_not_fit_below_an_old_answer_are_cited_alone(world: Opener) -> None:
    w = await world(save=True)
    old, _ = await answered(w, moderator(w), "*a* " * 700)
    (card,) = [one for one in w.channel.history() if one.id == old.id]
    (path,) = saved_files(w)
    assert f"Since answered:\ncommunity/{w.guild.id}/{path.name}:" in text_of(card)


async def test_who_may_not_use_the_bot_any_more_cannot_send_the_form(
    world: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    w = await world(save=True)
    closed = Access(w.bot, w.bot.settings.model_copy(update={"servers": (1,)}), w.bot.state.servers)
    _, told = await answered(w, moderator(w), before_sending=lambda: monkeypatch.setattr(w.bot, "_access", closed))
    assert "You may not use me here" in text_of(told.response)
    assert saved_files(w) == []


async def test_what_was_answered_goes_with_who_wrote_it(world: Opener) -> None:
    w = await world(save=True)
    await answered(w, moderator(w))
    assert "1 post or answer of yours" in text_of((await w.bob.slash(w.channel, "forget")).response)
    assert saved_files(w) == []
