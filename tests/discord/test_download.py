"""Downloads: from Discord alone, and never more than is allowed."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.discord.client.download import download
from bot.discord.saving.community_folder import SavingError


async def _serve(request: web.Request) -> web.StreamResponse:
    if request.path == "/away":
        raise web.HTTPFound("/file")
    if request.path == "/gone":
        raise web.HTTPNotFound
    response = web.StreamResponse()  # without a length, as a liar would send it
    await response.prepare(request)
    for _ in range(100):
        await response.write(b"x" * 1000)
    return response


@pytest.fixture
async def server() -> AsyncIterator[TestServer]:
    app = web.Application()
    app.router.add_get("/{any}", _serve)
    async with TestServer(app) as server:
        yield server


HERE = frozenset({"127.0.0.1"})


async def test_a_file_is_taken_whole_up_to_the_bound_and_not_beyond(server: TestServer) -> None:
    address = str(server.make_url("/file"))
    assert await download(address, 100_000, HERE) == b"x" * 100_000
    with pytest.raises(SavingError, match="at most 99,999 bytes"):
        await download(address, 99_999, HERE)


@pytest.mark.parametrize("path", ["/away", "/gone"])
async def test_what_is_not_there_or_leads_elsewhere_is_said(server: TestServer, path: str) -> None:
    with pytest.raises(SavingError, match="try again"):
        await download(str(server.make_url(path)), 1000, HERE)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/x", "https://cdn.discordapp.com.evil.example/x", "file:///etc/passwd", "x"]
)
async def test_nothing_is_asked_of_anybody_but_discord(address: str) -> None:
    with pytest.raises(SavingError):
        await download(address, 1000)
