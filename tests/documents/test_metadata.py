"""What ``sources.toml`` may say, and each wrong one with its line and cure."""

import datetime as dt
from pathlib import Path

import pytest

from index.documents.folder import Folder, Problem
from index.documents.metadata import MOST_SUGGESTED, Metadata
from index.documents.source import Source
from index.errors import SourcesError

WHOLE = """\
["a.txt"]
title = "A title"
publisher = "A paper"
date = 2015-12-01
url = "https://example.org/a"
skip = [2, "3-4"]
keep = ["3"]
"""


def folder(path: Path, toml: str) -> Folder:
    (path / "a.txt").write_text("one\ntwo\nthree\nfour\n", "utf-8")
    (path / "sources.toml").write_bytes(toml.encode())
    return Folder(path)


def test_everything_it_may_say_is_taken_up(tmp_path: Path) -> None:
    expected = Metadata(
        "A title", "A paper", dt.date(2015, 12, 1), "https://example.org/a", ((2, 2), (3, 4)), ((3, 3),)
    )
    (source,) = folder(tmp_path, WHOLE).scan()
    assert isinstance(source, Source)
    assert source.metadata == expected


def test_a_date_may_be_a_text(tmp_path: Path) -> None:
    assert folder(tmp_path, '["a.txt"]\ndate = "2015-12-01"').metadata["a.txt"].date == dt.date(2015, 12, 1)


def test_nothing_is_guessed_where_it_says_nothing(tmp_path: Path) -> None:
    assert folder(tmp_path, "").metadata == {}
    assert folder(tmp_path, "").read("a.txt").metadata == Metadata()


WRONG = {
    '\n["a.txt"]\ntitel = "x"': (3, 'unknown key "titel"; did you mean "title"?'),
    '["a.txt"]\ntitle = "x"\nqqq = "x"': (3, 'unknown key "qqq"; known are title, publisher, date, url, skip, keep'),
    "[a.txt]\ntitle = 'x'": (1, 'a name with a dot stands in quotes; write ["a.txt"]'),
    'title = "x"': (1, '"title" is no file; write its name as a table, such as ["article.txt"], and the keys below it'),
    '"a.txt" = 3': (1, 'write the file\'s name as a table, such as ["article.txt"], and the keys below it'),
    '["a.txt"]\ndate = "soon"': (2, '"date" is to be a day, written as 2015-12-01'),
    '["a.txt"]\ndate = 2015': (2, '"date" is to be a day, written as 2015-12-01'),
    '["a.txt"]\ndate = 2015-12-01T10:00:00': (2, '"date" is to be a day, written as 2015-12-01'),
    '["a.txt"]\ndate = 2015-13-01': (2, "is no TOML"),
    '["a.txt"]\n\ntitle = unquoted': (3, "is no TOML"),
    '["a.txt"]\ntitle = "open': (2, "is no TOML"),
    '["a.txt"]\ntitle = 3': (2, '"title" is to be a text'),
    '["a.txt"]\ntitle = "  "': (2, '"title" is to be a text'),
    '["a.txt"]\nurl = "ftp://example.org"': (2, '"url" is to be a web address that begins with http:// or https://'),
    '["a.txt"]\nurl = "javascript:alert(1)"': (2, '"url" is to be a web address that begins with http:// or https://'),
    '["a.txt"]\nskip = "2"': (2, '"skip" is to be a list of lines, such as [3, "9-19"]'),
    '["a.txt"]\nskip = ["x"]': (2, '"skip" has \'x\', which is no line nor range of lines; write [3, "9-19"]'),
    '["a.txt"]\nkeep = ["4-2"]': (2, "\"keep\" has '4-2', but lines count from 1 and a range runs upwards"),
    '["a.txt"]\nkeep = [0]': (2, '"keep" has 0, but lines count from 1 and a range runs upwards'),
    '["a.txt"]\ntitle = "x"\nskip = ["2-9"]': (3, 'skip names lines 2-9, but "a.txt" has 4; correct the range'),
}


@pytest.mark.parametrize("toml", WRONG)
def test_a_wrong_one_is_an_error_that_names_file_line_and_cure(tmp_path: Path, toml: str) -> None:
    line, message = WRONG[toml]
    with pytest.raises(SourcesError) as raised:
        list(folder(tmp_path, toml).scan())
    assert str(raised.value).startswith(f"{tmp_path / 'sources.toml'}, line {line}: {message}")


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("b.txt", 'did you mean "a.txt"?'),
        ("nothing like it", "correct the name or remove the table"),
    ],
)
def test_a_file_that_is_gone_is_told_and_the_rest_is_served(tmp_path: Path, name: str, cure: str) -> None:
    gone, source = folder(tmp_path, f'["a.txt"]\ntitle = "A title"\n\n["{name}"]\ntitle = "x"').scan()
    assert gone == Problem(name, f"sources.toml names it, but it is not there; {cure}")
    assert isinstance(source, Source)
    assert source.title == "A title"


def test_a_name_that_could_command_a_terminal_is_told_without_it(tmp_path: Path) -> None:
    gone, _ = folder(tmp_path, '["\\u001b[2J"]\n').scan()
    assert gone.name == "\ufffd[2J"


def test_no_other_name_is_looked_for_where_very_many_files_are_gone(tmp_path: Path) -> None:
    tables = "".join(f'["b{number}.txt"]\n' for number in range(MOST_SUGGESTED + 1))
    *gone, _ = folder(tmp_path, tables).scan()
    assert {one.cause.partition("; ")[2] for one in gone if isinstance(one, Problem)} == {
        "correct the name or remove the table"
    }


def test_one_that_is_no_utf_8_is_an_error(tmp_path: Path) -> None:
    held = folder(tmp_path, "")
    (tmp_path / "sources.toml").write_bytes(b"\xff")
    with pytest.raises(SourcesError, match=r"sources\.toml: is not UTF-8 \(byte 1\); save it as UTF-8"):
        list(held.scan())


def test_a_scan_takes_up_what_changed_in_it(tmp_path: Path) -> None:
    held = folder(tmp_path, '["a.txt"]\ntitle = "Old"')
    list(held.scan())
    (tmp_path / "sources.toml").write_text('["a.txt"]\ntitle = "New"', "utf-8")
    (source,) = held.scan()
    assert isinstance(source, Source)
    assert source.title == "New"


def test_a_source_that_has_shrunk_can_still_be_read_and_checked(tmp_path: Path) -> None:
    held = folder(tmp_path, '["a.txt"]\nskip = ["2-4"]')
    list(held.scan())
    (tmp_path / "a.txt").write_text("one", "utf-8")
    assert held.read("a.txt").text == "one"


def test_a_pattern_says_for_all_files_that_fit_it_what_nothing_else_says(tmp_path: Path) -> None:
    toml = '["*.txt"]\ntitle = "All"\npublisher = "A paper"\n["b*"]\npublisher = "B"\n["a.txt"]\ntitle = "One"\n'
    held = folder(tmp_path, toml)
    (tmp_path / "b.txt").write_text("one", "utf-8")
    held.read_metadata()
    assert held.metadata == {"a.txt": Metadata("One", "A paper"), "b.txt": Metadata("All", "B")}


def test_a_pattern_that_no_file_fits_is_told(tmp_path: Path) -> None:
    gone, _ = folder(tmp_path, '["*.pdf"]\ntitle = "x"').scan()
    assert gone == Problem(
        "*.pdf", "sources.toml names it, but no file fits it; correct the pattern or remove the table"
    )


def test_a_file_with_an_asterisk_in_its_name_is_no_pattern(tmp_path: Path) -> None:
    held = folder(tmp_path, '["*.txt"]\ntitle = "Star"')
    (tmp_path / "*.txt").write_text("one", "utf-8")
    held.read_metadata()
    assert held.metadata == {"*.txt": Metadata("Star")}


def test_the_fields_of_records_are_named_one_or_several(tmp_path: Path) -> None:
    assert folder(tmp_path, '["a.txt"]\ntext = "content"\nhead = "author"').metadata["a.txt"].head == "author"
    several = folder(tmp_path, '["a.txt"]\ntext = "content"\nhead = ["author", "day"]').metadata["a.txt"]
    assert (several.text, several.head) == ("content", "author,day")


@pytest.mark.parametrize("head", ["3", "[]", '["a,b"]', '[""]', "[1]"])
def test_a_field_that_can_be_none_is_an_error(tmp_path: Path, head: str) -> None:
    with pytest.raises(SourcesError, match=r'line 2: "head" is to be the name of a field, or a list such as'):
        list(folder(tmp_path, f'["a.txt"]\nhead = {head}').scan())
