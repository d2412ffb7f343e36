"""`pullquote sources`: what is served, what is not, and the lines of one."""

import json
from pathlib import Path

import pytest

from tests.commands.command_line import ARTICLE, run


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
