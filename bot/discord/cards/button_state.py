"""What a button carries: an action, a page, who asked, and a signature, in the 100 characters of a ``custom_id``.

The bot keeps nothing: the message itself holds the question and the citations, and the signature ties the button to
them. Its key comes from the bot's token, so that it survives a restart and nothing has to be stored.
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
_FORM = re.compile(rf"{PREFIX}([a-z])([0-9]{{1,4}})\.([0-9a-f]{{1,16}})\.([01])\.([\w-]{{0,8}})\.([\w-]{{16}})")


class Action(StrEnum):
    """What a button does; the value is its letter in the ``custom_id``."""

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
    """What a button needs to know besides its message.

    ``page`` counts from 0 and is the page it leads to or stands on. ``asker`` is the id of who asked. ``fingerprint``
    is short and of the ranked passages; by it a changed collection shows.
    """

    action: Action
    page: int
    asker: int
    private: bool = False
    fingerprint: str = ""


class Signer:
    """Writes and reads the states of buttons with a key that only the bot's token gives."""

    def __init__(self, token: SecretStr) -> None:
        self._key = hmac.new(token.get_secret_value().encode(), b"pullquote buttons", hashlib.sha256).digest()

    def write(self, state: ButtonState, said: Sequence[str]) -> str:
        """The ``custom_id`` of a button on a message that says these texts: the question and the one before it."""
        body = f"{PREFIX}{state.action}{state.page}.{state.asker:x}.{state.private:d}.{state.fingerprint}"
        return f"{body}.{self._signature(body, said)}"

    def read(self, custom_id: str, said: Sequence[str]) -> ButtonState | None:
        """The state of a button; None where it was not written by this bot for this message."""
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
