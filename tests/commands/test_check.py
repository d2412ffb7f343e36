"""`pullquote check`: one claim, several, and their JSON."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bot.answers import Answerer
from index.errors import SourcesError
from index.library.verification import Verification
from tests.commands.command_line import ARTICLE, run
from tests.documents.formats.pdf_writer import column, pdf

BUG = r"this is a bug of Pullquote \(IndexError: .*; .*test_check\.py, line \d+\)"


def test_check_shows_the_lines_and_the_hash_of_what_stands(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "check", "ferry.txt:2", "--context", "0")
    assert (code, err) == (0, "")
    assert out.startswith("This place reads:\n\nferry.txt:2\nFerry\nsha256 ")
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
    assert out.endswith("\n\n3 checked: 1 stands, 1 place, 1 stands nowhere\n")


def test_a_check_as_json_has_its_places_and_the_summary_stands_aside(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "check", "--json", "It rained.", "Mayor Anna Berg cut the rope on 3 May")
    stands, nearly = (json.loads(line) for line in out.splitlines())
    assert (code, err) == (1, "2 checked: 1 stands, 1 nearly stands\n")
    assert (stands["claim"], stands["verdict"]) == ("It rained.", "verbatim")
    (place,) = stands["matches"]
    assert ARTICLE[place["start"] : place["end"]] == place["text"] == "It rained."
    assert nearly["matches"][0]["differences"] == [{"kind": "replaced", "quote": "rope", "source": "ribbon"}]


def test_a_check_of_nothing_is_no_success(capsys: pytest.CaptureFixture[str]) -> None:
    Path("claims.txt").write_text("\n", encoding="utf-8")
    assert run(capsys, "check", "--batch", "claims.txt")[0] == 2


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has claims with "boom" in them fail as a bug would, and with "gone" as trouble with the sources does."""
    check = Answerer.check

    def broken(self: Answerer, claim: str, **options: Any) -> Verification:
        if "gone" in claim:
            raise SourcesError("articles: no such folder")
        return check(self, claim, **options) if "boom" not in claim else [][len(claim)]

    monkeypatch.setattr(Answerer, "check", broken)


@pytest.mark.usefixtures("faulty")
def test_a_bug_in_one_check_is_told_in_one_line_and_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "check", "boom")
    assert (code, out) == (1, "")
    assert re.fullmatch(rf"pullquote: {BUG}\n", err)
    assert run(capsys, "check", "gone") == (3, "", "pullquote: articles: no such folder\n")


@pytest.mark.usefixtures("faulty")
def test_a_batch_goes_on_behind_a_claim_that_failed(capsys: pytest.CaptureFixture[str]) -> None:
    Path("claims.txt").write_text("It rained.\nboom\ngone\nferry.txt:2\n", encoding="utf-8")
    code, out, err = run(capsys, "check", "--batch", "claims.txt")
    assert (code, err) == (1, "")
    assert re.search(
        rf"^> boom\nNot checked: {BUG}\n\n> gone\nNot checked: articles: no such folder\n\n", out, re.MULTILINE
    )
    assert "> ferry.txt:2\nThis place reads:\n" in out
    assert out.endswith("\n\n4 checked: 1 stands, 1 place, 2 failed\n")


@pytest.mark.usefixtures("faulty")
def test_a_claim_that_failed_has_its_cause_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "check", "--json", "gone", "boom", "It rained.")
    gone, bug, stands = (json.loads(line) for line in out.splitlines())
    assert (code, err) == (1, "3 checked: 1 stands, 2 failed\n")
    assert gone == {"claim": "gone", "error": "articles: no such folder"}
    assert bug["claim"] == "boom"
    assert re.fullmatch(BUG, bug["error"])
    assert stands["verdict"] == "verbatim"


def test_a_check_in_a_converted_file_says_which_lines_and_pages_are_meant(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    (folder / "port.pdf").write_bytes(pdf([column("It leaves at seven."), column("It takes two hours.")]))
    out = run(capsys, "check", "--context", "0", "port.pdf:3")[1]
    assert (
        "\npage 2; the lines are those of the text made of the file: pullquote sources --lines port.pdf\n"
        "> 3 │ It takes two hours.\n"
    ) in out
    (match,) = json.loads(run(capsys, "check", "--json", "port.pdf:3")[1])["matches"]
    assert match["page"] == 2
    (match,) = json.loads(run(capsys, "check", "--json", "ferry.txt:1")[1])["matches"]
    assert match["page"] is None


def test_unquoted_words_are_one_quote(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", "cut", "the", "ribbon", "on", "3", "May")
    assert (code, out.partition("\n")[0]) == (0, "These words stand in 1 place, word for word.")


def test_a_citation_beside_a_quote_is_that_of_the_quote(capsys: pytest.CaptureFixture[str]) -> None:
    for claim in (["ferry.txt:2", "cut the ribbon"], ["“cut the ribbon” (ferry.txt:2)"]):
        code, out, _ = run(capsys, "check", *claim)
        assert (code, out.partition("\n")[0]) == (0, "These words stand where they are cited.")


def test_a_copied_answer_is_checked_quote_by_quote(capsys: pytest.CaptureFixture[str]) -> None:
    answer = run(capsys, "ask", "Who cut the ribbon?")[1]
    code, out, _ = run(capsys, "check", answer)
    assert (code, out.partition("\n")[0]) == (0, "These words stand where they are cited.")


@pytest.mark.parametrize(
    ("claim", "verdict", "code"),
    [
        ("cut … on 3 May", "elided", 0),
        ("Mayor Anna Berg cut the ribbon on 5 May 2021.", "contradicts", 1),
        ("ayor Anna Berg", "part_of_word", 1),
        ("ferry.txt:2", "place", 0),
        ("ferry.txt:99", "no_such_place", 1),
        ("“It rained.” (ferry.txt:2)", "elsewhere", 1),
    ],
)
def test_each_verdict_has_its_exit_code(
    capsys: pytest.CaptureFixture[str], claim: str, verdict: str, code: int
) -> None:
    status, out, _ = run(capsys, "check", "--json", claim)
    form = json.loads(out)
    assert (form["verdict"], status) == (verdict, code)
    assert form["places"] == [one["citation"] for one in form["matches"]]


def test_a_line_of_a_million_characters_is_a_window(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder / "long.txt").write_text("words " * 200_000, encoding="utf-8")
    assert len(run(capsys, "check", "long.txt:1")[1]) < 5_000
