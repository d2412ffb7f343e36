import pytest

from index.query.thesaurus import inflections, is_acronym, long_form, synonyms
from index.text.analyzer import terms


def test_the_tables_of_words_relate_no_word_to_itself_and_go_both_ways() -> None:
    for related in (inflections, synonyms):
        for one in ("fight", "film", "compani", "steal"):
            assert one not in related(one)
            assert all(one in related(other) for other in related(one))


@pytest.mark.parametrize(
    ("word", "acronym"), [("OPM", True), ("US", False), ("Opm", False), ("OPM2", False), ("", False)]
)
def test_three_to_eight_capitals_are_an_acronym(word: str, *, acronym: bool) -> None:
    assert is_acronym(word) is acronym


def test_an_acronym_is_made_of_the_initials_of_the_longer_words() -> None:
    assert long_form("OPM", ["the Office of Personnel Management"]) == terms("Office of Personnel Management")
    assert long_form("OPM", ["an office of personnel"]) == ()
