"""``/source``: a file is added by who may, read as files are, and removed again; what is the operator's stays."""

from typing import Any

import discord
import pytest

from bot.discord.client.source_commands import SourceCommands
from bot.wording.speaking import shipped
from tests.discord.test_saving import WORDS, moderator, saved, saved_files
from tests.discord.world import Opener, World, said, text_of
from tests.documents.formats.pdf_writer import column, pdf

QUESTION = "Who repaired the lighthouse lamp?"
TEXT = b"Keeper Nora Finch repaired the lighthouse lamp in 1931.\n"


@pytest.fixture(autouse=True)
def _from_the_simulation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Attachments are taken from the simulated Discord, within the bound."""
    made = SourceCommands.__init__

    def init(self: SourceCommands, answering: Any) -> None:
        made(self, answering)

        async def from_simulation(url: str, most: int) -> bytes:
            data: bytes = FILES[url.rsplit("/", 1)[-1]]
            assert len(data) <= most
            return data

        self.download = from_simulation

    monkeypatch.setattr(SourceCommands, "__init__", init)


FILES: dict[str, bytes] = {}


async def add(w: World, person: Any, name: str, data: bytes) -> str:
    """What a person is told who adds a file."""
    FILES[name] = data
    result = await person.slash(w.channel, "source add", file=(name, data))
    assert result.ephemeral
    return text_of(result.response)


def manager(w: World) -> Any:
    """Bob, who may manage the server."""
    return moderator(w, manage_guild=True)


@pytest.mark.parametrize(
    ("name", "data", "becomes"),
    [
        ("lamp.txt", TEXT, "lamp.txt"),
        ("The lamp (1931).md", TEXT, "The-lamp-1931.md"),
        ("..%2f..%2fevil.TXT", TEXT, "2f-2fevil.txt"),
        ("1234567.md", TEXT, "file-1234567.md"),
        ("lamp.html", b"<html><body><article><p>" + TEXT + b"</p></article></body></html>", "lamp.html"),
        ("lamp.pdf", pdf([column(TEXT.decode())]), "lamp.pdf"),
    ],
)
async def test_a_file_that_was_added_is_answered_from_at_once(
    world: Opener, name: str, data: bytes, becomes: str
) -> None:
    w = await world(save=True)
    assert f"Saved as community/{w.guild.id}/{becomes}" in await add(w, manager(w), name, data)
    assert [one.name for one in saved_files(w)] == [becomes]
    answer = await w.alice.slash(w.channel, "ask", question=QUESTION)
    assert f"community/{w.guild.id}/{becomes}" in said(answer.response).quotes[0].citation


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("lamp.exe", TEXT, "I can read .txt"),
        ("lamp.txt", b"\0\1\2", "it is binary"),
        ("lamp.pdf", b"no pdf", "I cannot read that as a source"),
        ("lamp.txt", b"x" * 2000, "at most 1,000 bytes"),
    ],
)
async def test_what_cannot_be_served_is_not_added_and_the_reason_is_said(
    world: Opener, name: str, data: bytes, why: str
) -> None:
    w = await world(save=True, save_max_bytes=1000)
    assert why in await add(w, manager(w), name, data)
    assert saved_files(w) == []


async def test_a_file_never_takes_the_place_of_another(world: Opener) -> None:
    w = await world(save=True)
    person = manager(w)
    await add(w, person, "lamp.txt", TEXT)
    assert "already" in await add(w, person, "lamp.txt", b"Other words.\n")
    assert saved_files(w)[0].read_bytes() == TEXT


async def test_only_who_manages_the_server_adds_removes_and_reloads_and_only_in_one(world: Opener) -> None:
    w = await world(save=True)
    assert "Only people who may manage the server" in await add(w, w.alice, "lamp.txt", TEXT)
    for command, options in (("source remove", {"name": "library.txt"}), ("source reload", {})):
        refused = await w.alice.slash(w.channel, command, **options)
        assert "Only people who may manage the server" in text_of(refused.response)
    alone = await w.alice.user.slash("source reload")
    assert text_of(alone.response) == shipped().say("saving.in_servers")
    assert saved_files(w) == []


async def test_where_saving_is_off_nothing_is_added(world: Opener) -> None:
    w = await world()
    assert await add(w, manager(w), "lamp.txt", TEXT) == shipped().say("saving.off").replace("`", "")
    assert saved_files(w) == []


async def test_what_was_added_is_completed_and_removed_and_nothing_of_the_operator(world: Opener) -> None:
    w = await world(save=True)
    person = manager(w)
    await add(w, person, "lamp.txt", TEXT)
    (choice,) = await person.autocomplete(w.channel, "source remove", "name", "")
    assert choice["value"] == f"community/{w.guild.id}/lamp.txt"
    for name in ("library.txt", "../secret.txt", f"community/{w.guild.id}/../../library.txt"):
        refused = await person.slash(w.channel, "source remove", name=name)
        assert text_of(refused.response) == shipped().say("saving.unknown").replace("`", "")
    assert (w.folder / "library.txt").is_file()
    removed = await person.slash(w.channel, "source remove", name=choice["value"])
    assert "is no source any more" in text_of(removed.response)
    assert saved_files(w) == []
    answer = await w.alice.slash(w.channel, "ask", question=QUESTION)
    assert "community" not in text_of(answer.response)


async def test_a_server_neither_completes_nor_removes_what_another_has_saved(world: Opener) -> None:
    w = await world(save=True)
    post, _ = await saved(w, WORDS)
    other = w.env.create_guild("Elsewhere")
    channel = other.create_text_channel("general")
    role = other.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    eve = other.add_member(w.env.create_user("eve"), roles=[role])
    assert await eve.autocomplete(channel, "source remove", "name", "") == []
    refused = await eve.slash(channel, "source remove", name=f"community/{w.guild.id}/{post.id}.md")
    assert text_of(refused.response) == shipped().say("saving.unknown").replace("`", "")
    assert len(saved_files(w)) == 1


async def test_reloading_takes_up_what_changed_and_says_how_many_there_are(world: Opener) -> None:
    w = await world()
    (w.folder / "new.txt").write_text("A new line.\n", "utf-8")
    told = await manager(w).slash(w.channel, "source reload")
    assert "there are 4 sources now" in text_of(told.response)


async def test_every_change_is_logged_with_who_made_it(world: Opener, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "bot")
    w = await world(save=True)
    person = manager(w)
    await add(w, person, "lamp.txt", TEXT)
    await person.slash(w.channel, "source reload")
    await person.slash(w.channel, "source remove", name=f"community/{w.guild.id}/lamp.txt")
    made = [one for one in caplog.records if one.message.startswith("source") and "person" in one.__dict__["fields"]]
    assert [one.message for one in made] == ["source saved", "sources reloaded", "source removed"]
    assert {one.__dict__["fields"]["person"] for one in made} == {w.bob.id}


async def test_a_folder_that_cannot_be_written_is_said_with_the_cure(world: Opener) -> None:
    w = await world(save=True)
    (w.folder / "community").write_text("in the way\n", "utf-8")
    assert "allow the bot to write its folder" in await add(w, manager(w), "lamp.txt", TEXT)
    (w.folder / "community").unlink()
    assert "Saved as" in await add(w, w.bob, "lamp.txt", TEXT)
