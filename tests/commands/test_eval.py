"""`pullquote eval`: the figures, the misses, and a comparison."""

from pathlib import Path

import pytest

from tests.commands.command_line import run


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
