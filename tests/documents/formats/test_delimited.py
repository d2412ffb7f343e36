"""Tables as text: where records and cells stand, compared with Python's own reader."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents.formats.delimited import delimiter, records

CELLS = st.text(st.sampled_from('ab1 ,;|\t"\n'), max_size=6)
TABLES = st.integers(2, 4).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1))


def cells(text: str, name: str = "") -> list[list[str]]:
    return [[text[slice(*span)] for span in record.cells] for record in records(text, name)]


def test_records_and_cells_stand_where_they_say() -> None:
    text = 'name, fare\r\n"Oslo, Kiel","it says ""late"""\n\n"two\nlines",3\n'
    found = records(text)
    assert [text[one.start : one.end] for one in found] == [
        "name, fare", '"Oslo, Kiel","it says ""late"""', '"two\nlines",3',
    ]  # fmt: skip
    assert cells(text) == [["name", "fare"], ["Oslo, Kiel", 'it says ""late""'], ["two\nlines", "3"]]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_gives_every_record_as_many_cells(mark: str) -> None:
    text = "".join(f"a, b; c{mark}{number}{mark}x\n" for number in range(5)).replace(", ", ",", 1)
    assert delimiter(text) == mark


def test_the_name_tells_the_delimiter_where_the_text_does_not() -> None:
    assert delimiter("a,b\tc\n", "a.tsv") == "\t"
    assert delimiter("a,b\tc\n", "a.csv") == ","
    assert cells("one\ntwo\n") == [["one"], ["two"]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("\n\r\n", []),
        ('a,"b\nc,d', [["a", '"b'], ["c", "d"]]),
        ('a,"b"c,d', [["a", '"b"c', "d"]]),
        ("a,b,\n,,", [["a", "b", ""], ["", "", ""]]),
        ("a,b\rc,d", [["a", "b"], ["c", "d"]]),
    ],
)
def test_awkward_text_loses_nothing(text: str, found: list[list[str]]) -> None:
    assert cells(text) == found


@given(TABLES)
def test_what_a_table_was_written_of_is_read(table: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows(table)
    text = written.getvalue()
    expected = [[cell.replace('"', '""').strip() for cell in row] for row in table]
    assert cells(text) == expected
    spans = [span for record in records(text) for span in record.cells]
    assert spans == sorted(spans)


@pytest.mark.timeout(20)
def test_a_hostile_table_takes_no_longer_than_its_size() -> None:
    assert len(records('"a,' * 300_000)) == 1
    assert len(records('"' * 1_000_000)) == 1
    assert len(records("a\n" * 300_000)) == 300_000
