"""A small Discord on this machine: HTTP that refuses, limits and fails as it is told, and a gateway beside it.

discord.py speaks with it through its own clients, of which the simulation of the other tests knows nothing.
"""

import asyncio
import json
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import discord
from aiohttp import web

BOT, ALICE, CHANNEL, GUILD = 100, 200, 300, 400
USER = {"id": str(BOT), "username": "pullquote", "discriminator": "0", "avatar": None, "bot": True}
PERSON = {"id": str(ALICE), "username": "alice", "discriminator": "0", "avatar": None}
APPLICATION = {
    "id": str(BOT),
    "flags": 0,
    "name": "pullquote",
    "description": "",
    "bot_public": True,
    "verify_key": "",
    "bot_require_code_grant": False,
    "owner": USER,
    "summary": "",
    "icon": None,
}


class LocalDiscord:
    """Answers some requests with given refusals before it does what they ask; ``closes`` ends each identification."""

    def __init__(self, *, shards: int = 1, closes: int = 0) -> None:
        self.refusals: dict[tuple[str, str], list[tuple[int, float]]] = defaultdict(list)
        self.seen: Counter[tuple[str, str]] = Counter()
        self.sent: list[Any] = []
        self.edited: list[Any] = []
        self.identified: list[Any] = []
        self.servers: list[Any] = []
        self.sockets: list[web.WebSocketResponse] = []
        self.shards, self.closes = shards, closes
        self.address = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer a request: with the next refusal for its method and the end of its path, or well."""
        if request.headers.get("Upgrade", "").lower() == "websocket":
            return await self._gateway(request)
        key = request.method, request.path.rsplit("/", 1)[-1]
        self.seen[key] += 1
        if self.refusals[key]:
            status, wait = self.refusals[key].pop(0)
            body = {"message": "limited", "retry_after": wait, "global": False, "code": 0}
            return answered(body, status, {"Retry-After": str(wait), "Via": "1.1 test"})
        return answered(await self._well(key, request))

    async def _well(self, key: tuple[str, str], request: web.Request) -> Any:
        if key == ("POST", "messages"):
            self.sent.append(await request.json())
            return message(500 + len(self.sent), USER) | {"components": self.sent[-1]["components"]}
        if key == ("POST", "callback"):
            self.sent.append(await request.json())
        elif key == ("PATCH", "@original"):
            self.edited.append(await request.json())
        limit = {"total": 1000, "remaining": 999, "reset_after": 1, "max_concurrency": 1}
        return {
            ("GET", "bot"): {"url": self.address, "shards": self.shards, "session_start_limit": limit},
            ("GET", "@me"): USER | APPLICATION,
            ("PUT", "commands"): [],
            ("POST", "callback"): {"interaction": {"id": "1", "type": 2}, "resource": None},
            ("PATCH", "@original"): message(700, USER),
        }.get(key, {})

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 40_000}})
        async for one in socket:
            if one.type is not aiohttp.WSMsgType.TEXT:
                continue
            frame = one.json()
            if frame["op"] == 1:
                await socket.send_json({"op": 11})
            elif frame["op"] == 2:
                self.identified.append(frame["d"])
                if self.closes:
                    await socket.close(code=self.closes)
                    break
                self.sockets.append(socket)
                ready = {
                    "v": 10,
                    "user": USER,
                    "guilds": self.servers,
                    "session_id": "s",
                    "resume_gateway_url": self.address,
                }
                shard = frame["d"].get("shard", [0, 1])
                await self.tell("READY", ready | {"application": APPLICATION, "shard": shard}, socket)
        return socket

    async def tell(self, event: str, data: Any, socket: web.WebSocketResponse | None = None) -> None:
        """Send an event over a connection of the gateway, by default the first."""
        await (socket or self.sockets[0]).send_json({"op": 0, "t": event, "s": 1, "d": data})


def answered(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """A response of JSON; discord.py reads none whose type names an encoding."""
    return web.Response(body=json.dumps(body).encode(), status=status, headers=headers, content_type="application/json")


def message(number: int, author: Any, text: str = "") -> dict[str, Any]:
    """A message as Discord sends it."""
    empty: dict[str, Any] = {key: [] for key in ("attachments", "embeds", "mentions", "mention_roles", "components")}
    plain = {"type": 0, "tts": False, "pinned": False, "mention_everyone": False, "edited_timestamp": None}
    now = discord.utils.utcnow().isoformat()
    place = {"id": str(number), "channel_id": str(CHANNEL), "author": author, "content": text, "timestamp": now}
    return empty | plain | place


def command(name: str, **options: Any) -> dict[str, Any]:
    """The use of a command in a direct message, as Discord sends it."""
    now = discord.utils.time_snowflake(discord.utils.utcnow())
    given = [{"name": key, "type": 3, "value": value} for key, value in options.items()]
    data = {"id": "600", "name": name, "type": 1, "options": given}
    place = {"channel_id": str(CHANNEL), "channel": {"id": str(CHANNEL), "type": 1}, "user": PERSON}
    rest = {"entitlements": [], "authorizing_integration_owners": {}, "attachment_size_limit": 1, "locale": "en-US"}
    return (
        {"id": str(now), "application_id": str(BOT), "type": 2, "token": "t", "version": 1, "data": data} | place | rest
    )


@asynccontextmanager
async def served(here: LocalDiscord) -> AsyncIterator[str]:
    """Serve it, and give its address."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", here.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    here.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield here.address
    finally:
        await runner.cleanup()


async def until(true: Any, seconds: float = 15) -> None:
    """Wait until something is true."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - what is waited for happens in another process
            await asyncio.sleep(0.02)
