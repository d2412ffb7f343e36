"""Completions: likely questions and sources, within the limits of Discord, or nothing where it takes too long."""

from collections.abc import Callable, Sequence

import pytest

from bot.answers import Answerer
from bot.discord.client.source_names import SourceNames
from bot.discord.client.workers import SUGGESTION, SUGGESTIONS
from index.retrieval.engine import Record
from tests.discord.world import Opener

PATIENT = {"settle_timeout": 0.5}  # what sleeps longer is left for `advance_time`


async def test_completion_offers_what_can_be_asked_within_discords_limits(world: Opener) -> None:
    w = await world()
    choices = await w.alice.autocomplete(w.channel, "ask", "question", "lib")
    assert 0 < len(choices) <= 25
    assert all(len(one["name"]) <= 100 and len(one["value"]) <= 100 for one in choices)


async def test_completion_that_comes_too_late_offers_nothing(world: Opener, slow: Callable[[float], None]) -> None:
    w = await world(options=PATIENT)
    slow(2.1)
    assert await w.alice.autocomplete(w.channel, "ask", "question", "lib") == []
    await w.env.advance_time(3)
    assert w.sent("POST")[-1].json["data"] == {"choices": []}


def record(name: str, title: str) -> Record:
    return Record(name, title, "0" * 64, 1, 1, 0)


def test_sources_are_found_by_any_part_of_their_name_or_title_and_an_exact_match_comes_first() -> None:
    records = [record("a.txt", "The library"), record("library.txt", "News"), record("z.txt", "Library")]
    for typed, names in (
        ("library", ["z.txt", "a.txt", "library.txt"]),
        (" LIBRARY.TXT ", ["library.txt"]),
        ("", ["a.txt", "library.txt", "z.txt"]),
        ("zoo", []),
    ):
        assert [one.name for one in SourceNames(records).find(typed)] == names


async def test_a_completed_question_is_one_visible_line_and_comes_once(world: Opener) -> None:
    w = await world()
    choices = await w.alice.autocomplete(w.channel, "ask", "question", " who  is\u200b ada")
    assert [one["name"] for one in choices] == [one["value"] for one in choices]
    assert "Who is Mayor Ada Brown?" in [one["value"] for one in choices]
    assert len({one["value"] for one in choices}) == len(choices)


async def test_sources_are_completed_to_names_with_titles_that_are_cut_and_no_name_ever_is(world: Opener) -> None:
    long, longest = f"{'n' * (SUGGESTION - 4)}.txt", f"{'n' * (SUGGESTION - 3)}.txt"
    files = {f"{at:02}.txt": "It rained.\n" for at in range(30)}
    toml = "".join(f'["{name}"]\ntitle = "Nice {"title " * 20}"\n' for name in files)
    w = await world(files=files | {"sources.toml": toml, long: "It rained.\n", longest: "It rained.\n"})
    every = await w.alice.autocomplete(w.channel, "sources", "name", "")
    assert [one["value"] for one in every] == [f"{at:02}.txt" for at in range(SUGGESTIONS)]
    assert all(one["name"].startswith("Nice title") and one["name"].endswith("…") for one in every)
    named = await w.alice.autocomplete(w.channel, "sources", "name", "nnn")
    assert [one["value"] for one in named] == [long]


def test_each_of_thirty_six_thousand_sources_is_found() -> None:
    names = SourceNames(record(f"{at:05}.txt", f"Article {at}") for at in range(36_000))
    assert [one.name for one in names.find("a", SUGGESTIONS)] == [f"{at:05}.txt" for at in range(SUGGESTIONS)]
    assert [one.name for one in names.find("20000.txt", SUGGESTIONS)] == ["20000.txt"]
    assert not names.find("zzz", SUGGESTIONS)
    assert [one.name for one in names.find("article 35999", 1)] == ["35999.txt"]


async def test_completing_many_names_reads_the_sources_once(world: Opener) -> None:
    class Counted(Answerer):
        read = 0

        def sources(self) -> Sequence[Record]:
            Counted.read += 1
            return super().sources()

    w = await world(answerer=Counted)
    for typed in ("l", "li", "lib"):
        assert await w.alice.autocomplete(w.channel, "source show", "name", typed)
    assert Counted.read == 1


async def test_a_completion_that_fails_offers_nothing_and_logs_neither_person_nor_server(
    world: Opener, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(Answerer):
        def sources(self) -> Sequence[Record]:
            raise OSError(w.folder)

    w = await world(answerer=Broken)
    assert await w.alice.autocomplete(w.channel, "source show", "name", "lib") == []
    assert "completion failed" in caplog.text
    logged = [f"{one.getMessage()} {one.__dict__}" for one in caplog.records if one.levelname != "DEBUG"]
    for secret in (w.alice.id, w.guild.id, w.folder):
        assert not any(str(secret) in line for line in logged)
