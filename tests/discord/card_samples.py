"""Quotes, answers and what is held of every card."""

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from bot.answers import WordedAnswer
from bot.discord.cards.card import MAX_BUTTONS, MAX_COMPONENTS, MAX_TEXT, Card, Role
from bot.discord.cards.card_reader import Shown, read
from index.library.answer import Place, Quote
from index.query.answer_type import AnswerType
from index.ranking.refusal import Reason, ReasonCode
from index.ranking.support import Outcome
from tests.discord.markdown_reader import render

WORDS = st.text(min_size=1, max_size=120).map(lambda text: text.replace("\r", "")).filter(lambda text: text.strip())
OURS = {
    "bold",
    "underline",
    "quote",
    "subtext",
    "code",
    "masked link",
    "angled link",
    "heading",
    "italic",
    "list",
    "strike",
    "code block",
}
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
        "reason": None if answered else Reason(ReasonCode.NOWHERE, ("library",)),
        "lead": "The sources say:",
    } | more
    outcome = Outcome.ANSWERED if answered else Outcome.DECLINED
    return WordedAnswer(question, AnswerType.PERSON, outcome, 0.9, passages=passages, **given)


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
