"""The buttons: for everybody, after a restart, and never for what was not signed."""

from collections.abc import Callable
from typing import Any

import discord
import pytest
from pydantic import SecretStr

from bot.discord.cards.button_state import Action, ButtonState, Signer
from tests.discord.world import TOKEN, Opener, World, labels, said, text_of, walk

QUESTION = "Who sold bread at the summer fair in Riverside?"


async def asked(w: World, *, question: str = QUESTION, private: bool = False) -> Any:
    return (await w.alice.slash(w.channel, "ask", question=question, private=private)).response


async def test_more_and_back_turn_the_pages_in_place_for_who_asked(world: Opener) -> None:
    w = await world()
    response = await asked(w)
    first = said(response)
    await w.alice.click(response, label="More")
    second = said(response)
    assert second.question == QUESTION
    assert second.quotes != first.quotes
    await w.alice.click(response, label="Back")
    assert said(response) == first


async def test_the_last_page_goes_back_only_and_together_the_pages_show_everything_once(world: Opener) -> None:
    w = await world()
    response = await asked(w)
    seen = list(said(response).quotes)
    while "More" in labels(response):
        await w.alice.click(response, label="More")
        seen += said(response).quotes
    assert "Back" in labels(response)
    answer = w.answerer.ask(QUESTION)
    assert [one.citation for one in seen] == [one.citation for one in (*answer.quotes, *answer.others)]


async def test_somebody_else_turns_the_page_in_a_copy_of_their_own(world: Opener) -> None:
    w = await world()
    response = await asked(w)
    before = said(response)
    copy = await w.bob.click(response, label="More")
    assert copy.ephemeral
    assert said(copy.response).quotes != before.quotes
    assert said(response) == before
    await w.bob.click(copy.response, label="Back")
    assert said(copy.response).quotes == before.quotes


async def test_context_shows_the_lines_around_to_whoever_asks_alone(world: Opener) -> None:
    w = await world()
    response = await asked(w, question="How much did the library cost?")
    cited = said(response).quotes[0]
    assert cited.citation == "library.txt:2"
    result = await w.bob.click(response, label="Show in context")
    assert result.ephemeral
    text = text_of(result.response)
    for number, line in enumerate(
        ("Mayor Ada Brown opened", "She said that the building", "The library holds"), start=1
    ):
        assert f"{number} {line}" in text


async def test_check_compares_with_the_source_on_disk_right_now(world: Opener) -> None:
    w = await world()
    response = await asked(w, question="Who opened the Riverside library?")
    assert "stands as cited" in text_of((await w.bob.click(response, label="Check")).response)
    library = w.folder / "library.txt"
    text = library.read_text("utf-8")
    library.write_text(f"A new first line.\n{text}", "utf-8")
    assert "stand elsewhere" in text_of((await w.bob.click(response, label="Check")).response)
    library.write_text(text.replace("4 March 2020", "5 March 2021"), "utf-8")
    changed = text_of((await w.bob.click(response, label="Check")).response)
    assert "has changed" in changed
    assert "5 March 2021" in changed
    library.unlink()
    assert "gone from the sources" in text_of((await w.bob.click(response, label="Check")).response)


async def test_context_of_a_source_that_is_gone_says_so(world: Opener) -> None:
    w = await world()
    response = await asked(w, question="Who opened the Riverside library?")
    (w.folder / "library.txt").unlink()
    result = await w.bob.click(response, label="Show in context")
    assert "gone from the sources" in text_of(result.response)


async def test_share_posts_a_private_answer_for_everybody(world: Opener) -> None:
    w = await world()
    response = await asked(w, private=True)
    quotes = said(response).quotes
    await w.alice.click(response, label="Share")
    (public,) = w.answers()
    assert said(public).quotes == quotes
    assert "Delete" in labels(public)
    assert "Share" not in labels(public)
    assert len(w.channel.history(viewer=w.alice)) == 1


async def test_only_the_asker_and_moderators_delete_an_answer(world: Opener) -> None:
    w = await world()
    role = w.guild.create_role("Moderators", permissions=discord.Permissions(manage_messages=True))
    moderator = w.guild.add_member(w.env.create_user("mo"), roles=[role])
    response = await asked(w)
    refused = await w.bob.click(response, label="Delete")
    assert refused.ephemeral
    assert "Only who asked" in text_of(refused.response)
    assert len(w.answers()) == 1
    await w.alice.click(response, label="Delete")
    assert w.answers() == []
    await moderator.click(await asked(w), label="Delete")
    assert w.answers() == []


@pytest.mark.parametrize("private", [False, True])
async def test_every_button_works_after_a_restart(world: Opener, private: bool) -> None:
    w = await world()
    response = await asked(w, private=private)
    await w.restart()
    await w.alice.click(response, label="More")
    assert "Page 2" in text_of(response)
    await w.restart()
    await w.alice.click(response, label="Back")
    assert "Page 1" in text_of(response)
    await w.restart()
    assert (await w.alice.click(response, label="Show in context")).ephemeral
    await w.restart()
    assert "stands as cited" in text_of((await w.alice.click(response, label="Check")).response)
    await w.restart()
    assert (await w.alice.click(response, label="Follow up")).modal
    await w.restart()
    await w.alice.click(response, label="Share" if private else "Delete")
    assert len(w.answers()) == private


async def test_an_answer_over_sources_that_changed_since_is_kindly_called_expired(world: Opener) -> None:
    w = await world()
    response = await asked(w)
    (w.folder / "fair.txt").write_text("Baker Eve sold bread at the summer fair in Riverside.\n", "utf-8")
    await w.restart()
    result = await w.alice.click(response, label="More")
    assert "has expired" in text_of(result.followups[0])
    assert result.followups[0].ephemeral


async def test_a_button_that_was_not_signed_for_its_message_does_nothing(world: Opener) -> None:
    w = await world()
    response = await asked(w)
    other = await asked(w, question="Who designed the Harbour bridge?")
    stored = w.env.backend.get_message(other.channel_id, other.id)
    foreign = next(one for one in walk(response.components) if one.get("label") == "Delete")
    own = next(one for one in walk(stored.components) if one.get("label") == "Delete")
    for forged in (
        foreign["custom_id"],
        own["custom_id"][:-1] + ("A" if own["custom_id"][-1] != "A" else "B"),
        own["custom_id"].replace(f"{w.alice.id:x}", f"{w.bob.id:x}"),
        "pq0 something from an older version",
    ):
        own["custom_id"] = forged
        result = await w.bob.click(other, label="Delete")
        assert "has expired" in text_of(result.response)
    assert len(w.answers()) == 2


async def test_another_token_makes_older_answers_expired(world: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    w = await world()
    response = await asked(w)
    monkeypatch.setattr("tests.discord.world.TOKEN", SecretStr("another.token.altogether"))
    await w.restart()
    assert TOKEN.get_secret_value() != "another.token.altogether"
    assert "has expired" in text_of((await w.alice.click(response, label="More")).response)


async def test_buttons_work_in_direct_messages(world: Opener) -> None:
    w = await world()
    response = (await w.alice.user.slash("ask", question=QUESTION)).response
    await w.alice.user.click(response, label="More")
    assert "Page 2" in text_of(response)
    await w.alice.user.click(response, label="Delete")
    assert w.answers(w.alice.user.dm_channel) == []


async def test_a_page_that_cannot_be_edited_in_is_logged_and_the_bot_goes_on(
    world: Opener, caplog: pytest.LogCaptureFixture
) -> None:
    w = await world()
    response = await asked(w)
    w.env.inject_error("PATCH", "/webhooks/*", status=500, times=10)
    await w.alice.click(response, label="More")
    assert "button failed" in caplog.text
    w.env.backend.faults.clear()
    await w.alice.click(response, label="More")
    assert "Page 2" in text_of(response)


def test_a_custom_id_is_short_however_large_its_numbers() -> None:
    state = ButtonState(Action.MORE, 9999, 2**64 - 1, private=True, fingerprint="abcdef")
    written = Signer(TOKEN).write(state, ("question " * 100, "before"))
    assert len(written) <= 100
    assert Signer(TOKEN).read(written, ("question " * 100, "before")) == state
    assert Signer(TOKEN).read(written, ("question", "before")) is None


async def test_nothing_is_posted_for_everybody_for_who_may_not_write(world: Opener) -> None:
    w = await world()
    quiet = discord.PermissionOverwrite(send_messages=False)
    news = w.guild.create_text_channel("news", overwrites={w.bob: quiet})
    response = (await w.alice.slash(news, "ask", question=QUESTION)).response
    copy = await w.bob.click(response, label="More")
    assert copy.ephemeral
    refused = await w.bob.click(copy.response, label="Share")
    assert "may not write here" in text_of(refused.response)
    form = await w.bob.click(response, label="Follow up")
    (field,) = [one["custom_id"] for one in walk(form.modal["components"]) if one["type"] == 4]
    assert (await w.bob.submit_modal(form, {field: "Who opened the library?"})).ephemeral
    assert len(w.answers(news)) == 1


async def test_share_counts_as_a_question_of_its_person_and_its_channel(world: Opener) -> None:
    w = await world(person_limit=2, channel_limit=2)
    response = await asked(w)
    copies = [(await w.bob.click(response, label="More")).response for _ in range(3)]
    await w.bob.click(copies[0], label="Share")
    assert len(w.answers()) == 2
    refused = await w.bob.click(copies[1], label="Share")
    assert "please wait" in text_of(refused.response)
    assert len(w.answers()) == 2


async def test_share_pressed_twice_at_once_posts_once(world: Opener, slow: Callable[[float], None]) -> None:
    w = await world(options={"settle_timeout": 0.5})
    response = await asked(w, private=True)
    slow(2)
    await w.alice.click(response, label="Share")
    again = await w.alice.click(response, label="Share")
    assert "shared already" in text_of(again.response)
    await w.env.advance_time(5)
    assert len(w.answers()) == 1


async def test_private_questions_do_not_use_up_the_budget_of_a_channel(world: Opener) -> None:
    w = await world(channel_limit=1)
    for _ in range(3):
        await asked(w, private=True)
    assert not (await w.bob.slash(w.channel, "ask", question=QUESTION)).ephemeral
    assert (await w.bob.slash(w.channel, "ask", question=QUESTION)).ephemeral


async def test_turning_the_list_of_sources_waits_for_a_busy_worker(
    world: Opener, slow: Callable[[float], None]
) -> None:
    files = {f"{n:02}.txt": f"It rained on day {n}.\n" for n in range(12)}
    w = await world(files=files, options={"settle_timeout": 0.5})
    response = (await w.alice.slash(w.channel, "sources")).response
    slow(5)
    result = await w.alice.click(response, label="More")
    assert result.deferred
    await w.env.advance_time(6)
    assert "Page 2" in text_of(response)
