"""Structured logs: one line for each event, as ``key=value`` pairs or as JSON."""

import datetime as dt
import json
import logging
import sys
from collections.abc import Callable
from typing import Literal, TextIO

__all__ = ["LineFormatter", "event", "set_up"]


def event(write: Callable[..., None], name: str, /, **fields: object) -> None:
    """Log an event with its fields through a method of a logger, such as ``log.info``."""
    write(name, extra={"fields": fields})


class LineFormatter(logging.Formatter):
    """Formats an event as one line: time, level, name, logger, and the fields given to `event`."""

    def __init__(self, form: Literal["text", "json"] = "text") -> None:
        super().__init__()
        self._json = form == "json"

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of an event; a traceback becomes its last field."""
        now = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        fields = {"time": now, "level": record.levelname.lower(), "event": record.getMessage(), "from": record.name}
        fields |= getattr(record, "fields", {})
        if record.exc_info:
            fields["traceback"] = self.formatException(record.exc_info)
        if self._json:
            return json.dumps(fields, ensure_ascii=False, default=str)
        return " ".join(f"{key}={_value(value)}" for key, value in fields.items())


def set_up(level: str, form: Literal["text", "json"], stream: TextIO | None = None) -> None:
    """Log to ``stream``, by default standard error: the bot from ``level``, discord.py from warnings."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(LineFormatter(form))
    for name, lowest in (("bot", level.upper()), ("discord", "WARNING")):
        logger = logging.getLogger(name)
        logger.handlers[:] = [handler]
        logger.setLevel(lowest)
        logger.propagate = False


def _value(value: object) -> str:
    """Write a value so that it stays on its line and apart from the next."""
    text = str(value)
    plain = text.isprintable() and text and not any(one in text for one in ' "=\\')
    return text if plain else json.dumps(text, ensure_ascii=False)
