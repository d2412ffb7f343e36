"""The page of a source: its blocks as a reader sees them, its lines, what is skipped, and what is cited."""

from pathlib import Path
from textwrap import wrap

import pytest
from lxml.html import HtmlElement

from bot.page_link import page_url
from tests.web.site import Visitor, links, visited, words, written

TEXT = "The ferry leaves at seven. It takes two hours.\nThe captain is Ada Brown.\n"


def numbered(page: HtmlElement) -> list[str]:
    """The numbers of the lines that a page shows."""
    return [one.text for one in page.xpath("//article//a[@class='ln']")]


def standing(page: HtmlElement) -> str:
    """What a page says of the cited words."""
    return words(page, "//section[contains(@class, 'standing')]/h2")


def link(name: str, text: str, place: str, quoted: str) -> str:
    """The path of a link that was made while a source had a text."""
    from hashlib import sha256  # noqa: PLC0415 - only for links of old

    made = page_url("", f"{name}:{place}", sha256(text.encode()).hexdigest(), quoted)
    assert made is not None
    return made.partition("#")[0]


async def test_headings_lists_code_and_tables_are_what_they_are(visitor: Visitor) -> None:
    page = await visitor.page("/source/guides/boats.md")
    assert words(page, "//h1") == "Booking a boat"
    assert [one.text_content().strip() for one in page.xpath("//article//h2")] == [
        "5Booking a boat",
        "7On the web",
        "16Fees",
    ]
    assert words(page, "//article//li[1]/div") == "Log in."
    assert words(page, "//article//li[2]//strong") == "day"
    assert "/book single" in words(page, "//article//pre")
    assert page.xpath("//article//th[@scope='col']")[0].text_content().endswith("Kind")
    assert [one.text_content() for one in page.xpath("//article//tbody/tr[2]/td")] == ["21Child", "90"]


async def test_every_line_with_words_can_be_linked(visitor: Visitor) -> None:
    page = await visitor.page("/source/guides/boats.md")
    assert numbered(page) == ["1", "2", "3", "5", "7", "9", "10", "13", "16", "18", "20", "21"]
    for number in numbered(page):
        assert page.xpath(f"//*[@id='L{number}']")
    assert page.xpath("//a[@href='#L9']/@aria-label") == ["Line 9"]


async def test_a_line_within_a_paragraph_has_its_place_too(tmp_path: Path) -> None:
    async with visited(written(tmp_path, {"a.md": "One line\nand its second\nand third.\n"})) as visitor:
        page = await visitor.page("/source/a.md")
        assert words(page, "//article/p") == "1One line and its second and third."
        assert page.xpath("//article/p/span[@class='n']/@id") == ["L2", "L3"]


async def test_a_skipped_line_is_shown_with_the_reason(visitor: Visitor) -> None:
    page = await visitor.page("/source/library.txt")
    assert words(page, "//div[@class='skipped']/p") == "3Share this article on Facebook Skipped: a share link"
    page = await visitor.page("/source/guides/boats.md")
    assert "front matter, which a page does not show" in words(page, "//div[@class='skipped']")


async def test_the_cited_words_alone_are_marked_and_bear_the_anchor_of_their_line(visitor: Visitor) -> None:
    page = await visitor.page("/source/library.txt?at=2:53-87")
    assert words(page, "//mark[@id='cited']") == "It has a reading room for children."
    (anchor,) = page.xpath("//*[@id='L2']")
    assert anchor.getnext().get("id") == "cited"
    assert standing(page) == "The place"


async def test_words_over_several_styles_are_marked_in_all_of_them(visitor: Visitor) -> None:
    page = await visitor.page("/source/guides/boats.md?at=10:4-20")
    assert "".join(one.text_content() for one in page.xpath("//mark")) == "Choose the day"
    assert len(page.xpath("//*[@id='cited']")) == 1


async def test_a_link_says_that_the_words_stand(tmp_path: Path) -> None:
    address = link("a.txt", TEXT, "1:1-26", "The ferry leaves at seven.")
    async with visited(written(tmp_path, {"a.txt": TEXT})) as visitor:
        page = await visitor.page(address)
        assert standing(page) == "Stands as cited"
        assert words(page, "//mark") == "The ferry leaves at seven."


@pytest.mark.parametrize(
    ("now", "said", "more"),
    [
        (TEXT.replace("Ada", "Eva"), "The words stand as cited", "has changed since, but not these words"),
        (f"News!\n\n{TEXT}", "Moved since it was cited", "stand now at a.txt:3:1-26."),
        (TEXT.replace("seven", "eight"), "No longer there", "these words stand nowhere in it any more"),
        ("Nothing of it is left here now.\n", "No longer there", "stand nowhere in it"),
    ],
)
async def test_a_link_of_old_says_what_has_changed(tmp_path: Path, now: str, said: str, more: str) -> None:
    address = link("a.txt", TEXT, "1:1-26", "The ferry leaves at seven.")
    async with visited(written(tmp_path, {"a.txt": now})) as visitor:
        page = await visitor.page(address)
        assert standing(page) == said
        assert more in words(page, "//section[contains(@class, 'standing')]")
        assert bool(page.xpath("//mark")) == (said != "No longer there")


async def test_words_that_moved_are_a_link_to_where_they_stand_now(tmp_path: Path) -> None:
    address = link("a.txt", TEXT, "1:1-26", "The ferry leaves at seven.")
    async with visited(written(tmp_path, {"a.txt": f"News!\n\n{TEXT}"})) as visitor:
        page = await visitor.page(address)
        (now,) = [one for one in links(page, "//section[contains(@class, 'standing')]/p") if one.startswith("/source")]
        page = await visitor.page(now.partition("#")[0])
        assert standing(page) == "Stands as cited"


async def test_a_place_that_there_is_not_is_said_with_the_cause(visitor: Visitor) -> None:
    page = await visitor.page("/source/library.txt?at=77")
    assert standing(page) == "No such place"
    assert "there is no line 77; library.txt has 3" in words(page, "//section[contains(@class, 'standing')]")


@pytest.mark.parametrize(
    "query", ["at=0", "at=x", "sha=zz&words=1", "at=2-1", "from=x", "from=999999", "at=1:1-1:99999"]
)
async def test_a_link_that_makes_no_sense_still_shows_the_source(visitor: Visitor, query: str) -> None:
    page = await visitor.page(f"/source/library.txt?{query}")
    assert "Mayor Ada Brown" in words(page, "//article")


async def test_what_changed_on_disk_is_shown_at_once(folder: Path, visitor: Visitor) -> None:
    assert "Mayor" in words(await visitor.page("/source/library.txt"), "//article")
    (folder / "library.txt").write_text("It burnt down.\n", "utf-8")
    assert words(await visitor.page("/source/library.txt"), "//article") == "1It burnt down."
    (folder / "sources.toml").write_text('["library.txt"]\ntitle = "Ashes"\n', "utf-8")
    assert words(await visitor.page("/source/library.txt"), "//h1") == "Ashes"


async def test_a_long_source_is_served_in_windows_that_lead_to_one_another(tmp_path: Path) -> None:
    text = "".join(f"Sentence number {number} is about a ferry.\n\n" for number in range(1, 1001))
    async with visited(written(tmp_path, {"long.txt": text})) as visitor:
        seen, path, pages = [], "/source/long.txt", 0
        while path:
            page, pages = await visitor.page(path), pages + 1
            seen += numbered(page)
            path = next(iter(page.xpath("//nav[@class='windows'][1]//a[@rel='next']/@href")), "")
        assert seen == [str(number) for number in range(1, 2000, 2)]
        assert pages == 5
        page = await visitor.page("/source/long.txt?at=1401")
        assert words(page, "//mark") == "Sentence number 701 is about a ferry."
        assert page.xpath("//a[@rel='prev'] and //a[@rel='next']")


async def test_a_very_long_line_is_shown_in_parts(tmp_path: Path) -> None:
    text = "The ferry leaves at seven. " * 10_000
    async with visited(written(tmp_path, {"line.txt": text})) as visitor:
        got = await visitor.get("/source/line.txt")
        assert len(await got.read()) < 200_000
        page = await visitor.page("/source/line.txt?at=1:135001-135026")
        assert words(page, "//mark") == "The ferry leaves at seven."
        before, after = page.xpath("//p[@class='cut']/a")
        assert "characters before are not shown" in before.text
        page = await visitor.page("/source/line.txt" + after.get("href"))
        assert "characters before are not shown" in words(page)


async def test_pages_of_a_pdf_are_told(tmp_path: Path) -> None:
    from tests.documents.formats.pdf_writer import column, pdf  # noqa: PLC0415 - only here

    (tmp_path / "a.pdf").write_bytes(pdf([column("Words of one page."), column("Words of another.")]))
    async with visited(tmp_path) as visitor:
        page = await visitor.page("/source/a.pdf")
        assert [one.text for one in page.xpath("//p[@class='page-begins']")] == ["Page 1", "Page 2"]
        assert "lines of the text made of the file" in words(page)


async def test_a_table_that_is_a_file_has_its_head(tmp_path: Path) -> None:
    async with visited(written(tmp_path, {"a.csv": "Name,Port\nHeron,Lower Lock\nSwan,Oslo\n"})) as visitor:
        page = await visitor.page("/source/a.csv")
        assert [one.text_content() for one in page.xpath("//th")] == ["1Name", "Port"]
        assert len(page.xpath("//article//table")) == 1
        assert [one.text_content() for one in page.xpath("//tbody/tr[2]/td")] == ["3Swan", "Oslo"]


async def test_lines_that_run_on_are_one_paragraph_and_verses_are_not(tmp_path: Path) -> None:
    sentence = "the harbour was quiet that morning, and the ferry lay at its berth while the crew waited for the tide "
    prose = "\n".join(wrap(sentence * 4, 72)) + "\n"
    verses = "Roses are red\nViolets are blue\n"
    async with visited(written(tmp_path, {"prose.txt": prose, "verses.txt": verses})) as visitor:
        assert len((await visitor.page("/source/prose.txt")).xpath("//article/p")) == 1
        page = await visitor.page("/source/verses.txt")
        assert [one.get("class") for one in page.xpath("//article/p")] == ["row in-0", "row in-0 tight"]


async def test_what_names_the_text_below_it_is_bold(tmp_path: Path) -> None:
    text = '!!! warning "Ice"\n    No boat goes out below zero.\n\nRigger\n:   The arm that holds the oar.\n'
    async with visited(written(tmp_path, {"a.md": text})) as visitor:
        page = await visitor.page("/source/a.md")
        assert [one.text_content() for one in page.xpath("//p[contains(@class, 'bold')]")] == ["1Ice", "4Rigger"]
