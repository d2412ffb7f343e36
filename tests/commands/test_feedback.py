"""`pullquote eval --from-feedback`: a file of questions out of what people liked on Discord."""

import asyncio
import json
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from bot.discord.state.bot_state import FILE, BotState
from bot.discord.state.given_answers import TALK, GivenAnswer
from bot.discord.state.migrations import MIGRATIONS
from tests.commands.command_line import run

CITED = ("ferry.txt:2",)
Given = tuple[str, str, Sequence[str], Sequence[bool]]
"""A question, the outcome, the citations, and the votes."""


def state(*answers: Given, stores: bool = True, before: str = "", dismissed: Sequence[int] = ()) -> Path:
    """The folder of a state that holds some answers, numbered from 1."""

    async def made() -> None:
        kept = BotState(Path("state"), keep_days=30, store_questions=stores)
        await kept.open()
        for message, (question, outcome, citations, votes) in enumerate(answers, start=1):
            given = GivenAnswer(message, 2, 3, 4, None, question, before, outcome, tuple(citations), time.time())
            await kept.answers.add(given)
            for person, liked in enumerate(votes):
                await kept.votes.cast(message, person, time.time(), liked=liked)
        await kept.unanswered.dismiss(dismissed)
        await kept.close()

    asyncio.run(made())
    return Path("state")


def lines(text: str) -> list[tuple[str, list[str] | None]]:
    return [(one["question"], one["gold"]) for one in map(json.loads, text.splitlines())]


def test_liked_answers_become_questions_that_eval_reads(capsys: pytest.CaptureFixture[str]) -> None:
    folder = state(
        ("Who cut the ribbon?", "answered", CITED, [True, True]),
        ("What is the capital of France?", "declined", [], [True]),
        ("Disliked?", "answered", CITED, [False]),
        ("Disputed?", "answered", CITED, [True, False]),
        ("Dismissed?", "answered", CITED, [True]),
        ("Nobody voted?", "answered", CITED, []),
        ("Hello", TALK, [], [True]),
        dismissed=[5],
    )
    code, out, err = run(capsys, "eval", "--from-feedback", str(folder))
    assert (code, err) == (0, "pullquote: 2 questions written\n")
    assert lines(out) == [("Who cut the ribbon?", ["ferry.txt:2"]), ("What is the capital of France?", None)]
    code, out, err = run(capsys, "eval", "--from-feedback", str(folder / FILE), "--output", "liked.jsonl")
    assert (code, out) == (0, "")
    code, out, _ = run(capsys, "eval", "liked.jsonl")
    assert code == 0
    assert out.startswith("2 questions of liked.jsonl\n\nright place first (P@1) 1.000\n")


def test_a_question_that_was_asked_again_is_one_with_all_its_places(capsys: pytest.CaptureFixture[str]) -> None:
    question = "Who cut the ribbon?"
    folder = state(
        (question, "declined", [], [True]),
        (question, "answered", ["a.txt:1"], [True]),
        (question, "unsure", ["a.txt:1", "b.txt:2"], [True]),
    )
    _, out, _ = run(capsys, "eval", "--from-feedback", str(folder))
    assert lines(out) == [(question, ["a.txt:1", "b.txt:2"])]


def test_it_says_how_many_are_left_out_because_their_words_were_not_stored(capsys: pytest.CaptureFixture[str]) -> None:
    folder = state(*[("Who cut the ribbon?", "answered", CITED, [True])] * 2, stores=False)
    code, out, err = run(capsys, "eval", "--from-feedback", str(folder), "--output", "liked.jsonl")
    assert (code, out) == (1, "")
    first, second = err.splitlines()
    assert first.startswith(
        "pullquote: 2 liked answers left out for want of the question's words, which were not stored"
    )
    assert "discord.store_questions" in first
    assert second.startswith("pullquote: no question to write")
    assert not Path("liked.jsonl").exists()


def test_it_says_how_many_follow_others_and_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    folder = state(("And when?", "answered", CITED, [True]), before="Who cut the ribbon?")
    code, _, err = run(capsys, "eval", "--from-feedback", str(folder))
    assert code == 1
    assert "1 liked answer left out for following another question" in err


def test_refusals_are_left_out_where_places_are_given_parts_of_the_sources(capsys: pytest.CaptureFixture[str]) -> None:
    Path("config.toml").write_text('[scopes.town]\nin = ["a/"]\n[discord.scopes]\ndefault = "town"\n', encoding="utf-8")
    folder = state(("Who cut the ribbon?", "answered", CITED, [True]), ("Where is Rome?", "declined", [], [True]))
    code, out, err = run(capsys, "eval", "--from-feedback", str(folder))
    assert code == 0
    assert lines(out) == [("Who cut the ribbon?", ["ferry.txt:2"])]
    assert "1 liked answer left out for being refusals, where discord.scopes gives places a part" in err


def test_it_reads_while_the_bot_runs_and_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    folder = state(("Who cut the ribbon?", "answered", CITED, [True]))
    before = (folder / FILE).read_bytes()
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as bot:
        bot.execute("BEGIN IMMEDIATE")
        code, out, _ = run(capsys, "eval", "--from-feedback", str(folder))
        bot.execute("ROLLBACK")
    assert (code, len(lines(out))) == (0, 1)
    assert (folder / FILE).read_bytes() == before


def other_form(form: int) -> str:
    """A file of another form of the state."""
    with closing(sqlite3.connect("other.sqlite", isolation_level=None)) as connection:
        connection.execute(f"PRAGMA user_version = {form}")
    return "other.sqlite"


def damaged() -> str:
    Path("damaged.sqlite").write_bytes(b"SQLite or not, that is the question. " * 99)
    return "damaged.sqlite"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (lambda: ["--from-feedback", "nowhere"], "nowhere: no such file; name the folder discord.state"),
        (lambda: ["--from-feedback", "."], "state.sqlite: no such file"),
        (lambda: ["--from-feedback", "x" * 300], "cannot be read ("),
        (lambda: ["--from-feedback", damaged()], "damaged.sqlite: is no state of the bot, or damaged"),
        (lambda: ["--from-feedback", other_form(2)], "start this version of the bot once"),
        (lambda: ["--from-feedback", other_form(len(MIGRATIONS) + 1)], "upgrade Pullquote"),
        (lambda: ["--from-feedback", "state", "questions.jsonl"], "measures nothing"),
        (lambda: ["--output", "x.jsonl"], "--from-feedback"),
        (lambda: ["questions.jsonl", "--output", "x.jsonl"], "--from-feedback"),
        (list, "name a file of questions"),
    ],
)
def test_what_cannot_be_done_is_said_with_the_cure(
    capsys: pytest.CaptureFixture[str], arguments: object, why: str
) -> None:
    assert callable(arguments)
    code, out, err = run(capsys, "eval", *arguments())
    assert (code, out) == (2, "")
    assert why in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("output", "why"), [("kept.jsonl", "is there already"), ("no/such.jsonl", "cannot be written")]
)
def test_no_file_is_overwritten(capsys: pytest.CaptureFixture[str], output: str, why: str) -> None:
    Path("kept.jsonl").write_text("kept", "utf-8")
    folder = state(("Who cut the ribbon?", "answered", CITED, [True]))
    code, _, err = run(capsys, "eval", "--from-feedback", str(folder), "--output", output)
    assert code == 2
    assert err.startswith(f"pullquote: {output}: {why}")
    assert Path("kept.jsonl").read_text("utf-8") == "kept"
