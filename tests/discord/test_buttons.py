"""The buttons: for everybody, after a restart, and on older cards."""

from collections.abc import Callable
from typing import Any

import discord
import pytest

from tests.discord.world import Opener, World, labels, press, said, text_of, walk

QUESTION = "Who sold bread at the summer fair in Riverside?"


async def asked(w: World, *, question: str = QUESTION, private: bool = False) -> Any:
    return (await w.alice.slash(w.channel, "ask", question=question, private=private)).response


async def test_more_and_back_turn_the_pages_in_place_for_who_asked(world: Opener) -> None:
    w = await world()
    response = await asked(w)
    first = said(response)
    await press(w.alice, response, "More")
    second = said(response)
    assert second.question == QUESTION
    assert second.quotes != first.quotes
    await press(w.alice, response, "Back")
    assert said(response) == first


async def test_the_last_page_goes_back_only_and_together_the_pages_show_everything_once(world: Opener) -> None:
    w = await world()
    response = await asked(w)
    seen = list(said(response).quotes)
    while {"More", "Other passages (9)"} & {*labels(response)}:
        await press(w.alice, response, "More")
        seen += said(response).quotes
    assert "Back" in labels(response)
    answer = w.answerer.ask(QUESTION)
    assert [one.citation for one in seen] == [one.citation for one in (*answer.quotes, *answer.others)]


async def test_somebody_else_turns_the_page_in_a_copy_of_their_own(world: Opener) -> None:
    w = await world()
    response = await asked(w)
    before = said(response)
    copy = await press(w.bob, response, "More")
    assert copy.ephemeral
    assert said(copy.response).quotes != before.quotes
    assert said(response) == before
    await press(w.bob, copy.response, "Back")
    assert said(copy.response).quotes == before.quotes


async def test_context_shows_the_lines_around_to_whoever_asks_alone(world: Opener) -> None:
    w = await world()
    response = await asked(w, question="How much did the library cost?")
    cited = said(response).quotes[0]
    assert cited.citation == "library.txt:2"
    result = await press(w.bob, response, "Context")
    assert result.ephemeral
    text = text_of(result.response)
    for number, line in enumerate(
        ("Mayor Ada Brown opened", "She said that the building", "The library holds"), start=1
    ):
        assert f"{number} {line}" in text


async def test_check_compares_with_the_source_on_disk_right_now(world: Opener) -> None:
    w = await world()
    response = await asked(w, question="Who opened the Riverside library?")
    assert "stands as cited" in text_of((await press(w.bob, response, "Check")).response)
    library = w.folder / "library.txt"
    text = library.read_text("utf-8")
    library.write_text(f"A new first line.\n{text}", "utf-8")
    assert "stand elsewhere" in text_of((await press(w.bob, response, "Check")).response)
    library.write_text(text.replace("4 March 2020", "5 March 2021"), "utf-8")
    changed = text_of((await press(w.bob, response, "Check")).response)
    assert "has changed" in changed
    assert "5 March 2021" in changed
    library.unlink()
    assert "gone from the sources" in text_of((await press(w.bob, response, "Check")).response)


async def test_context_of_a_source_that_is_gone_says_so(world: Opener) -> None:
    w = await world()
    response = await asked(w, question="Who opened the Riverside library?")
    (w.folder / "library.txt").unlink()
    result = await press(w.bob, response, "Context")
    assert "gone from the sources" in text_of(result.response)


async def test_share_posts_a_private_answer_for_everybody(world: Opener) -> None:
    w = await world()
    response = await asked(w, private=True)
    quotes = said(response).quotes
    await press(w.alice, response, "Share")
    (public,) = w.answers()
    assert said(public).quotes == quotes
    assert "Delete" in labels(public)
    assert not any(one.startswith("Share") for one in labels(public))
    assert len(w.channel.history(viewer=w.alice)) == 1


async def test_only_the_asker_and_moderators_delete_an_answer(world: Opener) -> None:
    w = await world()
    role = w.guild.create_role("Moderators", permissions=discord.Permissions(manage_messages=True))
    moderator = w.guild.add_member(w.env.create_user("mo"), roles=[role])
    response = await asked(w)
    refused = await press(w.bob, response, "Delete")
    assert refused.ephemeral
    assert "Only who asked" in text_of(refused.response)
    assert len(w.answers()) == 1
    await press(w.alice, response, "Delete")
    assert w.answers() == []
    await press(moderator, await asked(w), "Delete")
    assert w.answers() == []


@pytest.mark.parametrize("private", [False, True])
async def test_every_button_works_after_a_restart(world: Opener, private: bool) -> None:
    w = await world()
    response = await asked(w, private=private)
    await w.restart()
    await press(w.alice, response, "More")
    assert "Page 2" in text_of(response)
    await w.restart()
    await press(w.alice, response, "Back")
    assert "Page" not in text_of(response)
    await w.restart()
    assert (await press(w.alice, response, "Context")).ephemeral
    await w.restart()
    assert "stands as cited" in text_of((await press(w.alice, response, "Check")).response)
    await w.restart()
    assert (await press(w.alice, response, "Follow up")).modal
    await w.restart()
    await press(w.alice, response, "Share" if private else "Delete")
    assert len(w.answers()) == private


async def test_an_answer_over_sources_that_changed_since_is_kindly_called_expired(world: Opener) -> None:
    w = await world()
    response = await asked(w)
    (w.folder / "fair.txt").write_text("Baker Eve sold bread at the summer fair in Riverside.\n", "utf-8")
    await w.restart()
    result = await press(w.alice, response, "More")
    assert "has expired" in text_of(result.followups[0])
    assert result.followups[0].ephemeral


async def test_a_button_of_a_card_that_is_too_old_says_so_kindly(world: Opener) -> None:
    w = await world()
    response = await asked(w)
    stored = w.env.backend.get_message(response.channel_id, response.id)
    own = next(one for one in walk(stored.components) if one.get("label") == "Context")
    own["custom_id"] = "pq0 something from an older version"
    assert "has expired" in text_of((await press(w.bob, response, "Context")).response)


async def test_a_button_of_an_older_card_that_was_signed_still_works(world: Opener) -> None:
    w = await world()
    response = await asked(w)
    stored = w.env.backend.get_message(response.channel_id, response.id)
    own = next(one for one in walk(stored.components) if one.get("label", "").startswith("Other"))
    own["custom_id"] += ".AbCdEfGhIjKlMnOp"
    await press(w.alice, response, "More")
    assert "Page 2" in text_of(response)


async def test_buttons_work_in_direct_messages(world: Opener) -> None:
    w = await world()
    response = (await w.alice.user.slash("ask", question=QUESTION)).response
    await press(w.alice.user, response, "More")
    assert "Page 2" in text_of(response)
    await press(w.alice.user, response, "Delete")
    assert w.answers(w.alice.user.dm_channel) == []


async def test_a_page_that_cannot_be_edited_in_is_logged_and_the_bot_goes_on(
    world: Opener, caplog: pytest.LogCaptureFixture
) -> None:
    w = await world()
    response = await asked(w)
    w.env.inject_error("PATCH", "/webhooks/*", status=500, times=10)
    await press(w.alice, response, "More")
    assert "button failed" in caplog.text
    w.env.backend.faults.clear()
    await press(w.alice, response, "More")
    assert "Page 2" in text_of(response)


async def test_nothing_is_posted_for_everybody_for_who_may_not_write(world: Opener) -> None:
    w = await world()
    quiet = discord.PermissionOverwrite(send_messages=False)
    news = w.guild.create_text_channel("news", overwrites={w.bob: quiet})
    response = (await w.alice.slash(news, "ask", question=QUESTION)).response
    copy = await press(w.bob, response, "More")
    assert copy.ephemeral
    refused = await press(w.bob, copy.response, "Share")
    assert "may not write here" in text_of(refused.response)
    form = await press(w.bob, response, "Follow up")
    (field,) = [one["custom_id"] for one in walk(form.modal["components"]) if one["type"] == 4]
    assert (await w.bob.submit_modal(form, {field: "Who opened the library?"})).ephemeral
    assert len(w.answers(news)) == 1


async def test_share_counts_as_a_question_of_its_person_and_its_channel(world: Opener) -> None:
    w = await world(person_limit=2, channel_limit=2)
    response = await asked(w)
    copies = [(await press(w.bob, response, "More")).response for _ in range(3)]
    await press(w.bob, copies[0], "Share")
    assert len(w.answers()) == 2
    refused = await press(w.bob, copies[1], "Share")
    assert "please ask again" in text_of(refused.response)
    assert len(w.answers()) == 2


async def test_share_pressed_twice_at_once_posts_once(world: Opener, slow: Callable[[float], None]) -> None:
    w = await world(options={"settle_timeout": 0.5})
    response = await asked(w, private=True)
    slow(2)
    await press(w.alice, response, "Share")
    again = await press(w.alice, response, "Share")
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
    result = await press(w.alice, response, "More")
    assert result.deferred
    await w.env.advance_time(6)
    assert "Page 2" in text_of(response)
