"""The voice in which is spoken now, so that every text of one reply is in one language.

It is that of the task or thread which makes the reply; English where nobody has said otherwise.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from bot.wording.template_file import ENGLISH, load
from bot.wording.voice import Voice

__all__ = ["counted", "date_text", "said", "sentence", "shipped", "speak", "speaking", "voice"]

_NOW: ContextVar[Voice | None] = ContextVar("voice", default=None)


@cache
def shipped(code: str = ENGLISH) -> Voice:
    """Return the voice of a language as it ships; raises FileNotFoundError for another."""
    return Voice(code, load(code))


def voice() -> Voice:
    """Return the voice in which is spoken now."""
    return _NOW.get() or shipped()


def speak(spoken: Voice) -> None:
    """Speak in a voice to the end of the task or thread."""
    _NOW.set(spoken)


@contextmanager
def speaking(spoken: Voice) -> Iterator[Voice]:
    """Speak in a voice for a while."""
    token = _NOW.set(spoken)
    try:
        yield spoken
    finally:
        _NOW.reset(token)


def said(key: str, /, **values: object) -> str:
    """Return the text of a key in the voice of now; see `Voice.say`."""
    return voice().say(key, **values)


def counted(noun: str, count: int) -> str:
    """Return a count with its noun, a key of the section "counts": "1 source", "1,000 sources"."""
    return voice().say(f"counts.{noun}", count=count)


def date_text(day: dt.date) -> str:
    """Return a date as "4 March 2020", in the voice of now."""
    return voice().date(day)


def sentence(clause: str) -> str:
    """Return a clause as a sentence, in the voice of now."""
    return voice().sentence(clause)
