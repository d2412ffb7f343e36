"""Checks as text: the verdict, the lines with the cited span, and the differences."""

import dataclasses

from bot.terminal.check_text import check_text, excerpt_text, tally_text
from bot.terminal.screen import Screen
from index.citations.excerpts import Excerpt, ExcerptLine
from index.library.answer import Place
from index.library.verification import Match, Verdict, Verification

PLAIN = Screen()


EXCERPT = Excerpt(
    "talks.txt:3:10-44",
    "talks.txt",
    "The talks",
    "Xinhua",
    None,
    None,
    "5e" * 32,
    (
        ExcerptLine(9, "Before."),
        ExcerptLine(10, "So: a hot line.", (4, 15), offset=70, cut_end=True),
        ExcerptLine(11, "After."),
    ),
)


def test_an_excerpt_numbers_its_lines_and_marks_the_cited_span() -> None:
    assert excerpt_text(EXCERPT, PLAIN) == (
        "talks.txt:3:10-44\n"
        "The talks · Xinhua\n"
        f"sha256 {'5e' * 32}\n"
        "   9 │ Before.\n"
        "> 10 │ … So: a hot line. …\n"
        "     │       ^^^^^^^^^^^\n"
        "  11 │ After."
    )


def test_a_line_that_is_cited_whole_needs_no_carets() -> None:
    whole = dataclasses.replace(EXCERPT, lines=(ExcerptLine(3, "A hot line.", (0, 11)),))
    assert excerpt_text(whole, PLAIN).endswith("> 3 │ A hot line.")


def test_a_check_gives_its_verdict_and_each_place_with_the_differences() -> None:
    place = Place("talks.txt:10:5-15", "talks.txt", 4, 15)
    match = Match(
        place, EXCERPT, "a hot line.", 0.9, (("replaced", "cold", "hot"), ("missing", "", "line"), ("quotes", '"', "“"))
    )
    shown = check_text(Verification("a cold", Verdict.NEARLY, (match,), total=1), PLAIN)
    assert shown.startswith("Nearly these words stand in 1 place; the differences are shown.\n\ntalks.txt:3:10-44\n")
    assert shown.endswith(
        "90% the same; the differences:\n"
        "- you have “cold”, the source has “hot”\n"
        "- you left out “line”\n"
        '- other quotation marks: you have “"”, the source has ““”'
    )


def test_marks_that_a_page_hides_are_told_once() -> None:
    marks = (("marks", "", "`"), ("marks", "", "**"), ("space", " ", "\n"), ("space", "  ", "\n"))
    match = Match(Place("a.md:1", "a.md", 0, 15), EXCERPT, "a `hot` **line**", 1.0, marks, "a hot line")
    shown = check_text(Verification("a hot line", Verdict.VERBATIM, (match,), total=1), PLAIN)
    assert shown.endswith("The differences:\n- marks of the file that a page does not show\n- other white space")


def test_a_check_shows_the_lines_of_the_first_places_and_names_all() -> None:
    places = [Place(f"b.txt:{line}", "b.txt", 0, 11) for line in range(1, 31)]
    matches = tuple(
        Match(place, dataclasses.replace(EXCERPT, citation=place.citation), "a hot line.") for place in places
    )
    shown = check_text(Verification("a hot line.", Verdict.VERBATIM, matches, cited=True), PLAIN)
    assert shown.count("sha256 ") == 10
    assert shown.endswith("also at b.txt:29\nalso at b.txt:30")
    assert all(f"{place.citation}\n" in f"{shown}\n" for place in places)


def test_a_tally_counts_each_verdict() -> None:
    verdicts = [Verdict.VERBATIM, Verdict.NOWHERE, Verdict.VERBATIM]
    assert tally_text(verdicts) == "3 checked: 2 stand, 1 stands nowhere"
    for verdict in Verdict:
        assert tally_text([verdict]).startswith("1 checked: 1 ")
