"""`pullquote sources`: what is served, what is not, and the lines of one."""

import json
from pathlib import Path

import pytest

from tests.commands.command_line import ARTICLE, run
from tests.documents.formats.pdf_writer import column, pdf


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


PAGE = "<title>The ferry | Harbour News</title><h1>The ferry</h1><p>It leaves at <b>seven</b>.</p><nav>Menu</nav>"


def test_a_converted_file_is_shown_as_the_text_that_citations_refer_to(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    assert run(capsys, "sources", "--lines", "page.html")[1] == (
        "page.html: 3 lines, 0 lines skipped\n"
        "The text made of the file, to which citations refer.\n"
        "  1 │ # The ferry\n  2 │ \n  3 │ It leaves at **seven**.\n"
    )
    told = json.loads(run(capsys, "sources", "--lines", "page.html", "--json")[1])
    assert (told["converted"], told["pages"], told["lines"][2]["text"]) == (True, [], "It leaves at **seven**.")


def test_the_pages_of_a_pdf_are_shown_above_their_lines(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder / "port.pdf").write_bytes(pdf([column("It leaves at seven."), column("It takes two hours.")]))
    assert run(capsys, "sources", "--lines", "port.pdf")[1].splitlines()[2:] == [
        "    │ page 1",
        "  1 │ It leaves at seven.",
        "  2 │ ",
        "    │ page 2",
        "  3 │ It takes two hours.",
    ]
    assert json.loads(run(capsys, "sources", "--lines", "port.pdf", "--json")[1])["pages"] == [0, 21]


def test_files_of_other_kinds_are_listed_and_no_reason_to_warn(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    for name in ("a.png", "b.png", "c.zip"):
        (folder / name).write_bytes(b"x")
    assert run(capsys, "sources")[1].endswith("\n\nNot served:\n   3 files of other kinds: .png, .zip\n")
    assert run(capsys, "ask", "Who cut the ribbon?")[2] == ""


def test_one_file_can_be_asked_and_checked_alone(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    alone = ("--sources", str(folder / "page.html"))
    assert run(capsys, "sources", *alone)[1].startswith(f"{folder / 'page.html'}: 1 source, ")
    assert "page.html:3" in run(capsys, "ask", *alone, "When does it leave?")[1]
    assert run(capsys, "check", *alone, "page.html:3")[0] == 0
    assert run(capsys, "check", *alone, "ferry.txt:1")[0] == 1
    index = ("--index-path", str(folder.parent / "index"))
    assert run(capsys, "index", *alone, *index)[1].startswith("added: page.html\n")
    assert run(capsys, "index", *alone, *index, "--check")[0] == 0
