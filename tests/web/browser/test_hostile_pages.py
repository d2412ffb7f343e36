"""A hostile source, name or question runs nothing, fetches nothing, and is shown as what it is."""

from urllib.parse import quote

import pytest

from tests.web.browser.browsing import Visitor
from tests.web.browser.shelf import HOSTILE, TITLE, WORDS


def test_a_hostile_source_is_shown_as_text_and_runs_nothing(visitor: Visitor) -> None:
    visitor.go(visitor.site.source(HOSTILE))
    page = visitor.page
    assert TITLE.removeprefix("<script>").removesuffix("</script>") in page.locator("h1").inner_text()
    assert page.locator("article img, article iframe, article style, article script, [onmouseover]").count() == 0
    assert page.locator("a[href^='javascript:']").count() == 0
    assert page.locator("article").is_visible()
    for at in range(page.locator("article a").count()):
        assert (page.locator("article a").nth(at).get_attribute("href") or "").startswith(("#", "/", "https://"))


def test_its_words_are_quoted_as_text_and_its_citation_leads_to_it(visitor: Visitor) -> None:
    visitor.go("/")
    visitor.ask("Who wrote the zanzibar log?")
    visitor.page.locator("a.citation").first.click()
    assert HOSTILE in visitor.page.locator(".standing").inner_text()
    assert visitor.page.locator("mark").count()
    assert "zanzibar" in visitor.page.locator("mark").all_inner_texts()[-1] + WORDS


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</title><svg onload=alert(1)>"]
)
def test_a_hostile_question_and_a_hostile_claim_are_shown_as_text(visitor: Visitor, text: str) -> None:
    visitor.go(f"/ask?q={quote(text + ' library')}")
    assert text in visitor.page.locator("h1").inner_text()
    visitor.go("/check")
    visitor.page.locator("textarea").fill(f"“{text} and some more words”")
    visitor.page.locator("form.check button").click()
    visitor.page.locator(".verdict").first.wait_for()
    assert text in visitor.page.locator("textarea").input_value()
    assert visitor.page.locator("main script, main img, main svg").count() == 0


def test_what_a_page_would_run_of_others_is_forbidden(visitor: Visitor) -> None:
    headers = visitor.go("/").headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert visitor.page.locator("script:not([src]), style, [style]").count() == 0


@pytest.mark.parametrize("path", ["/source/../config.toml", "/source/%2e%2e/config.toml", "/source/..%2fconfig.toml"])
def test_a_name_cannot_leave_the_folder(visitor: Visitor, path: str) -> None:
    assert visitor.page.request.get(f"{visitor.site.address}{path}").status == 404
