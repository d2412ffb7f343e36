"""Scopes: nothing outside of a path's part is shown, named, completed or counted there, on any page."""

from pathlib import Path

import pytest

from tests.web.site import visited, words, written

FILES = {
    "open/ferry.txt": "The ferry to Oslo leaves at seven. Ada Brown is its captain.\n",
    "secret/vault.txt": "The vault of Zoltan Quartz opens at midnight with the word heron.\n",
    "sources.toml": '["secret/vault.txt"]\ntitle = "Vault notes"\npublisher = "Quartz Press"\n',
}
PARTS = {"open": ["open/"], "secret": ["secret/"]}
PATHS = (
    "/",
    "/ask?q=When does the ferry leave?",
    "/ask?q=When does the vault open?",
    "/ask?q=What are the sources about?",
    "/ask?q=hello",
    "/ask?q=Who is Zoltan Quartz?&before=When does the vault open?",
    "/sources",
    "/sources?q=vault",
    "/check?q=The vault of Zoltan Quartz opens at midnight",
    "/check?q=secret/vault.txt:1",
    "/check?q=“opens at midnight” (secret/vault.txt:1)",
    "/source/open/ferry.txt",
    "/source/secret/vault.txt",
    "/source/secret/vault.txt?at=1&sha=0123456789abcdef",
    "/source/open/../secret/vault.txt",
    "/complete?q=vau",
    "/complete?q=Zol",
    "/complete?q=",
    "/api/v1/ask?q=When does the vault open?&explain=1",
    "/api/v1/check?q=The vault of Zoltan Quartz opens at midnight",
    "/api/v1/check?q=secret/vault.txt:1",
    "/api/v1/sources",
    "/api/v1/sources?q=vault",
    "/api/v1/openapi.json",
)


@pytest.mark.parametrize("path", PATHS)
async def test_a_page_is_what_it_would_be_if_nothing_else_were_there(tmp_path: Path, path: str) -> None:
    alone = written(tmp_path / "alone", {"open/ferry.txt": FILES["open/ferry.txt"]})
    pages = []
    async with (
        visited(written(tmp_path / "both", FILES), parts=PARTS, scopes={"/": "open"}) as scoped,
        visited(alone) as other,
    ):
        for visitor in (scoped, other):
            got = await visitor.get(path)
            pages.append((got.status, (await got.text()).replace(str(visitor.client.port), "PORT")))
    assert pages[0] == pages[1]


async def test_what_a_part_holds_is_all_there_is(tmp_path: Path) -> None:
    scopes = {"/": "open", "/vaults": "secret", "/all": ""}
    async with visited(written(tmp_path, FILES), parts=PARTS, scopes=scopes) as visitor:
        counted = {"": "1 source", "/vaults": "1 source", "/all": "2 sources"}
        for path, count in counted.items():
            assert f"· {count}" in words(await visitor.page(f"{path}/"))
        assert "Not in the sources" in words(await visitor.page("/ask?q=When does the vault open?"))
        page = await visitor.page("/vaults/ask?q=When does the vault open?")
        assert "midnight" in words(page, "//figure[@id='quote-1']/blockquote")
        (link,) = page.xpath("//figure[@id='quote-1']//p[@class='place']/a/@href")
        assert link.startswith("/vaults/source/secret/vault.txt?at=1&sha=")
        await visitor.page("/vaults/source/open/ferry.txt", 404)
        await visitor.page("/source/secret/vault.txt", 404)
        await visitor.page("/all/source/open/ferry.txt")


async def test_a_source_that_is_hidden_and_one_that_is_not_there_are_told_alike(tmp_path: Path) -> None:
    async with visited(written(tmp_path, FILES), parts=PARTS, scopes={"/": "open"}) as visitor:
        hidden = await (await visitor.get("/source/secret/vault.txt")).text()
        missing = await (await visitor.get("/source/secret/other.txt")).text()
        assert hidden == missing.replace("secret/other.txt", "secret/vault.txt")


async def test_paths_that_are_not_named_serve_nothing(tmp_path: Path) -> None:
    async with visited(written(tmp_path, FILES), parts=PARTS, scopes={"/open": "open"}) as visitor:
        for path in ("/", "/ask?q=ferry", "/sources", "/api/v1/sources", "/source/open/ferry.txt"):
            assert (await visitor.get(path)).status == 404
        assert (await visitor.get("/open/")).status == 200
        got = await visitor.get("/open", allow_redirects=False)
        assert (got.status, got.headers["Location"]) == (308, "/open/")
        page = await visitor.page("/open/no-such-page", 404)
        assert page.xpath("//header//a/@href")[0] == "/open/"


async def test_a_part_that_has_become_empty_is_no_page(tmp_path: Path) -> None:
    async with visited(written(tmp_path, FILES), parts={"none": ["nothing/"]}, scopes={"/": "none"}) as visitor:
        assert (await visitor.get("/ask?q=ferry")).status == 404
        assert (await visitor.get("/api/v1/sources")).status == 404


async def test_a_path_of_the_public_address_is_before_every_link_and_may_be_left_out_by_a_proxy(tmp_path: Path) -> None:
    folder = written(tmp_path, FILES)
    async with visited(folder, public_address="https://example.org/quotes/", scopes={"/": ""}) as visitor:
        for path in ("/quotes/", "/"):
            page = await visitor.page(path)
            inner = page.xpath("//a/@href | //link/@href | //script/@src | //form/@action")
            assert all(one.startswith(("/quotes/", "#")) for one in inner)
        assert (await visitor.get("/quotes/static/style.css")).status == 200
