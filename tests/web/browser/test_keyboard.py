"""Everything can be done with the keys alone, and one sees where one is."""

from typing import Any

import pytest

from tests.web.browser.browsing import Visitor

KEYED = "a[href], button, input:not([type=hidden]), textarea, summary, [tabindex='0']"
STOPS = f"""() => [...document.querySelectorAll("{KEYED}")].filter(one => one.checkVisibility()).length"""
FOCUSED = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    return {tag: one.tagName, text: one.textContent, outline: style.outlineStyle, width: style.outlineWidth};
}"""


def walk(page: Any) -> list[dict[str, str]]:
    """What the key Tab reaches, one after the other, until it comes round."""
    page.evaluate("document.activeElement.blur()")
    found = []
    for _ in range(200):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        if here["tag"] == "BODY":
            break
        found.append(here)
    return found


@pytest.mark.parametrize(
    "path", ["/", "/ask?q=Who+opened+the+Riverside+library%3F", "/source/guide.md?at=7", "/check", "/sources"]
)
def test_tab_reaches_everything_and_shows_where_it_is(visitor: Visitor, path: str) -> None:
    visitor.go(path)
    reached = walk(visitor.page)
    assert len(reached) == visitor.page.evaluate(STOPS)
    assert [one for one in reached if one["outline"] == "none" or one["width"] == "0px"] == []
    assert "Skip" in reached[0]["text"]


def test_a_question_is_asked_and_its_citation_followed_with_the_keys(visitor: Visitor) -> None:
    page = visitor.page
    visitor.go("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("Who opened the Riverside library?")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ask?*")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "citation":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/source/library.txt?at=*")
    assert visitor.sees(page.locator("mark"))


def test_the_focus_is_never_hidden_below_what_stays_at_the_top(visitor: Visitor) -> None:
    visitor.go("/source/long.txt?at=3500#L3500")
    visitor.page.evaluate("document.querySelector('#L3520 a').focus()")
    for _ in range(60):
        visitor.page.keyboard.press("Shift+Tab")
        assert visitor.sees(visitor.page.locator(":focus")), visitor.page.evaluate(FOCUSED)
        if visitor.page.locator(":focus").inner_text().strip() in {"3480", "3481"}:
            break
