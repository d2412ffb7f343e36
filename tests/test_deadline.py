"""A deadline: work that asks for it ends when it has passed, and work without one goes on."""

import threading
from pathlib import Path

import pytest

from index.deadline import Deadline, keep_time
from index.library.library import Library


def for_ever() -> None:
    while True:
        keep_time()


def test_work_ends_at_its_deadline() -> None:
    with pytest.raises(TimeoutError):
        Deadline(0.01).run(for_ever)
    keep_time()


def test_work_in_time_returns_what_it_returns() -> None:
    assert Deadline(60).run(lambda: 7) == 7


def test_work_that_nobody_waits_for_any_more_ends_and_does_not_begin() -> None:
    deadline = Deadline(60)
    threading.Timer(0.01, deadline.end).start()
    with pytest.raises(TimeoutError):
        deadline.run(for_ever)
    with pytest.raises(TimeoutError):
        deadline.run(lambda: pytest.fail("begun"))


def test_an_answer_that_nobody_waits_for_any_more_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Mayor Ada Brown opened the library.\n", "utf-8")
    deadline, library = Deadline(60), Library(tmp_path)

    def answer() -> None:
        deadline.end()
        library.ask("Who opened the library?")

    with pytest.raises(TimeoutError):
        deadline.run(answer)
