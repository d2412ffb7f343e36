"""Offsets, lines and columns of a source, and its title."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents.source import Metadata, Source


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("", (0,)),
        ("a", (0,)),
        ("a\n", (0,)),
        ("a\nb", (0, 2)),
        ("a\r\nb\rc\n\nd", (0, 3, 5, 7, 8)),
        ("\n", (0,)),
        ("\u2028", (0,)),
    ],
)
def test_lines_start_where_an_editor_counts_them(text: str, starts: tuple[int, ...]) -> None:
    assert Source("a.txt", text, "").line_starts == starts


@given(st.text(alphabet="ab \r\n\x0b\u2028", max_size=40))
def test_every_offset_has_a_place_that_leads_back_to_it(text: str) -> None:
    source = Source("a.txt", text, "")
    for offset in range(len(text)):
        line, column = source.place(offset)
        assert column >= 1
        assert source.line_starts[line - 1] + column - 1 == offset


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("a_b-c.txt", "# Not Markdown", "A b-c"),
        ("amazon-rainforest.txt", "x", "Amazon rainforest"),
        ("sub/004_52fc.txt", "x", "004 52fc"),
        ("a.md", "\n# The bridge ##\nText", "The bridge"),
        ("a.md", "Text\n# Later", "A"),
        ("_.txt", "x", "_"),
    ],
)
def test_a_title_is_the_heading_or_the_name_made_readable(name: str, text: str, title: str) -> None:
    assert Source(name, text, "").title == title
    assert Source(name, text, "", Metadata(title="Given")).title == "Given"
