"""A table of lines is what a dictionary sorted by the bytes of its keys would be, in a file."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.retrieval.store.table import Table, write

KEYS = st.text(st.characters(exclude_characters="\t\n\r", exclude_categories=["Cs"]), min_size=1, max_size=8)
VALUES = st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=8)


@given(st.dictionaries(KEYS, VALUES), KEYS)
def test_it_gives_every_value_by_its_key_and_none_for_another(values: dict[str, str], other: str) -> None:
    with TemporaryDirectory() as folder:
        write(Path(folder, "table"), values)
        table = Table(Path(folder, "table"))
        assert list(table) == sorted(values.items(), key=lambda item: item[0].encode())
        assert {key: table.get(key) for key in values} == values
        assert table.get(other) == values.get(other)
        assert "".join(table.text()) == "".join(f"{key}\t{value}\n" for key, value in table)
        del table


@given(st.dictionaries(KEYS, VALUES), st.dictionaries(KEYS, st.none() | VALUES))
def test_changes_are_set_and_taken_away_in_a_new_file(before: dict[str, str], changes: dict[str, str | None]) -> None:
    with TemporaryDirectory() as folder:
        write(Path(folder, "before"), before)
        table = Table(Path(folder, "before"))
        table.changed(Path(folder, "after"), changes)
        after = Table(Path(folder, "after"))
        assert dict(after) == {key: value for key, value in (before | changes).items() if value is not None}
        assert dict(table) == before
        del table, after


@pytest.mark.parametrize("content", [b"", b"short", b"a\t1\n" + b"\xff" * 8, b"a\t1\n\0\0\0\4\0\0\0\0\0\0\0"])
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "table"
    path.write_bytes(content)
    with pytest.raises(ValueError, match="table"):
        Table(path)
