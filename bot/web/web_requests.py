"""Requests: who makes them and how many, at which address, and the work for them."""

import math
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from aiohttp import web

from bot.fairness.rate_limits import Rate, RateLimiter
from bot.settings.model import WebSettings
from bot.web.clients import Proxies, client_key
from bot.web.mistakes import RequestError
from bot.web.web_workers import WebWorkers

__all__ = ["Requests"]

T = TypeVar("T")

KEYS = 10
"""How many times more often than a page one may ask for a completion, which comes at every key."""


class Requests:
    """Has the work of requests done, within the limits of the settings. ``root`` is the path of the public address."""

    def __init__(self, settings: WebSettings, root: str = "") -> None:
        self._settings, self._root = settings, root
        self._proxies = Proxies(settings.proxies)
        self._workers = WebWorkers(settings)
        self._limiter = RateLimiter(Rate(settings.client_limit, settings.client_seconds))
        self._keys = RateLimiter(Rate(settings.client_limit * KEYS, settings.client_seconds))

    def close(self) -> None:
        """Begin no more work."""
        self._workers.close()

    async def run(self, request: web.Request, work: Callable[[], T]) -> T:
        """Return what some work returns; raises RequestError if the client asks too much; see ``WebWorkers.run``."""
        return await self._workers.run(self._counted(request, self._limiter), work)

    async def check(self, request: web.Request, works: Sequence[tuple[int, Callable[[], T]]]) -> Sequence[T]:
        """Return what some checks return, each of which counts; see ``WebWorkers.check``."""
        client = self._client(request)
        self._limiter.count(client, time.monotonic(), len(works) - 1)
        return await self._workers.check(client, works)

    async def aside(self, work: Callable[[], T]) -> T:
        """Return what a page that ends a request returns, which was counted and waited already."""
        return await self._workers.run(None, work)

    async def typed(self, request: web.Request, work: Callable[[], Sequence[T]]) -> Sequence[T]:
        """Return a completion, an empty one if it comes too late; raises RequestError if the client asks too much."""
        self._counted(request, self._keys)
        return await self._workers.typed(work)

    def base(self, request: web.Request, path: str) -> str:
        """Return the whole address of a part of the website: the public one, or that which the request names."""
        if self._settings.public_address:
            return self._settings.public_address + path
        scheme = request.scheme
        if self._proxies.trusts(request.remote):
            said = request.headers.get("X-Forwarded-Proto", scheme).rpartition(",")[2].strip().lower()
            scheme = said if said in {"http", "https"} else scheme
        return f"{scheme}://{request.host}{self._root}{path}"

    def _counted(self, request: web.Request, limiter: RateLimiter) -> int:
        """Return the client of a request, which is counted; raises RequestError if there were too many."""
        client, now = self._client(request), time.monotonic()
        if wait := limiter.wait(client, now):
            raise RequestError(429, seconds=math.ceil(wait))
        limiter.count(client, now)
        return client

    def _client(self, request: web.Request) -> int:
        forwarded = ",".join(request.headers.getall("X-Forwarded-For", ()))
        return client_key(self._proxies.client(request.remote, forwarded))
