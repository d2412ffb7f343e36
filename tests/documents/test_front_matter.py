"""Front matter: what it tells of an article counts where sources.toml says nothing."""

import datetime as dt
from pathlib import Path

import pytest

from index.documents.folder import Folder
from index.documents.front_matter import told_by
from index.documents.metadata import Metadata

DAY = dt.date(2020, 3, 4)


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        (
            "publisher: The Paper\ndate: 2020-03-04\nurl: https://example.org/a",
            ("The Paper", DAY, "https://example.org/a"),
        ),
        ('publisher: "A \\"quoted\\" name"\ndate: "2020-03-04T10:00:00Z"', ('A "quoted" name', DAY, None)),
        ("date: yesterday\nurl: javascript:alert(1)\npublisher:", (None, None, None)),
        ("author: a\nname: x", (None, None, None)),
        (f"publisher: {'x' * 1001}", (None, None, None)),
    ],
)
def test_it_tells_publisher_date_and_address(entries: str, told: tuple[str | None, dt.date | None, str | None]) -> None:
    publisher, date, url = told
    assert told_by(f"---\n{entries}\n---\nWords.\n") == Metadata(publisher=publisher, date=date, url=url)


@pytest.mark.parametrize(
    ("entries", "tags"),
    [
        ('tags: [rules, "the public", rules]', ("rules", "the public")),
        ("tags = ['rules', 'public']", ("rules", "public")),
        ("Tags: rules, public", ("rules", "public")),
        ("tags:\n  - rules\n- 'public'\ndate: 2020-03-04\n- other", ("rules", "public")),
        ("tags: []", ()),
        ("tags:", ()),
        ("tagsoup: rules", ()),
    ],
)
def test_it_tells_tags_in_each_form_of_a_list(entries: str, tags: tuple[str, ...]) -> None:
    assert told_by(f"---\n{entries}\n---\nWords.\n").tags == tags


@pytest.mark.parametrize(
    "text", ["", "date: 2020-03-04", "---\ndate: 2020-03-04\nWords.", "\n---\ndate: 2020-03-04\n---\n"]
)
def test_what_is_no_front_matter_tells_nothing(text: str) -> None:
    assert told_by(text) == Metadata()


def test_sources_toml_overrules_it_and_other_kinds_of_files_have_none(tmp_path: Path) -> None:
    matter = "---\npublisher: Own\ndate: 2020-03-04\n---\nWords of an article.\n"
    for name in ("a.md", "b.txt"):
        (tmp_path / name).write_text(matter, "utf-8")
    (tmp_path / "sources.toml").write_text('["a.md"]\npublisher = "Told"\n', "utf-8")
    folder = Folder(tmp_path)
    assert folder.read("a.md").metadata == Metadata(publisher="Told", date=DAY)
    assert folder.read("b.txt").metadata == Metadata()
