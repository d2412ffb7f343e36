"""Structured logs: one line an event, as ``key=value`` pairs or as JSON, and no question in them unless wanted."""

import datetime as dt
import json
import logging
import sys
from typing import Literal, TextIO

__all__ = ["LineFormatter", "set_up"]


class LineFormatter(logging.Formatter):
    """One line for each event: time, level, event, and the fields that came with it as ``extra={"fields": …}``."""

    def __init__(self, form: Literal["text", "json"] = "text") -> None:
        super().__init__()
        self._json = form == "json"

    def format(self, record: logging.LogRecord) -> str:
        """The line of an event; a traceback, if there is one, is a field of it."""
        now = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        event = {"time": now, "level": record.levelname.lower(), "event": record.getMessage(), "from": record.name}
        event |= getattr(record, "fields", {})
        if record.exc_info:
            event["traceback"] = self.formatException(record.exc_info)
        if self._json:
            return json.dumps(event, ensure_ascii=False, default=str)
        return " ".join(f"{key}={_value(value)}" for key, value in event.items())


def set_up(level: str, form: Literal["text", "json"], stream: TextIO | None = None) -> None:
    """Log to ``stream``, standard error by default: the bot's events from ``level``, discord.py's from warnings."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(LineFormatter(form))
    for name, lowest in (("bot", level.upper()), ("discord", "WARNING")):
        logger = logging.getLogger(name)
        logger.handlers[:] = [handler]
        logger.setLevel(lowest)
        logger.propagate = False


def _value(value: object) -> str:
    """A value that stays on its line and can be told from the next."""
    text = str(value)
    plain = text.isprintable() and text and not any(one in text for one in ' "=\\')
    return text if plain else json.dumps(text, ensure_ascii=False)
