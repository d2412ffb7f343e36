"""What people say to a bot that is no question to its sources."""

import pytest

from index.conversation.small_talk import LONGEST, SmallTalk, Talk, small_talk


@pytest.mark.parametrize(
    ("text", "talk"),
    [
        ("Hello!", Talk.GREETING),
        ("hi there", Talk.GREETING),
        ("Guten Tag", Talk.GREETING),
        ("Thanks!", Talk.THANKS),
        ("thank you very much", Talk.THANKS),
        ("help", Talk.HELP),
        ("Help me please", Talk.HELP),
        ("What can I ask you?", Talk.HELP),
        ("hey bot, what can you do?", Talk.HELP),
        ("What is this about?", Talk.OVERVIEW),
        ("what’s this about", Talk.OVERVIEW),
        ("What do you know about?", Talk.OVERVIEW),
        ("summarise this", Talk.OVERVIEW),
        ("Can you summarise the articles?", Talk.OVERVIEW),
        ("TL;DR", Talk.OVERVIEW),
    ],
)
def test_small_talk_is_understood(text: str, talk: Talk) -> None:
    assert small_talk(text) == SmallTalk(talk)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Summarise the first dialogue.", "the first dialogue"),
        ("tldr of Fees?", "Fees"),
        ("Summarise “Late payment”", "Late payment"),
    ],
)
def test_a_summary_names_what_of(text: str, about: str) -> None:
    assert small_talk(text) == SmallTalk(Talk.SUMMARY, about)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "???",
        "What do you know about the hotline?",
        "help desk hours",
        "Is it great?",
        "What is it?",
        "hello world program",
        "Who says thanks to the mayor?",
        "resume the service after a crash",
        "How does the lock work?",
        "hello " * LONGEST,
    ],
)
def test_a_question_is_no_small_talk(text: str) -> None:
    assert small_talk(text) is None
