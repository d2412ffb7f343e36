"""Batches: questions and claims come in order, and a bad line is named."""

import io
import json
import sys
from pathlib import Path

import pytest

from bot.commands.batch import Item, read_claims, read_questions
from index.errors import UsageError


def written(tmp_path: Path, data: bytes) -> str:
    path = tmp_path / "batch"
    path.write_bytes(data)
    return str(path)


def refusal(path: str) -> str:
    with pytest.raises(UsageError) as caught:
        list(read_questions(path))
    return str(caught.value).removeprefix(path)


def test_plain_lines_are_questions_and_blank_ones_are_not(tmp_path: Path) -> None:
    path = written(tmp_path, "\ufeffWho?\r\n\n  Where is 北京?  \n".encode())
    assert list(read_questions(path)) == [Item("Who?"), Item("Where is 北京?")]


def test_json_lines_give_the_question_and_any_id(tmp_path: Path) -> None:
    path = written(tmp_path, b'{"question": "Who?", "id": [1, "a"], "more": 0}\n{"question": ""}\nplain\n')
    assert list(read_questions(path)) == [Item("Who?", [1, "a"]), Item(""), Item("plain")]


def test_a_hyphen_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Who?\n")))
    assert list(read_questions("-")) == [Item("Who?")]
    assert not sys.stdin.closed


def test_claims_are_lines_as_they_are(tmp_path: Path) -> None:
    assert list(read_claims(written(tmp_path, b'a.txt:3\n\n"{a quote}"\n'))) == ["a.txt:3", '"{a quote}"']


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"Who?\n\n{'question': 1}\n", ", line 3: this begins like JSON but is not ("),
        (b"Who?\n" + b'{"a":' * 100_000 + b"\n", ", line 2: this begins like JSON but is not ("),
        (b'{"id": 1}\n', ', line 1: no question; write {"question": "…"}, with an "id" if you like'),
        (b'{"question": 7}\n', ', line 1: no question; write {"question": "…"}, with an "id" if you like'),
        (
            b'Who?\n{"question": "Who?", "id": ' + b"[" * 501 + b"]" * 501 + b"}\n",
            ', line 2: the "id" is nested more than 500 levels deep; make it flat',
        ),
        (b"Who?\ncaf\xe9?\n", ", line 2: this is not UTF-8 text; save it as UTF-8"),
    ],
)
def test_a_bad_line_is_named_in_its_place_and_the_next_is_read(tmp_path: Path, data: bytes, message: str) -> None:
    path = written(tmp_path, data + b"Where?\n")
    *_, bad, good = read_questions(path)
    assert bad.text is None
    assert str(bad.error).removeprefix(path).startswith(message)
    assert good == Item("Where?")


def test_a_bad_line_keeps_its_id(tmp_path: Path) -> None:
    (item,) = read_questions(written(tmp_path, b'{"id": 7}\n'))
    assert item.identifier == 7


def test_an_id_may_be_nested(tmp_path: Path) -> None:
    deep = b'{"a":[' * 250 + b"]}" * 250
    (item,) = read_questions(written(tmp_path, b'{"question": "Who?", "id": ' + deep + b"}\n"))
    assert item.text == "Who?"
    assert json.dumps(item.identifier, separators=(",", ":")).encode() == deep


def test_a_batch_without_a_line_is_an_error(tmp_path: Path) -> None:
    assert refusal(written(tmp_path, b"\n \n")) == ": there is nothing in it; write one question or claim on each line"


def test_a_claim_that_is_no_utf_8_is_an_error_that_names_its_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="line 2: this is not UTF-8 text"):
        list(read_claims(written(tmp_path, b"a.txt:3\ncaf\xe9\n")))


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    message = ": the batch cannot be read (No such file or directory); name a file, or - for a pipe"
    assert refusal(str(tmp_path / "none")) == message
