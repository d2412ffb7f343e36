from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents.source import Source
from index.query.expansion import ExpandedQuery, expand
from index.query.question import understand
from index.retrieval.memory import MemoryEngine
from index.text.analyzer import analyzer, terms

Seeking = Callable[[str, str], ExpandedQuery]


def sought(question: str, *texts: str) -> ExpandedQuery:
    engine = MemoryEngine([Source(f"{at}.txt", text, "") for at, text in enumerate(texts)])
    return expand(understand(question, engine), engine)


def holds(question: str, text: str) -> dict[str, float]:
    """How much each term of a question is found in a text that is all there is."""
    found = sought(question, text)
    return {found.terms[at]: count for at, count in found.count(terms(text)).items()}


@pytest.mark.parametrize("asked", ["cyber crime", "cyber-crime", "cybercrimes", "cyber crimes", "Cyber-Crimes"])
@pytest.mark.parametrize("written", ["cyber crime", "cyber-crimes", "cybercrime", "cybercrimes"])
def test_a_compound_is_found_however_it_is_written(asked: str, written: str) -> None:
    found = holds(f"What is {asked}?", f"They met about {written} in June.")
    assert found
    assert all(strength >= 1.0 for strength in found.values())


@pytest.mark.parametrize(
    ("asked", "written"), [("hotline", "hot line"), ("hot line", "hotline"), ("database", "data base")]
)
def test_a_compound_is_found_by_a_rule_and_not_by_a_list(asked: str, written: str) -> None:
    assert holds(f"the {asked}", f"They set up a {written} last year.")


def test_the_parts_of_a_compound_count_only_where_they_stand_together() -> None:
    assert "hotlin" not in holds("the hotline", "It was a hot day for the line.")


def test_the_two_parts_of_a_compound_are_one_match() -> None:
    text = "They set up a hot line last year."
    found = list(sought("the hotline", text, "The line was hot.").matches(analyzer("en").located(text)))
    assert [text[slice(*span)] for span in found] == ["hot line"]


def test_rare_words_weigh_more_than_common_ones() -> None:
    found = sought("the red ferry", "A red car.", "A red bus.", "A red ferry.")
    assert found.weights[found.terms.index("ferri")] > found.weights[found.terms.index("red")]


def test_a_word_that_no_source_has_weighs_half_of_the_rarest_one() -> None:
    found = sought("zebra ferry", "A red ferry.", *("A red bus." for _ in range(9)))
    weights = dict(zip(found.terms, found.weights, strict=True))
    assert weights["zebra"] < weights["ferri"]
    assert found.known == {"ferri"}
    assert 0 < found.unknown_share < 1


def test_a_form_or_a_root_of_a_word_counts_less_than_the_word_itself() -> None:
    exact, form, family = (holds("Who fought?", text) for text in ("He fought.", "They fight.", "A fighter."))
    assert exact["fought"] == 1.0
    assert 0 < form["fought"] < 1
    assert 0 < family["fought"] < 1


def test_another_word_for_it_counts_least() -> None:
    assert (
        0
        < holds("Which movie was shown?", "The film was long.")["movi"]
        < holds("Who fought?", "They fight.")["fought"]
    )


def test_an_acronym_finds_what_it_stands_for() -> None:
    text = "Data of the Office of Personnel Management were stolen."
    assert holds("Who stole the OPM data?", text)["opm"] == 1.0


def test_a_question_of_ten_thousand_words_is_looked_for_by_its_first_ones() -> None:
    question = " ".join(f"word{at}" for at in range(10_000))
    assert len(sought(question, "word1 and word9999.").terms) <= 64


def test_a_compound_beyond_the_last_term_that_counts_is_not_looked_for() -> None:
    found = sought(" ".join(f"word{at}" for at in range(70)) + " hot line", "The hotline opened.")
    assert "hotlin" not in found.related
    assert all(found.related.values())


@given(st.text(max_size=80), st.text(max_size=200))
def test_no_text_and_no_question_break_it(question: str, text: str) -> None:
    found = sought(question, text)
    assert all(weight > 0 for weight in found.weights)
    assert all(0 <= at < len(found.terms) and count > 0 for at, count in found.count(terms(text)).items())
    assert found.known <= set(found.terms)
