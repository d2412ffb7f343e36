"""The file of the bot's state: whole whatever happens to the process, and clear about what is wrong with it."""

import asyncio
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bot.discord.state import database
from bot.discord.state.bot_state import FILE
from bot.discord.state.database import Connection, Database, StateError
from bot.discord.state.migrations import MIGRATIONS
from tests.discord.state.opening import opened

ROOT = Path(__file__).parents[3]
WRITER = """
import asyncio, sys
from pathlib import Path
from bot.discord.state.bot_state import BotState

async def write():
    state = BotState(Path(sys.argv[1]), keep_days=1, store_questions=True)
    for number in range(1_000_000):
        await state.put_note(str(number), "x" * 200)
        print(number, flush=True)

asyncio.run(write())
"""


def killed_while_writing(folder: Path) -> int:
    """The last number that a process had written to the state when it was killed."""
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, cwd=ROOT)
    assert writer.stdout is not None
    with writer.stdout as told:
        lines = [told.readline() for _ in range(50)]
        writer.send_signal(signal.SIGKILL)
        lines += [line for line in told if line.endswith(b"\n")]
    assert writer.wait() == -signal.SIGKILL
    return int(lines[-1])


async def test_what_was_written_before_a_kill_is_there_and_the_file_is_sound(tmp_path: Path) -> None:
    for _ in range(3):
        last = await asyncio.to_thread(killed_while_writing, tmp_path)
        state = await opened(tmp_path)
        assert [await state.note(str(number)) for number in range(last + 1)] == ["x" * 200] * (last + 1)
        await state.close()


@pytest.mark.parametrize("damage", ["no database", "header", "pages", "folder"])
async def test_a_damaged_file_is_an_error_that_names_it_and_the_cure(tmp_path: Path, damage: str) -> None:
    path = tmp_path / FILE
    if damage == "folder":
        path.mkdir()
    else:
        state = await opened(tmp_path)
        for number in range(300):
            await state.put_note(str(number), "x" * 200)
        await state.close()
        whole = path.read_bytes()
        broken = {
            "no database": b"of another program" * 100,
            "header": b"\xff" * 50 + whole[50:],
            "pages": whole[:4096] + os.urandom(len(whole) - 4096),
        }
        path.write_bytes(broken[damage])
    with pytest.raises(StateError, match=r"state\.sqlite: .*(move it away|can be written)"):
        await opened(tmp_path)


async def test_a_file_of_a_newer_program_is_an_error_and_is_left_as_it_is(tmp_path: Path) -> None:
    await (await opened(tmp_path)).close()
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(StateError, match=r"newer Pullquote.*upgrade"):
        await opened(tmp_path)
    assert (tmp_path / FILE).read_bytes() == before


async def test_an_older_file_is_brought_to_the_newest_form_and_keeps_what_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = await opened(tmp_path)
    await state.put_note("kept", "yes")
    await state.close()
    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS, ("CREATE TABLE later (number INTEGER)",)))
    newer = Database(tmp_path / FILE)
    rows = await newer.run(lambda one: one.execute("SELECT value, (SELECT count(*) FROM later) FROM notes").fetchall())
    assert rows == [("yes", 0)]
    await newer.close()


async def test_a_migration_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await (await opened(tmp_path)).close()
    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS, ("CREATE TABLE later (number INTEGER)", "NONSENSE")))
    with pytest.raises(StateError):
        await opened(tmp_path)
    monkeypatch.undo()
    state = await opened(tmp_path)
    await state.close()


async def test_all_statements_run_in_one_thread_that_is_not_the_event_loops(tmp_path: Path) -> None:
    file = Database(tmp_path / FILE)
    names = {await file.run(lambda _: threading.current_thread().name) for _ in range(5)}
    assert len(names) == 1
    assert threading.current_thread().name not in names
    await file.close()
    with pytest.raises(StateError, match="stopping"):
        await file.run(lambda _: None)


async def test_work_that_fails_halfway_has_done_nothing(tmp_path: Path) -> None:
    file = Database(tmp_path / FILE)

    def fail(connection: Connection) -> None:
        connection.execute("INSERT INTO notes VALUES ('a', 'b')")
        raise KeyError

    with pytest.raises(KeyError):
        await file.run(fail)
    assert await file.run(lambda connection: connection.execute("SELECT * FROM notes").fetchall()) == []
    await file.close()


async def test_two_processes_can_write_and_nobody_else_may_read(tmp_path: Path) -> None:
    one, other = await opened(tmp_path), await opened(tmp_path)
    for state in (one, other):
        await state.put_note("name", "value")
    assert {stat.S_IMODE(one.stat().st_mode) for one in os.scandir(tmp_path)} == {0o600}
    await one.close()
    await other.close()


async def test_a_folder_that_cannot_be_made_is_an_error_with_the_cure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(StateError, match=r"discord\.state.*can be written"):
        await opened(tmp_path / "file" / "state")


async def test_a_file_that_is_closed_twice_is_closed(tmp_path: Path) -> None:
    state = await opened(tmp_path)
    await state.close()
    await state.close()
    with pytest.raises(StateError, match="closed already"):
        await state.note("name")
