"""PDF files: read in order, sentences whole, without running heads, each page with its place."""

from contextlib import suppress
from textwrap import wrap

import pytest

from index.documents.formats.pdf import MOST_PAGES, convert
from index.documents.metadata import Metadata
from index.documents.source import Markup, Source
from index.errors import SourceError
from tests.documents.formats.pdf_writer import PlacedLine, column, pdf

READ = (
    "The ferry to Kiel leaves at seven in the morning from the old quay of the town. Four hundred guests were on board "
    "when it left for the first time on a Monday. Nobody knows why it was late on that day. The harbour master said so "
    "in a letter to the paper, which we have read. Another ferry goes to Bergen at noon, in summer alone, and it takes "
    "much longer. Its restaurant is known for its fish.\n"
)
LINES = wrap(READ, 36)
LEFT, RIGHT = "\n".join(LINES[:5]), "\n".join(LINES[5:])


def text(*pages: list[PlacedLine]) -> str:
    return convert("a.pdf", pdf(pages)).text


def test_the_lines_of_a_paragraph_are_joined_and_paragraphs_parted() -> None:
    page = column("A title\n\n" + "\n".join(LINES) + "\n\nAnother paragraph of the page.")
    assert text(page) == "A title\n\n" + READ + "\nAnother paragraph of the page.\n"


def test_two_columns_are_read_one_after_the_other() -> None:
    assert text([*column(LEFT), *column(RIGHT, x=320)]) == READ


def test_columns_are_read_in_order_however_the_file_draws_them() -> None:
    page = sorted([*column(RIGHT, x=320), *column(LEFT)], key=lambda line: -line.y)
    assert text(page) == READ


def test_what_stands_over_columns_and_below_them_is_read_before_and_behind() -> None:
    title = PlacedLine(72, 790, "A title that goes over both of the columns below it, in larger letters", 14)
    foot = PlacedLine(72, 600, "A last line that goes over both of the columns that stand above it, all the way.")
    page = [foot, *column(RIGHT, x=320, top=750), title, *column(LEFT, top=750)]
    assert text(page) == f"{title.text}\n\n{READ}\n{foot.text}\n"


def test_a_table_is_read_row_by_row() -> None:
    rows = [("Oslo", "120"), ("Kiel", "300"), ("Bergen", "240"), ("Hirtshals", "90"), ("Larvik", "75")]
    page = [
        PlacedLine(x, 700 - 20 * row, word)
        for row, cells in enumerate(rows)
        for x, word in zip((72, 320), cells, strict=True)
    ]
    assert text(page).split("\n\n") == [" ".join(cells) for cells in rows[:-1]] + ["Larvik 75\n"]


def test_a_sentence_goes_on_over_pages_and_each_page_knows_where_it_begins() -> None:
    made = convert("a.pdf", pdf([column(LEFT), [], column(RIGHT)]))
    assert made.text == READ
    assert made.markup is Markup.PLAIN
    second = READ.index(LINES[5])
    assert made.pages == (0, second, second)
    source = Source("a.pdf", made.text, "", format=made.markup, pages=made.pages, converted=True)
    assert [source.page(at) for at in (0, second - 1, second, len(made.text) - 1)] == [1, 1, 3, 3]


HYPHENS = {
    ("the har-", "bour of Oslo, where the well-"): "the harbour of Oslo, where the well-",
    ("it is well-", "known to all of the people"): "it is well-known to all of the people",
    ("the Smith-", "Jones family of Oslo"): "the Smith-Jones family of Oslo",
    ("in the years 2019-", "2020 it was not so"): "in the years 2019-2020 it was not so",
    ("die Verord-", "nung ist neu"): "die Verordnung ist neu",
    ("a co-op, this co-", "op is new"): "a co-op, this co-op is new",
    ("a dash at the end –", "and more"): "a dash at the end – and more",
}


@pytest.mark.parametrize("lines", HYPHENS)
def test_a_hyphen_at_the_end_of_a_line_is_undone_only_where_a_word_was_broken(lines: tuple[str, str]) -> None:
    assert text(column("\n".join(lines))) == HYPHENS[lines] + "\n"


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        [
            PlacedLine(72, 810, f"Report of the Port, chapter {number}", 9),
            *column(f"Page {word} has words of its own."),
            PlacedLine(290, 30, str(number + 6), 9),
        ]
        for number, word in enumerate(("one", "two", "three", "four"))
    ]
    assert text(*pages) == "\n".join(f"Page {one} has words of its own.\n" for one in ("one", "two", "three", "four"))


def test_numbers_that_count_no_pages_stay() -> None:
    pages = [[*column("The year was"), PlacedLine(72, 40, year)] for year in ("1850", "1900")]
    assert text(*pages) == "The year was\n\n1850\n\nThe year was\n\n1900\n"


def test_items_and_the_lines_of_a_table_of_contents_are_apart() -> None:
    items = "1. Buy a ticket at the quay or\nin the town, and keep it.\n2. Board.\n• A point\n"
    page = column(f"{items}One . . . . . . . . 1\nTwo ....... 2")
    assert text(page).split("\n\n") == [
        "1. Buy a ticket at the quay or in the town, and keep it.", "2. Board.", "• A point", "One … 1", "Two … 2\n",
    ]  # fmt: skip


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    upright = pdf([column("One line of words\nand another line.")])
    turned = upright.replace(b" Tm (", b" TM (").replace(b"1 0 0 1 72 770.0 TM", b"0 1 -1 0 100 72 Tm")
    turned = turned.replace(b"1 0 0 1 72 756.8 TM", b"0 1 -1 0 113 72 Tm").replace(
        b"/Parent 2 0 R", b"/Parent 2 0 R /Rotate 90"
    )
    assert convert("a.pdf", turned).text == "One line of words and another line.\n"


TITLES = {"Port report": "Port report", "Microsoft Word - report.doc": None, "untitled": None, "scan001.tif": None}


@pytest.mark.parametrize("title", TITLES)
def test_a_title_that_a_program_made_up_is_none(title: str) -> None:
    made = convert("a.pdf", pdf([column("Words.")], {"Title": title, "Author": "Ann Lee"}))
    assert made.metadata == Metadata(TITLES[title], "Ann Lee")


ENCRYPTED = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (12345678901234567890123456789012) "
ENCRYPTED += "/U (12345678901234567890123456789012) >> /ID [<00> <00>] "
REFUSED = {
    "is a scan: its pages hold no text; run OCR on it first": pdf([[], []]),
    "is a PDF with a password; save a copy without one": pdf([column("Words.")], trailer=ENCRYPTED),
    "is a damaged PDF; open it in a PDF reader": pdf([column("Words.")])[:60],
    "is no PDF, though its name says so": b"Words.",
    "has more than 5,000 pages; part it": pdf([[]] * (MOST_PAGES + 1)),
}


@pytest.mark.parametrize("cause", REFUSED)
def test_what_cannot_be_read_is_refused_with_its_cause(cause: str) -> None:
    with pytest.raises(SourceError) as refused:
        convert("a.pdf", REFUSED[cause])
    assert refused.value.cause.startswith(cause)


def test_a_file_cut_anywhere_is_read_or_refused() -> None:
    whole = pdf([column(LEFT)])
    for length in range(0, len(whole), 37):
        with suppress(SourceError):
            assert convert("a.pdf", whole[:length]).text
