"""Structured logs: one line for each event, as ``key=value`` pairs or as JSON."""

import datetime as dt
import json
import logging
import sys
import traceback
from collections.abc import Callable, Iterator
from typing import Literal, TextIO

from index.errors import PullquoteError

__all__ = ["LineFormatter", "event", "set_up"]


LIBRARIES = ("discord", "asyncio", "aiohttp")
"""The loggers of those whose warnings and errors are the bot's too."""
TOLD = frozenset({"HTTPException", "Forbidden", "NotFound", "DiscordServerError", "ConnectionClosed", "RateLimited"})
"""Errors of discord.py whose messages say what Discord answered, and nothing that a person wrote."""


def event(write: Callable[..., None], name: str, /, **fields: object) -> None:
    """Log an event with its fields through a method of a logger, such as ``log.info``."""
    write(name, extra={"fields": fields})


class LineFormatter(logging.Formatter):
    """Formats an event as one line: time, level, name, logger, and the fields given to `event`."""

    def __init__(self, form: Literal["text", "json"] = "text", *, whole: bool = False) -> None:
        """``whole`` keeps the messages of all errors, which may hold what somebody asked."""
        super().__init__()
        self._json, self._whole = form == "json", whole

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of an event; a traceback becomes its last field."""
        now = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        fields = {"time": now, "level": record.levelname.lower(), "event": self._event(record), "from": record.name}
        fields |= getattr(record, "fields", {})
        if record.exc_info and (error := record.exc_info[1]):
            fields["traceback"] = "".join(_traced(error, whole=self._whole))
        if self._json:
            return json.dumps(fields, ensure_ascii=False, default=str)
        return " ".join(f"{key}={_value(value)}" for key, value in fields.items())

    def _event(self, record: logging.LogRecord) -> str:
        """Return the name of an event; asyncio shows an error behind it once more, with its message."""
        said = record.getMessage()
        return said if self._whole or not record.exc_info else said.partition("\n")[0]


def set_up(level: str, form: Literal["text", "json"], stream: TextIO | None = None, *, questions: bool = False) -> None:
    """Log to ``stream``, by default standard error: the bot from ``level``, libraries from warnings.

    ``questions`` is True if the log may hold what people ask.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(LineFormatter(form, whole=questions))
    for name, lowest in (("bot", level.upper()), *((one, "WARNING") for one in LIBRARIES)):
        logger = logging.getLogger(name)
        logger.handlers[:] = [handler]
        logger.setLevel(lowest)
        logger.propagate = False


def _traced(error: BaseException, *, whole: bool, seen: frozenset[int] = frozenset()) -> Iterator[str]:
    """Yield the way to an error and to those behind it, with the message only of those that hold no question."""
    behind = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if behind is not None and id(behind) not in seen:
        yield from _traced(behind, whole=whole, seen=seen | {id(error)})
        yield "\nwhich led to:\n"
    yield from traceback.format_tb(error.__traceback__)
    told = whole or isinstance(error, (OSError, PullquoteError)) or type(error).__name__ in TOLD
    yield f"{type(error).__name__}: {error}" if told else type(error).__name__


def _value(value: object) -> str:
    """Write a value so that it stays on its line and apart from the next."""
    text = str(value)
    plain = text.isprintable() and text and not any(one in text for one in ' "=\\')
    return text if plain else json.dumps(text, ensure_ascii=False)
