"""With a public address every citation leads to its page: in JSON and on a screen, and never to another part."""

import json
import re
from pathlib import Path

import pytest

from bot.page_link import PageLink
from tests.commands.command_line import run

BASE = "https://quotes.example.org"
WORDS = "Mayor Anna Berg cut the ribbon on 3 May 2021."
HYPERLINK = re.compile(r"\x1b\]8;;([^\x1b]+)\x1b\\\x1b\[36m(.*?)\x1b\[0m\x1b\]8;;\x1b\\")


@pytest.fixture(autouse=True)
def published(folder: Path) -> None:
    (folder / "again.txt").write_text(WORDS, encoding="utf-8")
    Path("config.toml").write_text(f'[web]\npublic_address = "{BASE}"\n', encoding="utf-8")


def leads(address: str | None, words: str = "") -> str:
    """The citation to which an address leads, which must have these words if any."""
    link = PageLink.parse(address or "", BASE)
    assert link is not None
    assert (not words and link.words is None) or link.has(words)
    return str(link.citation)


def test_every_passage_and_every_other_place_in_json_has_its_page(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "ask", "--json", "Who cut the ribbon?")
    for one in json.loads(out)["passages"]:
        assert leads(one["page_url"], one["text"]) == one["citation"]
        assert f"sha={one['sha256'][:16]}" in one["page_url"]
        assert [leads(place["page_url"], WORDS) for place in one["also"]] == [
            place["citation"] for place in one["also"]
        ]
    assert '"also": [{' in out


def test_every_place_of_a_check_in_json_has_its_page(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "check", "--json", WORDS)
    check = json.loads(out)
    assert [leads(one["page_url"], WORDS) for one in check["matches"]] == check["places"]


@pytest.mark.parametrize(
    ("command", "cited"),
    [
        (("ask", "Who cut the ribbon?"), {"ferry.txt:2", "again.txt:1"}),
        (("ask", "--explain", "Where did the ferry line open?"), {"ferry.txt:1"}),
        (("check", WORDS), {"ferry.txt:2", "again.txt:1"}),
        (("check", "ferry.txt:1-2"), {"ferry.txt:1-2"}),
    ],
)
def test_a_citation_on_a_coloured_screen_is_a_hyperlink(
    command: tuple[str, ...], cited: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    _, plain, _ = run(capsys, *command)
    _, out, _ = run(capsys, *command, "--color", "always")
    assert "\x1b" not in plain
    found = HYPERLINK.findall(out)
    assert cited <= {shown for _, shown in found}
    for address, shown in found:
        link = PageLink.parse(address, BASE)
        assert link is not None
        assert str(link.citation) == shown
    assert re.sub(r"\x1b\]8;;.*?\x1b\\|\x1b\[[\d;]*m", "", out).count(":") == plain.count(":")


def test_the_name_of_a_file_cannot_leave_a_hyperlink(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a;b ]8 会\\.txt").write_text("Zanzibar is far away.", encoding="utf-8")
    _, out, _ = run(capsys, "ask", "Where is Zanzibar?", "--color", "always")
    ((address, shown),) = HYPERLINK.findall(out)
    assert (leads(address, "Zanzibar is far away."), shown) == ("a;b ]8 会\\.txt:1", "a;b ]8 会\\.txt:1")


@pytest.mark.parametrize(
    ("served", "options", "base"),
    [
        ('{ "/" = "ferries" }', (), None),
        ('{ "/" = "ferries", "/all" = "" }', (), f"{BASE}/all/"),
        ('{ "/harbour" = "ferries" }', ("--in", "ferry.txt"), f"{BASE}/harbour/"),
        ('{ "/harbour" = "ferries" }', ("--in", "f*.txt"), None),
    ],
)
def test_a_link_never_leads_to_a_part_that_is_not_the_one_that_was_asked(
    served: str, options: tuple[str, ...], base: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    scopes = f'[scopes.ferries]\nin = ["ferry.txt"]\n[web]\npublic_address = "{BASE}"\nscopes = {served}\n'
    Path("config.toml").write_text(scopes, encoding="utf-8")
    _, out, _ = run(capsys, "ask", "--json", *options, "Who cut the ribbon?")
    addresses = [one["page_url"] for one in json.loads(out)["passages"]]
    assert addresses
    assert all(one is None if base is None else one.startswith(base) for one in addresses)
    _, out, _ = run(capsys, "ask", "--color", "always", *options, "Who cut the ribbon?")
    assert bool(HYPERLINK.search(out)) is (base is not None)


def test_without_an_address_there_is_null_and_no_hyperlink(capsys: pytest.CaptureFixture[str]) -> None:
    Path("config.toml").unlink()
    _, out, _ = run(capsys, "ask", "--json", "Who cut the ribbon?")
    first = json.loads(out)["passages"][0]
    assert (first["page_url"], first["also"][0]["page_url"]) == (None, None)
    _, out, _ = run(capsys, "ask", "--color", "always", "Who cut the ribbon?")
    assert "\x1b]8" not in out
