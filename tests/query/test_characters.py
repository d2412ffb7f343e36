"""Characters and pairs of a question in a script without spaces."""

import pytest

from index.query.characters import (
    characters_in_pairs,
    joined,
    news_of_pairs,
    without_chance_pairs,
    without_stray_particles,
)
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


def test_a_character_that_no_source_has_says_nothing_beside_its_pair() -> None:
    assert characters_in_pairs(tokens("屋顶"), {"顶": 1}) == {"屋"}


def test_a_pair_counts_for_what_the_pairs_beside_it_do_not_tell() -> None:
    known = {"弗雷": 90, "雷斯": 90, "斯诺": 90, "的西": 3, "西侧": 90}
    news = news_of_pairs(tokens("弗雷斯诺的西侧"), known, 10_000)
    assert news["雷斯"] == pytest.approx(0.0, abs=0.01)
    assert news["弗雷"] == news["斯诺"] == pytest.approx(0.5, abs=0.01)
    assert news["西侧"] == pytest.approx(0.53, abs=0.01)
    assert news["的西"] == pytest.approx(0.71, abs=0.01)


def test_where_little_is_known_a_pair_tells_more() -> None:
    news = news_of_pairs(tokens("弗雷斯诺"), dict.fromkeys(["弗雷", "雷斯", "斯诺"], 1), 20)
    assert news["雷斯"] > 0.2


def test_a_pair_that_is_asked_for_twice_counts_where_it_tells_more() -> None:
    news = news_of_pairs(tokens("图书馆 图书"), {"图书": 90, "书馆": 90}, 10_000)
    assert news["图书"] == 1.0 > news["书馆"]


def test_a_particle_is_no_match_unless_it_touches_one() -> None:
    text = "桟橋が壊れたのは、杭が腐っていたためです。"
    kept = without_stray_particles(text, [(at, at + 1) for at in (0, 1, 3, 4, 5, 14, 15)], "ja")
    assert "".join(text[slice(*one)] for one in kept) == "桟橋壊れた"
    assert without_stray_particles("a b", [(0, 1)], "en") == [(0, 1)]
