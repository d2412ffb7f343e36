"""`pullquote ask`: an answer, its JSON, and batches."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bot.answers import Answer, Answerer
from bot.discord.cards.answer_cards import answer_pages
from bot.settings.model import Settings
from index.errors import SourcesError
from tests.commands.command_line import ARTICLE, process, run

KEYS = ["version", "id", "question", "outcome", "answered", "confidence", "reason", "missing", "lead", "corrections"]
KEYS += ["passages", "notes"]


PASSAGE_KEYS = [
    *("rank", "quoted", "score", "citation", "source", "title", "headings", "page", "publisher", "date", "url"),
    "page_url",
    *("stale", "start", "end", "line", "column", "end_line", "end_column", "sha256", "text", "plain", "answer", "also"),
]


def test_an_answer_ends_with_0_and_a_refusal_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "ask", "Who cut the ribbon?")
    assert (code, err) == (0, "")
    assert "“Mayor Anna Berg cut the ribbon on 3 May 2021.”\n   Ferry\n   [1] ferry.txt:2" in out
    code, out, _ = run(capsys, "ask", "What is the capital of France?")
    assert code == 1
    assert "The sources do not say" in out


def test_words_that_were_not_quoted_for_the_shell_are_one_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "ask", "Who", "cut", "the", "ribbon?") == run(capsys, "ask", "Who cut the ribbon?")


@pytest.mark.parametrize("question", ["", "???", "the of and", "asdf", "x" * 10_000, "\x1b[2J", "\udcff"])
def test_what_is_no_question_is_declined_without_a_trace(capsys: pytest.CaptureFixture[str], question: str) -> None:
    code, out, err = run(capsys, "ask", question)
    assert (code, err) == (1, "")
    assert "\x1b" not in out


def test_json_has_the_fields_of_the_design_and_no_others(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "ask", "--json", "Who cut the ribbon?")
    answer = json.loads(out)
    assert (code, out.count("\n"), list(answer)) == (0, 1, KEYS)
    first = answer["passages"][0]
    assert list(first) == PASSAGE_KEYS
    assert ARTICLE[first["start"] : first["end"]] == first["text"]
    assert (first["rank"], first["quoted"], answer["id"], answer["reason"]) == (1, True, None, None)
    assert (first["line"], first["column"], first["end_line"], first["end_column"]) == (2, 1, 2, len(first["text"]))


def test_json_of_a_refusal_has_a_reason_and_nothing_quoted(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "ask", "--json", "What is the capital of France?")
    answer = json.loads(out)
    assert (code, answer["answered"]) == (1, False)
    assert answer["reason"] == {
        "code": "nowhere",
        "text": "'capital' and 'France' appear nowhere in them",
    }
    assert not [one for one in answer["passages"] if one["quoted"]]


def test_json_is_utf_8_and_whole_whatever_the_locale_and_the_text(folder: Path) -> None:
    hostile = "Ferry 会谈\x1b[31m red\x9b31m \u202eback\u2028line."
    (folder / "ferry.txt").write_text(hostile, encoding="utf-8")
    done = process("ask", "--json", "ferry", LC_ALL="C", PYTHONIOENCODING="latin-1")
    assert done.stdout.count(b"\n") == 1
    assert not {"\x1b", "\x9b", "\u202e", "\u2028"} & set(done.stdout.decode())
    passages = json.loads(done.stdout)["passages"]
    assert all(hostile[one["start"] : one["end"]] == one["text"] for one in passages)
    assert "会谈" in done.stdout.decode()


def test_explained_json_adds_the_figures(capsys: pytest.CaptureFixture[str]) -> None:
    answer = json.loads(run(capsys, "ask", "--json", "--explain", "ribbon")[1])
    assert [*KEYS[:-1], "kind", "subject", "notes", "relevance", "threshold", "support"] == list(answer)
    assert "figures" in answer["passages"][0]


def test_limit_holds_for_the_passages_and_shows_the_next_best(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(json.loads(run(capsys, "ask", "--json", "--limit", "1", "ferry ribbon")[1])["passages"]) == 1
    assert "Next best" not in run(capsys, "ask", "Who cut the ribbon?")[1]


def test_context_shows_the_sentences_around(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "ask", "--context", "1", "Who cut the ribbon?")[1]
    assert "   … The harbour of Oslo opened a new ferry line.\n“Mayor Anna Berg" in out
    assert "   … It rained." in out


def test_a_batch_keeps_its_order_and_ids_and_tells_progress_aside(capsys: pytest.CaptureFixture[str]) -> None:
    lines = (
        '{"question": "Who cut the ribbon?", "id": "b"}\nWhat is the capital of France?\n{"question": "", "id": 7}\n'
    )
    Path("questions.jsonl").write_text(lines, encoding="utf-8")
    code, out, err = run(capsys, "ask", "--batch", "questions.jsonl", "--json")
    answers = [json.loads(line) for line in out.splitlines()]
    assert [(one["id"], one["answered"]) for one in answers] == [("b", True), (None, False), (7, False)]
    assert (code, err) == (1, "3 questions: 1 answered, 2 declined\n")


def test_a_batch_on_the_screen_repeats_each_question(capsys: pytest.CaptureFixture[str]) -> None:
    Path("questions.txt").write_text("Who cut the ribbon?\nWho opened the ferry line?\n", encoding="utf-8")
    code, out, _ = run(capsys, "ask", "--batch", "questions.txt")
    assert code == 0
    assert out.startswith("> Who cut the ribbon?\n\n")
    assert "\n\n> Who opened the ferry line?\n\n" in out


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has questions with "boom" in them fail as a bug would, and with "gone" as trouble with the sources does."""
    ask = Answerer.ask

    def broken(self: Answerer, question: str, **options: Any) -> Answer:
        if "gone" in question:
            raise SourcesError("articles: no such folder")
        return ask(self, question, **options) if "boom" not in question else [][len(question)]

    monkeypatch.setattr(Answerer, "ask", broken)


@pytest.mark.usefixtures("faulty")
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_bug_is_told_in_one_line_and_ends_with_1(capsys: pytest.CaptureFixture[str], form: tuple[str, ...]) -> None:
    code, out, err = run(capsys, "ask", *form, "boom")
    assert (code, out) == (1, "")
    assert re.fullmatch(r"pullquote: this is a bug of Pullquote \(IndexError: .*; .*test_ask\.py, line \d+\)\n", err)


def test_an_id_nested_hundreds_of_levels_deep_does_not_end_a_batch(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        f'{{"question": "Who cut the ribbon?", "id": {"[" * levels}{"]" * levels}}}' for levels in range(1, 2000, 83)
    ]
    Path("questions.jsonl").write_text("\n".join([*lines, "Who cut the ribbon?"]), encoding="utf-8")
    code, out, _ = run(capsys, "ask", "--batch", "questions.jsonl", "--json")
    *nested, last = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert last["answered"] is True
    assert len(nested) == len(lines)
    for line, given in zip(nested, lines, strict=True):
        levels = given.count("[")
        assert (line["id"] is not None) == (levels <= 500)
        assert line.get("answered", False) == (levels <= 500)


@pytest.mark.usefixtures("faulty")
def test_a_batch_goes_on_behind_a_line_that_failed(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        "Who cut the ribbon?",
        '{"question": "boom\\nboom", "id": 7}',
        '{"id": 8}',
        "{",
        "gone?",
        "Who cut the ribbon?",
    ]
    Path("questions.jsonl").write_text("\n".join(lines), encoding="utf-8")
    code, out, err = run(capsys, "ask", "--batch", "questions.jsonl", "--json")
    first, bug, bare, broken, gone, last = [json.loads(line) for line in out.splitlines()]
    assert first == last
    assert first["answered"]
    assert (bug["id"], bug["question"]) == (7, "boom\nboom")
    assert re.fullmatch(r"this is a bug of Pullquote \(IndexError: .*; .*test_ask\.py, line \d+\)", bug["error"])
    assert bare == {
        "id": 8,
        "question": None,
        "error": 'questions.jsonl, line 3: no question; write {"question": "…"}, with an "id" if you like',
    }
    assert broken["error"].startswith("questions.jsonl, line 4: this begins like JSON but is not (")
    assert gone == {"id": None, "question": "gone?", "error": "articles: no such folder"}
    assert (code, err) == (1, "6 questions: 2 answered, 0 declined, 4 failed\n")


@pytest.mark.usefixtures("faulty")
def test_a_batch_on_the_screen_says_which_line_failed(capsys: pytest.CaptureFixture[str]) -> None:
    Path("questions.txt").write_text("boom\n{\nWho cut the ribbon?\n", encoding="utf-8")
    code, out, err = run(capsys, "ask", "--batch", "questions.txt")
    assert out.startswith("> boom\n\nNot answered: this is a bug of Pullquote (IndexError: ")
    assert "\n\nNot answered: questions.txt, line 2: this begins like JSON but is not (" in out
    assert "> Who cut the ribbon?\n\n" in out
    assert (code, err) == (1, "3 questions: 1 answered, 0 declined, 2 failed\n")


def test_a_batch_through_a_pipe_is_answered_as_it_comes() -> None:
    done = process("ask", "--json", "--batch", "-", stdin=b'Who cut the ribbon?\n{"question": 1}\nIt rained?\n')
    first, second, _ = [json.loads(line) for line in done.stdout.splitlines()]
    assert first["answered"] is True
    assert second["error"].startswith("-, line 2: no question")
    assert done.returncode == 1


def test_what_is_not_indexed_yet_is_told_in_one_line_on_every_surface(
    capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULLQUOTE_ENGINE", "disk")
    monkeypatch.setenv("PULLQUOTE_INDEX_PATH", str(folder.parent / "index"))
    assert "once" in run(capsys, "ask", "Who cut the ribbon?")[2]
    monkeypatch.setattr("index.library.freshness.LITTLE_FILES", 0)
    (folder / "lynx.txt").write_text("The lynx eats herring.\n", "utf-8")
    note = "1 file is new or changed since the index was made; 'pullquote index' takes them up."
    code, out, error = run(capsys, "ask", "What does the lynx eat?")
    assert (code, out.splitlines()[0], error) == (1, note, "")
    assert "appear nowhere in what is indexed" in out
    assert json.loads(run(capsys, "ask", "--json", "Who cut the ribbon?")[1])["notes"] == [note]
    assert note in run(capsys, "sources")[2]
    card = answer_pages(
        Answerer(Settings(sources=folder, engine="disk", index_path=folder.parent / "index")).ask("lynx")
    )
    assert "1 file is new or changed" in card[0].blocks[1].text
