"""Invisible characters on pages: they are shown by number, and turn around or hide nothing."""

from pathlib import Path

import pytest

from bot.web.visible import shown, visible
from bot.wording.direction import Spoken
from tests.web.site import Visitor, visited, words

TURNED = (
    "The garden was opened by \u202eEve Mallory\u202c in 1901, not later.\n\nIts wall is 7\u200b00 \u200fmetres long.\n"
)
SIGNS = "//bdi[@class='sign']/@data-sign"


def test_a_character_that_one_cannot_see_is_set_apart_with_its_number() -> None:
    assert visible("a\u202eb") == 'a<bdi class="sign" dir="ltr" data-sign="U+202E">\u202e</bdi>b'
    assert visible("<b> “naïve” 中文 👩‍💻") == "&lt;b&gt; “naïve” 中文 👩‍💻"


def test_templates_leave_out_what_one_cannot_see_but_not_what_sets_our_own_words_apart() -> None:
    assert shown("a\u202eb") == "ab"
    assert shown(Spoken("\u2068a\u2069")) == "\u2068a\u2069"
    assert shown(visible("a\u202eb")) == visible("a\u202eb")


@pytest.mark.parametrize("path", ["/ask?q=Who opened the garden?", "/source/garden.txt", "/source/garden.txt?at=1"])
async def test_a_source_cannot_turn_words_around_on_a_page(tmp_path: Path, path: str) -> None:
    (tmp_path / "garden.txt").write_text(TURNED, "utf-8")
    async with visited(tmp_path) as visitor:
        page = await visitor.page(path)
    assert {"U+202E", "U+202C", "U+200B", "U+200F"} == set(page.xpath(SIGNS))
    beside = page.xpath("//text()[not(ancestor::bdi[@class='sign'] or ancestor::pre)]")
    assert not [one for one in beside if "\u202e" in one]
    assert "opened by \u202eEve Mallory\u202c in 1901" in "".join(page.itertext())


async def test_a_check_shows_what_hides_in_a_claim(tmp_path: Path) -> None:
    (tmp_path / "garden.txt").write_text(TURNED, "utf-8")
    async with visited(tmp_path) as visitor:
        page = await visitor.sent("/check", {"text": "“The garden was opened by Eve \u202eMallory in 1901”"})
    assert "U+202E" in page.xpath(f"//blockquote{SIGNS}")


async def test_what_hides_in_a_question_or_a_title_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "garden.md").write_text("# The gar\u202eden\n\nIt was opened in 1901 by Eve.\n", "utf-8")
    async with visited(tmp_path) as visitor:
        page = await visitor.page("/ask?q=When was it op\u200bened in \u202ethe garden?")
    assert words(page, "//h1") == "When was it opened in the garden?"
    assert words(page, "//cite") == "The garden"


async def test_an_article_is_named_from_the_right_if_its_title_is_read_so(tmp_path: Path, visitor: Visitor) -> None:
    (tmp_path / "a.md").write_text("# قواعد المتحف\n\n## الأسعار\n\nثمن التذكرة خمسة دنانير.\n", "utf-8")
    async with visited(tmp_path) as arab:
        page = await arab.page("/ask?q=كم ثمن التذكرة؟")
    assert page.xpath("//p[@class='whose']/@dir")[0] == "rtl"
    english = await visitor.page("/ask?q=Who opened the Riverside library?")
    assert english.xpath("//p[@class='whose']/@dir")[0] == "ltr"


async def test_suggestions_from_right_to_left_have_their_bullets_at_the_right(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# قواعد المتحف\n\n## كيفية حجز زيارة\n\nاختر اليوم من التقويم.\n", "utf-8")
    async with visited(tmp_path) as arab:
        page = await arab.page("/ask?q=كيف أطبخ زيارة؟")
    assert page.xpath("//section[@class='suggested']/ul/@dir") == ["rtl"]
