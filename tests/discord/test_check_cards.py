"""Cards of checks and of the context: within the limits, every line whole."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord.cards.card import Colour
from bot.discord.cards.card_reader import Cited
from bot.discord.cards.check_cards import CitationCheck, check_pages, context_pages, standing_pages
from bot.discord.cards.escaping import unescape, unquoted
from bot.wording.direction import without_isolates
from index.citations.excerpts import Excerpt, ExcerptLine
from index.library.answer import Place
from index.library.verification import Match, Verdict, Verification
from tests.discord.card_samples import WORDS, hold, shown

BASE = "https://quotes.example.org"


def excerpt(*texts: str, citation: str = "news.txt:2", marked: int = 1) -> Excerpt:
    lines = tuple(
        ExcerptLine(n, text, (0, len(text)) if n == marked + 1 else None) for n, text in enumerate(texts, start=1)
    )
    return Excerpt(citation, "news.txt", "News", None, None, None, "0" * 64, lines)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(WORDS, WORDS.map(lambda text: text * 60)), min_size=1, max_size=20))
def test_any_context_is_within_the_limits_and_shows_every_line_whole(texts: list[str]) -> None:
    texts = [text.replace("\n", " ") for text in texts]
    pages = context_pages([excerpt(*texts)], BASE)
    text = ""
    for page in pages:
        hold(page)
        for block in page.blocks[1:]:
            body = [line for line in block.text.split("\n") if line.startswith("> ")]
            text += without_isolates(unescape(unquoted("\n".join(body))))
    for number, line in enumerate(texts, start=1):
        assert f"`{number}` {without_isolates(line)}" in text


def test_the_cited_words_are_bold_in_their_context() -> None:
    (page,) = context_pages([excerpt("Before.", "The words.", "After.")])
    assert [block.text for block in page.blocks[1:]] == ["> `1` Before.\n> `2` **The words.**\n> `3` After."]


def test_a_line_that_is_a_window_shows_where_it_is_cut() -> None:
    line = ExcerptLine(7, "middle", None, offset=10, cut_end=True)
    (page,) = context_pages([Excerpt("a.txt:7", "a.txt", "A", None, None, None, "0", (line,))])
    assert page.blocks[1].text == "> `7` … middle …"


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(Verdict), WORDS, WORDS, st.lists(WORDS, max_size=4), WORDS)
def test_any_check_is_within_the_limits(verdict: Verdict, claim: str, cause: str, texts: list[str], other: str) -> None:
    kinds = ("replaced", "missing", "added", "quotes", "space", "marks")
    differences = tuple((kind, other, claim) for kind in kinds)
    matches = tuple(
        Match(Place("a.txt:1", "a.txt", 0, 1), excerpt("line"), text * 40, 0.9, differences) for text in texts
    )
    for page in check_pages([Verification(claim * 30, verdict, matches, cause=cause)], BASE):
        hold(page)
        for one in shown(page).quotes:
            assert one.citation == "a.txt:1"
    cited = Cited("a.txt:1", claim * 20)
    for page in standing_pages([CitationCheck(cited, verdict, matches), CitationCheck(cited, Verdict.VERBATIM)], BASE):
        hold(page)


def test_a_check_says_its_verdict_first_and_its_colour_agrees() -> None:
    verdicts = {verdict: check_pages([Verification("x", verdict)])[0] for verdict in Verdict}
    assert verdicts[Verdict.VERBATIM].colour is Colour.ANSWER
    assert verdicts[Verdict.NEARLY].colour is Colour.UNSURE
    assert verdicts[Verdict.NOWHERE].colour is verdicts[Verdict.NO_SUCH_PLACE].colour is Colour.WRONG
    assert len({page.blocks[0].text.split("\n")[0] for page in verdicts.values()}) == len(Verdict)


def test_words_that_were_not_searched_for_everywhere_are_not_denied() -> None:
    (page,) = check_pages([Verification("words", Verdict.NOWHERE, unsearched="2 files were not searched.")])
    assert "Not in the sources" not in page.blocks[0].text
    assert "2 files were not searched." in page.blocks[0].text
    assert page.colour is Colour.UNSURE
    (page,) = standing_pages([CitationCheck(Cited("a.txt:1", "words"), Verdict.NOWHERE, certain=False)])
    assert not any("gone" in block.text for block in page.blocks)


def test_a_match_is_shown_as_a_reader_of_the_page_sees_it_with_what_differs_bold() -> None:
    differences = (("replaced", "cold", "hot"), ("marks", "", "`"), ("marks", "", "**"))
    match = Match(Place("a.md:1", "a.md", 0, 17), excerpt("line"), "a `hot` **line**.", 0.9, differences, "a hot line.")
    (page,) = check_pages([Verification("a cold line.", Verdict.NEARLY, (match,), total=1)])
    shown = page.blocks[1].text
    assert shown.startswith("> a **hot** line.\n")
    assert shown.count("The file has marks that a page hides") == 1


def test_the_words_that_differ_are_bold_and_not_the_same_letters_in_other_words() -> None:
    text = "The council approved a budget, and then a bridge."
    differences = (("replaced", "the", "a"),)
    match = Match(Place("a.txt:1", "a.txt", 0, len(text)), excerpt("line"), text, 0.9, differences)
    claim = "“The council approved a budget, and then the bridge.”"
    (page,) = check_pages([Verification(claim, Verdict.NEARLY, (match,), total=1)])
    assert page.blocks[1].text.startswith("> The council approved a budget, and then **a** bridge.\n")


def test_the_words_that_the_source_has_otherwise_are_struck_out_of_the_claim() -> None:
    text = "A cat sat on a mat."
    match = Match(Place("a.txt:1", "a.txt", 0, len(text)), excerpt("line"), text, 0.9, (("replaced", "the", "a"),))
    (page,) = check_pages([Verification("A cat sat on the mat.", Verdict.NEARLY, (match,), total=1)])
    assert page.blocks[0].text.endswith("-# Checked: A cat sat on ~~the~~ mat.")


def test_what_stands_takes_one_line_each_and_is_not_repeated() -> None:
    matches = tuple(Match(Place(f"a.txt:{n}", "a.txt", 0, 9), excerpt("line"), "The words") for n in (1, 2))
    (page,) = check_pages([Verification("The words", Verdict.VERBATIM, matches)])
    assert [block.text for block in page.blocks[1:]] == ["-# `a.txt:1` · News", "-# `a.txt:2`"]
    assert [button.label for row in page.rows for button in row] == ["Context", "Delete"]
    cited = Cited("a.txt:1", "The words " * 50)
    (page,) = standing_pages([CitationCheck(cited, Verdict.AT_CITATION)])
    assert page.blocks[1].text.startswith("-# `a.txt:1` · ✅ stands as cited · The words The")
    assert page.blocks[1].text.endswith("…")


def test_every_check_that_all_can_see_can_be_deleted_and_no_private_one() -> None:
    for private in (False, True):
        (page,) = check_pages([Verification("x", Verdict.NOWHERE)], private=private)
        assert [button.label for row in page.rows for button in row] == ([] if private else ["Delete"])
