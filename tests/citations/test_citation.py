"""Citations: their text, the way back from it, and what became of the place."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.citations.citation import Citation, Standing, resolve, verify
from index.documents.passages import Passage, split
from index.documents.source import Source
from index.errors import CitationError

TEXT = "  One line alone.  \r\nTwo here. And one\rover lines.\n\nEnd"
NAMES = ["a.txt", "with space.md", "a:1:2-3.txt", "x:7.txt", "中文/#1.txt", "C:\\a.txt", "b-2:1.TXT", " lead.txt"]


def source(text: str = TEXT, name: str = "a.txt", sha256: str = "old") -> Source:
    return Source(name, text, sha256)


def words(citation: str, of: Source) -> str:
    start, end = resolve(Citation.parse(citation), of)
    return of.text[start:end]


def test_a_citation_is_the_line_where_a_passage_fills_it_and_else_its_columns() -> None:
    assert [(str(Citation.of(one)), one.text) for one in split(source("  One alone.  \nTwo. And\nover two.\n"))] == [
        ("a.txt:1", "One alone."),
        ("a.txt:2:1-4", "Two."),
        ("a.txt:2:6-8", "And"),
        ("a.txt:3", "over two."),
    ]
    over_lines = Passage("a.txt", 0, 0, 0, 9, 2, 3, 4, 5, "x")
    assert str(Citation.of(over_lines)) == "a.txt:2:3-4:5"
    assert str(Citation.of(replace(over_lines, opens_line=True, closes_line=True))) == "a.txt:2-4"


def test_a_citation_leads_to_its_words() -> None:
    assert words("a.txt:1", source()) == "One line alone."
    assert words("a.txt:2:1-9", source()) == "Two here."
    assert words("a.txt:2:11-3:11", source()) == "And one\rover lines."
    assert words("a.txt:5:1-3\n", source()) == words("a.txt:5", source()) == "End"
    assert words("a.txt:1-3", source()) == source().text[: source().line_span(3)[1]].strip()
    assert Citation.parse("a.txt:2-2") == Citation.parse("a.txt:2")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("place", ["3", "3-7", "3:1-76", "3:5-4:1"])
def test_a_name_may_hold_what_a_citation_holds(name: str, place: str) -> None:
    cited = Citation.parse(f"{name}:{place}")
    assert cited.source == name
    assert str(cited) == f"{name}:{place}"


@given(
    st.sampled_from(NAMES),
    st.lists(
        st.sampled_from(
            ["Mr. A", "b c", "U.S.", "会谈。", "- ", "# ", ". ", "!", "\n", "\r\n", "\r", "\t", "”", "\u2028"]
        ),
        max_size=30,
    ),
)
def test_every_citation_leads_back_to_its_passage(name: str, pieces: list[str]) -> None:
    of = source("".join(pieces), name)
    for passage in split(of):
        cited = Citation.parse(str(Citation.of(passage)))
        assert resolve(cited, of) == (passage.start, passage.end)
        assert cited == Citation.at(of, passage.start, passage.end) == Citation.of(passage)
        assert verify(cited, of, sha256=of.sha256, words=passage.text).standing is Standing.STANDS


@pytest.mark.parametrize(
    "text",
    ["", "a.txt", "a.txt:", ":3", "a.txt:3:4", "a.txt:x", "a.txt:3:4-", "a.txt:" + "9" * 50, "a.txt:-1", "a.txt:٣"],
)
def test_what_is_no_citation_is_told_with_the_right_form(text: str) -> None:
    if text == "a.txt:3:4":  # a line 4 of a source called "a.txt:3"
        assert Citation.parse(text).source == "a.txt:3"
        return
    with pytest.raises(CitationError, match="is no citation; write NAME:LINE, NAME:FIRST-LAST, NAME:LINE:COLUMN"):
        Citation.parse(text)


@pytest.mark.parametrize("text", ["a.txt:0", "a.txt:1:0-3", "a.txt:1:1-0", "a.txt:1:1-0:4"])
def test_nothing_counts_from_zero(text: str) -> None:
    with pytest.raises(CitationError, match="lines and columns count from 1"):
        Citation.parse(text)


@pytest.mark.parametrize("text", ["a.txt:3:5-4", "a.txt:3:5-2:9", "a.txt:3:5-3:4"])
def test_nothing_ends_before_it_begins(text: str) -> None:
    with pytest.raises(CitationError, match="ends before it begins"):
        Citation.parse(text)


def test_a_long_text_is_not_repeated_whole_in_the_error() -> None:
    with pytest.raises(CitationError) as raised:
        Citation.parse("word " * 5000)
    assert len(str(raised.value)) < 300


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a.txt:6", "a.txt:6: there is no line 6; a.txt has 5"),
        ("a.txt:2:1-99", "a.txt:2:1-99: there is no column 99; line 2 has 17"),
        ("a.txt:2:1-9:1", "a.txt:2:1-9:1: there is no line 9; a.txt has 5"),
        ("a.txt:4", "a.txt:4: line 4 is blank"),
    ],
)
def test_a_place_that_is_not_there_is_told(text: str, message: str) -> None:
    with pytest.raises(CitationError) as raised:
        resolve(Citation.parse(text), source())
    assert str(raised.value) == message
    found = verify(Citation.parse(text), source())
    assert (found.standing, found.cause) == (Standing.NOWHERE, message)


def test_a_citation_that_stands_is_told_from_one_whose_words_moved_changed_or_went() -> None:
    cited = Citation.parse("a.txt:2:1-9")
    assert verify(cited, source(), sha256="old", words="Two here.").standing is Standing.STANDS
    added = verify(cited, source(TEXT + " more"), sha256="other", words="Two here.")
    assert (added.standing, added.changed) == (Standing.STANDS, True)
    moved = source("A new line.\n" + TEXT)
    found = verify(cited, moved, sha256="other", words="Two here.")
    assert (found.standing, found.changed) == (Standing.ELSEWHERE, True)
    assert [moved.text[start:end] for start, end in found.places] == ["Two here."]
    assert verify(cited, moved, sha256="other").standing is Standing.CHANGED
    assert verify(cited, source("x\nThree now."), sha256="other", words="Two here.").standing is Standing.CHANGED
    gone = verify(cited, source("One"), sha256="other", words="Two here.")
    assert (gone.standing, gone.span) == (Standing.NOWHERE, None)


def test_words_that_stand_elsewhere_are_told_the_nearest_first() -> None:
    of = source("Yes.\nNo.\nNo.\nYes.\nNo.\nNo.\nYes.")
    found = verify(Citation.parse("a.txt:5"), of, words="Yes.")
    assert [of.place(start)[0] for start, _ in found.places] == [4, 7, 1]


PAGE = "# Steps\n\n- **Stop** the server.\n- Start `it`.\n\nStop the server.\n"


@pytest.mark.parametrize(
    "words",
    [
        "- **Stop** the server.\n- Start `it`.",
        "Stop the server.\nStart it.",
        "• Stop the server.\n• Start it.",
        "“Stop the server. Start it.”",
        "Start it.",
        "Stop the server.",
    ],
)
def test_words_stand_within_the_cited_lines_as_written_or_as_a_page_shows_them(words: str) -> None:
    of = source(PAGE, "page.md")
    found = verify(Citation.parse("page.md:3-4"), of, words=words)
    assert (found.standing, found.span) == (Standing.STANDS, (PAGE.index("- **"), PAGE.index("\n\nStop")))


def test_words_that_a_page_shows_in_another_line_stand_elsewhere() -> None:
    found = verify(Citation.parse("page.md:6"), source(PAGE, "page.md"), words="Start it.")
    assert found.standing is Standing.ELSEWHERE
    assert [PAGE[slice(*place)] for place in found.places] == ["Start `it`."]
