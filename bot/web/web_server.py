"""Serves the website: by itself until a signal stops it, or beside something else."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Callable
from typing import Self

from aiohttp import web

from bot.settings.model import WebSettings
from bot.web.website import Website
from index.errors import SettingsError

__all__ = ["WebServer", "serve_until_stopped"]

log = logging.getLogger(__name__)

KEPT_SECONDS = 30.0
"""The time for which a connection is kept open while nobody asks."""
LONGEST_LINE = 16_384
"""Bytes of the line that names a page; the longest question in any script fits."""


class WebServer:
    """A server of a website, an asynchronous context manager."""

    def __init__(self, website: Website, settings: WebSettings) -> None:
        self._settings = settings
        self._runner = web.AppRunner(
            website.application,
            access_log=None,
            handler_cancellation=True,
            keepalive_timeout=KEPT_SECONDS,
            max_line_size=LONGEST_LINE,
            shutdown_timeout=settings.answer_seconds,
        )

    async def __aenter__(self) -> Self:
        """Begin to serve; raises SettingsError if the address cannot be had."""
        host, port = self._settings.host.strip("[]"), self._settings.port
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError as error:
            await self._runner.cleanup()
            cause = error.strerror or str(error)
            cure = "name another port, or end what uses it"
            raise SettingsError(f"web.port: {host}:{port} cannot be listened to ({cause}); {cure}") from None
        log.info("website at %s/", self.address)
        return self

    async def __aexit__(self, *_: object) -> None:
        """Finish what is under way, and serve no more."""
        await self._runner.cleanup()

    @property
    def address(self) -> str:
        """The address that is listened to, with the port also where the settings name 0 for any."""
        host, port = self._runner.addresses[0][:2]
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


async def serve_until_stopped(website: Website, settings: WebSettings, say: Callable[[str], None]) -> None:
    """Serve a website until SIGTERM or SIGINT; ``say`` gets the address when it is ready."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    async with WebServer(website, settings) as server:
        with contextlib.suppress(NotImplementedError):  # Windows has no such handlers; Ctrl-C interrupts there
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(number, stopped.set)
        say(server.address)
        await stopped.wait()
