"""The lines below a quote: the citation first and whole, then other places, and a warning."""

import datetime as dt

import pytest

from bot.discord.cards.citing import ADDRESS, REMARK, TITLE, article, below, cited, remark
from bot.page_link import page_url
from bot.wording.speaking import shipped
from index.library.answer import Place
from tests.discord.card_samples import quote
from tests.discord.markdown_reader import render

BASE = "https://quotes.example.org"


def test_a_citation_is_a_code_span_and_empty_remarks_are_left_out() -> None:
    assert cited("a.txt:1") == "-# `a.txt:1`"
    assert cited("a.txt:1", "", "part 1 of 2", "") == "-# `a.txt:1` · part 1 of 2"
    long = f"{'n' * 500}.txt:1"
    assert cited(long) == f"-# `{long}`"


def test_a_citation_is_linked_to_its_page_as_a_whole_and_still_a_code_span() -> None:
    page = page_url(BASE, "a b.txt:1", "0" * 64, "Words.")
    assert cited("a b.txt:1", "part 1 of 2", address=page) == f"-# [`a b.txt:1`](<{page}>) · part 1 of 2"
    assert render(cited("a b.txt:1", address=page)).text == "a b.txt:1"
    long = f"{BASE}/{'a' * ADDRESS}"
    assert cited("a.txt:1", address=long) == "-# `a.txt:1`"


@pytest.mark.parametrize("name", ["a[1].txt", "a](<https://evil.example>) [b.txt", "[", "]"])
def test_a_name_with_brackets_has_its_link_beside_it(name: str) -> None:
    page = page_url(BASE, f"{name}:1")
    line = cited(f"{name}:1", address=page)
    assert line == f"-# `{name}:1` [page](<{page}>)"
    assert render(line).text == f"{name}:1 page"


@pytest.mark.parametrize(
    ("known", "text"),
    [
        ((None, None, None, None), ""),
        (("News", None, None, None), "News"),
        (("News", "The Paper", dt.date(2020, 3, 4), None), "News · The Paper · 4 March 2020"),
        (("News", None, None, "https://example.org/"), "[News](<https://example.org/>)"),
        (("News", None, None, "javascript:alert(1)"), "News"),
        ((None, "The *Paper*", None, None), "The \\*Paper\\*"),
    ],
)
def test_an_article_is_named_by_what_is_known_of_it(
    known: tuple[str | None, str | None, dt.date | None, str | None], text: str
) -> None:
    assert article(*known) == text


def test_a_long_title_or_remark_is_cut_and_stands_on_one_line() -> None:
    assert len(render(article("t" * 500, None, None, None)).text) == TITLE
    assert render(remark("a\n\u200bb  c" + "d" * 500)).text == "a b c" + "d" * (REMARK - 6) + "…"


@pytest.mark.parametrize(
    ("places", "line"),
    [
        (0, None),
        (1, "-# Also at `b.txt:1`"),
        (3, "-# Also at `b.txt:1`, `b.txt:2`, `b.txt:3`"),
        (4, "-# Also at `b.txt:1`, `b.txt:2`, `b.txt:3` and 1 more"),
    ],
)
@pytest.mark.parametrize("changed", [False, True])
def test_the_lines_below_are_the_citation_then_other_places_then_the_warning(
    places: int, line: str | None, changed: bool
) -> None:
    also = tuple(Place(f"b.txt:{n}", "b.txt", 0, 1) for n in range(1, places + 1))
    lines = below(quote(also=also, changed=changed))
    expected = [one for one in (line, f"-# ⚠ {shipped().say('card.changed')}" if changed else None) if one]
    assert list(lines("")) == ["-# `news.txt:1`", *expected]
    assert list(lines("part 1 of 2")) == ["-# `news.txt:1` · part 1 of 2", *expected]


def test_other_places_are_linked_too() -> None:
    one = quote(also=(Place("b.txt:2", "b.txt", 0, 1),))
    assert list(below(one, BASE)(""))[1] == f"-# Also at [`b.txt:2`](<{BASE}/source/b.txt?at=2#L2>)"
    assert list(below(one, BASE, alone=True)("")) == [
        cited("news.txt:1", address=page_url(BASE, "news.txt:1", one.sha256, one.text))
    ]
