"""Every page, on a phone and a wide screen, light and dark: axe finds nothing, and nothing runs out at the side."""

from typing import Any

import pytest

from tests.web.browser.browsing import DESKTOP, PHONE, Visitor
from tests.web.browser.shelf import ARABIC, HOSTILE

PAGES = {
    "home": "/",
    "an answer": "/ask?q=Who+opened+the+Riverside+library%3F",
    "steps": "/ask?q=How+do+I+board+the+ferry%3F",
    "a row": "/ask?q=When+does+the+ferry+depart+on+Saturday%3F",
    "unsure": "/ask?q=Who+opened+the+library+of+Skagen%3F",
    "a refusal": "/ask?q=What+is+the+capital+of+France%3F",
    "a greeting": "/ask?q=hello",
    "hostile": "/ask?q=%3Cscript%3Ealert(1)%3C/script%3E+zanzibar+log",
    "an empty question": "/ask?q=",
    "a source": "/source/guide.md",
    "skipped lines": "/source/library.txt",
    "a window": "/source/long.txt?at=3500#L3500",
    "a change": "/source/library.txt?at=4&sha=0123456789abcdef&words=5-0123456789abcdef#L4",
    "no such line": "/source/library.txt?at=4000#L4000",
    "right to left": "ARABIC",
    "a hostile source": "HOSTILE",
    "check": "/check",
    "sources": "/sources",
    "found": "/sources?q=guide",
    "nothing found": "/sources?q=nothing-like-that",
    "no such source": "/source/none.txt",
    "no such page": "/none",
}
LOOKS = [(PHONE, True), (DESKTOP, False)]
"""Widths, and whether dark: the one changes what stands where, the other the colours."""
CLAIMS = "“The library holds 80,000 books” (library.txt:5), “it cost 13 million dollars”, “nothing of the kind at all”"
OPENED = "document.querySelectorAll('details').forEach(one => one.open = true)"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
EXPECTED = ("Failed to load resource",)
"""What a browser says of a page with the status of an error."""


@pytest.fixture(scope="module")
def axe() -> Any:
    module = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed: see CONTRIBUTING.md"
    )
    return module.Axe()


def looked_at(visitor: Visitor, axe: Any) -> list[str]:
    """What is wrong with the page that is shown, with all that it can unfold."""
    page = visitor.page
    page.evaluate(OPENED)
    found = []
    for width, dark in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="dark" if dark else "light")
        where = f"{width} pixels, {'dark' if dark else 'light'}: "
        found += [f"{where}{one}" for one in reports(axe, page)]
        found += [f"{where}runs out at the side"] if page.evaluate(WIDER) > 0 else []
    return found


def reports(axe: Any, page: Any) -> list[str]:
    """What axe finds, each with its elements."""
    violations = axe.run(page).response["violations"]
    return [
        f"{one['id']}: {one['help']}: {'; '.join(node['html'][:200] for node in one['nodes'][:3])}"
        for one in violations
    ]


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_runs_out_at_the_side(visitor: Visitor, axe: Any, name: str) -> None:
    path = {"ARABIC": visitor.site.source(ARABIC), "HOSTILE": visitor.site.source(HOSTILE)}.get(
        PAGES[name], PAGES[name]
    )
    visitor.go(path)
    assert looked_at(visitor, axe) == []
    visitor.faults = [one for one in visitor.faults if not one.startswith(EXPECTED)]


def test_axe_finds_nothing_on_the_verdicts_of_a_check(visitor: Visitor, axe: Any) -> None:
    visitor.go("/check")
    visitor.page.locator("textarea").fill(CLAIMS)
    visitor.page.locator("form.check button").click()
    visitor.page.locator(".verdict").nth(2).wait_for()
    assert looked_at(visitor, axe) == []


def test_axe_finds_nothing_while_a_question_is_completed(visitor: Visitor, axe: Any) -> None:
    visitor.go("/")
    visitor.page.get_by_role("combobox").press_sequentially("libr")
    visitor.page.get_by_role("option").first.wait_for()
    assert reports(axe, visitor.page) == []
    visitor.page.keyboard.press("ArrowDown")
    assert reports(axe, visitor.page) == []
