"""What became of an index as text: each source that changed, many as a number, and how large it is."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.terminal.index_text import SHOWN, index_check_text, update_text
from index.documents.folder import Folder
from index.retrieval.store.generations import Generations
from index.retrieval.store.updating import UpdateSummary, update
from index.retrieval.store.verifying import Difference, IndexVerification

INDEX = "/i"


@pytest.fixture
def summary(tmp_path: Path) -> UpdateSummary:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("One came. Two left.\n", "utf-8")
    return replace(update(Folder(folder), Generations(tmp_path / "index", folder)), seconds=1.26)


def names(count: int) -> tuple[str, ...]:
    return tuple(f"{at}.txt" for at in range(count))


def test_what_was_added_changed_and_removed_is_named_and_the_whole_is_summed(summary: UpdateSummary) -> None:
    changed = replace(summary, changed=("b.txt",), removed=("c.txt", "d.txt"))
    assert update_text(INDEX, changed).splitlines() == [
        "added: a.txt",
        "changed: b.txt",
        "removed: c.txt",
        "removed: d.txt",
        f"2 passages of 1 source in {INDEX} ({summary.generation.bytes / 1e6:,.1f} MB), in 1.3 s.",
    ]


def test_an_update_that_changed_nothing_says_so(summary: UpdateSummary) -> None:
    first, last = update_text(INDEX, replace(summary, added=())).splitlines()
    assert first == "Nothing has changed."
    assert last.startswith("2 passages of 1 source")


def test_many_sources_are_a_number(summary: UpdateSummary) -> None:
    assert "added: 9.txt" in update_text(INDEX, replace(summary, added=names(SHOWN)))
    assert update_text(INDEX, replace(summary, added=names(SHOWN + 1))).startswith("11 sources added\n2 passages")


def test_files_that_are_not_served_are_named_with_the_cause_up_to_a_number(summary: UpdateSummary) -> None:
    text = update_text(INDEX, replace(summary, problems=dict.fromkeys(names(SHOWN + 2), "empty")))
    lines = [line for line in text.splitlines() if "not served" in line]
    assert lines == [*(f"not served: {name}: empty" for name in names(SHOWN)), "… and 2 more are not served"]


@pytest.mark.parametrize(
    ("fresh", "first"), [("as asked", "added: a.txt"), ("it is damaged", "All was read anew: it is damaged")]
)
def test_why_all_was_read_anew_is_said_to_who_did_not_ask_for_it(
    summary: UpdateSummary, fresh: str, first: str
) -> None:
    assert update_text(INDEX, replace(summary, fresh=fresh)).splitlines()[0] == first


def test_an_index_that_equals_its_sources_is_told_so() -> None:
    text = index_check_text(IndexVerification(2, 1200, ()))
    assert text == "Checked 1,200 passages of 2 sources: every one stands in its source as it was indexed."


def test_differences_are_named_up_to_a_number_and_counted_with_the_cure() -> None:
    differences = tuple(Difference(name, "changed") for name in names(SHOWN + 3))
    lines = index_check_text(IndexVerification(1, 1, differences)).splitlines()
    assert lines[:SHOWN] == [f"{name}: changed" for name in names(SHOWN)]
    assert lines[SHOWN:] == [
        "… and 3 more",
        "Checked 1 passage of 1 source: 13 differences. 'pullquote index' takes up changes.",
    ]
    assert "1 difference." in index_check_text(IndexVerification(1, 1, differences[:1]))
