"""Tells systemd, or what speaks its protocol, that the bot is ready, still alive, or stopping."""

import asyncio
import logging
import math
import os
import socket
from collections.abc import Callable, Mapping

__all__ = ["Supervisor"]

log = logging.getLogger(__name__)

SOON = 0.5
"""Seconds between two looks whether the bot is ready."""
OFTEN = 3
"""Signs of life in the time after which the supervisor would restart the bot."""


class Supervisor:
    """The supervisor that the environment names; without one nothing is told to anybody."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._address = environment.get("NOTIFY_SOCKET", "")
        microseconds = environment.get("WATCHDOG_USEC", "")
        meant = environment.get("WATCHDOG_PID", "") in {"", str(os.getpid())}
        self.patience = int(microseconds) / 1e6 if microseconds.isdecimal() and meant else math.inf
        """Seconds without a sign of life after which the supervisor restarts the bot."""

    async def watch(self, ready: Callable[[], bool], alive: Callable[[], bool]) -> None:
        """Say once that the bot is ready, then that it is alive as long as it is; for ever, until cancelled.

        This is a task of the event loop: where the loop stands still, nothing is said.
        """
        if not self._address:
            return
        while not ready():  # noqa: ASYNC110 - what makes it ready happens in many places
            await asyncio.sleep(SOON)
        self.tell("READY=1")
        while self.patience < math.inf:
            if alive():
                self.tell("WATCHDOG=1")
            await asyncio.sleep(self.patience / OFTEN)

    def tell(self, state: str) -> None:
        """Send a state such as "STOPPING=1"; a supervisor that does not hear it is no reason to stop."""
        if not self._address:
            return
        address = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
                sender.settimeout(0)
                sender.sendto(state.encode(), address)
        except OSError as error:
            log.debug("supervisor not told", extra={"fields": {"state": state, "cause": str(error)}})
