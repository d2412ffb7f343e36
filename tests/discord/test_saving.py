"""Saving posts: word for word, by who may, followed when they are edited or deleted, and never outside the folder."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.discord.client import saved_posts
from bot.discord.client.saving import MOST
from bot.settings.model import ScopeSettings
from bot.wording.speaking import shipped
from index.documents.folder import Folder
from tests.discord.world import Opener, World, said, text_of

WORDS = "The night bus to Fernhill leaves from platform nine at 23:40.\nBring exact change."
QUESTION = "When does the night bus to Fernhill leave?"
SAVE = "Save as source"


def moderator(w: World, *, manage_messages: bool = True, manage_guild: bool = False) -> Any:
    """Bob, with the permissions of a moderator."""
    allowed = discord.Permissions(manage_messages=manage_messages, manage_guild=manage_guild)
    role = w.guild.create_role("moderators", permissions=allowed)
    w.env.backend.add_member_role(w.guild.id, w.bob.id, role.id)
    return w.bob


def saved_files(w: World) -> Sequence[Path]:
    """Everything below the folder of what is saved, also what is hidden."""
    return sorted(one for one in (w.folder / "community").rglob("*") if one.is_file())


async def saved(w: World, words: str = WORDS, **options: Any) -> tuple[Any, Any]:
    """A post of Alice that Bob has saved, and what he was told."""
    post = await w.alice.send(w.channel, words, **options)
    return post, await moderator(w).context_menu(w.channel, SAVE, post)


def text_in(w: World, name: str) -> str:
    """What can be quoted of a source: all that is not hidden."""
    source = Folder(w.folder).read(name)
    shown = [number for number in range(1, len(source.line_starts) + 1) if number not in source.hidden]
    return source.text[source.line_starts[shown[0] - 1] :]


async def test_a_post_is_quoted_word_for_word_with_its_author_its_date_and_its_link_at_once(world: Opener) -> None:
    w = await world(save=True)
    post, told = await saved(w)
    assert told.ephemeral
    name = f"community/{w.guild.id}/{post.id}.md"
    assert name in text_of(told.response)
    assert "Everybody whom I serve can be answered from it" in text_of(told.response)
    answer = await w.alice.slash(w.channel, "ask", question=QUESTION)
    (quote,) = said(answer.response).quotes
    assert quote.words == WORDS.splitlines()[0]
    assert quote.citation.startswith(f"{name}:")
    assert "alice, saved from #general by bob" in text_of(answer.response)
    assert f"https://discord.com/channels/{w.guild.id}/{w.channel.id}/{post.id}" in str(answer.response.components)
    checked = await w.alice.slash(w.channel, "check", claim=f"“{quote.words}” ({quote.citation})")
    assert "Stands where it is cited" in text_of(checked.response)


async def test_saving_is_off_unless_it_is_turned_on_and_says_how(world: Opener) -> None:
    w = await world()
    _, told = await saved(w)
    assert text_of(told.response) == shipped().say("saving.off").replace("`", "")
    assert saved_files(w) == []


async def test_who_may_not_manage_messages_cannot_save_though_discord_offered_it(world: Opener) -> None:
    w = await world(save=True, save_roles=(1,))
    post = await w.alice.send(w.channel, WORDS)
    told = await w.alice.context_menu(w.channel, SAVE, post)
    assert "Only people who may manage messages here" in text_of(told.response)
    assert saved_files(w) == []


async def test_a_role_that_the_settings_name_may_save(world: Opener) -> None:
    w = await world(save=True)
    role = w.guild.create_role("keepers")
    w.env.backend.add_member_role(w.guild.id, w.alice.id, role.id)
    w.settings = w.settings.model_copy(
        update={"discord": w.settings.discord.model_copy(update={"save_roles": (role.id,)})}
    )
    await w.restart()
    told = await w.alice.context_menu(w.channel, SAVE, await w.alice.send(w.channel, WORDS))
    assert "Saved as" in text_of(told.response)


HOSTILE = (
    "---\ntitle: x\nurl: https://example.org/evil\n---\nThe bus leaves at nine.",
    "../../etc/passwd\\..\\x.md\0"[:-1] + " is a line.",
    "@everyone <@1> [link](https://example.org) **bold** `code`\r\nAnd a second line.",
    "\u202ereversed\u2066 \u200b words\u2028still the second line",
    '"""\ntitle = "x"\n[x]\n# heading with "quotes" \\ and more',
    "   indented\n\n\n\ttabbed \t\n   ",
)


@pytest.mark.parametrize("words", HOSTILE)
async def test_whatever_is_written_is_kept_byte_for_byte_in_its_one_file(world: Opener, words: str) -> None:
    w = await world(save=True)
    post = await w.alice.send(w.channel, "placeholder")
    w.env.backend.messages[w.channel.id][post.id].content = words
    before = {one for one in w.folder.rglob("*") if one.is_file()}
    await moderator(w).context_menu(w.channel, SAVE, post)
    (path,) = saved_files(w)
    assert {one for one in w.folder.rglob("*") if one.is_file()} == before | {path}
    assert path == w.folder / "community" / str(w.guild.id) / f"{post.id}.md"
    assert path.read_bytes().endswith(f"\n---\n{words}".encode())
    source = Folder(w.folder).read(f"community/{w.guild.id}/{post.id}.md")
    assert source.metadata.url == f"https://discord.com/channels/{w.guild.id}/{w.channel.id}/{post.id}"
    assert "\n" not in source.title


async def test_hostile_names_stay_on_their_line_and_ping_nobody(world: Opener) -> None:
    w = await world(save=True)
    mallory = w.guild.add_member(w.env.create_user("mallory"), nick='"\n---\nurl: x @everyone')
    post = await mallory.send(w.channel, WORDS)
    await moderator(w).context_menu(w.channel, SAVE, post)
    answer = await w.alice.slash(w.channel, "ask", question=QUESTION)
    assert said(answer.response).quotes[0].words == WORDS.splitlines()[0]
    assert text_in(w, f"community/{w.guild.id}/{post.id}.md") == WORDS


async def test_attachments_are_named_and_neither_fetched_nor_quoted(world: Opener) -> None:
    w = await world(save=True)
    post, _ = await saved(w, attachments=[("timetable.png", b"\x89PNG")])
    name = f"community/{w.guild.id}/{post.id}.md"
    assert 'attachments: ["timetable.png"]' in (w.folder / name).read_text("utf-8")
    assert text_in(w, name) == WORDS


@pytest.mark.parametrize(
    ("words", "why"),
    [("", shipped().say("saving.no_words")), ("x" * (MOST + 1), "too long to save"), ("\ud800", "text")],
)
async def test_what_cannot_be_kept_whole_is_refused(world: Opener, words: str, why: str) -> None:
    w = await world(save=True)
    post = await w.alice.send(w.channel, "placeholder")
    w.env.backend.messages[w.channel.id][post.id].content = words
    told = await moderator(w).context_menu(w.channel, SAVE, post)
    assert why in text_of(told.response)
    assert saved_files(w) == []


async def test_a_link_that_leads_out_of_the_folder_is_not_followed(world: Opener, tmp_path: Path) -> None:
    w = await world(save=True)
    outside = tmp_path / "outside"
    outside.mkdir()
    (w.folder / "community").symlink_to(outside)
    _, told = await saved(w)
    assert "link that leads elsewhere" in text_of(told.response)
    assert [one for one in outside.rglob("*") if one.is_file()] == []


async def test_a_server_saves_only_so_many(world: Opener) -> None:
    w = await world(save=True, save_most=1)
    post, _ = await saved(w)
    second = await w.alice.send(w.channel, "The ferry runs on Sundays.")
    assert "which is the most" in text_of((await w.bob.context_menu(w.channel, SAVE, second)).response)
    assert "Saved as" in text_of((await w.bob.context_menu(w.channel, SAVE, post)).response)
    assert len(saved_files(w)) == 1


async def test_a_deleted_post_is_no_source_any_more(world: Opener) -> None:
    w = await world(save=True)
    post, _ = await saved(w)
    await w.alice.delete(post)
    assert saved_files(w) == []
    answer = await w.alice.slash(w.channel, "ask", question=QUESTION)
    assert not any("community/" in one.citation for one in said(answer.response).quotes)


async def test_posts_that_are_deleted_together_are_no_sources_any_more(world: Opener) -> None:
    w = await world(save=True)
    post, _ = await saved(w)
    other = await w.alice.send(w.channel, "Another one.")
    w.env.backend.bulk_delete_messages(w.channel.id, [post.id, other.id])
    await w.env.settle()
    assert saved_files(w) == []


EDITED = "The night bus to Fernhill leaves from platform two at 23:55."


async def test_an_edited_post_is_quoted_as_it_is_now_where_its_words_can_be_read(world: Opener) -> None:
    w = await world(save=True)
    post, _ = await saved(w, f"{w.mention} {WORDS}")
    await w.alice.edit(post, f"{w.mention} {EDITED}")
    assert text_in(w, f"community/{w.guild.id}/{post.id}.md") == f"{w.mention} {EDITED}"
    answer = await w.alice.slash(w.channel, "ask", question=QUESTION)
    assert "23:55" in said(answer.response).quotes[0].words
    assert "saved from #general by bob" in text_of(answer.response)


async def test_an_edit_that_came_without_its_words_is_looked_up_once(world: Opener) -> None:
    w = await world(save=True)
    post, _ = await saved(w)
    await w.alice.edit(post, EDITED)
    assert text_in(w, f"community/{w.guild.id}/{post.id}.md") == EDITED
    assert looks(w, post) == 1


async def test_an_edit_that_discord_does_not_let_the_bot_read_takes_the_old_words_away(world: Opener) -> None:
    w = await world(save=True, options={"approved_intents": discord.Intents.none()})
    post, _ = await saved(w)
    await w.alice.edit(post, EDITED)
    assert saved_files(w) == []
    assert looks(w, post) == 1


async def test_a_pinned_post_is_not_taken_for_an_edited_one(world: Opener) -> None:
    w = await world(save=True)
    post, _ = await saved(w)
    await moderator(w).set_pinned(post, pinned=True)
    assert len(saved_files(w)) == 1


def looks(w: World, post: Any) -> int:
    """How often Discord was asked for a post."""
    return len([one for one in w.sent("GET") if one.path.endswith(f"/messages/{post.id}")])


async def test_what_was_deleted_while_the_bot_was_away_goes_when_it_is_quoted(world: Opener) -> None:
    w = await world(save=True)
    post, _ = await saved(w)
    w.env.backend.messages[w.channel.id].pop(post.id)
    await w.restart()
    answer = await w.alice.slash(w.channel, "ask", question=QUESTION)
    assert said(answer.response).quotes[0].words == WORDS.splitlines()[0]
    assert saved_files(w) == []


async def test_a_quoted_post_is_looked_at_once_an_hour_at_most_over_a_restart_too(
    world: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    w = await world(save=True)
    post, _ = await saved(w)
    for _ in range(2):
        await w.alice.slash(w.channel, "ask", question=QUESTION)
    await w.restart()
    await w.alice.slash(w.channel, "ask", question=QUESTION)
    assert looks(w, post) == 1
    monkeypatch.setattr(saved_posts, "HOUR", 0.0)
    await w.alice.slash(w.channel, "ask", question=QUESTION)
    assert looks(w, post) == 2
    assert len(saved_files(w)) == 1


async def test_no_answer_waits_for_a_look_at_the_post(world: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    w = await world(save=True, options={"settle_timeout": 0.5})
    await saved(w)
    looked = asyncio.Event()

    async def slow(*_: object) -> None:
        looked.set()
        await asyncio.sleep(3600)

    monkeypatch.setattr(saved_posts.PostFollower, "_look", slow)
    answer = await w.alice.slash(w.channel, "ask", question=QUESTION)
    assert said(answer.response).quotes[0].words == WORDS.splitlines()[0]
    assert looked.is_set()


async def test_a_post_that_discord_does_not_show_now_stays_a_source(
    world: Opener, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "bot")
    w = await world(save=True)
    await saved(w)
    w.env.inject_error("GET", "/channels/*/messages/*", status=403, code=50001)
    await w.alice.slash(w.channel, "ask", question=QUESTION)
    assert "saved post not read" in caplog.text
    assert len(saved_files(w)) == 1


async def test_people_take_their_words_with_them_and_savers_their_names(world: Opener) -> None:
    w = await world(save=True)
    post, _ = await saved(w)
    name = f"community/{w.guild.id}/{post.id}.md"
    assert "1 entry" in text_of((await w.bob.slash(w.channel, "forget")).response)
    assert "bob" not in (w.folder / name).read_text("utf-8")
    assert text_in(w, name) == WORDS
    told = text_of((await w.alice.slash(w.channel, "forget")).response)
    assert "1 post or answer of yours that I could quote as a source" in told
    assert saved_files(w) == []


async def test_who_did_what_is_logged_without_words(world: Opener, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "bot")
    w = await world(save=True)
    post, _ = await saved(w)
    (logged,) = [one for one in caplog.records if one.message == "source saved"]
    name = f"community/{w.guild.id}/{post.id}.md"
    assert logged.__dict__["fields"] == {"source": name, "server": w.guild.id, "person": w.bob.id}


async def test_with_a_part_for_each_server_only_who_is_given_it_is_answered_from_what_was_saved(world: Opener) -> None:
    w = await world(save=True)
    other = w.env.create_guild("Elsewhere")
    channel = other.create_text_channel("general")
    eve = other.add_member(w.env.create_user("eve"))
    parts = {"town": ["*.txt", f"community/{w.guild.id}/"], "others": ["*.txt"]}
    scopes = {name: ScopeSettings.model_validate({"in": names}) for name, names in parts.items()}
    places = {str(w.guild.id): "town", "default": "others"}
    settings = w.settings.discord.model_copy(update={"scopes": places})
    w.settings = w.settings.model_copy(update={"scopes": scopes, "discord": settings})
    await w.restart()
    _, told = await saved(w)
    assert f"whose part of the sources holds community/{w.guild.id}/" in text_of(told.response)
    assert "does not hold it" not in text_of(told.response)
    assert said((await w.alice.slash(w.channel, "ask", question=QUESTION)).response).quotes[0].words in WORDS
    assert "platform nine" not in text_of((await eve.slash(channel, "ask", question=QUESTION)).response)
    assert await eve.autocomplete(channel, "source show", "name", "bus") == []


async def test_who_saves_what_is_not_given_there_is_told_so(world: Opener) -> None:
    w = await world(save=True)
    scopes = {"others": ScopeSettings.model_validate({"in": ["*.txt"]})}
    settings = w.settings.discord.model_copy(update={"scopes": {"default": "others"}})
    w.settings = w.settings.model_copy(update={"scopes": scopes, "discord": settings})
    await w.restart()
    _, told = await saved(w)
    assert f"does not hold it; whoever runs me can add community/{w.guild.id}/" in text_of(told.response)
