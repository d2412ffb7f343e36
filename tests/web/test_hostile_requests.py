"""Hostile names, text and addresses: nothing outside the folder is read, and what people wrote stays text."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from yarl import URL

from tests.web.site import Visitor, links, visited, words, written

HELD = "The key under the mat is made of brass.\n"
HTML = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&<b>bold</b>"
NAMES = (
    "what is this?.txt",
    "a#b.txt",
    "100%.txt",
    "%2e%2e%2fa.txt",
    "a%2Fb.txt",
    "two  spaces.txt",
    "<b>&\"quotes'.txt",
    "name with : colon.txt",
    "semi;colon=and&amp;.txt",
    "plus+plus.txt",
    "\u05e9\u05dc\u05d5\u05dd.txt",
    "日本語/記事.txt",
    "at?at=1&sha=x.txt",
)


@pytest.mark.parametrize("name", NAMES)
async def test_a_source_of_any_name_is_listed_cited_and_read(tmp_path: Path, name: str) -> None:
    async with visited(written(tmp_path, {name: "The heron nests on the old pier in May.\n"})) as visitor:
        page = await visitor.page("/sources")
        (there,) = links(page, "//ul[@class='sources']")
        assert "The heron nests" in words(await visitor.page(exactly(there)), "//article")
        page = await visitor.page("/ask?q=Where does the heron nest?")
        (there,) = links(page, "//figure[@id='quote-1']//p[@class='place']")
        source = await visitor.page(exactly(there))
        assert words(source, "//section[contains(@class, 'standing')]/h2") == "Stands as cited"
        assert source.xpath("string(//dl[@class='facts']//bdi)") == name


def exactly(path: str) -> Any:
    """An address as it is written, which a browser sends so."""
    return URL(path.partition("#")[0], encoded=True)


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "..%2fsecret.txt",
        "%2e%2e/secret.txt",
        "%2e%2e%2fsecret.txt",
        "..%5csecret.txt",
        "%252e%252e%252fsecret.txt",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "link.txt",
        "folder/secret.txt",
        ".hidden.txt",
        "library.txt%00",
        "library.txt%00.md",
        "%ff%fe.txt",
        "%ed%a0%80.txt",
        "x" * 3000 + ".txt",
        "sources.toml",
        "guides",
        "guides/",
        "CON.txt",
        "%0d%0aSet-Cookie:%20a=b.txt",
    ],
)
async def test_nothing_outside_of_the_folder_is_read(folder: Path, path: str) -> None:
    (folder.parent / "secret.txt").write_text(HELD, "utf-8")
    (folder / ".hidden.txt").write_text(HELD, "utf-8")
    (folder / "link.txt").symlink_to("../secret.txt")
    (folder / "folder").symlink_to("..")
    async with visited(folder) as visitor:
        for query in ("", "?at=1"):
            got = await visitor.client.get(exactly(f"/source/{path}{query}"))
            text = await got.text()
            assert got.status == 404
            assert "brass" not in text
            assert "root:" not in text
            assert str(folder) not in text
            assert "Set-Cookie" not in got.headers


@pytest.mark.parametrize("path", ["/ask?q=", "/check?q=", "/sources?q=", "/source/", "/ask?q=library&before="])
async def test_what_is_asked_stays_text(visitor: Visitor, path: str) -> None:
    got = await visitor.get(path + quote(HTML, safe=""))
    text = await got.text()
    assert "<script>alert" not in text
    assert "<img" not in text
    assert "<b>bold" not in text


async def test_what_stands_in_a_source_stays_text(tmp_path: Path) -> None:
    files = {
        "a.txt": f"{HTML}\nThe heron {HTML} nests on the old pier.\n",
        "b.md": f'# Title {HTML}\n\nThe kite flies. [link](javascript:alert(1)) [web](https://a.example/"onclick=x)\n',
        "c.csv": f"Bird,{HTML.replace(',', '')}\nswan,{HTML.replace(',', '')}\n",
        "sources.toml": f"['a.txt']\ntitle = '''{HTML}'''\npublisher = '''{HTML}'''\nurl = 'https://a.example/?onclick=x'\n",
    }
    async with visited(written(tmp_path, files)) as visitor:
        for path in ("/", "/sources", "/source/a.txt", "/source/a.txt?at=2", "/source/b.md", "/source/c.csv"):
            page = await visitor.page(path)
            assert not page.xpath("//main//script | //main//img | //@onerror | //@onclick")
            assert not [one for one in page.xpath("//@href") if "javascript" in one.lower()]
        for path in ("/ask?q=Where does the heron nest?", "/check?q=nests on the old pier"):
            page = await visitor.page(path)
            assert not page.xpath("//main//script | //main//img | //@onerror")
            assert "<script>alert(1)</script>" in words(page)


async def test_marks_that_turn_the_direction_are_kept_apart(tmp_path: Path) -> None:
    name = "a\u202etxt.exe.txt"
    text = "The heron \u202enests on the\u202c old pier.\n"
    files = {"plain.txt": text, "sources.toml": '["plain.txt"]\ntitle = "Birds \\u202E of prey"\n'}
    async with visited(written(tmp_path, files)) as visitor:
        page = await visitor.page("/ask?q=Where does the heron nest?")
        assert page.xpath("//blockquote/p/@dir") == ["auto"]
        cite = page.xpath("//figure[@id='quote-1']//cite")[0]
        assert cite.get("dir") == "auto"
        assert cite.getchildren()[0].tag == "bdi"
        assert (await visitor.get(f"/source/{quote(name)}")).status == 404


@pytest.mark.parametrize(
    "question", ["\x00", "\ud800", "a\u202eb", "\u200b" * 900, "🦆" * 600, "{{ 7*7 }}", "%", "&&&&=;#"]
)
async def test_any_question_is_answered_or_declined(visitor: Visitor, question: str) -> None:
    given = quote(question, safe="", errors="surrogatepass")
    for path in ("/ask?q=", "/check?q=", "/complete?q=", "/api/v1/ask?q=", "/sources?q="):
        got = await visitor.client.get(exactly(path + given))
        assert got.status == 200, await got.text()
        assert "49" not in (await got.text() if question.startswith("{{") and path == "/ask?q=" else "")


async def test_no_error_shows_where_things_are(folder: Path, visitor: Visitor) -> None:
    from bot.web.pages import Pages  # noqa: PLC0415 - which is made to fail

    made = Pages.home
    try:
        Pages.home = lambda self: 1 / 0  # type: ignore[assignment, method-assign, return-value]  # noqa: ARG005
        got = await visitor.get("/")
    finally:
        Pages.home = made  # type: ignore[method-assign]
    text = await got.text()
    assert got.status == 500
    assert "The log has it as error " in text
    assert "division" not in text
    assert str(folder) not in text
