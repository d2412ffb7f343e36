"""The state of a button in a ``custom_id`` of 100 characters: an action, a page and the person who asked.

The message holds the question and the citations. Discord passes on only what stands on a message of the bot, so that a
state needs no signature; the fingerprint tells if what it leads to has changed.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["PREFIX", "Action", "ButtonState", "read_state", "write_state"]

PREFIX = "pq1"
_FORM = re.compile(
    rf"{PREFIX}([a-z])([0-9]{{1,4}})\.([0-9a-f]{{1,16}})\.([01])\.([\w-]{{0,8}})(?:\.[\w-]{{16}})?", re.ASCII
)
"""The form of a state; those of older cards end in a signature, which nothing asks for any more."""


class Action(StrEnum):
    """The action of a button; the value is its letter in the ``custom_id``."""

    CONTEXT = "c"
    CHECK = "k"
    MORE = "m"
    BACK = "b"
    SHARE = "s"
    DELETE = "d"
    FOLLOW = "f"
    LIST_MORE = "n"
    LIST_BACK = "p"
    MENU = "o"
    LIKE = "l"
    DISLIKE = "u"


@dataclass(frozen=True, slots=True)
class ButtonState:
    """The state of a button besides its message.

    ``page`` is the page that it leads to or stands on, from 0. ``asker`` is the id of the person who asked.
    ``fingerprint`` is that of the ranked passages, by which a changed collection is noticed.
    """

    action: Action
    page: int
    asker: int
    private: bool = False
    fingerprint: str = ""


def write_state(state: ButtonState) -> str:
    """Return the ``custom_id`` of a button."""
    return f"{PREFIX}{state.action}{state.page}.{state.asker:x}.{state.private:d}.{state.fingerprint}"


def read_state(custom_id: str) -> ButtonState | None:
    """Return the state of a button; None if no version of the bot that is still understood wrote it."""
    match = _FORM.fullmatch(custom_id)
    if match is None or match[1] not in set(Action):
        return None
    return ButtonState(Action(match[1]), int(match[2]), int(match[3], 16), match[4] == "1", match[5])
