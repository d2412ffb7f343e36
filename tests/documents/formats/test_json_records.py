"""JSON Lines: a paragraph a record, of the field that sources.toml names."""

import json

import pytest

from index.documents.formats.json_records import convert
from index.documents.metadata import Metadata
from index.errors import SourceError

CHAT = [
    {"id": 1, "author": {"name": "Ann"}, "content": "The crane broke.\r\n\r\nIt is old.", "day": "2021-05-03"},
    {"id": 2, "author": {"name": "Bo"}, "content": "", "day": "2021-05-03"},
    {"id": 3, "author": {"name": "Bo"}, "content": "It runs again\u200b now.", "day": None},
]


def read(*records: object, text: str | None = "content", head: str | None = None) -> str:
    data = "\n\n".join(one if isinstance(one, str) else json.dumps(one) for one in records)
    return convert("a.jsonl", data.encode(), Metadata(text=text, head=head)).text


def test_each_record_with_text_is_a_paragraph() -> None:
    assert read(*CHAT) == "The crane broke.\nIt is old.\n\nIt runs again now.\n"


def test_what_stands_above_a_record_is_taken_from_the_fields_that_are_named() -> None:
    assert read(*CHAT, head="author.name,day") == (
        "Ann · 2021-05-03\nThe crane broke.\nIt is old.\n\nBo\nIt runs again now.\n"
    )


def test_a_field_may_be_within_another_or_have_dots_in_its_name_or_parts() -> None:
    assert read({"a": {"b": "Within."}}, {"a.b": "Dotted."}, text="a.b") == "Within.\n\nDotted.\n"
    assert read({"content": ["One.", "Two.", {"x": 1}]}) == "One.\nTwo.\n"


@pytest.mark.parametrize(
    ("records", "text", "cause"),
    [
        (CHAT, None, 'needs the field of its text named in sources.toml: ["a.jsonl"] and below it text = "content"; '),
        (CHAT, "body", 'has no text in the field "body"; its fields are id, author, content, day'),
        (["{}"], "body", 'has no text in the field "body"; its records have no fields'),
        ([CHAT[0], '{"content": '], "content", "is no JSON in line 3; correct or remove that line"),
        ([[1, 2]], "content", "has no record in line 1; write one object a line"),
        (["[" * 100_000], "content", "is no JSON in line 1"),
        ([""], "content", "is empty"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_cause(records: list[object], text: str | None, cause: str) -> None:
    with pytest.raises(SourceError) as refused:
        read(*records, text=text)
    assert refused.value.cause.startswith(cause)
