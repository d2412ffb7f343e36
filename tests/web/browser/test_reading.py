"""People ask, follow a citation, see its words marked, and check what they were sent: with JavaScript and without."""

import hashlib
import re

import pytest

from bot.page_link import page_url
from tests.web.browser.browsing import DESKTOP, PHONE, Visitor
from tests.web.browser.shelf import ARABIC, FILES, HEBREW

QUESTION, ANSWER = (
    "Who opened the Riverside library?",
    "Mayor Ada Brown opened the new Riverside library on 4 March 2020.",
)
WAYS = [(True, PHONE), (True, DESKTOP), (False, PHONE)]


def link(name: str, place: str, words: str, text: str = "") -> str:
    """The link to a place of a source, as a card of another time has it."""
    digest = hashlib.sha256((text or FILES[name]).encode()).hexdigest()
    return page_url("", f"{name}:{place}", digest, words) or ""


@pytest.mark.parametrize(("script", "width"), WAYS)
def test_a_question_is_answered_and_its_citation_leads_to_the_marked_words(
    visitor: Visitor, script: bool, width: int
) -> None:
    page = visitor.open(script=script, width=width)
    visitor.go("/")
    visitor.ask(QUESTION)
    assert ANSWER in page.locator("blockquote").first.inner_text()
    page.locator("a.citation").first.click()
    page.wait_for_url("**/source/library.txt?at=4:1-65&sha=*&words=*#L4")
    assert page.locator("mark").all_inner_texts() == [ANSWER]
    assert visitor.sees(page.locator("mark"))
    assert visitor.sees(page.locator(".standing h2"))
    assert "stands" in (page.locator(".standing").get_attribute("class") or "")


def test_questions_are_completed_as_one_types_and_the_arrows_choose_one(visitor: Visitor) -> None:
    page = visitor.page
    visitor.go("/")
    page.get_by_role("combobox").press_sequentially("libr", delay=30)
    page.get_by_role("option").first.wait_for()
    others = page.get_by_role("option").filter(has_not_text=re.compile("libr", re.IGNORECASE))
    others.first.wait_for(state="detached")  # those of the letters before
    options = page.get_by_role("option").all_inner_texts()
    page.keyboard.press("ArrowDown")
    assert page.get_by_role("option", selected=True).inner_text() == options[0]
    assert page.get_by_role("combobox").input_value() == options[0]
    page.keyboard.press("Escape")
    assert page.get_by_role("combobox").input_value() == "libr"
    assert page.get_by_role("option").count() == 0
    page.keyboard.type("a")
    page.get_by_role("option").first.click()
    page.wait_for_url("**/ask?q=*")


@pytest.mark.parametrize(("script", "width"), WAYS)
def test_a_pasted_text_has_a_verdict_on_each_of_its_quotes(visitor: Visitor, script: bool, width: int) -> None:
    page = visitor.open(script=script, width=width)
    visitor.go("/check")
    claims = (
        "The library holds 80,000 books",
        "She said that it cost 13 million dollars",
        "The moon is made of cheese",
    )
    page.locator("textarea").fill("They write: " + " Then: ".join(f"“{one}”." for one in claims))
    page.locator("form.check button").click()
    page.locator(".verdict").first.wait_for()
    tones = [page.locator(".verdict").nth(at).get_attribute("class") for at in range(page.locator(".verdict").count())]
    assert tones == ["verdict good", "verdict wrong", "verdict wrong"]
    assert "13" in page.locator("del").first.inner_text()
    assert page.locator("ins").first.inner_text() == "12"
    assert page.locator("textarea").input_value().startswith("They write")
    page.locator(".verdict a.citation").first.click()
    assert page.locator("mark").all_inner_texts() == ["The library holds 80,000 books"]
    assert visitor.sees(page.locator("mark"))


@pytest.mark.parametrize(
    ("name", "place", "words", "kind"),
    [
        ("guide.md", "5:1-10", "## Who run", "stands"),
        ("folder/with space.txt", "1", "The lighthouse of Skagen is 46 metres tall.", "stands"),
        (ARABIC, "3", "بنيت المنارة في عام 1887 على يد المهندس يوسف.", "stands"),
        ("long.txt", "3500", "Keeper number 3500 lit the lamp of tower 3500 at dusk.", "stands"),
        ("one-line.txt", "1:14169-14210", "Pilot number 333 landed the plane at noon.", "stands"),
        ("long.txt", "2:1-12", "Keeper number 3500 lit the lamp of tower 3500 at dusk.", "moved"),
    ],
)
@pytest.mark.parametrize("script", [True, False])
def test_the_words_of_any_link_are_marked_and_in_view(  # noqa: PLR0913, PLR0917 - a link has that many parts
    visitor: Visitor, name: str, place: str, words: str, kind: str, script: bool
) -> None:
    page = visitor.open(script=script, width=PHONE)
    visitor.go(link(name, place, words, "another time" if kind == "moved" else ""))
    assert kind in (page.locator(".standing").get_attribute("class") or "").split()
    if kind == "moved":
        page.locator(".standing .jump, .standing a.citation").first.click()
    assert visitor.sees(page.locator("mark"))
    assert page.locator("mark").first.inner_text() in words


def test_a_link_of_another_time_says_what_has_changed(visitor: Visitor) -> None:
    name, words = "changing.txt", "The old bridge was painted green in 1998."
    path, address = visitor.site.folder / "sources" / name, link("changing.txt", "1", words)
    visitor.go(address)
    assert "stands" in (visitor.page.locator(".standing").get_attribute("class") or "")
    path.write_text("A line before.\n" + FILES[name], encoding="utf-8")
    visitor.go(address.replace("?", "?x=1&"))
    assert "moved" in (visitor.page.locator(".standing").get_attribute("class") or "")
    path.write_text(FILES[name].replace("green", "red"), encoding="utf-8")
    visitor.go(address.replace("?", "?x=2&"))
    assert "gone" in (visitor.page.locator(".standing").get_attribute("class") or "")
    path.write_text(FILES[name], encoding="utf-8")


def test_a_line_of_another_window_is_found(visitor: Visitor) -> None:
    visitor.page.goto("/source/long.txt#L3210", wait_until="commit")  # the page leads on before it is loaded
    visitor.page.wait_for_url("**from=3210*")
    line = visitor.page.locator("#L3210")
    assert "Keeper number 3210" in line.inner_text()
    assert visitor.sees(line)


def test_a_line_number_is_a_link_to_its_line(visitor: Visitor) -> None:
    visitor.go("/source/guide.md")
    visitor.page.get_by_role("link", name="Line 7", exact=True).click()
    assert visitor.page.url.endswith("/source/guide.md#L7")
    colour = "element => getComputedStyle(element).backgroundColor"
    plain, chosen = (visitor.page.locator(one).evaluate(colour) for one in ("#L3", "#L7"))
    assert plain != chosen


def test_a_source_is_shown_as_its_reader_sees_it(visitor: Visitor) -> None:
    visitor.go("/source/guide.md")
    text = visitor.page.locator("article")
    assert re.sub(r"\s+", " ", text.get_by_role("heading", name="How to board").inner_text()).endswith("How to board")
    assert text.get_by_role("listitem").count() == 3
    assert text.get_by_role("columnheader").all_inner_texts()[1:] == ["Departs", "Fare"]
    assert text.locator("pre code").inner_text().strip().endswith("ferry --book saturday --seats 2")
    assert "> The ferry" not in text.inner_text()
    visitor.go("/source/library.txt")
    skipped = visitor.page.locator(".skipped")
    assert "Copyright" in skipped.all_inner_texts()[-1]


@pytest.mark.parametrize("name", [ARABIC, HEBREW])
def test_a_text_from_right_to_left_runs_so_within_a_page_that_does_not(visitor: Visitor, name: str) -> None:
    visitor.go(visitor.site.source(name))
    direction = "element => getComputedStyle(element).direction"
    rows = visitor.page.locator("article p.row")
    assert rows.count()
    assert {rows.nth(at).evaluate(direction) for at in range(rows.count())} == {"rtl"}
    assert visitor.page.locator("nav").first.evaluate(direction) == "ltr"


def test_the_columns_of_a_table_from_right_to_left_begin_at_the_right(visitor: Visitor) -> None:
    visitor.go(visitor.site.source(ARABIC))
    assert visitor.page.locator("table").evaluate("element => getComputedStyle(element).direction") == "rtl"
    first, second = (visitor.page.locator("th").nth(at).bounding_box()["x"] for at in (0, 1))
    assert first > second


def test_a_citation_is_copied_as_text_markdown_or_bibtex(visitor: Visitor) -> None:
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.go("/")
    visitor.ask(QUESTION)
    visitor.page.locator("details.cite summary").first.click()
    for form, part in (("Text", "“Mayor Ada"), ("Markdown", "> Mayor Ada"), ("BibTeX", "@misc{")):
        visitor.page.get_by_role("button", name=f"Copy: {form}").first.click()
        assert visitor.page.evaluate("navigator.clipboard.readText()").startswith(part)
