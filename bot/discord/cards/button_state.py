"""The state of a button, signed: an action, a page and the person who asked, in a ``custom_id`` of 100 characters.

No button is stored: the message holds the question and the citations, and the signature ties the button to them. Its
key is derived from the token of the bot, so that it survives a restart.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pydantic import SecretStr

__all__ = ["Action", "ButtonState", "Signer"]

PREFIX = "pq1"
_FORM = re.compile(
    rf"{PREFIX}([a-z])([0-9]{{1,4}})\.([0-9a-f]{{1,16}})\.([01])\.([\w-]{{0,8}})\.([\w-]{{16}})", re.ASCII
)


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


class Signer:
    """Writes and reads the states of buttons with a key derived from the token of the bot."""

    def __init__(self, token: SecretStr) -> None:
        self._key = hmac.new(token.get_secret_value().encode(), b"pullquote buttons", hashlib.sha256).digest()

    def write(self, state: ButtonState, said: Sequence[str]) -> str:
        """Return the ``custom_id`` of a button on a message with these texts: the question and the one before it."""
        body = f"{PREFIX}{state.action}{state.page}.{state.asker:x}.{state.private:d}.{state.fingerprint}"
        return f"{body}.{self._signature(body, said)}"

    def read(self, custom_id: str, said: Sequence[str]) -> ButtonState | None:
        """Return the state of a button; None if it was not written by this bot for this message."""
        match = _FORM.fullmatch(custom_id)
        if match is None:
            return None
        body, signature = custom_id.rsplit(".", 1)
        if not hmac.compare_digest(signature, self._signature(body, said)) or match[1] not in set(Action):
            return None
        return ButtonState(Action(match[1]), int(match[2]), int(match[3], 16), match[4] == "1", match[5])

    def _signature(self, body: str, said: Sequence[str]) -> str:
        text = "\0".join([body, *said]).encode("utf-8", "surrogatepass")
        return base64.urlsafe_b64encode(hmac.new(self._key, text, hashlib.sha256).digest()[:12]).decode()
