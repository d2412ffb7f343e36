"""Serves the health of the bot over HTTP to whoever watches it: ``/live``, ``/ready`` and ``/metrics``.

Imported only where a setting asks for it. aiohttp comes with discord.py.
"""

from collections.abc import Callable
from typing import Self

from aiohttp import web

from bot.discord.operation.metrics import CONTENT_TYPE, metrics_text
from bot.discord.operation.vitals import Vitals
from index.errors import SettingsError

__all__ = ["HealthServer"]


class HealthServer:
    """A server at ``address`` ("HOST:PORT"), an asynchronous context manager."""

    def __init__(self, address: str, look: Callable[[], Vitals]) -> None:
        self._address, self._look = address, look
        app = web.Application()
        app.add_routes([web.get("/live", _live), web.get("/ready", self._ready), web.get("/metrics", self._metrics)])
        self._runner = web.AppRunner(app, access_log=None)

    async def __aenter__(self) -> Self:
        """Begin to serve; raises SettingsError if the address cannot be had."""
        host, _, port = self._address.rpartition(":")
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host.strip("[]") or "127.0.0.1", int(port)).start()
        except OSError as error:
            await self._runner.cleanup()
            cause = error.strerror or str(error)
            cure = "name another port, or end what uses it"
            raise SettingsError(f"discord.health: {self._address} cannot be listened to ({cause}); {cure}") from None
        return self

    async def __aexit__(self, *_: object) -> None:
        """Serve no more."""
        await self._runner.cleanup()

    @property
    def port(self) -> int:
        """The port that is listened to, also where the setting names 0 for any."""
        return int(self._runner.addresses[0][1])

    async def _ready(self, _: web.Request) -> web.Response:
        vitals = self._look()
        return web.Response(text=f"{vitals.trouble or 'ready'}\n", status=200 if vitals.ready else 503)

    async def _metrics(self, _: web.Request) -> web.Response:
        body = metrics_text(self._look()).encode()
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE})


async def _live(_: web.Request) -> web.Response:
    return web.Response(text="alive\n")
