"""The pages: they say what the cards and the terminal say, and work without JavaScript."""

import asyncio
import re
from itertools import pairwise
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from bot.wording.template_file import load
from tests.web.site import Visitor, links, visited, words, written

QUESTION = "Who opened the Riverside library?"
PAGES = (
    "/",
    f"/ask?q={QUESTION}",
    "/ask?q=Who stole the moon?",
    "/ask?q=hello",
    "/source/guides/boats.md",
    "/source/library.txt?at=2#L2",
    "/check",
    "/check?q=Mayor Ada Brown closed the new Riverside library",
    "/sources",
    "/no-such-page",
)


async def followed(visitor: Visitor, tree: HtmlElement, path: str) -> HtmlElement:
    """The page to which the first link of a part of a page leads."""
    return await visitor.page(links(tree, path)[0].partition("#")[0])


async def test_an_answer_is_quoted_with_its_article_and_its_place(visitor: Visitor) -> None:
    page = await visitor.page(f"/ask?q={QUESTION}")
    assert words(page, "//h1") == QUESTION
    assert words(page, "//p[@class='outcome']") == "Answered"
    quote = words(page, "//figure[@id='quote-1']/blockquote")
    assert quote == "Mayor Ada Brown opened the new Riverside library on 4 March 2020."
    told = words(page, "//figure[@id='quote-1']/figcaption")
    assert told.startswith("A library for Riverside · The Riverside Paper · 5 March 2020 library.txt:1")
    assert page.xpath("//b[@class='match']")
    assert "She said that the building cost 12 million dollars." in words(page, "//figure[@id='quote-1']//details[1]")


async def test_a_citation_leads_to_its_words_marked_and_said_to_stand(visitor: Visitor) -> None:
    page = await visitor.page(f"/ask?q={QUESTION}")
    source = await followed(visitor, page, "//figure[@id='quote-1']//p[@class='place']")
    assert words(source, "//mark[@id='cited']") == "Mayor Ada Brown opened the new Riverside library on 4 March 2020."
    assert words(source, "//section[contains(@class, 'standing')]/h2") == "Stands as cited"


async def test_what_the_sources_do_not_say_is_declined_with_the_closest_lines(visitor: Visitor) -> None:
    page = await visitor.page("/ask?q=Why did the zeppelin explode?")
    assert words(page, "//p[@class='outcome']") == "Not in the sources"
    assert "appear nowhere in them" in words(page, "//div[starts-with(@class, 'lead')]")
    assert not page.xpath("//section[@aria-labelledby='quotes']")


async def test_a_follow_up_takes_its_subject_from_the_question_before(visitor: Visitor) -> None:
    page = await visitor.page(f"/ask?q={QUESTION}")
    (before,) = page.xpath("//input[@name='before']/@value")
    page = await visitor.page("/ask", params={"q": "What did it cost?", "before": before})
    assert f"Following up on: {QUESTION}" in words(page)
    assert "12 million dollars" in words(page, "//figure[@id='quote-1']/blockquote")


async def test_why_shows_the_figures_and_what_each_means(visitor: Visitor) -> None:
    page = await visitor.page(f"/ask?q={QUESTION}")
    assert re.search(r"Confidence: \d+ %", words(page, "//details[@class='why']"))
    assert len(page.xpath("//details[@class='why']//tbody/tr")) > 3


async def test_the_row_of_a_table_comes_with_the_names_of_its_columns(visitor: Visitor) -> None:
    page = await visitor.page("/ask?q=What is the fee for a child?")
    assert words(page, "//figure[@id='quote-1']//dl[@class='cells']") == "KindChildFee90"


async def test_nothing_asked_is_the_first_page(visitor: Visitor) -> None:
    for path in ("/ask", "/ask?q=+"):
        assert words(await visitor.page(path), "//h1") == "Ask the sources"


async def test_the_first_page_names_sources_and_counts_them(visitor: Visitor) -> None:
    page = await visitor.page("/")
    assert "All sources · 2 sources" in words(page)
    assert "/source/guides/boats.md" in links(page)


async def test_a_pasted_text_has_a_verdict_for_each_of_its_quotes(visitor: Visitor) -> None:
    text = (
        "The mayor “opened the new Riverside library” in style, “for 15 million euros”, and “Log in.” is how to book."
    )
    page = await visitor.sent("/check", {"text": text})
    verdicts = [" ".join(one.text_content().split()) for one in page.xpath("//section/h2")]
    assert verdicts == ["Stands, word for word", "Not in the sources", "Stands, word for word"]
    assert "3 quotes checked" in words(page)
    assert page.xpath("//textarea")[0].text.strip() == text


async def test_differences_are_shown_word_by_word(visitor: Visitor) -> None:
    page = await visitor.page("/check?q=She said that the building cost 13 million dollars.")
    assert words(page, "//section/h2") == "The source says otherwise"
    assert words(page, "//blockquote/del") == "13"
    row = page.xpath("//table[@class='differences']/tbody/tr")[0]
    assert row.xpath("string(.//del)") == "13"
    assert row.xpath("string(.//ins)") == "12"
    assert words(page, "//mark[@class='cited']").startswith("She said")


async def test_a_quote_is_checked_at_the_citation_beside_it(visitor: Visitor) -> None:
    page = await visitor.sent("/check", {"text": "“Mayor Ada Brown opened the new Riverside library” (library.txt:2)"})
    assert words(page, "//section/h2") == "Stands elsewhere"


async def test_sources_are_listed_found_and_parted(tmp_path: Path) -> None:
    many = {f"note-{number:03}.txt": f"The note of day {number} is about the harbour.\n" for number in range(150)}
    async with visited(written(tmp_path, many)) as visitor:
        page = await visitor.page("/sources")
        assert len(page.xpath("//ul[@class='sources']/li")) == 100
        page = await followed(visitor, page, "//nav[@class='windows']")
        assert len(page.xpath("//ul[@class='sources']/li")) == 50
        page = await visitor.page("/sources?q=note-007")
        assert words(page, "//ul[@class='sources']/li/a") == "Note 007"
        assert "No source is called so." in words(await visitor.page("/sources?q=moon"))


async def test_the_list_follows_the_folder(folder: Path) -> None:
    async with visited(folder) as visitor:
        assert "note.txt" not in words(await visitor.page("/sources"))
        (folder / "note.txt").write_text("The harbour was closed.\n", "utf-8")
        for _ in range(100):
            await asyncio.sleep(0.1)
            if "note.txt" in words(await visitor.page("/sources")):
                return
        pytest.fail("the list is that of before")


@pytest.mark.parametrize(
    ("accepted", "language", "button"),
    [
        ("de-AT,de;q=0.9,en;q=0.8", "de", "Fragen"),
        ("pt-BR, fr;q=0.4, es;q=0.7", "es", "Preguntar"),
        ("zh-Hant-TW, ja", "en", "Ask"),
        ("de;q=0, en;q=x, *;q=0.5,;;,", "en", "Ask"),
    ],
)
async def test_a_visitor_is_spoken_to_in_the_language_of_the_browser(
    visitor: Visitor, accepted: str, language: str, button: str
) -> None:
    page = await visitor.page("/", headers={"Accept-Language": accepted})
    assert page.xpath("/html/@lang") == [language]
    assert words(page, "//button") == button
    answer = await visitor.page("/ask?q=Who stole the moon?", headers={"Accept-Language": accepted})
    assert answer.xpath("/html/@lang") == [language]


async def test_a_page_is_in_the_language_of_the_question_if_the_browser_asks_for_none_that_there_is(
    visitor: Visitor,
) -> None:
    page = await visitor.page("/ask?q=Wer hat den Mond gestohlen?", headers={"Accept-Language": "uk"})
    assert page.xpath("/html/@lang") == ["de"]
    assert words(page, "//p[@class='outcome']") == "Nicht in den Quellen"


async def test_what_is_not_served_is_said_with_the_cause(folder: Path) -> None:
    (folder / "empty.txt").write_text("", "utf-8")
    async with visited(folder) as visitor:
        assert "empty.txt: is empty" in words(await visitor.page("/sources"), "//section[@aria-labelledby='problems']")


async def test_completions_begin_with_what_is_typed(visitor: Visitor) -> None:
    assert "A library for Riverside" in await visitor.json("/complete?q=libr")
    assert await visitor.json("/complete?q=zzzz") == []


@pytest.mark.parametrize("path", PAGES)
async def test_every_page_has_what_everybody_needs(visitor: Visitor, path: str) -> None:
    page = await visitor.page(path, 404 if path == PAGES[-1] else 200)
    assert page.xpath("/html/@lang") == ["en"]
    assert len(page.xpath("//h1")) == len(page.xpath("//main")) == len(page.xpath("//title")) == 1
    assert page.xpath("//body/a[1]/@href") == ["#content"]
    assert page.xpath("//meta[@name='viewport']")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for field in page.xpath("//input[@type!='hidden'] | //textarea"):
        assert page.xpath(f"//label[@for='{field.get('id')}']")
    assert not page.xpath("//img[not(@alt)] | //*[@style] | //style | //script[not(@src)] | //@onclick")


@pytest.mark.parametrize("path", PAGES)
async def test_no_page_asks_another_host_for_anything(visitor: Visitor, path: str) -> None:
    page = await visitor.page(path, 404 if path == PAGES[-1] else 200)
    asked = page.xpath("//script/@src | //link/@href | //img/@src | //form/@action | //iframe/@src | //video/@src")
    assert asked
    assert all(one.startswith("/") and not one.startswith("//") for one in asked)


@pytest.mark.parametrize("path", PAGES)
async def test_the_levels_of_headings_have_no_gaps(visitor: Visitor, path: str) -> None:
    page = await visitor.page(path, 404 if path == PAGES[-1] else 200)
    levels = [int(one.tag[1]) for one in page.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


async def test_a_page_can_be_shared_with_the_quote_and_its_source(visitor: Visitor) -> None:
    page = await visitor.page("/source/library.txt?at=1:1-15")
    shared = {one.get("property"): one.get("content") for one in page.xpath("//meta[@property]")}
    assert shared["og:title"] == "“Mayor Ada Brown”"
    assert shared["og:description"] == "A library for Riverside, library.txt:1:1-15"
    page = await visitor.page(f"/ask?q={QUESTION}")
    shared = {one.get("property"): one.get("content") for one in page.xpath("//meta[@property]")}
    assert shared["og:title"] == QUESTION
    assert "on 4 March 2020.” – A library for Riverside, library.txt:1" in shared["og:description"]


async def test_a_quote_can_be_copied_in_three_forms(visitor: Visitor) -> None:
    page = await visitor.page(f"/ask?q={QUESTION}")
    text, markdown, bibtex = (one.text for one in page.xpath("//figure[@id='quote-1']//details[@class='cite']//pre"))
    address = f"http://{visitor.client.host}:{visitor.client.port}/source/library.txt?at=1&sha="
    assert text.startswith("“Mayor Ada Brown opened")
    assert f"– A library for Riverside, The Riverside Paper, 5 March 2020, library.txt:1, {address}" in text
    assert markdown.startswith("> Mayor Ada Brown opened")
    assert f"[A library for Riverside]({address}" in markdown
    assert bibtex.startswith("@misc{library-txt-1,\n  title = {{A library for Riverside}},\n")


async def test_an_own_wording_is_taken(folder: Path) -> None:
    own = folder.parent / "own.toml"
    own.write_text('[web]\nask_button = "Fragen"\nlanguage = "de"\n', "utf-8")
    async with visited(folder, templates=own) as visitor:
        page = await visitor.page("/")
        assert words(page, "//button") == "Fragen"
        assert page.xpath("/html/@lang") == ["de"]


def test_every_key_of_the_wording_is_used_somewhere() -> None:
    web = Path(__file__).parents[2] / "bot" / "web"
    text = "".join(one.read_text("utf-8") for one in web.rglob("*") if one.suffix in {".py", ".html"})
    made = ("verdict_", "difference_", "standing_", "outcome_", "error_", "nav_", "cite_")
    for key in load()["web"]:
        assert key.startswith(made) or f'"{key.removesuffix("_one")}"' in text or f"'{key}'" in text, key
