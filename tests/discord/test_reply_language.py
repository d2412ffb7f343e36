"""Everybody reads what the bot says around quotes in a language that somebody chose, or asked in; quotes stay."""

import pytest

from bot.discord.cards.answer_cards import answer_pages
from bot.discord.cards.button_state import Action
from bot.wording.speaking import shipped, speaking
from bot.wording.template_file import LANGUAGES
from tests.discord.card_samples import answer, quote, shown
from tests.discord.test_server_setup import menus, moderator
from tests.discord.world import Opener, World, emitted, labels, press, said, text_of, walk

QUOTE = "Mayor Ada Brown opened the new Riverside library on 4 March 2020."
QUESTIONS = {
    "en": "Who opened the Riverside library?",
    "de": "Wer eröffnete die Riverside library?",
    "es": "¿Quién abrió la Riverside library?",
    "fr": "Qui a ouvert la Riverside library ?",
    "zh": "谁 Riverside library？",
}


async def privately(w: World, question: str, locale: str) -> str:
    """What alice, whose Discord is in a language, is told alone."""
    options = [{"name": "question", "type": 3, "value": question}, {"name": "private", "type": 5, "value": True}]
    command = w.env.backend.find_command("ask", None)
    data = {"id": command["id"], "name": "ask", "type": 1, "options": options}
    told = await emitted(w, 2, data, {"locale": locale}, w.guild.id)
    return "\n".join(str(one.get("content", one.get("label", ""))) for one in walk(told["components"]))


@pytest.mark.parametrize("code", LANGUAGES)
async def test_an_answer_for_everybody_is_in_the_language_of_its_question(world: Opener, code: str) -> None:
    w = await world()
    result = await w.alice.slash(w.channel, "ask", question=QUESTIONS[code])
    assert shipped(code).say("button.context") in labels(result.response)
    assert said(result.response).question == QUESTIONS[code]
    assert any(QUOTE in one.words for one in said(result.response).quotes)
    refused = await w.alice.send(w.channel, f"{w.mention} {QUESTIONS[code]} Zanzibar {'x' * 300}")
    assert refused
    assert shipped(code).say("refusal.too_long", most=300) in text_of(w.answers()[-1])


@pytest.mark.parametrize("code", LANGUAGES)
async def test_every_transcript_is_in_the_language_of_its_server(world: Opener, code: str) -> None:
    w = await world(save=True)
    mona, voice = moderator(w), shipped(code)
    shown = await menus(w, mona)
    await mona.select(shown, [code], custom_id="setup:language")
    given = (await w.alice.slash(w.channel, "ask", question=QUESTIONS["en"])).response
    assert QUOTE in text_of(given)
    assert voice.say("button.context") in labels(given)
    context = await w.bob.click(given, label=voice.say("button.context"))
    assert voice.say("standing.in_context").removeprefix("### ") in text_of(context.response)
    checked = await w.bob.select(given, [Action.CHECK.value])
    assert voice.say("standing.every") in text_of(checked.response)
    about = await w.alice.slash(w.channel, "about")
    assert voice.say("about.what", count=3) in text_of(about.response)
    declined = (await w.alice.slash(w.channel, "ask", question="Who built the rocket?")).response
    assert voice.say("card.else").replace("`", "") in text_of(declined)
    listed = await w.alice.slash(w.channel, "sources")
    assert voice.say("counts.source", count=3) in text_of(listed.response)
    wrong = await w.alice.slash(w.channel, "check", claim="Engineer Carl Diaz designed the Harbour tower.")
    assert voice.say("mark.nearly").split("**")[1] in text_of(wrong.response)
    assert voice.say("setup.title").removeprefix("### ") in text_of(await menus(w, mona))
    liked = await press(w.alice, given, "👍")
    assert voice.say("vote.given", sign="👍") in text_of(liked.response)
    assert w.bot.state.servers.of(w.guild.id).language == code


async def test_a_private_answer_is_in_the_language_of_the_person_or_of_the_question(world: Opener) -> None:
    w = await world()
    for locale, code in (("de", "de"), ("es-419", "es"), ("zh-CN", "zh"), ("it", "en"), ("zh-TW", "en")):
        told = await privately(w, QUESTIONS["en"], locale)
        assert shipped(code).say("button.context") in told
        assert "Mayor" in told


async def test_what_a_server_or_the_operator_chose_comes_before_what_a_person_uses(world: Opener) -> None:
    w = await world()
    mona = moderator(w)
    await mona.select(await menus(w, mona), ["fr"], custom_id="setup:language")
    assert shipped("fr").say("button.context") in await privately(w, QUESTIONS["en"], "de")
    await mona.select(await menus(w, mona), ["auto"], custom_id="setup:language")
    assert shipped("de").say("button.context") in await privately(w, QUESTIONS["en"], "de")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("before", ["Who opened it: Ada?", "：？", "من افتتح المكتبة؟", "\u2067a\u202eb"])
def test_the_question_before_is_read_back_from_a_card_in_any_language(code: str, before: str) -> None:
    with speaking(shipped(code)):
        pages = answer_pages(answer(quote()), before)
    assert shown(pages[0]).before == before
