"""The log: one line an event, and no question in it unless the setting says so."""

import asyncio
import io
import json
import logging
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bot.answers import Answerer, WordedAnswer
from bot.discord.client.event_log import LIBRARIES, LineFormatter, set_up
from tests.discord.world import TOKEN, Opener

GONE = "the disk is gone"


QUESTION = "Who opened the Riverside library?"


@pytest.fixture
def lines() -> Iterator[Callable[[Any], io.StringIO]]:
    """What is logged, by the handler that the bot sets up."""
    stream = io.StringIO()
    loggers = [logging.getLogger(name) for name in ("bot", *LIBRARIES)]
    before = [(one.handlers[:], one.level, one.propagate) for one in loggers]

    def begin(form: Any) -> io.StringIO:
        set_up("info", form, stream)
        return stream

    yield begin
    for logger, (handlers, level, propagate) in zip(loggers, before, strict=True):
        logger.handlers[:], logger.propagate = handlers, propagate
        logger.setLevel(level)


@pytest.mark.parametrize("wanted", [False, True])
async def test_questions_are_logged_only_where_the_setting_says_so(
    world: Opener, lines: Callable[[str], io.StringIO], wanted: bool
) -> None:
    stream = lines("json")
    w = await world(log_questions=wanted)
    await w.alice.slash(w.channel, "ask", question=QUESTION)
    events = [json.loads(line) for line in stream.getvalue().splitlines()]
    (asked,) = [one for one in events if one["event"] == "asked"]
    assert asked["outcome"] == "answered"
    assert asked["milliseconds"] >= 0
    assert (QUESTION in stream.getvalue()) is wanted
    assert TOKEN.get_secret_value() not in stream.getvalue()
    assert str(w.alice.id) not in stream.getvalue()


async def test_an_error_in_an_answer_is_logged_without_the_question(
    world: Opener, lines: Callable[[str], io.StringIO]
) -> None:
    class Broken(Answerer):
        def ask(self, *_: Any, **__: Any) -> WordedAnswer:
            raise RuntimeError(QUESTION)

    stream = lines("text")
    w = await world(answerer=Broken)
    await w.alice.send(w.channel, f"{w.mention} {QUESTION}")
    assert "RuntimeError" in stream.getvalue()
    assert QUESTION not in stream.getvalue()


def test_a_log_line_stays_one_line_and_its_fields_can_be_told_apart() -> None:
    record = logging.makeLogRecord({"msg": "source not served", "levelname": "WARNING", "name": "bot"})
    record.fields = {"source": "a b.txt", "cause": 'line\nbreak="x"', "count": 3}
    line = LineFormatter().format(record)
    assert "\n" not in line
    assert line.endswith(r'event="source not served" from=bot source="a b.txt" cause="line\nbreak=\"x\"" count=3')
    assert json.loads(LineFormatter("json").format(record))["cause"] == 'line\nbreak="x"'


def test_an_exception_is_a_field_of_its_line() -> None:
    try:
        int("broken")
    except ValueError:
        record = logging.LogRecord("bot", logging.ERROR, "", 0, "failed", None, sys.exc_info())
    traced = json.loads(LineFormatter("json").format(record))["traceback"]
    assert "test_event_log.py" in traced
    assert traced.endswith("\nValueError")
    assert "ValueError: invalid literal" in json.loads(LineFormatter("json", whole=True).format(record))["traceback"]


def test_of_errors_that_led_to_one_only_those_that_hold_no_question_keep_their_message() -> None:
    try:
        raise KeyError(QUESTION) from OSError(GONE)  # noqa: TRY301 - to be caught at once
    except KeyError:
        record = logging.LogRecord("bot", logging.ERROR, "", 0, "failed", None, sys.exc_info())
    traced = json.loads(LineFormatter("json").format(record))["traceback"]
    assert f"OSError: {GONE}" in traced
    assert QUESTION not in traced
    assert traced.endswith("\nKeyError")


async def test_what_a_forgotten_task_raises_is_a_line_without_what_it_holds(
    lines: Callable[[Any], io.StringIO],
) -> None:
    stream = lines("text")
    asyncio.get_running_loop().call_exception_handler(
        {"message": "Task exception was never retrieved", "exception": KeyError(QUESTION), "task": f"of {QUESTION}"}
    )
    (line,) = stream.getvalue().splitlines()
    assert 'event="Task exception was never retrieved" from=asyncio' in line
    assert QUESTION not in line
