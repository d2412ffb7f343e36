"""The lines below a quote: the citation first and whole, then other places, and a warning."""

import datetime as dt

import pytest

from bot.discord.cards.citing import CHANGED, REMARK, TITLE, article, below, cited, remark
from index.library.answer import Place
from tests.discord.card_samples import quote
from tests.discord.markdown_reader import render


def test_a_citation_is_a_code_span_and_empty_remarks_are_left_out() -> None:
    assert cited("a.txt:1") == "-# `a.txt:1`"
    assert cited("a.txt:1", "", "part 1 of 2", "") == "-# `a.txt:1` · part 1 of 2"
    long = f"{'n' * 500}.txt:1"
    assert cited(long) == f"-# `{long}`"


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
    expected = [one for one in (line, CHANGED if changed else None) if one]
    assert list(lines("")) == ["-# `news.txt:1`", *expected]
    assert list(lines("part 1 of 2")) == ["-# `news.txt:1` · part 1 of 2", *expected]
