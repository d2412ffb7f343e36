"""Folding: words are found whatever the white space and the marks, at their exact place."""

from hypothesis import given
from hypothesis import strategies as st

from index.text.normalize import occurrences, straight

TEXTS = st.text(alphabet="ab “’\n\t\u00a0", max_size=40)


def test_words_are_found_over_lines_and_with_other_marks() -> None:
    text = "He said:  “it’s\r\n  so”, and “it’s so”."
    assert [text[start:end] for start, end in occurrences('"it\'s so"', text)] == ["“it’s\r\n  so”", "“it’s so”"]


@given(TEXTS)
def test_straight_marks_change_no_offset(text: str) -> None:
    assert len(straight(text)) == len(text)


@given(TEXTS, st.text(alphabet="ab", min_size=1, max_size=3))
def test_every_place_is_one_where_the_words_stand(text: str, words: str) -> None:
    found = [text[start:end] for start, end in occurrences(words, text)]
    assert found == [words] * text.count(words)


@given(st.lists(st.sampled_from([" ", "\n", " \r\n ", "\t\t"]), min_size=1, max_size=9))
def test_no_white_space_hides_words_or_shifts_them(spaces: list[str]) -> None:
    text = "".join(f"a{one}b{one}" for one in spaces)
    found = [text[start:end] for start, end in occurrences("a \n b", text)]
    assert found == [f"a{one}b" for one in spaces]
