"""Every answer: a strict policy, no cookie, a tag and compression, and no name of another site."""

import gzip
from pathlib import Path

import pytest

from bot.settings.model import WebSettings
from bot.web.guarding import HostCheck
from tests.web.site import Visitor, visited

PATHS = ("/", "/ask?q=library", "/source/library.txt", "/api/v1/sources", "/static/style.css", "/robots.txt", "/none")


@pytest.mark.parametrize("path", PATHS)
async def test_every_answer_allows_nothing_but_its_own(visitor: Visitor, path: str) -> None:
    got = await visitor.get(path)
    policy = dict(one.split(" ", 1) for one in got.headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert {policy[one] for one in ("script-src", "style-src", "img-src", "connect-src", "form-action")} == {"'self'"}
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["X-Frame-Options"] == "DENY"
    assert got.headers["Referrer-Policy"] == "no-referrer"
    assert got.headers["X-Robots-Tag"] == "noindex"
    assert not {"Set-Cookie", "Access-Control-Allow-Origin"} & set(got.headers)
    assert "aiohttp" not in got.headers["Server"]


async def test_what_has_not_changed_is_not_sent_again(folder: Path, visitor: Visitor) -> None:
    for path in ("/source/library.txt", "/ask?q=library", "/api/v1/sources"):
        tag = (await visitor.get(path)).headers["ETag"]
        again = await visitor.get(path, headers={"If-None-Match": tag})
        assert (again.status, await again.read(), again.headers["ETag"]) == (304, b"", tag)
        assert again.headers["Content-Security-Policy"]
    (folder / "library.txt").write_text("It burnt down in a night of May.\n", "utf-8")
    tag = (await visitor.get("/source/library.txt")).headers["ETag"]
    assert (await visitor.get("/source/library.txt", headers={"If-None-Match": f'{tag}, "x"'})).status == 304
    assert (await visitor.get("/source/library.txt", headers={"If-None-Match": '"x"'})).status == 200


async def test_pages_are_compressed_for_who_takes_it(visitor: Visitor) -> None:
    got = await visitor.client.session.get(
        visitor.client.make_url("/ask?q=library"), headers={"Accept-Encoding": "gzip"}, auto_decompress=False
    )
    assert got.headers["Content-Encoding"] == "gzip"
    assert got.headers["Vary"] == "Accept-Encoding, Accept-Language"
    assert b"<!doctype html>" in gzip.decompress(await got.read())[:100]
    plain = await visitor.get("/ask?q=library", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers


async def test_files_are_kept_as_long_as_their_version_is_named(visitor: Visitor) -> None:
    page = await visitor.page("/")
    for path in page.xpath("//link/@href | //script/@src"):
        got = await visitor.get(path)
        assert got.status == 200
        assert "immutable" in got.headers["Cache-Control"]
    assert (await visitor.get("/static/style.css")).headers["Cache-Control"] == "no-cache"
    for name in ("base.html", "..%2fpages.py", "%2e%2e/pages.py", "nothing.css"):
        assert (await visitor.get(f"/static/{name}")).status == 404


async def test_search_engines_are_kept_out_unless_they_are_let_in(folder: Path, visitor: Visitor) -> None:
    assert await (await visitor.get("/robots.txt")).text() == "User-agent: *\nDisallow: /\n"
    assert (await visitor.page("/")).xpath("//meta[@name='robots']/@content") == ["noindex"]
    async with visited(folder, robots=True) as open_to_all:
        assert await (await open_to_all.get("/robots.txt")).text() == "User-agent: *\nAllow: /\n"
        got = await open_to_all.get("/")
        assert "X-Robots-Tag" not in got.headers
        assert 'name="robots"' not in await got.text()


async def test_the_head_of_a_page_is_that_of_the_page(visitor: Visitor) -> None:
    got = await visitor.client.head("/ask?q=library")
    assert (got.status, await got.read()) == (200, b"")
    assert got.headers["ETag"] == (await visitor.get("/ask?q=library")).headers["ETag"]


async def test_a_page_asked_for_in_another_way_is_refused(visitor: Visitor) -> None:
    got = await visitor.client.post("/ask", data={"q": "library"})
    assert (got.status, got.headers["Allow"], got.content_type) == (405, "GET, HEAD", "text/html")


async def test_a_name_that_is_made_to_lead_here_is_refused(visitor: Visitor) -> None:
    assert (await visitor.get("/", headers={"Host": "evil.example"})).status == 421
    assert (await visitor.get("/", headers={"Host": "localhost:1"})).status == 200


@pytest.mark.parametrize(
    ("settings", "host", "allowed"),
    [
        ({}, "127.0.0.1:8080", True),
        ({}, "[::1]:8080", True),
        ({}, "LOCALHOST", True),
        ({}, "quotes.example.org", False),
        ({}, "127.0.0.1.evil.example", False),
        ({}, "[", False),
        ({"public_address": "https://quotes.example.org"}, "quotes.example.org", True),
        ({"public_address": "https://quotes.example.org"}, "evil.example", False),
        ({"public_address": "https://quotes.example.org", "host": "::"}, "evil.example", False),
        ({"host": "::"}, "my-server:8080", True),
        ({"host": "192.168.1.5"}, "192.168.1.5:8080", True),
    ],
)
def test_the_names_of_this_site_are_known(settings: dict[str, str], host: str, allowed: bool) -> None:
    assert HostCheck(WebSettings.model_validate(settings)).allows(host) is allowed
