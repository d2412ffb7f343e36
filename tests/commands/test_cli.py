"""The command line: what each command prints, where, and with which exit code."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from bot.answers import Answer, Answerer
from bot.cli import build
from index.errors import SourcesError

ROOT = Path(__file__).parents[2]
ARTICLE = "The harbour of Oslo opened a new ferry line.\nMayor Anna Berg cut the ribbon on 3 May 2021.\nIt rained.\n"
FOLDER_NAME = "articles"
KEYS = ["id", "question", "answered", "confidence", "reason", "passages"]
PASSAGE_KEYS = [
    *("rank", "quoted", "score", "citation", "source", "title", "start", "end", "line", "column"),
    *("end_line", "end_column", "sha256", "text", "answer", "also"),
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with a folder of one article, and no settings from outside."""
    for name in [name for name in os.environ if name.startswith("PULLQUOTE_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "sources"
    made.mkdir()
    (made / "ferry.txt").write_text(ARTICLE, encoding="utf-8")
    return made


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


def process(*arguments: str, stdin: bytes = b"", **environ: str) -> subprocess.CompletedProcess[bytes]:
    """The command as a process of its own, with nothing but these variables beside the path."""
    outside = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(Path.cwd()), **environ}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments], input=stdin, capture_output=True, env=outside, check=False
    )


def test_without_a_command_there_is_help_and_a_usage_code(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys)
    assert code == 2
    assert "usage: pullquote" in out


def test_the_help_of_every_command_has_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("ask", "repl", "check", "sources", "index", "eval", "discord"):
        with pytest.raises(SystemExit) as caught:
            run(capsys, command, "--help")
        assert caught.value.code == 0
        out = capsys.readouterr().out
        assert "exit codes:" in out
        assert "3  the sources or the index cannot be served" in out


def test_every_option_has_help() -> None:
    pending = [build()]
    while pending:
        for action in pending.pop()._actions:  # noqa: SLF001 # argparse has no public list of them
            inner = list(action.choices.values()) if isinstance(action.choices, dict) else []
            assert inner or action.help, action
            pending += inner


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(capsys, "--version")
    assert capsys.readouterr().out == "pullquote 0.1.0\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["aks"], "argument COMMAND: invalid choice: 'aks'"),
        (["ask"], "give a question, or --batch FILE"),
        (["ask", "Who?", "--batch", "-"], "give a question, or --batch FILE"),
        (["ask", "Who?", "--limt", "3"], "unrecognized arguments: --limt 3"),
        (["ask", "Who?", "--limit", "ten"], "argument --limit: invalid int value: 'ten'; see `pullquote ask --help`"),
        (["ask", "Who?", "--limit", "0"], "--limit: input should be greater than or equal to 1"),
        (["ask", "Who?", "--context", "-1"], "argument --context: '-1' is no whole number from 0"),
        (["ask", "Who?", "--config", "none.toml"], "none.toml: the settings file cannot be read"),
        (["ask", "--batch", "none.txt"], "none.txt: the batch cannot be read"),
        (["check"], "give a citation or a quote, or --batch FILE"),
        (["completion", "cmd"], "argument shell: invalid choice: 'cmd'"),
    ],
)
def test_what_is_wrong_with_the_command_line_is_said_in_one_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(f"pullquote: {message}")
    assert err.count("\n") == 1


def test_sources_that_are_not_there_are_named_and_end_with_3(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "ask", "Who?", "--sources", "nowhere")
    assert (code, out) == (3, "")
    assert err.startswith("pullquote: nowhere: ")


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
    assert answer["reason"]
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
    assert [*KEYS, "kind", "lead", "subject", "notes", "relevance", "threshold"] == list(answer)
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
    assert re.fullmatch(r"this is a bug of Pullquote \(IndexError: .*; .*test_cli\.py, line \d+\)", bug["error"])
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


def test_a_source_that_is_named_and_gone_is_told_once_and_the_rest_is_asked(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    (folder / "sources.toml").write_text('["gone.txt"]\ntitle = "Gone"\n', encoding="utf-8")
    code, out, err = run(capsys, "ask", "Who cut the ribbon?")
    assert (code, err) == (0, "pullquote: 1 file is not served; `pullquote sources` says why\n")
    assert "Mayor Anna Berg" in out
    code, out, _ = run(capsys, "sources")
    assert code == 0
    assert "gone.txt: sources.toml names it, but it is not there; correct the name or remove the table" in out


def test_sources_lists_what_is_served_and_what_is_not(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder / "broken.txt").write_bytes(b"\xff\xff\xff")
    code, out, _ = run(capsys, "sources")
    assert code == 0
    assert out.startswith("sources: 1 source, 3 passages\n\nferry.txt\n   Ferry\n   3 lines, 3 passages\n")
    assert "\n\nNot served:\n   broken.txt: " in out
    listed = json.loads(run(capsys, "sources", "--json")[1])
    assert [one["source"] for one in listed["sources"]] == ["ferry.txt"]
    assert [one["name"] for one in listed["problems"]] == ["broken.txt"]


def test_sources_shows_each_line_of_one_and_why_it_is_skipped(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder / "ferry.txt").write_text(ARTICLE + "All rights reserved.\n", encoding="utf-8")
    code, out, _ = run(capsys, "sources", "--lines", "ferry.txt")
    assert code == 0
    assert out.startswith("ferry.txt: 4 lines, 1 line skipped\n  1 │ The harbour of Oslo opened a new ferry line.\n")
    assert "- 4 │ All rights reserved.\n    │ skipped: " in out
    lines = json.loads(run(capsys, "sources", "--lines", "ferry.txt", "--json")[1])["lines"]
    assert [bool(one["skipped"]) for one in lines] == [False, False, False, True]
    assert run(capsys, "sources", "--lines", "../sources/ferry.txt")[0] == 3


def test_a_damaged_file_is_told_aside_and_the_rest_still_answers(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    (folder / "broken.txt").write_bytes(b"\xff\xff\xff")
    code, out, err = run(capsys, "ask", "Who cut the ribbon?")
    assert (code, err) == (0, "pullquote: 1 file is not served; `pullquote sources` says why\n")
    assert "Anna Berg" in out


def test_check_shows_the_lines_and_the_hash_of_what_stands(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "check", "ferry.txt:2", "--context", "0")
    assert (code, err) == (0, "")
    assert out.startswith("It stands.\n\nferry.txt:2\nFerry\nsha256 ")
    assert out.endswith("\n> 2 │ Mayor Anna Berg cut the ribbon on 3 May 2021.\n")


@pytest.mark.parametrize("claim", ["ferry.txt:99", "gone.txt:1", "It snowed.", "Mayor Anna Berg cut the rope on 3 May"])
def test_what_does_not_stand_ends_with_1(capsys: pytest.CaptureFixture[str], claim: str) -> None:
    code, out, err = run(capsys, "check", claim)
    assert (code, err) == (1, "")
    assert out


def test_several_claims_are_named_and_summed_up(capsys: pytest.CaptureFixture[str]) -> None:
    Path("claims.txt").write_text("It rained.\n\nIt snowed.\n", encoding="utf-8")
    code, out, _ = run(capsys, "check", "ferry.txt:2", "--batch", "claims.txt")
    assert code == 1
    assert [line for line in out.splitlines() if line.startswith("> ") and "│" not in line] == [
        "> ferry.txt:2",
        "> It rained.",
        "> It snowed.",
    ]
    assert out.endswith("\n\n3 checked: 2 stand, 1 stands nowhere\n")


def test_a_check_as_json_has_its_places_and_the_summary_stands_aside(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "check", "--json", "It rained.", "Mayor Anna Berg cut the rope on 3 May")
    stands, nearly = (json.loads(line) for line in out.splitlines())
    assert (code, err) == (1, "2 checked: 1 stands, 1 nearly stands\n")
    assert (stands["claim"], stands["verdict"]) == ("It rained.", "stands")
    (place,) = stands["matches"]
    assert ARTICLE[place["start"] : place["end"]] == place["text"] == "It rained."
    assert nearly["matches"][0]["differences"] == [{"kind": "replaced", "quote": "rope", "source": "ribbon"}]


def test_a_check_of_nothing_is_no_success(capsys: pytest.CaptureFixture[str]) -> None:
    Path("claims.txt").write_text("\n", encoding="utf-8")
    assert run(capsys, "check", "--batch", "claims.txt")[0] == 2


def test_colour_is_for_terminals_unless_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert "\x1b" not in run(capsys, "ask", "Who cut the ribbon?")[1]
    assert "\x1b[" in run(capsys, "ask", "--color", "always", "Who cut the ribbon?")[1]


@pytest.mark.parametrize("shell", ["bash", "fish", "powershell", "tcsh", "zsh"])
def test_completion_scripts_know_the_commands_and_options(capsys: pytest.CaptureFixture[str], shell: str) -> None:
    code, out, _ = run(capsys, "completion", shell)
    assert code == 0
    assert "sources" in out
    assert "explain" in out


def test_the_bash_script_is_one_that_bash_reads(capsys: pytest.CaptureFixture[str]) -> None:
    script = run(capsys, "completion", "bash")[1]
    assert subprocess.run(["bash", "-n"], input=script, text=True, check=False).returncode == 0


def test_a_reader_that_has_enough_ends_it_quietly() -> None:
    Path("questions.txt").write_text("Who cut the ribbon?\n" * 2000, encoding="utf-8")
    command = f"'{sys.executable}' -m bot ask --json --batch questions.txt 2>errors | head -n 1"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
    )
    assert done.stdout.count(b"\n") == 1
    assert Path("errors").read_text(encoding="utf-8") == ""


def test_an_interruption_ends_with_130_and_no_trace(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Interrupting(io.BytesIO):
        def __iter__(self) -> "Interrupting":
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Interrupting()))
    assert run(capsys, "ask", "--batch", "-") == (130, "", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_an_output_that_cannot_be_written_is_told_in_one_line() -> None:
    command = f"'{sys.executable}' -m bot ask 'Who cut the ribbon?' > /dev/full"
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["bash", "-c", command], capture_output=True, env=environ, check=False)
    assert done.returncode == 2
    assert done.stderr == b"pullquote: the output: No space left on device\n"


def test_without_any_stream_the_exit_code_still_tells() -> None:
    command = f"'{sys.executable}' -m bot ask 'Who cut the ribbon?' <&- >&- 2>&-"
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    assert subprocess.run(["bash", "-c", command], env=environ, check=False).returncode == 0


def test_eval_prints_figures_and_misses(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        '{"question": "Who cut the ribbon?", "gold": ["ferry.txt:2"]}',
        '{"question": "What is the capital of France?", "gold": null}',
    ]
    Path("questions.jsonl").write_text("\n".join(lines), encoding="utf-8")
    code, out, err = run(capsys, "eval", "questions.jsonl")
    assert (code, err) == (0, "2 asked\n")
    assert out.startswith("2 questions of questions.jsonl\n\nright place first (P@1) 1.000\n")
    Path("questions.jsonl").write_text(lines[0].replace(":2", ":3"), encoding="utf-8")
    code, out, _ = run(capsys, "eval", "questions.jsonl")
    assert code == 1
    assert "\n1 miss:\n\nline 1: Who cut the ribbon?\n  expected  ferry.txt:3" in out


def test_eval_compares_two_settings(capsys: pytest.CaptureFixture[str]) -> None:
    Path("other.toml").write_text("quotes = 1\n", encoding="utf-8")
    Path("questions.jsonl").write_text('{"question": "Who cut the ribbon?", "gold": ["ferry.txt:2"]}', encoding="utf-8")
    code, out, err = run(capsys, "eval", "questions.jsonl", "--compare", "other.toml")
    assert (code, err) == (0, "1 asked, as set\n1 asked, other.toml\n")
    assert "as set" in out.splitlines()[0]
    assert "other.toml" in out.splitlines()[0]


def test_a_bad_line_of_an_evaluation_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    Path("questions.jsonl").write_text("{}", encoding="utf-8")
    code, out, err = run(capsys, "eval", "questions.jsonl")
    assert (code, out) == (2, "")
    assert err.startswith("pullquote: questions.jsonl:1: is no question with its place")
