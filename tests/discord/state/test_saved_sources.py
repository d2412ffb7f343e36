"""The table of what was saved: there after a restart, by post, by person, and looked at only so often."""

from dataclasses import replace
from pathlib import Path

from bot.discord.state.saved_sources import SavedSource
from tests.discord.state.opening import opened

POST = SavedSource("community/1/5.md", "post", 1, 4, 5, 6, 7, 0.0, 0.0, 100.0)
FILE = SavedSource("community/1/lamp.txt", "file", 1, 0, 0, 0, 7, 0.0, 100.0, 100.0)


async def test_what_was_saved_is_known_after_a_restart_and_outlives_the_days_of_answers(tmp_path: Path) -> None:
    state = await opened(tmp_path, days=1)
    assert await state.saved.add(POST, 2)
    await state.sweep()
    await state.close()
    state = await opened(tmp_path, days=1)
    assert state.saved.holds(5)
    assert not state.saved.holds(0)
    assert await state.saved.posts([4, 5]) == [POST]
    assert await state.saved.by(6) == await state.saved.saved_by(7) == [POST]
    await state.saved.remove(POST)
    assert not state.saved.holds(5)
    assert await state.saved.named(POST.name) is None
    await state.close()


async def test_a_server_has_only_so_many_and_replaces_its_own(tmp_path: Path) -> None:
    state = await opened(tmp_path, days=1)
    assert await state.saved.add(POST, 1)
    assert await state.saved.add(replace(POST, edited=9.0), 1)
    assert not await state.saved.add(FILE, 1)
    assert await state.saved.add(replace(FILE, name="community/2/lamp.txt", server=2), 1)
    assert await state.saved.named(POST.name) == replace(POST, edited=9.0)
    await state.close()


async def test_a_post_is_due_once_in_a_while_and_a_file_never(tmp_path: Path) -> None:
    state = await opened(tmp_path, days=1)
    for one in (POST, FILE):
        await state.saved.add(one, 9)
    names = [POST.name, FILE.name, "other.txt"]
    assert await state.saved.due(names, 4000.0, 3600.0) == [POST]
    assert await state.saved.due(names, 7599.0, 3600.0) == []
    assert await state.saved.due(names, 7600.0, 3600.0) == [replace(POST, looked=4000.0)]
    await state.close()
