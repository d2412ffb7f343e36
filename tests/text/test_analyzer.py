import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.text.analyzer import LONGEST, Token, analyzer, term, terms, tokens


def asked(question: str) -> list[str]:
    return [token.term for token in tokens(question, question=True)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U.S.", "US"),
        ("the u.s. side", "the US side"),
        ("Ph.D.", "PhD"),
        ("Washington D.C.", "Washington DC"),
        ("China's", "China"),
        ("China’s", "China"),
        ("the students'", "the student"),
        ("cyber-crimes", "cyber crime"),
        ("cybercrimes", "Cybercrime"),
        ("1,000", "1000"),
        ("1,234,567.5", "1234567.5"),
        ("12,34,567", "1234567"),
        ("Börte", "Borte"),
        ("Temu\u0308jin", "Temüjin"),
        ("Łódź", "Lodz"),
        ("cafés", "cafe"),
        ("l'eau", "eau"),
        ("Jeanne d’Arc", "Jeanne Arc"),
        ("O'Brien", "O’Brien"),
        ("ﬁne", "fine"),
        ("ＡＢＣ", "abc"),
        ("co\u00adoperation", "cooperation"),
        ("2nd", "second"),
        ("Dec. 1", "December 1"),
        ("snake_case", "snake case"),
        ("Straße", "Strasse"),
        ("Ёлка", "елка"),
        ("meetings", "meeting"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
    ],
)
def test_two_ways_to_write_a_word_are_one_term(one: str, other: str) -> None:
    assert terms(one) == terms(other) != ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("US", "us"), ("May", "may"), ("WHO", "who"), ("IT", "it"), ("3.14", "3"), ("2015", "2016"), ("first", "second")],
)
def test_what_means_another_thing_is_another_term(one: str, other: str) -> None:
    assert terms(one) != terms(other)


def test_stop_words_are_no_terms() -> None:
    assert terms("What is it that they don't have, and who's with us?") == ()


def test_a_headline_in_capitals_loses_its_stop_words_too() -> None:
    assert terms("WHAT WAS DECIDED IN THE U.S. ABOUT IT") == terms("what was decided in the U.S. about it")


def test_a_decimal_is_one_term_and_a_list_of_numbers_is_several() -> None:
    assert terms("3.5 cents; 1,2,3; 27/100; 12.10.2017") == ("3.5", "cent", "1", "2", "3", "27", "100", "12.10.2017")


def test_a_token_carries_the_place_of_the_word_as_written() -> None:
    text = "In the U.S., China's cyber-crimes."
    assert [text[one.start : one.end] for one in tokens(text)] == ["U.S.", "China's", "cyber", "crimes"]
    assert tokens("the hot line")[0] == Token("hot", 4, 7)


def test_chinese_and_japanese_are_single_characters_and_pairs() -> None:
    assert terms("中国和") == ("中", "中国", "国", "国和", "和")
    assert set(terms("美国")) <= set(terms("中国和美国举行了对话。"))
    assert set(terms("対話")) <= set(terms("第二回対話が行われた。"))


def test_chinese_between_english_words_keeps_the_words() -> None:
    assert terms("China's 对话 meetings") == ("china", "对", "对话", "话", "meet")


def test_a_word_of_another_script_is_whole_and_not_stemmed() -> None:
    assert terms("हिन्दी में") == ("हिन्दी", "में")
    assert terms("встречами") == ("встречами",)


def test_vowel_signs_of_arabic_and_hebrew_do_not_part_words() -> None:
    assert terms("مُحَمَّد") == terms("محمد")
    assert terms("שָׁלוֹם") == terms("שלום")


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("what did the us say", ["us", "say"]),
        ("tell us about the hotline", ["hotlin"]),
        ("Please tell me what's the 2nd dialogue", ["second", "dialogu"]),
        ("Will Will Smith come?", ["will", "smith", "come"]),
        ("May the meeting be in May?", ["meet", "may"]),
        ("Who is the head of the WHO?", ["head", "who"]),
        ("WHAT DID THE US SAY", ["us", "say"]),
        ("", []),
        ("???", []),
        ("who is it", []),
    ],
)
def test_a_question_loses_what_only_asks(question: str, found: list[str]) -> None:
    assert asked(question) == found


def test_a_word_of_any_length_is_a_short_term() -> None:
    assert terms("x" * 1_000_000) == ("x" * LONGEST,)
    assert all(len(one) <= LONGEST for one in terms("a." * 1000 + " " + "b'" * 1000 + " " + "1," * 1000))


def test_one_word_is_a_term_as_in_a_text() -> None:
    assert term("cybercrimes") == "cybercrim"
    assert term("the") == ""


@given(st.text(max_size=200))
def test_terms_are_those_of_tokens(text: str) -> None:
    assert terms(text) == tuple(token.term for token in tokens(text))


@given(st.text(max_size=200))
def test_tokens_stand_in_order_within_the_text_and_are_never_empty(text: str) -> None:
    found = tokens(text)
    assert all(0 <= one.start < one.end <= len(text) and one.term for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_word_is_the_same_term_whatever_stands_beside_it(before: str, after: str) -> None:
    assert "cybercrim" in terms(f"{before} cybercrimes {after}")


@example("À")
@given(st.text(alphabet=st.characters(whitelist_categories=["L", "M", "N"]), min_size=1, max_size=80))
def test_composed_and_decomposed_text_have_the_same_terms(word: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, word) for form in ("NFC", "NFD"))
    if not any(ord(one) >= 0x0E00 for one in composed + decomposed):
        assert terms(composed) == terms(decomposed)


@given(st.text(max_size=60))
def test_no_term_is_empty_or_holds_white_space(text: str) -> None:
    assert all(one and not any(character.isspace() for character in one) for one in terms(text))


def test_a_ligature_of_several_words_is_one_term() -> None:
    assert terms("ﷺ") == ("صلىاللهعليهوسلم",)


@given(st.text(alphabet="abé7u.,'’- \n\u0301", max_size=60))
def test_each_word_is_located_where_it_stands(text: str) -> None:
    german = analyzer("de")
    located, left = german.located(text), list(text)
    for found, start, end in zip(*located, strict=True):
        assert found == german.term(text[start:end])
        left[start:end] = " " * (end - start)
    assert not any(letter.isalnum() for letter in left)
