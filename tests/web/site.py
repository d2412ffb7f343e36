"""A website over a small folder, asked as a browser without JavaScript asks it."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer
from lxml.html import HtmlElement, fromstring

from bot.answers import Answerer
from bot.settings.model import Settings
from bot.web.website import Website

ARTICLES = {
    "library.txt": (
        "Mayor Ada Brown opened the new Riverside library on 4 March 2020.\n"
        "She said that the building cost 12 million dollars. It has a reading room for children.\n"
        "Share this article on Facebook\n"
    ),
    "guides/boats.md": (
        "---\ntitle: Booking a boat\n---\n\n# Booking a boat\n\n## On the web\n\n1. Log in.\n2. Choose the **day**:\n\n"
        "    ```\n    /book single\n    ```\n\n## Fees\n\n| Kind | Fee |\n|---|---|\n| Adult | 320 |\n| Child | 90 |\n"
    ),
    "sources.toml": (
        '["library.txt"]\ntitle = "A library for Riverside"\npublisher = "The Riverside Paper"\n'
        'date = 2020-03-05\nurl = "https://example.org/library"\n'
    ),
}
HTML = "text/html"
JSON = "application/json"


class Visitor:
    """A client of a website."""

    def __init__(self, client: TestClient[Any, Any]) -> None:
        self.client = client

    async def get(self, path: str, **options: Any) -> ClientResponse:
        return await self.client.get(path, **options)

    async def page(self, path: str, status: int = 200, **options: Any) -> HtmlElement:
        """The tree of a page."""
        return await self._tree(await self.client.get(path, **options), status)

    async def sent(self, path: str, fields: Mapping[str, str], status: int = 200) -> HtmlElement:
        """The tree of the page that a form leads to."""
        return await self._tree(await self.client.post(path, data=fields), status)

    async def json(self, path: str, status: int = 200, **options: Any) -> Any:
        got = await self.client.get(path, **options)
        assert got.status == status, await got.text()
        return await got.json(content_type=None)

    @staticmethod
    async def _tree(got: ClientResponse, status: int) -> HtmlElement:
        text = await got.text()
        assert got.status == status, text
        assert got.content_type == HTML
        return fromstring(text)


def written(folder: Path, files: Mapping[str, str] = ARTICLES) -> Path:
    """The folder with some files in it."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@asynccontextmanager
async def visited(
    folder: Path,
    *,
    parts: Mapping[str, Sequence[str]] | None = None,
    templates: Path | None = None,
    kind: type[Answerer] = Answerer,
    **web: Any,
) -> AsyncIterator[Visitor]:
    """A client of a website over a folder with some settings of its own; ``parts`` are scopes by their names."""
    scopes = {name: {"in": given} for name, given in (parts or {}).items()}
    settings = Settings.model_validate({"sources": folder, "scopes": scopes, "templates": templates, "web": web})
    website = Website(kind(settings), settings)
    async with TestClient(TestServer(website.application)) as client:
        yield Visitor(client)


def words(tree: HtmlElement, path: str = "//main") -> str:
    """The words of a part of a page, white space made single."""
    (found,) = tree.xpath(path)
    return " ".join(found.text_content().split())


def links(tree: HtmlElement, path: str = "//main") -> list[str]:
    """Where the links of a part of a page lead."""
    return [str(one) for one in tree.xpath(f"{path}//a/@href")]
