"""The word lists, and what every list for the ends of sentences must look like."""

import pytest

from index.text.analyzer import term
from index.text.lexicon import ASKING_WORDS, STOP_WORDS, words


def test_several_lists_are_one_set_of_words() -> None:
    assert words("articles", "weekdays") == words("articles") | words("weekdays")


def test_a_list_that_is_not_in_the_file_is_an_error() -> None:
    with pytest.raises(KeyError):
        words("no such list")


def test_every_stop_word_is_folded_as_the_analyzer_folds_words() -> None:
    assert {word for word in STOP_WORDS if term(word)} == set()
    assert not STOP_WORDS & ASKING_WORDS


@pytest.mark.parametrize(
    "name", ["before_names", "before_numbers", "short_months", "abbreviations", "time_zones", "sentence_starters"]
)
def test_words_around_full_stops_are_in_lower_case_without_the_last_stop(name: str) -> None:
    assert {word for word in words(name) if word != word.lower() or word.endswith(".")} == set()
