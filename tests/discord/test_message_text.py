"""The text of a message: cleaned, told apart from what is no question, parted into claims."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.client.message_text import claims_in, clean, reads_like_question, without_mention


@pytest.mark.parametrize(
    "text",
    [
        "Who opened the library?",
        "who opened the library",
        "what's the cost of it",
        "Is the bridge open",
        "Wer hat die Bibliothek eröffnet?",
        "谁开了图书馆？",
        "من فتح المكتبة؟",
        '"Did he say so?"',
    ],
)
def test_a_post_that_asks_reads_like_a_question(text: str) -> None:
    assert reads_like_question(text)


@pytest.mark.parametrize("text", ["", "Good morning.", "Who knows", "I know who opened it.", "what a day", "😀"])
def test_a_post_that_does_not_ask_does_not(text: str) -> None:
    assert not reads_like_question(text)


@given(st.text(max_size=80))
def test_a_cleaned_question_is_one_visible_line_and_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not set(cleaned) & set("\n\r\t\u200b\u202e\ufeff\u2066")
    assert cleaned == cleaned.strip()


def test_mentions_of_the_bot_go_and_those_of_people_become_names() -> None:
    assert without_mention("<@1> who is <@!2> or <@3>?", 1, {2: "Ada"}) == "who is @Ada or @someone?"


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("> one\n> two\nand\n> three", ("one\ntwo", "three")),
        ("He said “these are words in curly marks” today", ("these are words in curly marks",)),
        (
            'a "first quoted sentence" and a "second quoted sentence"',
            ("first quoted sentence", "second quoted sentence"),
        ),
        ('a "short" word', ('a "short" word',)),
        ("nothing is quoted here", ("nothing is quoted here",)),
        ("library.txt:12", ("library.txt:12",)),
        ("  ", ()),
        ("\n".join(f"> quote {n}\n-" for n in range(9)), tuple(f"quote {n}" for n in range(9))),
    ],
)
def test_what_a_message_quotes_is_what_is_checked(text: str, claims: tuple[str, ...]) -> None:
    assert claims_in(text) == claims
