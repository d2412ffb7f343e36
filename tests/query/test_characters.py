"""Characters and pairs of a question in a script without spaces."""

from index.query.characters import characters_in_pairs, joined, without_chance_pairs
from index.text.analyzer import analyzer, tokens

FREQUENCIES = {"图书": 2, "书馆": 0, "图": 2, "书": 3, "馆": 1}


def test_a_pair_that_straddles_two_words_is_not_looked_for() -> None:
    found = without_chance_pairs(tokens("图书馆"), FREQUENCIES)
    assert [one.term for one in found] == ["图", "图书", "书", "馆"]


def test_a_pair_of_which_no_source_has_a_part_stays() -> None:
    assert [one.term for one in without_chance_pairs(tokens("东京"), {})] == ["东", "东京", "京"]
    assert without_chance_pairs(tokens("to go"), {}) == tuple(tokens("to go"))


def test_characters_of_a_pair_that_some_source_has_are_told() -> None:
    assert characters_in_pairs(tokens("图书馆"), FREQUENCIES) == {"图", "书"}


def test_pairs_that_touch_are_shown_as_one() -> None:
    text = "河边的图书馆有几扇窗？"
    assert joined(text, analyzer("zh"), ["图", "图书", "书馆", "几"]) == ("图书馆", "几")
    assert joined("the old the mill", analyzer("en"), ["mill", "old", "mill"]) == ("mill", "old")
