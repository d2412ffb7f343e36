"""The supervisor hears that the bot is ready once, and that it is alive only where that is true."""

import asyncio
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.discord.operation import supervisor
from bot.discord.operation.supervisor import Supervisor


class Listening:
    """What a supervisor hears at an address."""

    def __init__(self, address: str) -> None:
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(address)
        self.socket.settimeout(0)

    def heard(self) -> list[str]:
        told = []
        while True:
            try:
                told.append(self.socket.recv(100).decode())
            except BlockingIOError:
                return told


@pytest.fixture
def listening(tmp_path: Path) -> Iterator[Listening]:
    one = Listening(str(tmp_path / "notify"))
    yield one
    one.socket.close()


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Supervisor:
    monkeypatch.setattr(supervisor, "SOON", 0.01)
    return Supervisor({"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "30000"})


async def test_ready_is_said_once_it_is_and_only_then_that_it_is_alive(
    watched: Supervisor, listening: Listening
) -> None:
    ready = asyncio.Event()
    task = asyncio.ensure_future(watched.watch(ready.is_set, lambda: True))
    await asyncio.sleep(0.05)
    assert listening.heard() == []
    ready.set()
    await asyncio.sleep(0.1)
    task.cancel()
    first, *more = listening.heard()
    assert first == "READY=1"
    assert set(more) == {"WATCHDOG=1"}


async def test_nothing_is_said_while_the_gateway_is_gone_or_the_loop_stands_still(
    watched: Supervisor, listening: Listening
) -> None:
    gone = asyncio.Event()
    task = asyncio.ensure_future(watched.watch(lambda: True, lambda: not gone.is_set()))
    await asyncio.sleep(0.05)
    assert "WATCHDOG=1" in listening.heard()
    time.sleep(0.1)  # noqa: ASYNC251 - the loop stands still
    assert listening.heard() == []
    gone.set()
    await asyncio.sleep(0.05)
    task.cancel()
    assert listening.heard() == []


async def test_without_a_supervisor_nothing_is_done() -> None:
    await Supervisor({}).watch(lambda: False, lambda: False)
    Supervisor({}).tell("STOPPING=1")


def test_a_supervisor_that_is_gone_stops_nothing(tmp_path: Path) -> None:
    Supervisor({"NOTIFY_SOCKET": str(tmp_path / "none")}).tell("READY=1")


def test_an_abstract_address_and_a_watchdog_of_another_process_are_known() -> None:
    listening = Listening("\0pullquote-test-of-the-supervisor")
    mine = Supervisor(
        {"NOTIFY_SOCKET": "@pullquote-test-of-the-supervisor", "WATCHDOG_USEC": "3000000", "WATCHDOG_PID": "1"}
    )
    mine.tell("READY=1")
    assert listening.heard() == ["READY=1"]
    assert mine.patience == float("inf")
    listening.socket.close()
