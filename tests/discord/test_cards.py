"""Cards: within Discord's limits whatever they quote, and nothing quoted is ever cut."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answers import WordedAnswer
from bot.discord.cards.answer_cards import MAX_QUESTION, answer_card, answer_pages
from bot.discord.cards.button_state import Action
from bot.discord.cards.card import MAX_BUTTONS, MAX_COMPONENTS, MAX_TEXT, Card, Colour, Role
from bot.discord.cards.check_cards import CitationCheck, check_pages, context_pages, standing_pages
from bot.discord.cards.escaping import unescape, unquoted
from bot.discord.cards.info_cards import about_card, found_card, sources_card
from bot.discord.cards.reading import Cited, Shown, read
from bot.discord.client.asking import clean
from index.citations.excerpts import Excerpt, ExcerptLine
from index.documents.folder import Problem
from index.documents.source import Metadata
from index.library.answer import Place, Quote
from index.library.verification import Match, Verdict, Verification
from index.query.question import AnswerType
from index.retrieval.engine import Record
from tests.discord.markdown_reader import render

OURS = {"bold", "underline", "quote", "subtext", "code", "masked link", "angled link", "heading", "italic", "list"}
WORDS = st.text(min_size=1, max_size=120).map(lambda text: text.replace("\r", "")).filter(lambda text: text.strip())
NAMES = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=40)


def quote(
    text: str = "The mayor opened the library.",
    *,
    name: str = "news.txt",
    rank: int = 1,
    quoted: bool = True,
    **more: Any,
) -> Quote:
    given = {
        "title": "News",
        "publisher": "The Paper",
        "date": dt.date(2020, 3, 4),
        "url": "https://example.org/news",
        "sha256": "0" * 64,
    } | more
    return Quote(
        rank=rank,
        quoted=quoted,
        score=1.0,
        citation=f"{name}:{rank}",
        source=name,
        start=0,
        end=len(text),
        line=rank,
        column=1,
        end_line=rank,
        end_column=len(text),
        text=text,
        **given,
    )


def answer(*passages: Quote, question: str = "Who opened the library?", **more: Any) -> WordedAnswer:
    answered = any(one.quoted for one in passages)
    given = {
        "reason": None if answered else "'library' appears nowhere in the sources",
        "lead": "The sources say:",
    } | more
    return WordedAnswer(question, AnswerType.PERSON, answered, 0.9, passages=passages, **given)


def shown(card: Card) -> Shown:
    """The card as it is read back from a message."""
    return read(
        (block.role + at if block.role >= Role.QUOTE else int(block.role), block.text)
        for at, block in enumerate(card.blocks)
    )


def hold(card: Card) -> None:
    assert card.text_length <= MAX_TEXT
    assert card.components <= MAX_COMPONENTS
    assert all(1 <= len(row) <= MAX_BUTTONS for row in card.rows)
    assert all(len(button.label) <= 80 for row in card.rows for button in row)
    assert all(block.text.strip() for block in card.blocks)
    for block in card.blocks:
        assert set(render(block.text).rules) <= OURS, block.text


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    long = draw(st.sampled_from([1, 1, 1, 30, 90]))
    text = " ".join([draw(WORDS)] * long)
    end = len(text)
    span = st.tuples(st.integers(0, end), st.integers(0, end))
    name = draw(NAMES)
    return quote(
        text,
        name=name,
        rank=draw(st.integers(1, 9999)),
        quoted=draw(st.booleans()),
        title=draw(st.one_of(NAMES, st.just("T" * 500))),
        publisher=draw(st.one_of(st.none(), NAMES)),
        date=draw(st.one_of(st.none(), st.dates())),
        url=draw(st.one_of(st.none(), st.just("https://example.org/a(b)?c=*d*"))),
        matches=tuple(draw(st.lists(span, max_size=3))),
        answer=draw(st.one_of(st.none(), span)),
        also=tuple(Place(f"{name}:{n}", name, 0, 1) for n in range(draw(st.integers(0, 5)))),
        changed=draw(st.booleans()),
        antecedent=draw(st.one_of(st.none(), WORDS.map(lambda words: quote(words, rank=0)))),
    )


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(quotes(), max_size=5), WORDS, st.lists(WORDS, max_size=4), st.one_of(st.none(), WORDS), st.booleans())
def test_any_answer_is_within_the_limits_and_quotes_everything_whole(
    passages: list[Quote], question: str, notes: list[str], before: str | None, private: bool
) -> None:
    question, before = clean(question) or "?", clean(before) if before else None
    whole = answer(*passages, question=question, notes=tuple(notes), lead=question[:99])
    pages = answer_pages(whole, before or "")
    found: list[Cited] = []
    for number in range(len(pages)):
        card = answer_card(pages, number, private=private)
        hold(card)
        read_back = shown(card)
        assert read_back.said == (question, before or "")
        found += read_back.quotes
    expected = [
        (one.citation, one.text)
        for passage in (*whole.quotes, *whole.others)
        for one in (passage, passage.antecedent)
        if one is not None
    ]
    joined: list[tuple[str, str]] = []
    for one in found:
        joined.append((one.citation, one.words))
        while len(joined) > 1 and joined[-2] not in expected and joined[-2][0] == joined[-1][0]:
            last = joined.pop()
            joined[-1] = (last[0], joined[-1][1] + last[1])
    assert joined == expected


def test_a_long_sentence_is_shown_in_parts_that_say_so() -> None:
    text = " ".join(f"word{number}" for number in range(2000))
    pages = answer_pages(answer(quote(text)))
    parts = [block for page in pages for block in page.blocks if block.role is Role.QUOTE]
    assert len(parts) > 3
    assert "part 1 of" in parts[0].text
    assert f"part {len(parts)} of {len(parts)}" in parts[-1].text
    assert "".join(one.words for page in pages for one in shown(page).quotes) == text


def test_a_short_answer_is_one_page_with_the_citation_below_the_quote() -> None:
    (page,) = answer_pages(answer(quote(matches=((4, 9),), answer=(4, 9))))
    assert page.colour is Colour.ANSWER
    assert [block.text for block in page.blocks] == [
        "### Who opened the library?",
        "The sources say:",
        (
            "> The __**mayor**__ opened the library.\n"
            "-# `news.txt:1` · [News](<https://example.org/news>) · The Paper · 4 March 2020"
        ),
    ]


def test_a_refusal_looks_different_and_says_why_before_the_closest_lines() -> None:
    (page,) = answer_pages(answer(quote(quoted=False), lead="The sources do not say who."))
    assert page.colour is Colour.DECLINE
    lead = next(block.text for block in page.blocks if block.role is Role.LEAD)
    assert lead.split("\n") == [
        "**The sources do not say who.**",
        "'library' appears nowhere in the sources.",
        "-# The closest lines, which do not answer it:",
    ]


def test_the_next_best_lines_follow_on_later_pages_and_are_called_that() -> None:
    passages = [quote(rank=1), *(quote(f"Line {n}.", rank=n, quoted=False) for n in range(2, 7))]
    pages = answer_pages(answer(*passages))
    assert [len(shown(page).quotes) for page in pages] == [1, 3, 2]
    assert "Next best lines, not part of the answer" in pages[1].blocks[1].text
    assert [page.blocks[-1].text for page in pages] == [f"-# Page {n} of 3" for n in (1, 2, 3)]


def test_who_he_is_stands_below_as_context_and_the_source_that_changed_is_marked() -> None:
    (page,) = answer_pages(answer(quote("He left.", rank=2, antecedent=quote("Bob came."), changed=True)))
    quoted, context = shown(page).quotes
    assert (context.words, context.context) == ("Bob came.", True)
    assert (quoted.words, quoted.context) == ("He left.", False)
    assert "has changed since it was read" in page.blocks[-2].text
    assert page.blocks[-1].text == "-# Context, the sentence that it goes on from:\n> Bob came.\n-# `news.txt:1`"


def test_other_places_of_the_same_words_are_named() -> None:
    also = tuple(Place(f"b.txt:{n}", "b.txt", 0, 1) for n in range(1, 6))
    (page,) = answer_pages(answer(quote(also=also)))
    assert "-# Also at `b.txt:1`, `b.txt:2`, `b.txt:3` and 2 more" in page.blocks[-1].text


@pytest.mark.parametrize(
    ("number", "private", "labels"),
    [
        (0, False, ["Show in context", "Check", "More", "Follow up", "Delete"]),
        (1, False, ["Show in context", "Check", "Back", "Follow up", "Delete"]),
        (0, True, ["Show in context", "Check", "More", "Follow up", "Share"]),
        (9, False, ["Show in context", "Check", "Back", "Follow up", "Delete"]),
    ],
)
def test_a_page_has_the_buttons_that_can_do_something(number: int, private: bool, labels: list[str]) -> None:
    pages = answer_pages(answer(quote(), quote("Another.", rank=2, quoted=False)))
    card = answer_card(pages, number, private=private)
    assert [button.label for row in card.rows for button in row] == labels


def test_a_refusal_without_lines_has_nothing_to_check() -> None:
    card = answer_card(answer_pages(answer()), 0)
    assert {button.action for row in card.rows for button in row} == {Action.FOLLOW, Action.DELETE}


def test_the_fingerprint_changes_with_the_sources() -> None:
    one, same, other = (answer_pages(answer(quote(sha256=sha)))[0].fingerprint for sha in ("a", "a", "b"))
    assert one == same != other


def excerpt(*texts: str, citation: str = "news.txt:2", marked: int = 1) -> Excerpt:
    lines = tuple(
        ExcerptLine(n, text, (0, len(text)) if n == marked + 1 else None) for n, text in enumerate(texts, start=1)
    )
    return Excerpt(citation, "news.txt", "News", None, None, None, "0" * 64, lines)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(WORDS, WORDS.map(lambda text: text * 60)), min_size=1, max_size=20))
def test_any_context_is_within_the_limits_and_shows_every_line_whole(texts: list[str]) -> None:
    texts = [text.replace("\n", " ") for text in texts]
    pages = context_pages([excerpt(*texts)])
    text = ""
    for page in pages:
        hold(page)
        for block in page.blocks[1:]:
            body = [line for line in block.text.split("\n") if line.startswith("> ")]
            text += unescape(unquoted("\n".join(body)))
    for number, line in enumerate(texts, start=1):
        assert f"`{number}` {line}" in text


def test_the_cited_words_are_bold_in_their_context() -> None:
    (page,) = context_pages([excerpt("Before.", "The words.", "After.")])
    assert [block.text for block in page.blocks[1:]] == ["> `1` Before.", "> `2` **The words.**", "> `3` After."]


def test_a_line_that_is_a_window_shows_where_it_is_cut() -> None:
    line = ExcerptLine(7, "middle", None, offset=10, cut_end=True)
    (page,) = context_pages([Excerpt("a.txt:7", "a.txt", "A", None, None, None, "0", (line,))])
    assert page.blocks[1].text == "> `7` … middle …"


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(Verdict), WORDS, WORDS, st.lists(WORDS, max_size=4), WORDS)
def test_any_check_is_within_the_limits(verdict: Verdict, claim: str, cause: str, texts: list[str], other: str) -> None:
    kinds = ("replaced", "missing", "added", "quotes", "space")
    differences = tuple((kind, other, claim) for kind in kinds)
    matches = tuple(
        Match(Place("a.txt:1", "a.txt", 0, 1), excerpt("line"), text * 40, 0.9, differences) for text in texts
    )
    for page in check_pages([Verification(claim * 30, verdict, matches, cause=cause)]):
        hold(page)
    cited = Cited("a.txt:1", claim * 20)
    for page in standing_pages([CitationCheck(cited, verdict, matches), CitationCheck(cited, Verdict.STANDS)]):
        hold(page)


def test_a_check_says_its_verdict_first_and_its_colour_agrees() -> None:
    verdicts = {verdict: check_pages([Verification("x", verdict)])[0] for verdict in Verdict}
    assert verdicts[Verdict.STANDS].colour is Colour.ANSWER
    assert verdicts[Verdict.NEARLY].colour is Colour.DECLINE
    assert verdicts[Verdict.ABSENT].colour is verdicts[Verdict.NOWHERE].colour is Colour.WRONG
    assert len({page.blocks[0].text.split("\n")[0] for page in verdicts.values()}) == len(Verdict)


def record(number: int, title: str = "") -> Record:
    metadata = Metadata(title=title or None, publisher="The Paper", date=dt.date(2020, 3, 4))
    return Record(f"{number:03}.txt", title or f"{number:03}", "0" * 64, 1200, 340, 0, metadata)


@settings(max_examples=30, deadline=None)
@given(st.lists(NAMES, max_size=30), st.integers(0, 5), WORDS)
def test_any_list_of_sources_is_within_the_limits(titles: list[str], number: int, typed: str) -> None:
    records = [record(at, title * 5) for at, title in enumerate(titles)]
    hold(sources_card(records, [Problem("a", "b")], number, private=False))
    hold(found_card(records, typed))
    hold(about_card(typed, "1.0", 3, []))


def test_sources_are_listed_by_pages_with_their_names_to_cite() -> None:
    records = [record(number, f"Title {number}") for number in range(20)]
    card = sources_card(records, [Problem("x.txt", "empty")], 1, private=True)
    assert card.blocks[0].text == "### 20 sources\n-# 1 more cannot be read; the log says why"
    assert card.blocks[1].text == "Title 8 · The Paper · 4 March 2020\n-# `008.txt` · 1,200 lines · 340 sentences"
    assert card.blocks[-1].text == "-# Page 2 of 3"
    assert [button.label for row in card.rows for button in row] == ["Back", "More"]


def test_a_question_of_the_longest_kind_leaves_room_for_a_quote() -> None:
    worst = "*" * MAX_QUESTION
    noted = answer(quote("_" * 500), question=worst, notes=(worst,) * 9, lead=worst, reason=worst)
    for page in answer_pages(noted, worst):
        hold(page)
