"""Patterns of the packs: each compiles, names in braces stand for words and patterns, and a wrong one says where."""

from dataclasses import replace

import pytest

from index.errors import PackError
from index.text import patterns
from index.text.pack import NEUTRAL, codes, pack
from index.text.patterns import expanded, has_pattern, pattern


@pytest.mark.parametrize("code", codes())
def test_each_pattern_that_ships_is_a_regular_expression(code: str) -> None:
    for name in pack(code).patterns:
        assert pattern(code, name).pattern


def test_a_name_in_braces_stands_for_words_the_longest_first_or_for_a_pattern() -> None:
    of = replace(NEUTRAL, months=frozenset({"may", "mayo"}), patterns={"day": r"\d{1,2}", "date": "{day} {months}"})
    assert expanded(of, "{date}") == r"(?:(?:\d{1,2}) (?:mayo|may))"
    assert expanded(of, "{Months}") == "(?:[Mm]ayo|[Mm]ay)"


def test_a_language_without_a_pattern_has_one_that_matches_nothing() -> None:
    assert not has_pattern("sw", "date")
    assert pattern("sw", "date").search("3 Mei 1984") is None


@pytest.mark.parametrize("wrong", ["(", "{monhts}"])
def test_a_wrong_pattern_is_an_error_that_names_its_line(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    of = replace(pack("en"), patterns={**pack("en").patterns, "year": wrong})
    monkeypatch.setattr(patterns, "pack", lambda _: of)
    pattern.cache_clear()
    with pytest.raises(PackError, match=r"en\.toml:\d+: patterns\.year is no regular expression: .*; mend it there"):
        pattern("en", "year")
    pattern.cache_clear()
