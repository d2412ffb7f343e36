"""Cards of answers: within the limits, whole quotes, pages and their buttons."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.discord.cards.answer_cards import CLOSEST, MAX_QUESTION, answer_card, answer_pages
from bot.discord.cards.button_state import Action
from bot.discord.cards.card import Colour, Role
from bot.discord.client.message_text import clean
from index.conversation.small_talk import Talk
from index.library.answer import Place, Quote
from index.ranking.refusal import Reason, ReasonCode
from index.ranking.support import Outcome
from tests.discord.card_samples import WORDS, answer, hold, quote, quotes, shown

CHECK = "Check against the files"
VOTES = ("👍", "👎")
BASES = st.sampled_from([None, "https://quotes.example.org", f"https://{'long' * 20}.example.org{'/path' * 20}"])
"""The address of the website to which citations are linked."""


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    st.lists(quotes(), max_size=5),
    WORDS,
    st.lists(WORDS, max_size=4),
    st.one_of(st.none(), WORDS),
    st.booleans(),
    BASES,
)
def test_any_answer_is_within_the_limits_and_quotes_everything_whole(  # noqa: PLR0913, PLR0917 - each is drawn
    passages: list[Quote], question: str, notes: list[str], before: str | None, private: bool, base: str | None
) -> None:
    question, before = clean(question) or "?", clean(before) if before else None
    whole = answer(*passages, question=question, notes=tuple(notes), lead=question[:99])
    pages = answer_pages(whole, before or "", base)
    found = []
    for number in range(len(pages)):
        card = answer_card(pages, number, private=private)
        hold(card)
        read_back = shown(card)
        assert (read_back.question, read_back.before) == (question, before or "")
        found += read_back.quotes
    first = {one.citation for one in whole.quotes or whole.others[:CLOSEST]}
    expected = [
        (one.citation, one.text)
        for passage in (*whole.quotes, *whole.others)
        for one in (passage, passage.antecedent if passage.citation in first else None)
        if one is not None and (one is passage or one.citation not in first)
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
    (page,) = answer_pages(answer(quote(matches=((4, 9), (21, 28)), answer=(4, 9))))
    assert page.colour is Colour.ANSWER
    assert [block.text for block in page.blocks] == [
        "### Who opened the library?",
        "The sources say:",
        (
            "> The __**mayor**__ opened the library.\n"
            "-# [News](<https://example.org/news>) · The Paper · 4 March 2020\n"
            "-# `news.txt:1`"
        ),
    ]


def test_a_refusal_looks_different_and_says_why_before_the_closest_lines() -> None:
    (page,) = answer_pages(answer(quote(quoted=False), lead="The sources do not say who."))
    assert page.colour is Colour.DECLINE
    lead = next(block.text for block in page.blocks if block.role is Role.LEAD)
    assert lead.split("\n") == [
        "🚫 The sources do not say who.",
        "-# The closest lines:",
    ]
    assert "`/sources`" in page.blocks[-1].text


def test_without_a_lead_an_answer_begins_with_its_quote() -> None:
    (page,) = answer_pages(answer(quote(), lead=""))
    assert [block.role for block in page.blocks] == [Role.QUESTION, Role.QUOTE]


def test_small_talk_is_no_refusal_and_says_what_can_be_asked() -> None:
    hello = answer(lead="Hello!", talk=Talk.GREETING, suggested="For example:", suggestions=("Who is *he*?",))
    (page,) = answer_pages(hello)
    assert page.colour is Colour.PLAIN
    assert page.blocks[1].text == "Hello!\n-# For example:\n- Who is \\*he\\*?"


def test_what_is_no_answer_cannot_be_voted_on() -> None:
    hello = answer_pages(answer(lead="Hello!", talk=Talk.GREETING))
    refusal = answer_pages(answer(lead="The sources do not say who."))
    pages = answer_pages(answer(quote(), quote("Another.", rank=2, quoted=False)))
    cards = [answer_card(hello, 0), answer_card(pages, 1), answer_card(pages, 0, private=True)]
    voted = [answer_card(refusal, 0), answer_card(pages, 0)]
    found = [{button.action for row in card.rows for button in row} for card in (*cards, *voted)]
    assert [Action.LIKE in actions for actions in found] == [False] * 3 + [True] * 2
    assert [Action.DISLIKE in actions for actions in found] == [False] * 3 + [True] * 2


def test_the_three_outcomes_have_a_colour_and_a_mark_of_their_own() -> None:
    unsure = replace(answer(quote()), outcome=Outcome.UNSURE, reason=Reason(ReasonCode.APART))
    pages = [answer_pages(one)[0] for one in (answer(quote()), unsure, answer())]
    assert len({page.colour for page in pages}) == 3
    assert [page.blocks[1].text[0] for page in pages] == ["T", "❔", "🚫"]


def test_notes_say_nothing_that_the_card_says_anyway() -> None:
    notes = ("Took “library” from the question before.", "Took “mayr” for “mayor”.")
    both = answer(quote(), quote(rank=2, title="Olds"), notes=notes, inherited="library")
    (page,) = answer_pages(both, "Where is the library?")
    assert page.blocks[2].text == "The sources say:\n-# Took “mayr” for “mayor”."


def test_other_passages_do_not_repeat_what_they_go_on_from() -> None:
    pages = answer_pages(answer(quote(), quote("He left.", rank=2, quoted=False, antecedent=quote())))
    assert [one.citation for one in shown(pages[1]).quotes] == ["news.txt:2"]
    assert pages[1].colour is Colour.PLAIN


def test_the_next_best_lines_follow_on_later_pages_and_are_called_that() -> None:
    passages = [quote(rank=1), *(quote(f"Line {n}.", rank=n, quoted=False) for n in range(2, 7))]
    pages = answer_pages(answer(*passages))
    assert [len(shown(page).quotes) for page in pages] == [1, 3, 2]
    assert "Not part of the answer" in pages[1].blocks[1].text
    assert pages[0].blocks[-1].role is Role.QUOTE
    assert [page.blocks[-1].text for page in pages[1:]] == [f"-# Page {n} of 3" for n in (2, 3)]


def test_who_he_is_stands_below_as_context_and_the_source_that_changed_is_marked() -> None:
    (page,) = answer_pages(answer(quote("He left.", rank=2, antecedent=quote("Bob came."), changed=True)))
    quoted, context = shown(page).quotes
    assert (context.words, context.context) == ("Bob came.", True)
    assert (quoted.words, quoted.context) == ("He left.", False)
    assert "has changed since it was read" in page.blocks[-2].text
    assert page.blocks[-1].text == "-# Goes on from:\n> Bob came.\n-# `news.txt:1`"


def test_other_places_of_the_same_words_are_named() -> None:
    also = tuple(Place(f"b.txt:{n}", "b.txt", 0, 1) for n in range(1, 6))
    (page,) = answer_pages(answer(quote(also=also)))
    assert "-# Also at `b.txt:1`, `b.txt:2`, `b.txt:3` and 2 more" in page.blocks[-1].text


@pytest.mark.parametrize(
    ("number", "private", "labels"),
    [
        (0, False, ["Context", "Other passages (1)", *VOTES, CHECK, "Follow up", "Delete"]),
        (1, False, ["Context", "Back", CHECK, "Follow up", "Delete"]),
        (0, True, ["Context", "Other passages (1)", CHECK, "Follow up", "Share with everybody"]),
        (9, False, ["Context", "Back", CHECK, "Follow up", "Delete"]),
    ],
)
def test_a_page_has_the_buttons_that_can_do_something(number: int, private: bool, labels: list[str]) -> None:
    pages = answer_pages(answer(quote(), quote("Another.", rank=2, quoted=False)))
    card = answer_card(pages, number, private=private)
    assert [button.label for row in (*card.rows, card.menu) for button in row] == labels
    assert len(card.rows) == 1
    assert len(card.rows[0]) <= 5


def test_a_refusal_without_lines_has_nothing_to_check() -> None:
    card = answer_card(answer_pages(answer()), 0)
    votes = {Action.LIKE, Action.DISLIKE}
    assert {button.action for row in (*card.rows, card.menu) for button in row} == {
        Action.FOLLOW,
        Action.DELETE,
    } | votes


def test_the_fingerprint_changes_with_the_sources() -> None:
    one, same, other = (answer_pages(answer(quote(sha256=sha)))[0].fingerprint for sha in ("a", "a", "b"))
    assert one == same != other


def test_a_question_of_the_longest_kind_leaves_room_for_a_quote() -> None:
    worst = "*" * MAX_QUESTION
    noted = answer(quote("_" * 500), question=worst, notes=(worst,) * 9, lead=worst, suggestions=(worst,) * 3)
    for page in answer_pages(noted, worst):
        hold(page)
