"""The lines of the list: how often and how, within what Discord takes, and nothing in them does anything."""

from bot.discord.cards.escaping import length
from bot.discord.cards.unanswered_text import group_text, head_text
from tests.discord.markdown_reader import render

URL = "https://discord.com/channels/1/2/3"


def told(*questions: str, citations: tuple[str, ...] = (), dislikes: int = 0) -> str:
    return group_text(questions, citations, {"declined": 2, "unsure": 1}, dislikes=dislikes, at=1234.5, url=URL)


def test_a_group_tells_its_wordings_its_times_its_outcomes_and_the_last() -> None:
    assert told("Who won?", "who was it that won", "won: who", "Who did win?", dislikes=1).split("\n") == [
        "**Who won?**",
        "-# Also: “who was it that won”, “won\\: who” and 1 more".replace("\\", ""),
        f"-# Asked 3 times · 2 declined · 1 unsure · 1 👎 · last <t:1234:R>, [there](<{URL}>)",
    ]


def test_without_words_a_group_is_called_by_what_it_cites() -> None:
    assert told(citations=("a.txt:1", "b.txt:2")).startswith("`a.txt:1` and 1 more\n-# Given")
    assert told().startswith("**An answer without a quote**\n")


def test_no_group_is_longer_than_a_fifth_of_a_message_or_does_anything() -> None:
    worst = ["*_~`|[]<@\\" * 40, "😀" * 300, "> # - @everyone <@1> https://a.b" * 9, "x"]
    for text in (told(*worst, dislikes=10**6), told(citations=("😀`" * 500,) * 9)):
        assert length(text) <= 740
        assert set(render(text).rules) <= {
            "bold",
            "subtext",
            "timestamp",
            "angled link",
            "masked link",
            "code",
        }


def test_the_head_counts_outcomes_and_names_the_setting_where_words_are_not_stored() -> None:
    stored = head_text({"declined": 1_200, "talk": 3}, 2, 30, stored=True)
    assert "0 answered · 0 unsure · 1,200 declined" in stored
    assert "2 entries" in stored
    assert "store_questions" not in stored
    unstored = head_text({}, 0, 1, stored=False)
    assert "`store_questions = true`" in unstored
    assert "the last 1 day" in unstored
    assert "Nothing is left" in unstored
