"""The line of a key in a TOML file is that on which its statement begins."""

import pytest

from index.toml_lines import holds, line_of

TEXT = """\
# a comment
one = 1
two = [
    2,
    22,
]

[table]
three = { four = 4 }

["a name.txt"]
five = '''
[six]
six = 6
'''
six = 6
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (["one"], 2),
        (["two"], 3),
        (["table"], 8),
        (["table", "three"], 9),
        (["table", "three", "four"], 9),
        (["a name.txt"], 11),
        (["a name.txt", "five"], 12),
        (["a name.txt", "six"], 16),
    ],
)
def test_a_key_has_the_line_of_its_statement(path: list[str], line: int) -> None:
    assert line_of(TEXT, path) == line


def test_every_key_of_a_long_file_has_its_line() -> None:
    text = "".join(f"key{number} = {number}\n" for number in range(1, 301))
    assert [line_of(text, [f"key{number}"]) for number in range(1, 301, 23)] == list(range(1, 301, 23))


def test_a_path_holds_where_each_of_its_keys_does() -> None:
    values = {"a": {"b": 1}}
    assert holds(values, ["a", "b"])
    assert not holds(values, ["a", "c"])
    assert not holds(values, ["a", "b", "c"])
