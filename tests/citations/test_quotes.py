"""Quotes: verbatim, nearly and not at all, with exact places and every difference told."""

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from index.citations.quotes import Finding, find
from index.documents.folder import Folder
from index.documents.source import Source

ROOT = Path(__file__).parents[2]
TEXT = "The mayor said “it’s a\ngreat day” for the city. Nobody was against it. The bridge cost 3.5 million dollars.\n"


@pytest.fixture(scope="module")
def articles() -> list[Source]:
    return [one for one in Folder(ROOT / "sources").scan() if isinstance(one, Source)]


def sources(*texts: str) -> list[Source]:
    return [Source(f"{number}.txt", text, "") for number, text in enumerate(texts)]


def test_a_quote_that_stands_word_for_word_is_found_at_all_its_places(articles: list[Source]) -> None:
    lead = "The first China-U.S. ministerial dialogue on fighting cyber crimes held here Tuesday"
    found = find(lead, articles)
    assert found.total == 3
    assert all(place.verbatim and place.text == lead and place.similarity == 1 for place in found.places)
    assert [place.start for place in found.places] == [306, 583, 2350]


def test_white_space_and_the_shape_of_marks_are_equal_but_told() -> None:
    (place,) = find('said "it\'s a great day" for', sources(TEXT)).places
    assert place.text == "said “it’s a\ngreat day” for"
    assert place.differences == (("quotes", '"', "“"), ("quotes", "'", "’"), ("space", " ", "\n"), ("quotes", '"', "”"))
    assert not place.verbatim
    assert place.similarity == 1


def test_verbatim_places_come_before_those_that_differ_in_white_space() -> None:
    found = find("great day", sources("a great\nday", "a great day"))
    assert [(place.source, place.verbatim) for place in found.places] == [("1.txt", True), ("0.txt", False)]


def test_marks_around_the_whole_quote_may_be_the_askers_own() -> None:
    (place,) = find("“Nobody was against it.”", sources(TEXT)).places
    assert place.verbatim
    (place,) = find("“it’s a\ngreat day”", sources(TEXT)).places
    assert place.text == "“it’s a\ngreat day”"


def test_small_differences_in_wording_are_told_word_by_word(articles: list[Source]) -> None:
    quote = "The two sides approved a plan for a hotline and agreed to hold a fourth dialogue in Washington this year."
    (place,) = find(quote, articles).places
    assert place.source == "004_52fc0199ecdba978.txt"
    assert place.text.startswith("The two sides approved")
    assert place.text.endswith("later this year.")
    assert place.differences == (("replaced", "a", "the"), ("replaced", "fourth", "third"), ("missing", "", "later"))
    assert 0.9 < place.similarity < 1


@pytest.mark.parametrize(
    ("quote", "differences"),
    [
        ("The bridge really cost 3.5 million dollars.", [("added", "really", "")]),
        ("The bridge cost 3.6 million dollars.", [("replaced", "6", "5")]),
        ("The bridge cost 3.5 dollars.", [("missing", "", "million")]),
        ("the Bridge cost 3.5 million dollars", [("replaced", "the", "The"), ("replaced", "Bridge", "bridge")]),
        (
            "“The bridge” cost 3.5 million pounds",
            [("added", "“", ""), ("added", "”", ""), ("replaced", "pounds", "dollars")],
        ),
    ],
)
def test_what_was_added_replaced_or_left_out_is_told(quote: str, differences: list[tuple[str, str, str]]) -> None:
    (place,) = find(quote, sources(TEXT)).places
    assert place.text.rstrip(".") == "The bridge cost 3.5 million dollars"
    assert list(place.differences) == differences


@pytest.mark.parametrize("pair", ['""', "“”", "«»", "''"])
def test_the_marks_around_a_quote_are_no_difference(pair: str) -> None:
    text = 'The mayor said: "Half my customers walk across that bridge."'
    (place,) = find(f"{pair[0]}Half my customers walk across the bridge.{pair[1]}", sources(text)).places
    assert place.differences == (("replaced", "the", "that"),)


def test_a_quote_over_several_sentences_and_lines_is_found() -> None:
    (place,) = find("a great day” for the town. Nobody was against it. The bridge cost 3.5", sources(TEXT)).places
    assert place.text == "a\ngreat day” for the city. Nobody was against it. The bridge cost 3.5"
    assert place.differences == (("space", " ", "\n"), ("replaced", "town", "city"))


def test_near_places_come_by_their_likeness() -> None:
    text = "The bridge cost three million dollars."
    found = find(
        "The bridge cost nine million dollars.",
        sources("The bridge took three million euros.", text, text + " " + text),
    )
    assert [place.source for place in found.places][:3] == ["1.txt", "2.txt", "2.txt"]
    assert [place.start for place in found.places][1:3] == [0, len(text) + 1]


def test_chinese_is_compared_character_by_character() -> None:
    (place,) = find("中国和美国星期三举行第二次对话", sources("据报道，中国和美国星期二举行第二次对话。")).places
    assert place.differences == (("replaced", "三", "二"),)


@pytest.mark.parametrize("quote", ["", "   ", "…", "\"'”", "\n"])
def test_a_quote_without_words_gets_a_clear_answer(quote: str) -> None:
    found = find(quote, sources(TEXT))
    assert (found.total, found.cause) == (0, "there are no words in this quote; give some words of the sources")


@pytest.mark.parametrize(
    "quote",
    [
        "The capital of France is Paris.",
        "bridges",
        "bridge bridge",
        "of the and in a",
        "x" * 10_000,
        "city the for day great",
    ],
)
def test_a_quote_that_stands_nowhere_is_not_found(quote: str) -> None:
    found = find(quote, sources(TEXT))
    assert (found.total, found.places, found.cause) == (0, (), None)


def test_a_short_quote_is_found_word_for_word() -> None:
    assert find("day", sources(TEXT)).total == 1
    assert find("3.5", sources(TEXT)).total == 1


def test_all_places_are_counted_and_a_hundred_listed() -> None:
    found = find("day", sources("day " * 1000))
    assert (found.total, len(found.places)) == (1000, 100)


def test_a_quote_of_ten_thousand_characters_is_found_with_its_one_difference(articles: list[Source]) -> None:
    text = " ".join(f"word{number}" for number in range(1500))
    (place,) = find(text.replace("word700", "other"), [*articles, *sources(text)]).places
    assert place.text == text
    assert place.differences == (("replaced", "other", "word700"),)


@pytest.mark.parametrize("quote", ["a " * 2000 + "b", "a" * 9999 + "b", '"' * 9000 + "a b c", "word " * 300_000 + "b"])
def test_no_quote_makes_the_search_slow(quote: str) -> None:
    texts = ("a " * 250_000 + "c b", "a" * 500_000, "word " * 100_000 + "b")
    assert not any(place.verbatim for place in find(quote, sources(*texts)).places)


@given(st.text(alphabet="aB “'\n.(é", min_size=1, max_size=80), st.data())
def test_every_part_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    quote = text[start : data.draw(st.integers(start + 1, len(text)))]
    assume(any(character.isalnum() for character in quote))
    found = find(quote, sources(text))
    assert found.places[0].verbatim
    assert all(text[place.start : place.end] == place.text for place in found.places)


KNOWN = [
    "the",
    "bridge",
    "was",
    "built",
    "in",
    "May",
    "by",
    "a",
    "city",
    "mayor,",
    "and",
    "“it”",
    "cost",
    "(3.5)",
    "million.",
]
WORDS = st.lists(st.sampled_from(KNOWN), min_size=6, max_size=30)


@given(WORDS, WORDS)
def test_near_places_are_exact_spans_and_their_differences_stand_there(words: list[str], others: list[str]) -> None:
    text, quote = " ".join(words), " ".join(others)
    for place in find(quote, sources(text)).places:
        assert text[place.start : place.end] == place.text
        assert 0.7 <= place.similarity <= 1
        for kind, ours, theirs in place.differences:
            assert kind in {"replaced", "missing", "added", "quotes", "space"}
            assert ours in quote
            assert theirs in place.text
            assert ours != theirs


def test_words_copied_off_a_screen_stand_without_their_bars() -> None:
    of = Source(
        "a.md", "# Rules\n\nDo this:\n\n1. Stop.\n2. Go *home*.\n\n| Name | Fee |\n|---|---|\n| Child | 90 |\n", ""
    )
    for words in ("│ Do this:\n│\n│ 1. Stop.\n│ 2. Go home.", "┆ Name   Fee\n│ Child  90"):
        (place,) = find(words, [of]).places
        assert {kind for kind, *_ in place.differences} <= {"space", "marks"}


def test_what_sets_apart_a_text_from_right_to_left_is_no_part_of_a_quote() -> None:
    table = Source("a.md", "# تذاكر\n\n| التذكرة | السعر |\n|---|---|\n| عائلة | 45 درهمًا |\n", "")
    assert find("│ \u2068عائلة\u2069    \u206845 درهمًا\u2069", [table]).finding is Finding.VERBATIM
    assert find("\u2068عائلة\u2069  \u206845 درهمًا\u2069", [table]).finding is Finding.VERBATIM
    assert find("\u2068عائلة\u2069  \u206846 درهمًا\u2069 شهر", [table]).finding is not Finding.VERBATIM
