"""A table that is a file of its own: a passage a row, with the names of its columns, headed by what it is about."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents.passages import split
from index.documents.source import Markup, Source

TABLE = 'No;Boat;Crew;"What ""rigged"" means"\n1;Heron;4;"yes, by ""Bo"""\n\n2;"Grey\nSeal";2;no\n;;;\n3;;1;-\n'


def rows(text: str, name: str = "a.csv") -> list[tuple[str, tuple[str, ...], bool, tuple[str, ...]]]:
    source = Source(name, text, "", format=Markup.DELIMITED)
    return [(one.plain, one.path, one.quotable, one.columns) for one in split(source)]


def test_each_record_is_a_passage_with_its_columns() -> None:
    columns = ("No", "Boat", "Crew", 'What "rigged" means')
    assert rows(TABLE) == [
        ('No\tBoat\tCrew\tWhat "rigged" means', (), False, ()),
        ('1\tHeron\t4\tyes, by "Bo"', ("Heron",), True, columns),
        ("2\tGrey\nSeal\t2\tno", ("Grey Seal",), True, columns),
        ("3\t\t1\t-", (), True, columns),
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_any_delimiter_is_a_tab_to_a_reader(mark: str) -> None:
    text = "\n".join(mark.join(cells) for cells in (("Name", "Fee"), ("Adult", "320"), ("Child", "90")))
    assert [plain for plain, *_ in rows(text)] == ["Name\tFee", "Adult\t320", "Child\t90"]


@given(st.text(alphabet='ab "\n,;\t', max_size=60))
def test_every_row_is_its_span_of_the_text(text: str) -> None:
    source = Source("a.csv", text, "", format=Markup.DELIMITED)
    found = list(split(source))
    assert all(text[one.start : one.end] == one.text != "" for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
