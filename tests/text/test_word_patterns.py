"""Patterns for words of any script."""

import re

import pytest

from index.text.word_patterns import either


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (["who", "whose"], "whose is it, and who is the whole?", ["whose", "who"]),
        (["where"], "elsewhere, nowhere", []),
        (["क्या", "कौन"], "राजधानी क्या है और कौन", ["क्या", "कौन"]),
        (["谁", "在哪"], "她在哪里？谁来了", ["在哪", "谁"]),
        ([], "who", []),
    ],
)
def test_words_stand_apart_where_the_script_has_spaces_and_the_longest_is_found(
    words: list[str], text: str, found: list[str]
) -> None:
    assert [match.group() for match in re.finditer(either(words), text)] == found


def test_what_stands_in_front_of_spaced_words_can_be_chosen() -> None:
    assert re.search(rf"\d{either(['km'], before='')}", "5km")
    assert not re.search(rf"\d{either(['km'])}", "5km")
