"""The state of the running bot at one time, and the events that it counts."""

import logging
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["ErrorCounter", "Tally", "Vitals"]


@dataclass(slots=True)
class Tally:
    """What happened since the start: answers by outcome, and what was refused because it was too much."""

    answers: Counter[str] = field(default_factory=Counter)
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Vitals:
    """The state of the bot: no names, no questions.

    ``connected`` and ``latency`` (seconds, those that are known) are by shard, ``questions`` and ``checks`` wait or are
    under way, ``answers`` are by outcome. ``index_made`` and ``started`` are in seconds since 1970; ``behind`` is True
    if the folder holds what is not served yet. ``trouble`` says why the bot is not ready; it is empty if it is.
    """

    trouble: str
    connected: Mapping[int, bool]
    latency: Mapping[int, float]
    questions: int
    checks: int
    answers: Mapping[str, int]
    refused: int
    errors: int
    sources: int
    passages: int
    index_made: float
    behind: bool
    started: float

    @property
    def ready(self) -> bool:
        """True if the bot answers."""
        return not self.trouble

    @property
    def alive(self) -> bool:
        """True if the bot hears something of Discord over one connection at least."""
        return any(self.connected.values())


class ErrorCounter(logging.Handler):
    """Counts the errors that are logged by the bot, by discord.py, and of tasks of the event loop."""

    LOGGERS = ("bot", "discord", "asyncio")

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.count = 0
        self.started = time.time()

    def emit(self, _: logging.LogRecord) -> None:
        """Count an error."""
        self.count += 1

    def attach(self) -> None:
        """Count from now on."""
        for name in self.LOGGERS:
            logging.getLogger(name).addHandler(self)

    def close(self) -> None:
        """Count no more."""
        for name in self.LOGGERS:
            logging.getLogger(name).removeHandler(self)
        super().close()
